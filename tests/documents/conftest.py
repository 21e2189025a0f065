"""Documents that several tests read."""

import pytest

import juesuan

PDF = "上海市普陀区规划和自然资源局2024年度部门决算.pdf"


@pytest.fixture(scope="session")
def putuo(documents_folder):
    """The second real document, by the text of its PDF."""
    pdfium = pytest.importorskip("pypdfium2")
    pdf = pdfium.PdfDocument(documents_folder / PDF)
    pages = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return juesuan.read("\f".join(pages).encode(), name="putuo.txt")
