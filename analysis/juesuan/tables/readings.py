"""The readings of a printed row: every way in which its figures can stand in its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb

import msgspec

from juesuan.money import Money

# A row with more readings than this is left to its other evidence.
_MOST_READINGS = 5_000


class Reading(msgspec.Struct, frozen=True):
    """Figure i stands in column `columns[i]`; `values` holds (分, unit) for every column.

    `repaired` marks a reading that assumes one figure of the row to be misprinted.
    """

    columns: tuple[int, ...]
    values: tuple[tuple[int, int], ...]
    repaired: bool = False


def readings(figures: Sequence[Money], columns: int) -> list[Reading]:
    """All C(columns, figures) readings in printed order.

    Raises ValueError where there are more figures than columns, or too many readings to list.
    """
    if comb(columns, len(figures)) not in range(1, _MOST_READINGS + 1):
        raise ValueError("the figures do not fit the columns")
    return [
        reading_in(figures, chosen, columns)
        for chosen in combinations(range(columns), len(figures))
    ]


def reading_in(figures: Sequence[Money], chosen: tuple[int, ...], columns: int) -> Reading:
    """The one reading with the figures in these columns."""
    values = [(0, 0)] * columns
    for column, figure in zip(chosen, figures, strict=True):
        values[column] = (figure.fen, figure.precision)
    return Reading(chosen, tuple(values))


Sums = Sequence[Sequence[tuple[int, int]]]


def repairs(reading: Reading, sums: Sums) -> Iterator[Reading]:
    """The reading with one cell changed so that the row's own sums hold.

    `sums` are the row's identities as (column, weight) lists that must come to 0. A cell that
    takes part in two of them must satisfy both.
    """
    for column in range(len(reading.values)):
        fixes: list[tuple[int, int]] = []
        for terms in sums:
            weight = sum(factor for at, factor in terms if at == column)
            if weight in (1, -1):
                others = sum(f * reading.values[at][0] for at, f in terms if at != column)
                width = sum(abs(f) * reading.values[at][1] for at, f in terms if at != column)
                fixes.append((-others * weight, width))
        if fixes:
            values = list(reading.values)
            values[column] = min(fixes, key=lambda fix: fix[1])
            yield Reading(reading.columns, tuple(values), repaired=True)
