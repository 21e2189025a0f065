from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.identities.intervals import allowed, excess, excess_above, unit_of


@pytest.mark.parametrize(
    ("residual", "units", "consistent"),
    [
        (0, [10_000, 10_000, 10_000], True),
        (10_000, [10_000, 10_000, 10_000], True),  # 0.01 on three figures of 0.01: 0.015 allowed
        (20_000, [10_000, 10_000, 10_000], False),
        (15_000, [10_000, 10_000, 10_000], True),
        (10_000, [10_000], False),
        (5_000, [10_000], True),
    ],
)
def test_a_sum_holds_within_half_a_unit_of_each_figure(residual, units, consistent):
    assert (excess(residual, sum(units)) <= 0) is consistent
    assert (excess(-residual, sum(units)) <= 0) is consistent


@given(
    st.integers(-60, 60),
    st.lists(st.tuples(st.integers(-60, 60), st.sampled_from([1, 2, 10])), max_size=4),
    st.sampled_from([1, 2, 10]),
)
def test_consistent_is_what_the_intervals_say(total, parts, unit):
    # By the definition: the interval of the sum meets the interval of the total.
    low = sum(Fraction(r) - Fraction(u, 2) for r, u in parts)
    high = sum(Fraction(r) + Fraction(u, 2) for r, u in parts)
    meets = low <= total + Fraction(unit, 2) and high >= total - Fraction(unit, 2)
    residual = total - sum(r for r, _ in parts)
    width = unit + sum(u for _, u in parts)
    assert (excess(residual, width) <= 0) is meets
    assert (abs(residual) <= allowed(width)) is meets


def test_a_part_may_be_below_its_whole_by_any_amount_and_above_by_rounding():
    assert excess_above(1_000_000, 20_000) <= 0
    assert excess_above(-10_000, 20_000) <= 0
    assert excess_above(-10_001, 20_000) > 0


def test_a_short_zero_is_as_exact_as_its_table():
    assert unit_of(0, 1_000_000, 10_000) == 10_000
    assert unit_of(5_000_000, 1_000_000, 10_000) == 1_000_000
