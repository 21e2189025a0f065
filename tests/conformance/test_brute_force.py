"""The interval arithmetic against trying every value on a grid ten times finer than the print.

A printed figure of n units may be any of its 11 grid values from 10·n − 5 to 10·n + 5, ends
included; the figures are consistent if some choice of values satisfies the identity exactly.
"""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.identities.intervals import ends, percent_is_possible

from .cases import frames_of, identities, verdicts

CENT = 10_000  # 0.01 万元 in 分; the grid is ten times finer
MEASURES = ("total", "basic", "project", "operating")
# Figures as (text, value in cents, unit in cents).
DIGITS = {0: 100, 1: 10, 2: 1}


@st.composite
def figures(draw, decimals=(1, 2)):
    places = draw(st.sampled_from(decimals))
    unit = DIGITS[places]
    value = draw(st.integers(-3, 3)) * unit
    return f"{'-' if value < 0 else ''}{abs(value) / 100:.{places}f}", value, unit


def grid(value: int, unit: int) -> range:
    """Every value inside a figure's interval, in tenths of a cent."""
    return range(10 * value - 5 * unit, 10 * value + 5 * unit + 1)


def can_add_up(row) -> bool:
    """Whether some values inside the intervals have total = Σ parts."""
    finest = min(unit for _, _, unit in row)
    exact = [(value, min(unit, finest) if value == 0 else unit) for _, value, unit in row]
    total, *parts = (set(grid(*figure)) for figure in exact)
    reached = {0}
    for part in parts:
        reached = {before + value for before in reached for value in part}
    return bool(total & reached)


rows = st.lists(figures(), min_size=2, max_size=4)


@given(st.lists(rows, min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_a_row_holds_exactly_when_some_values_within_its_figures_add_up(drawn):
    # Each row in a table of its own: a zero printed short is as exact as its table.
    cells = [
        {
            f"expenditure/2012901/{measure}": text
            for measure, (text, _, _) in zip(MEASURES, row, strict=False)
        }
        for row in drawn
    ]
    (identity,) = (each for each in identities() if each.name == "expenditure.row")
    found = [verdicts(frames_of({"cells": one}), [identity])["verdict"].item() for one in cells]
    assert [verdict != "inconsistent" for verdict in found] == [can_add_up(row) for row in drawn]
    printed = [row[0][1] == sum(value for _, value, _ in row[1:]) for row in drawn]
    assert [verdict == "exact" for verdict in found] == printed


@given(st.integers(0, 130), st.integers(0, 40), st.integers(12, 40))
@settings(max_examples=300, deadline=None)
def test_a_percent_is_possible_exactly_when_some_pair_within_the_figures_gives_it(
    percent, part, whole
):
    # Whole percents of a base of 12 units and more: the grid's steps are finer than the percents.
    pairs = product(
        (value for value in grid(part, 1) if value >= 0),
        grid(whole, 1),
    )
    brute = any(abs(percent * w - 100 * p) * 2 <= w for p, w in pairs)
    one = np.array([1], dtype=object)
    said = percent_is_possible(percent * one, one, ends(part * one, one), ends(whole * one, one))
    assert bool(said[0]) is brute


def test_the_grid_holds_the_ends_of_the_intervals():
    assert (min(grid(3, 1)), max(grid(3, 1))) == (25, 35)
    assert (min(grid(30, 10)), max(grid(30, 10))) == (250, 350)
