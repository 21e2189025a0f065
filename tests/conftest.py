"""Where the tests find documents."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PUTUO = "上海市普陀区规划和自然资源局2024年度部门决算.pdf"
HANYANG = ROOT / "data" / "raw" / "武汉市汉阳区总工会2022年度部门决算.txt"


@pytest.fixture(autouse=True)
def own_language():
    """A language that a test chooses, or a command that it runs, is not the next one's."""
    import juesuan

    with juesuan.options.spoken(juesuan.options._language):
        yield


@pytest.fixture(scope="session")
def hanyang_path() -> Path:
    return HANYANG


@pytest.fixture(scope="session")
def hanyang():
    import juesuan

    return juesuan.read(HANYANG)


@pytest.fixture(scope="session")
def documents_folder() -> Path:
    """Published PDFs that are not kept in this repository."""
    folder = os.environ.get("JUESUAN_DOCUMENTS")
    if not folder or not Path(folder).is_dir():
        pytest.skip("JUESUAN_DOCUMENTS names no folder of published documents")
    return Path(folder)


@pytest.fixture(scope="session")
def putuo_text(documents_folder):
    """The second real document, by the text of its PDF."""
    import juesuan
    from tests.documents.flattened import flattened

    return juesuan.read(flattened(documents_folder / PUTUO), name="putuo.txt")


@pytest.fixture(scope="session")
def putuo_pdf(documents_folder):
    """The second real document as published."""
    import juesuan

    return juesuan.read(documents_folder / PUTUO)


@pytest.fixture(scope="session", params=["text", "pdf"])
def putuo(request):
    """The second real document, by either way."""
    return request.getfixturevalue(f"putuo_{request.param}")
