"""Ruled tables that are not as they should be: everything is read as printed, or said."""

import random
from dataclasses import replace

import pytest
from msgspec import structs

import juesuan
from juesuan.readers import Cell, Grid, Page
from juesuan.readers.page import lay_out
from juesuan.readers.source import Source
from juesuan.tables.read_tables import TablesRead, read_tables
from tests.factory import Layout, random_account
from tests.factory.pdf import PdfLayout, print_pdf

Rows = list[list[str | tuple[str, int]]]


def grid(rows: Rows, columns: int) -> Grid:
    """A grid of texts; a pair is a text and the columns that it covers."""
    cells = []
    for at, row in enumerate(rows):
        column = 0
        for entry in row:
            text, wide = entry if isinstance(entry, tuple) else (entry, 1)
            cells.append(Cell(at, column, 1, wide, (text,) if text else ()))
            column += wide
        assert column == columns
    return Grid(tuple(cells), tuple(map(float, range(columns + 1))))


def read(*blocks: str | Grid | None) -> TablesRead:
    """Tables of pages of blocks; None ends a page."""
    pages: list[list[str | Grid]] = [[]]
    for block in blocks:
        if block is None:
            pages.append([])
        else:
            pages[-1].append(block)
    lines, grids = lay_out(Page(at, tuple(page)) for at, page in enumerate(pages, 1))
    return read_tables(Source("x", "0", "made", "made", len(pages), lines, (), grids))


def amounts(read_: TablesRead, key: str) -> dict[tuple[str, str], int]:
    (table,) = [each for each in read_.tables if each.key == key]
    found = {}
    for row in table.printed:
        for placed in row.placed:
            assert placed.placement == "printed"
            at = table.rows[placed.slots[0].row]
            found[at.code or at.name, placed.slots[0].measure] = placed.figure.money.fen // 10_000
    return found


# The pieces of accounts that are read here lack most tables, and the totals of some.
_OF_PIECES = ("table_missing", "total_missing")


def problems(read_: TablesRead, key: str | None) -> list[tuple[str, str]]:
    every = [*read_.problems, *(p for table in read_.tables for p in table.problems)]
    return [(p.kind, p.found) for p in every if p.table == key and p.kind not in _OF_PIECES]


HEAD: Rows = [
    ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
    [("合计", 2), "3.00", "1.00", "2.00"],
    ["201", "一般公共服务支出", "3.00", "1.00", "2.00"],
]
MORE: Rows = [
    ["20129", "群众团体事务", "3.00", "1.00", "2.00"],
    ["2012901", "行政运行", "3.00", "1.00", "2.00"],
]
WHOLE = {
    (code, measure): value
    for code in ("合计", "201", "20129", "2012901")
    for measure, value in (("total", 300), ("basic", 100), ("project", 200))
}


def test_a_table_goes_on_over_the_page_without_heading():
    read_ = read("支出决算表", "单位：万元", grid(HEAD, 5), None, grid(MORE, 5))
    assert amounts(read_, "expenditure") == WHOLE
    assert problems(read_, "expenditure") == []


def test_a_heading_that_is_printed_again_and_a_blank_row_are_no_rows():
    again: Rows = [HEAD[0], ["", "", "", "", ""], *MORE]
    read_ = read("支出决算表", "单位：万元", grid(HEAD, 5), None, grid(again, 5))
    assert amounts(read_, "expenditure") == WHOLE
    assert problems(read_, "expenditure") == []


def test_running_headers_and_form_numbers_between_pages_are_no_titles():
    header = "某局2024年度部门决算公开表"
    blocks: list[str | Grid | None] = ["目录", header, None, header, "支出决算表", "单位：万元"]
    blocks += [grid(HEAD, 5), None, header, "公开03表", grid(MORE, 5)]
    read_ = read(*blocks)
    assert amounts(read_, "expenditure") == WHOLE
    assert read_.problems == []


def test_amounts_behind_a_table_that_cannot_be_its_rows_are_said():
    other: Rows = [["", "甲", "7.00"], ["", "乙", "8.00"]]
    read_ = read(
        "支出决算表", "单位：万元", grid([*HEAD, *MORE], 5), None, "另一张小表", grid(other, 3)
    )
    assert amounts(read_, "expenditure") == WHOLE
    assert [problem.kind for problem in read_.problems] == ["table_unknown"]


