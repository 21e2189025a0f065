import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.money import Money, in_wan, parse_money
from juesuan.readers.characters import plain

WAN, YUAN = 1_000_000, 100


@pytest.mark.parametrize(
    ("printed", "unit", "fen", "precision"),
    [
        ("533.26", WAN, 533_260_000, 10_000),
        ("189,767,551", YUAN, 18_976_755_100, 100),
        ("1,234.56", WAN, 1_234_560_000, 10_000),
        ("（12.30)", WAN, -12_300_000, 10_000),
        ("-12.30", WAN, -12_300_000, 10_000),
        ("－12.30", WAN, -12_300_000, 10_000),
        ("12．30", WAN, 12_300_000, 10_000),
        ("１２．３０", WAN, 12_300_000, 10_000),
        ("140. 13", WAN, 140_130_000, 10_000),
        ("0", WAN, 0, 1_000_000),
        ("0.00", WAN, 0, 10_000),
        ("0.000001", WAN, 1, 1),
    ],
)
def test_figures_are_read_exactly(printed, unit, fen, precision):
    assert parse_money(plain(printed), unit) == Money(fen, precision)


@pytest.mark.parametrize(
    "printed", ["", "abc", "1.2.3", "(12.30", "12.30)", "(-3)", "12,34.5", "0.0000001"]
)
def test_what_is_no_exact_amount_is_none(printed):
    assert parse_money(printed, WAN) is None


@given(st.integers(-(10**9), 10**9), st.sampled_from([0, 1, 2, 4, 6]))
def test_printing_and_reading_come_back(units, decimals):
    digits = str(abs(units)).zfill(decimals + 1)
    whole, rest = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    printed = ("-" if units < 0 else "") + f"{int(whole):,}" + (f".{rest}" if rest else "")
    money = parse_money(printed, WAN)
    assert money is not None
    assert money.fen == units * money.precision


def test_wan_are_for_people():
    assert in_wan(533_260_000) == 533.26
