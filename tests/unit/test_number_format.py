"""Numbers under their formats, as Excel shows them."""

from decimal import Decimal

import pytest

from juesuan.readers.excel.book import cell_name, stored
from juesuan.readers.excel.number_format import Shown, show

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        (307.82, "0.00", "307.82"),
        (307.8, "0.00", "307.80"),
        (1234.5678, "#,##0.00", "1,234.57"),
        (2.675, "0.00", "2.68"),
        (-0.001, "0.00", "0.00"),
        (1234567, "#,##0", "1,234,567"),
        (307.82, "0", "308"),
        (7, "000", "007"),
        (0.5, ".00", "0.50"),
        (1234.5, ACCOUNTING, "1,234.50"),
        (-1234.5, ACCOUNTING, "-1,234.50"),
        (0, ACCOUNTING, "-"),
        (-5.5, "0.00_);(0.00)", "(5.50)"),
        (-5.5, r"#,##0.00_);[Red]\(#,##0.00\)", "(5.50)"),
        (0, "0.00;-0.00;", ""),
        (0.4, "#,###", ""),
        (0.1234, "0.00%", "12.34%"),
        (5.123, "[$¥-804]#,##0.00", "¥5.12"),
        (5, '0.00"万元"', "5.00万元"),
        (45000, "yyyy-mm-dd", "2023-03-15"),
        (45000, 'yyyy"年"m"月"d"日"', "2023-03-15"),
        (45000.5, "yyyy/m/d h:mm", "2023-03-15 12:00:00"),
        (1e19, "0", "10000000000000000000"),
    ],
)
def test_a_number_is_shown_as_its_format_says(number, number_format, text):
    assert show(stored(number), number_format).text == text


def test_a_negative_number_that_its_format_only_colours_keeps_its_sign():
    assert show(stored(-5.5), "0.00_ ;[Red]0.00").text == "-5.50"


def test_days_of_the_other_calendar_begin_in_1904():
    assert show(Decimal(43538), "y-m-d", since_1904=True).text == "2023-03-15"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (307.82000000000005, "307.82"),
        (307.8200000000012, "307.82"),
        (0.1 + 0.2, "0.3"),
        (1.1 - 1 - 0.1, "0"),
        (123456789.12, "123456789.12"),
        (1234.567891, "1234.567891"),
        (1234.56789123, "1234.567891"),
        (2010101.0, "2010101"),
        (-7.5, "-7.5"),
    ],
)
def test_general_shows_the_stored_number_without_the_noise_of_binary_fractions(number, text):
    assert show(stored(number), "General") == Shown(text, open_zeros=True)


@pytest.mark.parametrize(
    "number_format",
    ["0.00,", "0!.0,", "0!.0000,,", "0.00E+00", "# ?/?", "[DBNum1]General", "[>=100]0.0;0.00"],
)
def test_a_format_that_may_show_another_unit_gives_no_figure(number_format):
    assert show(stored(12345.6), number_format).text is None


def test_a_number_beyond_all_amounts_gives_no_figure():
    assert show(stored(1e300), "0.00").text is None
    assert show(stored(1e300), "General").text is None


def test_optional_digits_leave_their_zeros_out():
    assert show(stored(307.8), "0.00##") == Shown("307.80", open_zeros=True)
    assert show(stored(307.8), "0.##") == Shown("307.8", open_zeros=True)


def test_cells_are_named_as_excel_names_them():
    places = [(11, 2), (0, 25), (0, 26), (0, 701), (0, 702), (1048575, 16383)]
    names = ["C12", "Z1", "AA1", "ZZ1", "AAA1", "XFD1048576"]
    assert [cell_name(place) for place in places] == names
