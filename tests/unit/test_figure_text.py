"""What stands around a figure in its cell, in every medium."""

import pytest

from juesuan.readers.characters import plain
from juesuan.readers.grid import Cell


def cell(text: str) -> Cell:
    return Cell(0, 0, 1, 1, (text,))


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("¥12.34", "12.34"),
        ("￥ 1,234.00", "1,234.00"),
        ("- 12.34", "-12.34"),
        ("-¥12.34", "-12.34"),
        ("12.34-", "-12.34"),
        ("( 12.34 )", "-12.34"),
        ("﹣12.34", ""),
        ("12.34", ""),
        ("合计", ""),
        ("12.34 56.78", ""),
    ],
)
def test_a_dressed_figure_is_its_number(text, figure):
    assert cell(text).figure == figure


def test_a_small_minus_is_a_minus():
    assert cell("﹣12.34").bare == "-12.34"


def test_a_raised_mark_is_no_digit_and_is_said():
    marked = cell("22.10²")
    assert (marked.figure, marked.bare, marked.is_trusted) == ("22.10", "22.10", True)
    assert "²" in str(marked.remark)


def test_the_unit_behind_a_figure_is_kept():
    assert (cell("12.34元").figure, cell("12.34元").unit) == ("12.34", "元")


@pytest.mark.parametrize("text", ["###", "####.##", "***", "■■"])
def test_a_mask_is_no_blank_cell(text):
    assert cell(text).is_unseen
    assert not cell(text).is_trusted


@pytest.mark.parametrize("text", ["1\u200b2.34", "\u200e12.34", "12\u2060.34", "\ufeff12.34"])
def test_signs_without_width_do_not_tear_a_figure(text):
    assert cell(text).bare == "12.34"


def test_a_sign_that_the_font_does_not_tell_makes_a_figure_doubtful():
    assert not cell("\ufffd12.34").is_trusted
    assert not cell("\uf02d12.34").is_trusted
    assert cell("教育\ufffd支出").is_trusted


@pytest.mark.parametrize("sign", ["⻋", "⾞", "車", "\uf902"])
def test_every_form_of_an_ideograph_is_one(sign):
    assert plain(f"公务用{sign}") == "公务用车"
