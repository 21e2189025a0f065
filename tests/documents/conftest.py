"""Documents that several tests read."""

import pytest

import juesuan
from tests.documents.flattened import flattened

PDF = "上海市普陀区规划和自然资源局2024年度部门决算.pdf"


@pytest.fixture(scope="session")
def putuo_text(documents_folder):
    """The second real document, by the text of its PDF."""
    return juesuan.read(flattened(documents_folder / PDF), name="putuo.txt")


@pytest.fixture(scope="session")
def putuo_pdf(documents_folder):
    """The second real document as published."""
    return juesuan.read(documents_folder / PDF)


@pytest.fixture(scope="session", params=["text", "pdf"])
def putuo(request):
    """The second real document, by either way."""
    return request.getfixturevalue(f"putuo_{request.param}")
