"""Rows of the two-sided forms: whose name a piece of text is, and whose figure a number is."""

from juesuan.catalogue import tables
from juesuan.readers.source import Line
from juesuan.tables.lined import assemble_lined
from juesuan.tables.numbering import numeral
from juesuan.tables.rows import Assembly
from juesuan.tables.tokens import tokenize


def assembled(table: str, text: str) -> Assembly:
    """The rows of a table whose body is this text."""
    lines = [Line(number, None, line) for number, line in enumerate(text.split("\n"), start=1)]
    return assemble_lined(tables()[table], tokenize(lines))


def figures(assembly: Assembly) -> dict[str | None, list[str]]:
    """Line key → its figures, lines without figures left out."""
    return {row.key: [token.plain for token in row.figures] for row in assembly.rows if row.figures}


def test_numerals_up_to_the_longest_form() -> None:
    values = [numeral(text) for text in ("一、", "十、", "十二、", "二十、", "二十六、", "公")]
    assert values == [1, 10, 12, 20, 26, 0]


def test_numerals_tell_the_side_of_a_beginning_that_both_sides_have() -> None:
    text = "项目 决算数\n一、一般公 7.00 一、一般公 5.00\n共预算拨款\n共服务支出\n收入"
    assert figures(assembled("income_expenditure_summary", text)) == {
        "general_budget": ["7.00"],
        "class_201": ["5.00"],
    }


def test_a_second_name_is_no_end_of_the_first_one() -> None:
    text = "项目 决算数\n一、一般公共预算拨款收入 7.00\n使用非财政拨款 结余分配 0.09\n结余"
    assert figures(assembled("income_expenditure_summary", text)) == {
        "general_budget": ["7.00"],
        "surplus_distribution": ["0.09"],
    }


def test_the_order_of_the_form_tells_a_broken_name_from_a_whole_one() -> None:
    vehicles = "2．公务用车购置 6.00 5.00\n及运行维护费\n（1）公务用车购 4.00\n置费"
    text = f"项目 预算数 决算数\n合计 9.00 8.00\n{vehicles}"
    assert figures(assembled("three_public", text)) == {
        "total": ["9.00", "8.00"],
        "vehicles": ["6.00", "5.00"],
        "vehicle_purchase": ["4.00"],
    }


def test_a_whole_number_that_does_not_count_on_is_no_line_number_and_no_amount() -> None:
    text = "项目 行次 决算数\n一、一般公共预算拨款收入 1 7.00 一、国防支出 9 5.00\n8 16 33"
    assembly = assembled("income_expenditure_summary", text)
    assert figures(assembly) == {"general_budget": ["7.00"], "class_203": ["5.00"]}
    assert [token.plain for token, _ in assembly.strays] == ["8", "16", "33"]


def test_an_amount_like_the_next_line_number_stays_an_amount() -> None:
    text = "项目 行次 决算数\n一、一般公共预算拨款收入 1 9\n一、国防支出 9 5\n2 10"
    assembly = assembled("income_expenditure_summary", text)
    assert figures(assembly) == {"general_budget": ["9"], "class_203": ["5"]}
    assert [row.line for row in assembly.rows] == [1, 9, 2, 10]


def test_figures_between_two_broken_names_are_those_of_both_rows_together() -> None:
    text = "项目 决算数\n一、一般公\n一、一般公\n7.00 5.00\n共预算拨款收入\n共服务支出"
    rows = assembled("income_expenditure_summary", text).rows
    assert [token.plain for token in rows[0].figures] == ["7.00", "5.00"]
    assert rows[0].beside is rows[1]


def test_a_number_in_a_header_that_counts_no_column_is_not_dropped() -> None:
    assembly = assembled(
        "income_expenditure_summary", "项目 决算数\n栏次 1 2\n32\n一、国防支出 5.00"
    )
    assert [token.plain for token, _ in assembly.strays] == ["32"]
