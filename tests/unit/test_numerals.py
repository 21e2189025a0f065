import pytest

from juesuan.readers.numerals import numeral, value


@pytest.mark.parametrize(
    ("printed", "number"),
    [("一", 1), ("九", 9), ("十", 10), ("十四", 14), ("二十", 20), ("二十六", 26)],
)
def test_numerals_known_by_hand(printed, number):
    assert value(printed) == number
    assert numeral(number) == printed


@pytest.mark.parametrize("number", range(1, 100))
def test_every_numeral_comes_back(number):
    assert value(numeral(number)) == number