def test_a_summary_that_lists_expenditure_twice_keeps_its_sides():
    rows: Rows = [
        [("收入", 2), ("支出（按功能分类）", 2), ("支出（按支出性质）", 2)],
        ["项目", "决算数"] * 3,
        ["一、事业收入", "3.00", "一、一般公共服务支出", "3.00", "一、基本支出", "3.00"],
        ["总计", "3.00", "总计", "3.00", "", ""],
    ]
    read_ = read("收入支出决算总表", "单位：万元", grid(rows, 6))
    (table,) = [each for each in read_.tables if each.key == "income_expenditure_summary"]
    found = [(row.side, row.key, row.name) for row in table.rows]
    assert found == [
        ("income", "institution", "事业收入"),
        ("expenditure", "class_201", "一般公共服务支出"),
        ("purpose", "basic", "基本支出"),
        ("income", "grand_total", "总计"),
        ("expenditure", "grand_total", "总计"),
    ]
    assert problems(read_, "income_expenditure_summary") == []


def test_a_total_alone_in_fewer_columns_finds_its_places():
    rows: Rows = [HEAD[0], HEAD[2], *MORE]
    total = Grid(
        (
            Cell(0, 0, 1, 1, ("合计",)),
            Cell(0, 1, 1, 1, ("3.00",)),
            Cell(0, 2, 1, 1, ("1.00",)),
            Cell(0, 3, 1, 1, ("2.00",)),
        ),
        (0.0, 2.0, 3.0, 4.0, 5.0),
    )
    read_ = read("支出决算表", "单位：万元", grid(rows, 5), None, total)
    assert amounts(read_, "expenditure") == WHOLE
    assert problems(read_, "expenditure") == []


def test_a_name_broken_over_the_page_is_one_name():
    rows: Rows = [*HEAD, ["20129", "群众团", "3.00", "1.00", "2.00"]]
    rest: Rows = [["", "体事务", "", "", ""], MORE[1]]
    read_ = read("支出决算表", "单位：万元", grid(rows, 5), None, grid(rest, 5))
    assert amounts(read_, "expenditure") == WHOLE
    names = {row.code: row.name for table in read_.tables for row in table.rows}
    assert names["20129"] == "群众团体事务"
    assert problems(read_, "expenditure") == []


def test_codes_in_three_columns_with_lost_zeros_and_only_their_own_part():
    rows: Rows = [
        [("科目编码", 3), "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["类", "款", "项", ("栏次", 1), "1", "2", "3"],
        [("合计", 4), "3.00", "1.00", "2.00"],
        ["208", "", "", "社会保障和就业支出", "3.00", "1.00", "2.00"],
        ["", "5", "", "行政事业单位养老支出", "3.00", "1.00", "2.00"],
        ["", "", "1", "行政单位离退休", "3.00", "1.00", "2.00"],
    ]
    read_ = read("支出决算表", "单位：万元", grid(rows, 7))
    codes = {code for code, _ in amounts(read_, "expenditure")}
    assert codes == {"合计", "208", "20805", "2080501"}
    assert problems(read_, "expenditure") == []


def test_a_column_that_the_catalogue_does_not_know_is_said_with_its_figures():
    extra = ("基建专户", "9.00", "", "", "")
    rows: Rows = [[*row, last] for row, last in zip([*HEAD, *MORE], extra, strict=True)]
    read_ = read("支出决算表", "单位：万元", grid(rows, 6))
    assert problems(read_, "expenditure") == [("unplaced", "9.00")]
    assert amounts(read_, "expenditure") == WHOLE


def test_two_columns_with_one_heading_give_no_amounts():
    rows: Rows = [
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "基本支出"],
        *HEAD[2:],
        *MORE,
    ]
    read_ = read("支出决算表", "单位：万元", grid(rows, 5))
    assert {measure for _, measure in amounts(read_, "expenditure")} == {"total"}
    kinds = [kind for kind, _ in problems(read_, "expenditure")]
    assert kinds.count("column_twice") == 1
    assert ("unplaced", "1.00 1.00 1.00 2.00 2.00 2.00") in [
        (kind, " ".join(sorted(found.split()))) for kind, found in problems(read_, "expenditure")
    ]


def test_a_row_that_is_no_line_of_the_form_is_said_with_its_figures():
    rows: Rows = [*HEAD, *MORE, ["", "小金库", "5.00", "", ""]]
    read_ = read("支出决算表", "单位：万元", grid(rows, 5))
    assert problems(read_, "expenditure") == [("unplaced", "5.00")]


