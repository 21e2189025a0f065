"""Recognised texts as figures: only what parts digits may be another sign than it was read as."""

import pytest

from juesuan.catalogue.confusions import confusions


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("1039.6109", "1039.6109"),
        ("21,748,760.25", "21,748,760.25"),
        ("21.748,760.25", "21,748,760.25"),
        ("1,234,56", "1,234.56"),
        ("O.88", "0.88"),
        ("4l6。7", "416.7"),
        ("-12.30", "-12.30"),
        ("2080501", "2080501"),
        ("28,1498", ""),
        ("21,748,76025", ""),
        ("2024年", ""),
        ("合计", ""),
        ("", ""),
    ],
)
def test_a_figure_keeps_its_digits(text, figure):
    assert confusions().figure(text) == figure


def test_only_digits_that_look_alike_are_taken_for_each_other():
    assert "3" in confusions().alike("8")
    assert "8" in confusions().alike("3")
    assert "1" not in confusions().alike("8")
    assert confusions().alike("-") == ""


def test_words_that_can_only_be_misread_are_mended():
    assert confusions().worded("2024年度部内决算，收人") == "2024年度部门决算，收入"
