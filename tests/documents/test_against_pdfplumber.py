"""The cells of published PDFs, as another library finds them."""

import pytest

from juesuan.readers import read_source

pdfplumber = pytest.importorskip("pdfplumber")

FILES = {
    "上海市普陀区规划和自然资源局2024年度部门决算.pdf": 14,
    "上海市普陀区万里街道办事处2024年部门预算.pdf": 22,
    "部门决算公开模板-空表.pdf": 11,
}


def texts(words) -> list[str]:
    """Texts without spaces, sorted; blank cells left out, since neighbours may be merged."""
    return sorted("".join(word.split()) for word in words if word and word.strip())


@pytest.mark.parametrize(("name", "pages"), FILES.items())
def test_the_filled_cells_are_those_of_pdfplumber(documents_folder, name, pages):
    path = documents_folder / name
    ours: dict[int, list[str]] = {}
    for grid in read_source(path.read_bytes(), name).grids:
        assert grid.page is not None
        ours.setdefault(grid.page, []).extend(cell.text for cell in grid.cells)
    assert len(ours) == pages
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            if page.page_number not in ours:
                # It takes backgrounds for tables: there must be no line drawn on the page.
                thin = [r for r in page.rects if min(r["width"], r["height"]) <= 3 or r["stroke"]]
                assert not page.lines + thin, page.page_number
                continue
            tables = [table for table in page.find_tables() if len(table.cells) > 1]
            theirs = [text for table in tables for row in table.extract() for text in row]
            found = texts(ours.get(page.page_number, []))
            assert found == texts(word or "" for word in theirs), page.page_number