def test_another_table_behind_an_official_one_is_said_and_not_mixed_in():
    other: Rows = [
        ["科目编码", "项目名称", "金额", "资金来源"],
        ["2012901", "修缮", "7.00", "财政"],
        ["2012901", "会议", "8.00", "财政"],
    ]
    read_ = read(
        "支出决算表", "单位：万元", grid([*HEAD, *MORE], 5), None, "项目明细表", grid(other, 4)
    )
    assert amounts(read_, "expenditure") == WHOLE
    assert [kind for kind, _ in problems(read_, None)] == ["table_unknown"]
    assert "项目明细表" in read_.problems[0].message


def test_rows_that_no_line_divides_are_read_as_text():
    stacked = Grid(
        (
            *(Cell(0, at, 1, 1, (text,)) for at, text in enumerate(HEAD[0])),
            Cell(1, 0, 1, 1, ("201", "20129", "2012901")),
            Cell(1, 1, 1, 1, ("一般公共服务支出", "群众团体事务", "行政运行")),
            Cell(1, 2, 1, 1, ("3.00", "3.00", "3.00")),
            Cell(1, 3, 1, 1, ("1.00", "1.00", "1.00")),
            Cell(1, 4, 1, 1, ("2.00", "2.00", "2.00")),
        ),
        (0.0, 1.0, 2.0, 3.0, 4.0, 5.0),
    )
    read_ = read("支出决算表", "单位：万元", stacked)
    (table,) = [each for each in read_.tables if each.key == "expenditure"]
    assert [row.code for row in table.rows] == ["201", "20129", "2012901"]
    assert ("read_as_text", "") in problems(read_, "expenditure")


def test_title_caption_and_note_may_stand_in_cells():
    rows: Rows = [
        [("支出决算表", 5)],
        [("编制单位：某局", 3), ("金额单位：元", 2)],
        *HEAD,
        *MORE,
        [("注：本表反映部门本年度各项支出情况。", 5)],
    ]
    read_ = read(grid(rows, 5))
    (table,) = [each for each in read_.tables if each.key == "expenditure"]
    assert table.unit == "元"
    assert table.amounts == 12
    assert problems(read_, "expenditure") == []


def test_a_shifted_cell_stays_where_it_is_printed_and_is_said():
    account = random_account(random.Random(3), classes=(1, 1), unit=("万元", 2), zeros="blank")
    table, measures = "expenditure", ("total", "basic", "project")
    code, figure = next(
        (key, figure)
        for (name, _, key, measure), figure in account.figures.items()
        if name == table and measure == "total" and len(key) == 7
    )
    figures = {
        cell: value for cell, value in account.figures.items() if cell[:3] != (table, None, code)
    }
    shifted = figures | {(table, None, code, measure): figure for measure in measures[1:]}
    data = print_pdf(replace(account, figures=shifted), Layout(), PdfLayout())
    document = juesuan.read(data)
    mine = document.amounts[
        (document.amounts["table"] == table) & (document.amounts["code"] == code)
    ]
    assert set(mine["measure"]) == {"basic", "project"}
    assert set(mine["placement"]) == {"printed"}
    (problem,) = document.problems.to_dict("records")
    assert problem["kind"] == "row_does_not_add_up"
    assert "本年支出合计、基本支出" in problem["hint"]
    assert "Nothing is repaired" in problem["hint"]


@pytest.mark.parametrize("printed", ["—", "-", "0.00", "0"])
def test_a_printed_nothing_is_a_zero(printed):
    rows: Rows = [*HEAD[:2], ["201", "一般公共服务支出", "1.00", "1.00", printed]]
    read_ = read("支出决算表", "单位：万元", grid(rows, 5))
    assert amounts(read_, "expenditure")["201", "project"] == 0


def test_a_line_below_a_table_that_begins_with_a_caption_ends_it():
    below = "金额单位：万元 主办：某局办公室"
    read_ = read("支出决算表", "单位：万元", grid([*HEAD, *MORE], 5), below)
    assert amounts(read_, "expenditure") == WHOLE


def test_a_title_in_a_cell_of_its_table_is_no_table_of_its_own():
    above: Rows = [["附件", "", "", "", ""], [("支出决算表", 5)], [("单位：万元", 5)]]
    read_ = read(grid([*above, *HEAD, *MORE], 5))
    assert amounts(read_, "expenditure") == WHOLE
    assert read_.problems == []


def test_rows_in_other_columns_are_read_as_text_where_cells_have_no_places():
    more: Rows = [[row[0] + row[1], *row[2:]] for row in MORE]
    read_ = read("支出决算表", "单位：万元", grid(HEAD, 5), grid(more, 4))
    kinds = [kind for kind, _ in problems(read_, "expenditure")]
    assert kinds == ["read_as_text"]
    (table,) = [each for each in read_.tables if each.key == "expenditure"]
    assert table.amounts == len(WHOLE)


