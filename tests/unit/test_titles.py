"""Where tables begin and end, and what of a table's lines is body, caption, note, page number."""

from juesuan.catalogue import tables
from juesuan.readers.source import Line
from juesuan.tables.body import split_body, stray_amounts
from juesuan.tables.cut_lines import bare_page_numbers
from juesuan.tables.heading_text import without_repeats
from juesuan.tables.titles import find_spans
from juesuan.tables.tokens import tokenize


def lines_of(*texts: str, page: int | None = None) -> list[Line]:
    """Lines of one page, numbered from 1."""
    return [Line(number, page, text) for number, text in enumerate(texts, start=1)]


def printed(lines: list[Line]) -> list[str]:
    """The lines' text without the spaces around it."""
    return [line.printed.strip() for line in lines]


def test_a_table_runs_from_its_title_to_the_next_one() -> None:
    lines = lines_of("收入决算表", "单位：万元", "合计 1.00", "支出决算表", "单位：万元")
    spans = [(span.table, span.first, span.start, span.stop) for span in find_spans(lines)]
    assert spans == [("income", 0, 1, 3), ("expenditure", 3, 4, 5)]


def test_a_title_without_a_body_is_a_table_of_contents() -> None:
    assert find_spans(lines_of("目录", "一、收入决算表", "二、支出决算表")) == []


def test_a_title_broken_over_two_lines_is_one_title() -> None:
    lines = lines_of("一般公共预算财政拨款基本", "支出决算明细表", "单位：万元")
    assert [span.table for span in find_spans(lines)] == ["general_budget_basic"]


def test_rows_that_ran_together_with_the_caption_stay_in_the_body() -> None:
    body = split_body(tables()["income"], lines_of("部门：某局 单位：万元 合计 12.30 12.30"))
    assert printed(body.captions) == ["部门：某局 单位：万元"]
    assert printed(body.lines) == ["合计 12.30 12.30"]
    assert body.units == ["万元"]


def test_a_note_that_goes_on_behind_a_row_is_cut_off() -> None:
    body = split_body(tables()["three_public"], lines_of("3．公务接待费 0.08 注：本表反映情况。"))
    assert printed(body.lines) == ["3．公务接待费 0.08"]
    assert printed(body.notes) == ["注：本表反映情况。"]


def test_an_amount_that_stands_alone_in_a_note_is_no_part_of_its_sentence() -> None:
    notes = lines_of(
        "注：本年支出 12.50 万元。", "9 行＝（ 1＋2＋3）行 ；", "201 某支出 12.30 12.40"
    )
    assert [token.plain for token in stray_amounts(notes)] == ["12.30", "12.40"]


def test_a_formula_that_the_pages_edge_cuts_off_holds_no_amount() -> None:
    assert stray_amounts(lines_of("7栏＝（8＋9＋12）栏；9栏=（10+1")) == []


def test_numbers_that_count_with_the_pages_are_page_numbers() -> None:
    pages = [Line(10 * page, page, str(page + 2)) for page in range(1, 5)]
    assert bare_page_numbers(pages) == set(pages)
    amounts = [Line(10 * page, page, figure) for page, figure in enumerate(("7", "3", "12"), 1)]
    assert bare_page_numbers(amounts) == frozenset()


def test_a_heading_that_is_printed_again_is_taken_out_with_its_column_numbers() -> None:
    heading = ("项目 行次 决算数", "栏次 1 2")
    lines = lines_of(*heading, "合计 5 6", *heading, "其他 2 3")
    kept, again = without_repeats(tokenize(lines), "项目行次决算数栏次")
    assert [token.plain for token in again] == ["项目", "行次", "决算数", "栏次", "1", "2"]
    assert [token.plain for token in kept[-6:]] == ["合计", "5", "6", "其他", "2", "3"]
