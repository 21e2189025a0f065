"""Tokens of a line: what is a figure, what is a dash, what is part of the text around it."""

import pytest

from juesuan.readers.source import Line
from juesuan.tables.tokens import Token, count_numbers, tokenize


def tokens_of(text: str) -> list[Token]:
    """The tokens of one printed line."""
    return tokenize([Line(1, None, text)])


def kinds(text: str) -> list[tuple[str, str]]:
    """Kind and plain form of every token of a line."""
    return [(token.kind, token.plain) for token in tokens_of(text)]


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("1,234.56", "1,234.56"),
        ("(12.30)", "(12.30)"),
        ("（12.30)", "(12.30)"),
        ("-12.30", "-12.30"),
        ("12．30", "12.30"),
        ("１２．３０", "12.30"),
        ("140. 13", "140. 13"),
        ("0", "0"),
        ("－12.30", "-12.30"),
    ],
)
def test_an_amount_is_one_number_however_it_is_printed(printed: str, plain: str) -> None:
    assert kinds(f"合计 {printed}") == [("text", "合计"), ("number", plain)]


def test_a_dash_of_any_length_stands_for_nothing() -> None:
    assert kinds("合计 — 5.00 ——") == [
        ("text", "合计"),
        ("dash", "-"),
        ("number", "5.00"),
        ("dash", "--"),
    ]


@pytest.mark.parametrize("text", ["2024年", "1.因公出国", "12%", "9行＝", "(1)公务用车"])
def test_numbering_years_and_formulas_belong_to_the_text(text: str) -> None:
    assert {kind for kind, _ in kinds(text)} == {"text"}


@pytest.mark.parametrize("damaged", ["12.3O", "l2.30", "12.30.45", "12.30,45.60", "12,30"])
def test_a_figure_with_a_misread_sign_is_no_figure(damaged: str) -> None:
    assert "number" not in {kind for kind, _ in kinds(f"合计 {damaged}")}


@pytest.mark.parametrize("text", ["12.3O", "x1,234", "12.30、", "98765、"])
def test_a_text_that_swallowed_an_amount_says_so(text: str) -> None:
    assert any(token.hides_amount for token in tokens_of(text))


@pytest.mark.parametrize("text", ["2024年", "一、公务用车（2）", "公开05表"])
def test_years_and_numbering_hide_no_amount(text: str) -> None:
    assert not any(token.hides_amount for token in tokens_of(text))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("201 一般公共服务支出 1,234.56 0.00", 3),
        ("1234,567", 2),
        ("12.345.678", 2),
        ("140. 13", 1),
        ("9 行＝（1＋2＋3）行", 4),
        ("１２．３０", 1),
        ("合计", 0),
    ],
)
def test_every_number_of_a_line_is_counted_once_by_line_and_by_token(text: str, count: int) -> None:
    line = Line(1, None, text)
    assert count_numbers(line.plain) == count
    assert sum(token.numbers for token in tokenize([line])) == count


def test_a_small_whole_number_alone_in_its_line_looks_like_a_page_number() -> None:
    assert tokens_of("7")[0].is_lone
    assert not tokens_of("0")[0].is_lone
    assert not tokens_of("7.00")[0].is_lone
    assert not tokens_of("合计 7")[1].is_lone


@pytest.mark.parametrize("mark", ["△", "▲", "－", "﹣", "负", "减"])
def test_a_sign_that_makes_a_figure_negative_is_a_part_of_it(mark: str) -> None:
    (token,) = tokens_of(f"合计 {mark}12.30")[1:]
    assert (token.kind, token.plain, token.printed) == ("number", "-12.30", f"{mark}12.30")


@pytest.mark.parametrize("printed", ["总计负12.30", "总计 ¥-12.30", "总计 -¥12.30"])
def test_a_minus_stands_behind_a_name_and_beside_a_currency(printed: str) -> None:
    assert kinds(printed) == [("text", "总计"), ("number", "-12.30")]


@pytest.mark.parametrize("mark", ["①", "⑵", "*", "※", "²"])
def test_the_mark_of_a_note_is_no_part_of_the_figure(mark: str) -> None:
    assert kinds(f"合计 12.30{mark}") == [("text", "合计"), ("number", "12.30")]


@pytest.mark.parametrize(
    "printed",
    [
        *("~12.30", "[12.30]", "12.30-", "一12.30", "ー12.30", "核减12.30", "\uf02d12.30"),
        *("\ufffd12.30", "(12.30", "12.30)", "~12", "[12]", "12-", "12,34", "1,403,", "020.05"),
        *("一二八五〇点〇〇", "壹仟贰佰元", "###", "#REF!", "**", "××", "12.30.45"),
    ],
)
def test_what_stands_in_the_place_of_a_figure_and_is_none_is_unreadable(printed: str) -> None:
    assert kinds(f"合计 {printed} 5.00")[-2][0] == "unreadable"


def test_a_figure_may_begin_with_its_point_but_not_where_it_may_be_a_broken_one() -> None:
    assert kinds("合计 .45") == [("text", "合计"), ("number", "0.45")]
    assert kinds(".45 合计") == [("unreadable", ".45"), ("text", "合计")]


@pytest.mark.parametrize("text", ["12=13+14", "9行＝（1＋2＋3）行", "2024/05/06", "公开05表"])
def test_formulas_dates_and_numbers_of_forms_are_text(text: str) -> None:
    assert {kind for kind, _ in kinds(text)} == {"text"}


def test_a_figure_tells_the_unit_that_is_printed_at_it() -> None:
    assert [(token.plain, token.unit) for token in tokens_of("合计 12.30万元 5元")[1:]] == [
        ("12.30", "万元"),
        ("5", "元"),
    ]