MERGED = (("20129", "project"), ("2012901", "project"))


def test_a_figure_merged_over_two_rows_belongs_to_neither():
    sheet = grid([*HEAD, *MORE], 5)
    kept = [cell for cell in sheet.cells if (cell.row, cell.column) != (4, 4)]
    for cell in kept:
        cell.rows = 2 if (cell.row, cell.column) == (3, 4) else 1
    read_ = read("支出决算表", "单位：万元", structs.replace(sheet, cells=tuple(kept)))
    without = {key: value for key, value in WHOLE.items() if key not in MERGED}
    assert amounts(read_, "expenditure") == without
    assert ("unplaced", "2.00") in problems(read_, "expenditure")
    # No blank cell of these rows counts as 0.
    assert lost(read_) == {"20129": 1, "2012901": 1}


def lost(read_: TablesRead) -> dict[str, int]:
    (table,) = [each for each in read_.tables if each.key == "expenditure"]
    return {table.rows[at].code: count for at, count in table.lost.items() if count}


def test_a_figure_merged_over_two_columns_belongs_to_neither():
    sheet = grid([*HEAD, MORE[0], ["2012901", "行政运行", "3.00", ("1.002.00", 2)]], 5)
    read_ = read("支出决算表", "单位：万元", sheet)
    without = {
        key: value for key, value in WHOLE.items() if key[0] != "2012901" or key[1] == "total"
    }
    assert amounts(read_, "expenditure") == without
    assert ("unplaced", "1.002.00") in problems(read_, "expenditure")
    assert lost(read_) == {"2012901": 1}


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [(0, 4, "项目支出 7.77"), (2, 1, "一般公共服务支出 7.77"), (2, 0, "201 7.77")],
)
def test_an_amount_in_a_cell_of_the_heading_or_of_a_name_is_said(row, column, text):
    rows: Rows = [list(each) for each in [*HEAD, *MORE]]
    rows[row][column] = text
    read_ = read("支出决算表", "单位：万元", grid(rows, 5))
    assert any(
        kind == "unplaced" and "7.77" in found for kind, found in problems(read_, "expenditure")
    )
    (table,) = [each for each in read_.tables if each.key == "expenditure"]
    assert table.numbers["unplaced"] >= 1


def test_an_amount_in_the_column_of_line_numbers_is_said():
    rows: Rows = [
        ["项目", "行次", "决算数", "项目", "行次", "决算数"],
        ["一、事业收入", "7.77", "3.00", "一、一般公共服务支出", "2", "3.00"],
    ]
    read_ = read("收入支出决算总表", "单位：万元", grid(rows, 6))
    assert problems(read_, "income_expenditure_summary") == [("unplaced", "7.77")]


def test_unknown_and_doubled_lines_of_the_three_public_table_keep_their_rows():
    rows: Rows = [
        ["项目", "预算数", "决算数"],
        ["合计", "9.00", "8.00"],
        ["公务接待费", "2.00", "1.00"],
        ["公务接待费", "3.00", "4.00"],
        ["甲费", "5.00", ""],
        ["乙费", "6.00", "7.00"],
    ]
    table = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    page = f"<p>财政拨款“三公”经费支出决算表</p><p>单位：万元</p><table>{table}</table>"
    frame = juesuan.read(f"<html><body>{page}</body></html>".encode()).three_public
    found = frame[["name", "budget", "actual"]].fillna(0.0).to_numpy().tolist()
    assert found == [
        ["合计", 9.0, 8.0],
        ["公务接待费", 2.0, 1.0],
        ["公务接待费", 3.0, 4.0],
        ["甲费", 5.0, 0.0],
        ["乙费", 6.0, 7.0],
    ]


def test_a_blocks_heading_typed_once_a_column_names_no_measure():
    rows: Rows = [
        [*["人员经费"] * 3, *["公用经费"] * 3],
        ["科目编码", "科目名称", "决算数"] * 2,
        ["301", "工资福利支出", "3.00", "302", "商品和服务支出", "4.00"],
    ]
    read_ = read("一般公共预算财政拨款基本支出决算表", "单位：万元", grid(rows, 6))
    found = amounts(read_, "general_budget_basic")
    assert found == {("301", "amount"): 300, ("302", "amount"): 400}


def test_a_table_that_is_a_picture_is_said():
    read_ = read("收入决算表", "单位：万元", "支出决算表", "单位：万元", grid([*HEAD, *MORE], 5))
    assert problems(read_, "income") == [("table_blank", "")]
    assert problems(read_, "expenditure") == []
