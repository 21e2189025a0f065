"""Workbooks made by hand: what is read of them, where it stands, and what is said."""

import io
import random
import zipfile
from collections.abc import Callable

import pytest
import xlwt
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import juesuan
from juesuan.readers import read_source
from tests.factory import Layout, random_account
from tests.factory.excel import ExcelLayout, print_xls, print_xlsx, rewritten

ROWS = [
    ["支出决算表"],
    ["部门：某局", None, None, None, "金额单位：万元"],
    ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
    ["合计", None, 307.82, 107.8, 200.02],
    ["201", "一般公共服务支出", 307.82, 107.8, 200.02],
    ["20129", "群众团体事务", 307.82, 107.8, 200.02],
    ["2012901", "行政运行", 307.82, 107.8, 200.02],
]
Change = Callable[[Worksheet], None]


def workbook(change: Change | None = None, rows: list[list] = ROWS, name: str = "Sheet1") -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def part(data: bytes, name: str, text: bytes) -> bytes:
    """The package with one part changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            new.writestr(info, text if info.filename == name else old.read(info))
    return target.getvalue()


def amounts(document: juesuan.Document) -> dict[str, int]:
    found = document.amounts[document.amounts["code"] == "201"]
    return dict(zip(found["measure"], found["amount_fen"], strict=True))


def problems(document: juesuan.Document) -> list[tuple[str, str | None, str]]:
    found = document.problems[document.problems["kind"] != "table_missing"]
    found = found[~found["kind"].str.startswith(("organization", "year"))]
    return [
        (row["kind"], None if row["found"] != row["found"] else row["found"], row["message"])
        for row in found.to_dict("records")
    ]


def test_every_amount_tells_sheet_row_and_cell():
    document = juesuan.read(workbook())
    found = document.amounts[document.amounts["code"] == "201"]
    assert found["address"].tolist() == ["Sheet1!C5", "Sheet1!D5", "Sheet1!E5"]
    assert found["row"].tolist() == [5, 5, 5]
    assert found["page"].tolist() == [1, 1, 1]
    assert found["raw"].tolist() == ["307.82", "107.80", "200.02"]
    assert found["precision_fen"].tolist() == [10_000] * 3
    assert amounts(document) == {"total": 307820000, "basic": 107800000, "project": 200020000}
    (table,) = document.tables[document.tables["status"] == "found"].to_dict("records")
    assert (table["first_row"], table["last_row"]) == (1, 7)
    assert problems(document) == []


def test_a_figure_is_the_one_that_its_format_shows():
    def change(sheet: Worksheet) -> None:
        sheet["C5"].value = 307.8159999
        sheet["C5"].number_format = "#,##0.00"

    document = juesuan.read(workbook(change))
    assert amounts(document)["total"] == 307820000


def test_the_noise_of_binary_fractions_is_no_part_of_a_figure():
    document = juesuan.read(workbook(lambda sheet: sheet.cell(5, 3, 307.82000000000005)))
    assert amounts(document)["total"] == 307820000
    assert set(document.amounts["precision_fen"]) == {10_000}


def test_whole_numbers_have_the_decimals_of_their_table_and_codes_have_none():
    rows = [*ROWS[:4], [201, "一般公共服务支出", 307.82, 107, 200.82]]
    document = juesuan.read(workbook(rows=rows))
    found = document.amounts[document.amounts["code"] == "201"]
    assert found["raw"].tolist() == ["307.82", "107.00", "200.82"]
    assert set(found["precision_fen"]) == {10_000}


def test_a_long_fraction_does_not_make_its_neighbours_longer():
    def change(sheet: Worksheet) -> None:
        sheet["F2"] = "金额单位：元"
        sheet["E2"] = None
        sheet["C5"] = 1234.56789

    document = juesuan.read(workbook(change))
    assert amounts(document) == {"basic": 10780, "project": 20002}
    assert ("unplaced", "1234.56789") in [(kind, found) for kind, found, _ in problems(document)]


def test_codes_stored_as_numbers_are_codes():
    rows = [[int(c) if isinstance(c, str) and c.isdigit() else c for c in row] for row in ROWS]
    document = juesuan.read(workbook(rows=rows))
    assert set(document.rows["code"]) == {"", "201", "20129", "2012901"}
    assert problems(document) == []


def test_a_formula_without_a_stored_value_is_said_and_no_zero():
    document = juesuan.read(workbook(lambda sheet: sheet.cell(5, 3, "=D5+E5")))
    assert set(amounts(document)) == {"basic", "project"}
    kinds = {kind: message for kind, _, message in problems(document)}
    assert kinds["cell_doubtful"] == "the formula has no stored value (=D5+E5)"
    assert "C5" in kinds["source"]


def test_a_formula_with_a_stored_value_is_its_value():
    data = rewritten(workbook(), {r'(<c r="C5"[^>]*>)<v>': r"\1<f>D5+E5</f><v>"})
    assert amounts(juesuan.read(data))["total"] == 307820000


def test_an_error_in_a_cell_is_said_and_no_zero():
    def change(sheet: Worksheet) -> None:
        sheet["C5"].value = "#REF!"
        sheet["C5"].data_type = "e"

    document = juesuan.read(workbook(change))
    assert "total" not in amounts(document)
    said = [message for kind, _, message in problems(document) if kind == "unplaced"]
    assert said == ["the cell shows the error #REF!"]


def test_a_format_that_is_not_understood_leaves_the_figure_without_a_place():
    def change(sheet: Worksheet) -> None:
        sheet["C5"].value = 3078200.0
        sheet["C5"].number_format = "0.00,,"

    document = juesuan.read(workbook(change))
    assert "total" not in amounts(document)
    kinds = [(kind, found) for kind, found, _ in problems(document)]
    assert ("unplaced", "3078200") in kinds


def test_a_date_in_the_place_of_a_figure_is_none():
    def change(sheet: Worksheet) -> None:
        sheet["C5"].value = 45000
        sheet["C5"].number_format = "yyyy-mm-dd"

    document = juesuan.read(workbook(change))
    assert "total" not in amounts(document)
    assert problems(document)


def test_hidden_sheets_are_not_read_and_said():
    book = Workbook()
    for name in ("支出决算表（旧）", "支出决算表"):
        sheet = book.create_sheet(name)
        for row in ROWS:
            sheet.append(row)
    del book["Sheet"]
    book["支出决算表（旧）"].sheet_state = "veryHidden"
    book["支出决算表（旧）"]["C5"] = 999
    document = juesuan.read(saved(book))
    assert amounts(document)["total"] == 307820000
    assert set(document.amounts["page"]) == {2}
    assert problems(document) == [("source", None, "hidden sheets are not read: 支出决算表（旧）")]


def test_hidden_rows_and_columns_are_not_read_and_said():
    def change(sheet: Worksheet) -> None:
        sheet["F5"] = 999
        sheet.column_dimensions["F"].hidden = True
        sheet.append(["2012999", "其他群众团体事务支出", 5, 5, 0])
        sheet.row_dimensions[8].hidden = True

    document = juesuan.read(workbook(change))
    assert set(document.rows["code"]) == {"", "201", "20129", "2012901"}
    ((kind, _, message),) = problems(document)
    assert kind == "source"
    assert message.startswith("sheet Sheet1, 6 cells (F5, A8, B8, C8, D8 … and 1 more) in hidden")


def test_cells_under_merged_ones_are_not_read_and_said():
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("A4:B4")

    data = rewritten(workbook(change), {'(<c r="C4")': r'<c r="B4"><v>999</v></c>\1'})
    document = juesuan.read(data)
    ((_, _, message),) = problems(document)
    assert message.startswith("sheet Sheet1, 1 cell (B4) under merged ones")


def test_the_name_of_a_sheet_is_the_title_where_no_title_stands_in_it():
    for name in ("支出决算表", "Z04 支出决算表", "GK03 支出决算表(公开03表)", "附表3 支出决算表",
                 "财决04表", "03支出表", "3.支出决算表"):  # fmt: skip
        document = juesuan.read(workbook(rows=ROWS[1:], name=name))
        assert amounts(document)["total"] == 307820000, name


def test_the_number_of_the_form_may_stand_beside_the_title():
    rows = [["支出决算表", None, None, None, "公开03表"], *ROWS[1:]]
    document = juesuan.read(workbook(rows=rows))
    assert amounts(document)["total"] == 307820000
    assert problems(document) == []


def test_a_title_in_the_sheet_is_stronger_than_its_name():
    document = juesuan.read(workbook(name="收入决算表"))
    assert set(document.amounts["table"]) == {"expenditure"}
    assert problems(document) == []


@pytest.mark.parametrize("blank", [[3], [4], [6], [3, 4, 5, 6], [2, 4]])
def test_a_table_goes_on_behind_blank_rows_in_its_columns(blank):
    rows = [each for at, row in enumerate(ROWS) for each in ([[], row] if at in blank else [row])]
    document = juesuan.read(workbook(rows=rows))
    found = document.amounts
    assert len(found) == 12
    assert set(found["placement"]) == {"printed"}
    assert amounts(document) == {"total": 307820000, "basic": 107800000, "project": 200020000}
    assert problems(document) == []


def test_a_row_behind_a_blank_one_finds_its_columns_where_cells_are_missing():
    rows = [*ROWS[:6], [], ["2012901", "行政运行", 307.82, None, 307.82]]
    document = juesuan.read(workbook(rows=rows))
    found = document.amounts[document.amounts["code"] == "2012901"]
    assert dict(zip(found["measure"], found["raw"], strict=True)) == {
        "total": "307.82",
        "project": "307.82",
    }
    assert set(found["address"]) == {"Sheet1!C8", "Sheet1!E8"}


def test_a_table_that_no_title_names_is_said_with_its_place():
    book = Workbook()
    for name, rows in (("支出决算表", ROWS), ("附件", ROWS[1:])):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    document = juesuan.read(saved(book))
    (row,) = document.problems[document.problems["kind"] == "table_unknown"].to_dict("records")
    assert (row["page"], row["row"]) == (3, 1)
    assert "附件" in row["message"]


def test_a_number_in_a_text_cell_is_read_as_it_stands():
    document = juesuan.read(workbook(lambda sheet: sheet.cell(5, 3, "307.820")))
    assert amounts(document)["total"] == 307820000
    assert "307.820" in set(document.amounts["raw"])


def test_lines_in_one_cell_are_one_name_and_never_one_number():
    def change(sheet: Worksheet) -> None:
        sheet["B5"] = "一般公共\n服务支出"
        sheet["C5"] = "30\n7"

    document = juesuan.read(workbook(change))
    assert set(document.rows.loc[document.rows["code"] == "201", "name"]) == {"一般公共服务支出"}
    assert "total" not in amounts(document)
    assert ("unplaced", "30") in [(kind, found) for kind, found, _ in problems(document)]


def test_the_same_figures_come_from_the_old_format():
    account = random_account(random.Random(5))
    layout, excel = Layout(), ExcelLayout()
    new = juesuan.read(print_xlsx(account, layout, excel)).amounts
    old = juesuan.read(print_xls(account, layout, excel)).amounts
    columns = ["table", "code", "line_key", "measure", "amount_fen", "precision_fen", "address"]
    assert new[columns].astype(str).equals(old[columns].astype(str))


@pytest.mark.parametrize("constant", [307.8, None])
def test_formulas_of_the_old_format_that_all_are_empty_were_never_calculated(constant):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            if isinstance(cell, float):
                value = xlwt.Formula(f"SUM(D{row + 1}:E{row + 1})") if column == 2 else constant
                sheet.write(row, column, value)
            elif cell is not None:
                sheet.write(row, column, cell)
    target = io.BytesIO()
    book.save(target)
    document = juesuan.read(target.getvalue())
    said = [found for kind, found, _ in problems(document) if kind == "cell_doubtful"]
    if constant is None:
        # Of nothing the sum is nothing.
        assert (amounts(document), said) == ({}, [])
    else:
        assert set(amounts(document)) == {"basic", "project"}
        assert said == ["=…"] * 4


def test_a_workbook_that_juesuan_wrote_is_refused():
    target = io.BytesIO()
    juesuan.read(workbook()).to_excel(target)
    with pytest.raises(juesuan.NotAFinalAccount, match="read_workbook"):
        juesuan.read(target.getvalue())


def test_only_hidden_sheets_are_no_document():
    data = part(
        workbook(),
        "xl/workbook.xml",
        b'<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        b'<sheets><sheet name="A" state="hidden" r:id="rId1"/></sheets></workbook>',
    )
    with pytest.raises(juesuan.UnreadableDocument, match="that hold anything are hidden"):
        juesuan.read(data)


def test_a_workbook_without_anything_is_no_document():
    with pytest.raises(juesuan.UnreadableDocument, match="holds nothing"):
        juesuan.read(saved(Workbook()))


FAR = (
    '<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>2</v></c></row></sheetData>'
)


MERGED = '</sheetData><mergeCells><mergeCell ref="{}"/><mergeCell ref="{}"/></mergeCells>'


@pytest.mark.parametrize(
    ("what", "put"),
    [
        ('<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"'),
        ("</sheetData>", FAR),
        ("</sheetData>", MERGED.format("G9:XFD1048576", "G8:H8")),
        ("</sheetData>", MERGED.format("G5:G6", "G5:H7")),
    ],
)
def test_a_sheet_is_as_large_as_what_it_holds(what, put):
    assert amounts(juesuan.read(rewritten(workbook(), {what: put})))["total"] == 307820000


def test_merged_ranges_that_overlap_are_said():
    data = rewritten(workbook(), {"</sheetData>": MERGED.format("A4:B4", "B4:B5")})
    document = juesuan.read(data)
    assert amounts(document)["total"] == 307820000
    ((_, _, message),) = problems(document)
    assert message == (
        "sheet Sheet1, 1 cell (B4) merged over other merged ones: taken as single cells"
    )


def test_a_zip_bomb_is_refused_by_its_directory_and_while_it_unpacks():
    zeros = bytes(40_000_000)
    data = part(workbook(), "xl/styles.xml", zeros)
    compressed = io.BytesIO()
    with zipfile.ZipFile(compressed, "w", zipfile.ZIP_DEFLATED) as package:
        for info in zipfile.ZipFile(io.BytesIO(data)).infolist():
            package.writestr(info.filename, zipfile.ZipFile(io.BytesIO(data)).read(info))
    bomb = compressed.getvalue()
    with pytest.raises(juesuan.UnreadableDocument, match=r"styles.xml unpacks to \d+ times"):
        juesuan.read(bomb)
    with pytest.raises(juesuan.UnreadableDocument, match="its parts unpack to"):
        juesuan.read(bomb, limits=juesuan.Limits(unpacked=1_000_000))
    lying = bomb.replace(len(zeros).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != bomb
    with pytest.raises(juesuan.UnreadableDocument, match="damaged"):
        juesuan.read(lying)


def test_entities_are_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    with pytest.raises(juesuan.UnreadableDocument, match="XML entities"):
        juesuan.read(part(workbook(), "xl/workbook.xml", bomb))


def test_limits_are_options():
    book = Workbook()
    for number in range(20):
        book.create_sheet(f"s{number}")
    with pytest.raises(juesuan.UnreadableDocument, match="21 sheets"):
        juesuan.read(saved(book), limits=juesuan.Limits(sheets=20))
    with pytest.raises(juesuan.UnreadableDocument, match="more than 20 filled cells"):
        juesuan.read(workbook(), limits=juesuan.Limits(cells=20))
    with pytest.raises(juesuan.UnreadableDocument, match=r"page 1, line 3: a table has 5 columns"):
        juesuan.read(workbook(rows=[ROWS[0], [], *ROWS[2:]]), limits=juesuan.Limits(columns=4))
    assert read_source(workbook(), "x", juesuan.Limits(cells=40)).lines


def compound(*streams: str) -> bytes:
    """The beginning of a compound file with entries of these names in its directory."""
    entries = [(name.encode("utf-16-le") + bytes(128))[:128] for name in streams]
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(entries)


def package(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (compound("Root Entry", "EncryptedPackage"), "locked with a password"),
        (compound("Root Entry", "WordDocument"), r"old Word file \(.doc\).*\.docx"),
        (compound("Root Entry", "Workbook"), "the workbook is damaged"),
        (compound("Root Entry", "Data"), "neither a workbook nor a text document"),
        (package("xl/workbook.bin"), r"binary workbook \(.xlsb\).*\.xlsx"),
        (package("content.xml", "mimetype"), "OpenDocument"),
        (package("决算/表1.pdf", "说明.txt"), r"决算/表1.pdf, 说明.txt.*Unpack it"),
        (package(), "holds nothing"),
        (workbook()[:2000], "damaged"),
        (workbook()[:-40], "damaged"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "Excel 2003"),
        (b"Rar!\x1a\x07", "RAR"),
    ],
)
def test_what_is_no_workbook_is_said_to_be_what_it_is(data, message):
    with pytest.raises(juesuan.UnreadableDocument, match=message) as caught:
        juesuan.read(data, name="决算.xlsx")
    assert caught.value.hint


def test_rows_of_one_side_alone_behind_a_blank_row_stay_in_their_columns():
    rows = [
        ["收入支出决算总表"],
        ["部门：某局", None, None, "金额单位：万元"],
        ["收入", None, "支出"],
        ["项目", "决算数", "项目", "决算数"],
        ["一、事业收入", 3.25, "一、教育支出", 3.5],
        [],
        ["二、经营收入", 1.25],
        ["三、其他收入", 2.75],
        [],
        [None, None, "二、其他支出", 3.75],
        ["总计", 7.25, "总计", 7.25],
    ]
    document = juesuan.read(workbook(rows=rows))
    assert "read_as_text" not in set(document.problems["kind"])
    found = document.amounts.set_index("address")["amount"].to_dict()
    assert found["Sheet1!B8"] == 2.75
    assert found["Sheet1!D10"] == 3.75
    assert len(found) == 7


def test_a_table_of_a_sheet_with_nothing_but_its_total_is_declared_empty():
    rows = [
        ["国有资本经营预算财政拨款支出决算表"],
        ["部门：某局", None, None, None, "金额单位：万元"],
        ["科目编码", "科目名称", "小计", "基本支出", "项目支出"],
        ["合计"],
        ["注：本表无数据。"],
    ]
    document = juesuan.read(workbook(rows=[*ROWS, [], *rows]))
    status = document.tables.set_index("table")["status"]
    assert status["state_capital"] == "declared_empty"
    assert document.paragraphs["text"].tolist() == ["注：本表无数据。"]
    assert document.paragraphs["table"].tolist() == ["state_capital"]
