"""Single ways of producers, each in the smallest file that shows it."""

import io
import re
import zipfile
from random import Random

import pytest
from openpyxl import Workbook
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import juesuan
from juesuan.readers import read_source
from juesuan.readers.grid import Cell
from tests.factory import Layout, random_account
from tests.factory.sheets import sheet_of
from tests.factory.text import table_order
from tests.properties.media import faulty
from tests.properties.read_back import printed, read_back

TABLE = "<tr><td>一、财政拨款收入</td><td>{}</td><td>1.00</td></tr>"
ROWS = "<table><tr><td>项目</td><td>决算数</td><td>上年</td></tr>{}</table>"


def figure_cell(html: str, row: int = 1) -> Cell:
    (grid,) = read_source(f"<html><body>{html}</body></html>".encode(), "made.html").grids
    return next(cell for cell in grid.rows[row] if cell.column == 1)


def test_a_cell_that_is_not_seen_keeps_its_place():
    page = ROWS.format(TABLE.format('<b style="visibility:hidden">9.99</b>'))
    assert figure_cell(page).text == ""
    whole = ROWS.format('<tr><td>甲</td><td style="visibility:hidden">9</td><td>1.00</td></tr>')
    (grid,) = read_source(f"<body>{whole}".encode(), "made.html").grids
    assert [(cell.column, cell.text) for cell in grid.rows[1]] == [(0, "甲"), (1, ""), (2, "1.00")]


def test_what_is_shown_within_what_is_hidden_is_read():
    inner = '<b style="visibility:hidden">9<i style="visibility:visible">2.50</i></b>'
    assert figure_cell(ROWS.format(TABLE.format(inner))).text == "2.50"


def test_text_that_a_style_sheet_makes_is_read():
    style = "<style>.n:before{content:attr(data-n)} .m::after{content:'3.50'}</style>"
    body = TABLE.format('<i class=n data-n="2.50"></i>') + TABLE.format("<i class=m></i>")
    assert figure_cell(style + ROWS.format(body)).text == "2.50"
    assert figure_cell(style + ROWS.format(body), 2).text == "3.50"


def test_a_cell_that_a_script_fills_is_not_blank():
    page = ROWS.format(TABLE.format("").replace("<td></td>", "<td id=c1></td>"))
    script = "<script>document.getElementById('c1').innerText='2.50'</script>"
    assert figure_cell(page + script).is_unseen
    assert not figure_cell(page).is_unseen


@pytest.mark.parametrize(
    ("table", "row", "box"),
    [
        ("role=table", "role=row", "role=cell"),
        ('style="display:table"', 'style="display:table-row"', 'style="display:table-cell"'),
        ("class=t", "class=r", "class=c"),
    ],
)
def test_tables_that_are_no_table_elements_are_tables(table, row, box):
    style = "<style>.t{display:table}.r{display:table-row}.c{display:table-cell}</style>"
    cells = "".join(f"<div {box}>{text}</div>" for text in ("项目", "决算数"))
    body = "".join(f"<div {box}>{text}</div>" for text in ("合计", "1.00"))
    html = f"{style}<div {table}><div {row}>{cells}</div><div {row}>{body}</div></div>"
    (grid,) = read_source(f"<html><body>{html}".encode(), "made.html").grids
    assert [[cell.text for cell in each] for each in grid.rows] == [
        ["项目", "决算数"],
        ["合计", "1.00"],
    ]


def test_what_stands_behind_the_end_of_a_page_is_read():
    page = f"<html><body><p>甲</p></body></html>{ROWS.format(TABLE.format('2.50'))}</body></html>"
    (grid,) = read_source(page.encode(), "made.html").grids
    assert grid.rows[1][1].text == "2.50"


def workbook(formula: str) -> bytes:
    """A sheet whose B4 is a formula for which 0 is stored, and C4 one with a value."""
    book = Workbook()
    sheet = book.active
    for row in (["项目", "决算数", "上年"], ["一、财政拨款收入", 2.5, 1], ["合计", 1.25, 2]):
        sheet.append(row)
    sheet.append(["总计", formula, "=C2+C3"])
    buffer, stored = io.BytesIO(), io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode()
            for cell, value in (("B4", "0"), ("C4", "3")):
                empty = rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v ?/?>(</v>)?'
                part = re.sub(empty, rf"\1<v>{value}</v>", part)
            new.writestr(name, part)
    return stored.getvalue()


@pytest.mark.parametrize(
    ("formula", "is_unseen"),
    [("=SUM(B2:B3)", True), ("=B2+B3", True), ("=B2-2*B3", False), ("=B9", False)],
)
def test_zero_stored_for_a_sum_that_is_not_0_is_no_figure(formula, is_unseen):
    (grid,) = read_source(workbook(formula), "made.xlsx").grids
    assert grid.rows[3][1].is_unseen == is_unseen


@pytest.mark.parametrize(("separator", "name"), [(",", "x.csv"), ("\t", "x.xls"), (";", "x.csv")])
def test_text_in_columns_is_read_like_a_sheet(separator, name):
    account, layout = random_account(Random(3), classes=(1, 2)), Layout(thousands=True)
    lines: list[list[str]] = []
    for table in table_order(layout):
        sheet = sheet_of(table, account, layout, merge=True)
        lines += [[line] for line in sheet.titles]
        for row in [*sheet.header, *sheet.body]:
            cells = [""] * sheet.columns
            for cell in row:
                cells[cell.column] = cell.text
            lines.append(cells)
        lines += [[line] for line in sheet.notes]
    text = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in lines)
    found = read_back(read_source(text.encode("utf-8-sig"), name))
    assert found.problems == []
    assert found.placed == printed(account)


def test_a_rule_under_a_heading_is_no_row():
    text = "收入决算表\n| 项目 | 数 |\n| --- | :-: |\n| 合计 | 1.00 |\n"
    source = read_source(text.encode(), "x.txt")
    assert [line.row for line in source.lines] == [1, 2, 4]


LAYERED = (
    b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>>>"
    b"endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R"
    b"/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/Properties<</L 6 0 R>>>>>>"
    b"endobj\n4 0 obj<</Length 110>>stream\nBT /F 12 Tf 20 50 Td (seen 1.00) Tj ET\n"
    b"/OC /L BDC BT /F 12 Tf 120 50 Td (hidden 7.77) Tj ET EMC                \nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    b"6 0 obj<</Type/OCG/Name(x)>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


def test_a_layer_that_is_switched_off_is_no_print():
    shown = read_source(LAYERED, "made.pdf")
    assert [line.printed for line in shown.lines] == ["seen 1.00"]
    on = read_source(LAYERED.replace(b"/OFF[6 0 R]", b"/ON[6 0 R]  "), "made.pdf")
    assert [line.printed for line in on.lines] == ["seen 1.00 hidden 7.77"]


def test_what_a_picture_with_holes_lies_over_is_still_seen():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 100))
    canvas.drawString(20, 50, "seen 1.00")
    picture = Image.new("RGBA", (20, 20), (255, 0, 0, 40))
    canvas.drawImage(ImageReader(picture), 0, 20, 280, 60, "auto")
    canvas.save()
    lines = read_source(buffer.getvalue(), "made.pdf").lines
    assert [line.printed for line in lines] == ["seen 1.00"]


def test_a_document_tells_that_comments_are_read_with_the_print():
    account = random_account(Random(4), classes=(1, 1), full_lists=False, unit=("万元", 2))
    document = juesuan.read(faulty(account, "pdf", "form field", Random(1), 1.0))
    assert any("form fields" in message for message in document.problems["message"])
