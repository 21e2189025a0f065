"""Which recognised amounts can have nothing but one digit for another wrong about them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from juesuan.frames.certain_codes import certain_codes
from juesuan.readers.figure_widths import as_wide_as_read
from juesuan.readers.recognised import Recognised
from juesuan.readers.source import Source
from juesuan.schema.candidates import parted

Spot = tuple[int, str]  # the row of a figure, and the figure as it is printed

# The confidence in its least sure sign that a figure needs.
_SURE = 0.6
_PARTS = frozenset(".,")


def sound_amounts(
    source: Source,
    amounts: pd.DataFrame,
    seen: NDArray[np.bool_],
    others: Mapping[str, pd.DataFrame],
) -> list[bool]:
    """For each amount, whether only one digit for another can be wrong about its reading."""
    figures = _readings(source)
    full = _full_rows(amounts, others["tables"])
    drawn = {
        source.lines[place].row
        for grid in source.grids
        if grid.is_ruled
        for place in grid.places
        if place is not None
    }
    usual = amounts["precision_fen"][seen].mode().iloc[0]
    units = _units(others["tables"])
    certain = certain_codes(others["rows"])
    # Of a row that nothing knows it cannot be said what it adds up to.
    known = amounts["code"].ne("") | amounts["line_key"].notna() | amounts["level"].eq("total")
    seen = seen & known.to_numpy(dtype=bool)
    columns = ("row", "raw", "precision_fen", "table", "code")
    return [
        is_seen
        and figures.get((row, raw), False)
        and precision == usual
        and not _PARTS.isdisjoint(raw)
        and table in units
        and (row in drawn or (table, row) in full)
        and (not code or (table, row, code) in certain)
        for is_seen, row, raw, precision, table, code in zip(
            seen.tolist(), *(amounts[column].tolist() for column in columns), strict=True
        )
    ]


def _readings(source: Source) -> dict[Spot, bool]:
    """For each recognised figure, whether both recognitions agree and it is as wide as it reads.

    Of equal figures in one row each has to.
    """
    by_page: dict[int | None, list[tuple[Spot, Recognised]]] = defaultdict(list)
    for grid in source.grids:
        for place, row in zip(grid.places, grid.rows, strict=True):
            for cell in row if place is not None else ():
                if cell.recognised and place is not None:
                    spot = (source.lines[place].row, cell.text)
                    by_page[grid.page].append((spot, cell.recognised))
    found: dict[Spot, bool] = {}
    for own in by_page.values():
        fits = as_wide_as_read([each for _, each in own])
        for (spot, each), fit in zip(own, fits, strict=True):
            agree = each.text == each.other and each.surety >= _SURE
            found[spot] = found.get(spot, True) and fit and agree
    return found


def _full_rows(amounts: pd.DataFrame, listed: pd.DataFrame) -> set[tuple[str, int]]:
    """The rows that have a figure in every column of their table: none can be another column's.

    Without rulings a figure's column is known by what stands above it alone.
    """
    columns = {
        table: set(parted(measures))
        for table, measures in zip(listed["table"], listed["measures"], strict=True)
    }
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    placed = amounts[amounts["measure"].notna()]
    for table, row, measure in zip(
        *(placed[name] for name in ("table", "row", "measure")), strict=True
    ):
        found[table, row].add(measure)
    return {(table, row) for (table, row), own in found.items() if own >= columns[table]}


def _units(listed: pd.DataFrame) -> set[str]:
    """The tables whose unit is that of most: another may have lost its 万, and so may one alone."""
    known = listed[listed["table"].notna() & listed["unit"].notna()]
    ((usual, count),) = Counter(known["unit"]).most_common(1) or [("", 0)]
    return set(known["table"][known["unit"].eq(usual)]) if count > 1 else set()
