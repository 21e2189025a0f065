"""The figures that the sentences of one document state, by paragraph."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import msgspec
import pandas as pd

Row = Mapping[str, Any]
Spot = tuple[Any, Any]
_CLAIMS = ["page", "row", "number", "value_fen", "precision_fen", "unit", "value", "precision"]
_PERCENT = "%"


class Stated(NamedTuple):
    """An amount in 分, one unit of its last digit, and its place (`page` and `row`)."""

    fen: int
    unit: int
    place: Row


class Figures(msgspec.Struct, frozen=True, dict=True):
    """What the paragraphs state.

    `paragraphs` gives the paragraph of a line (page and row); `amounts` and `units` (one unit of
    the last digit of each percent) are by paragraph; `times` is how often the document prints each
    amount, in 分, in sentences and tables.
    """

    paragraphs: Mapping[Spot, int] = {}
    amounts: Mapping[int, Sequence[Stated]] = {}
    units: Mapping[tuple[int, float], float] = {}
    times: Mapping[int, int] = {}

    def paragraph(self, row: Row) -> int | None:
        """The paragraph in which a row's line stands."""
        return self.paragraphs.get((row.get("page"), row.get("row")))

    def beside(self, row: Row) -> Sequence[Stated]:
        """The amounts of its paragraph."""
        number = self.paragraph(row)
        return () if number is None else self.amounts.get(number, ())

    def near(self, row: Row) -> Sequence[Stated]:
        """The amounts of its paragraph and of the next one, which may go on with its list."""
        number = self.paragraph(row)
        if number is None:
            return ()
        return [each for at in (number, number + 1) for each in self.amounts.get(at, ())]

    def unit_of(self, percent: Row) -> float:
        """One unit of the last digit of the percent that a row reports."""
        number, value = self.paragraph(percent), float(percent["reported"])
        own = None if number is None else self.units.get((number, value))
        return own or 10 ** -len(f"{value:.6f}".rstrip("0").partition(".")[2])

    def is_known(self, fen: int) -> bool:
        """Whether the document prints the amount."""
        return fen in self.times

    def within(self, fen: float, width: float) -> Sequence[int]:
        """The amounts that the document prints between two ends."""
        known = self._sorted
        return known[bisect_left(known, fen - width) : bisect_right(known, fen + width)]

    @cached_property
    def _sorted(self) -> list[int]:
        return sorted(self.times)

    def is_alone(self, fen: int) -> bool:
        """Whether the document prints the amount once only."""
        return self.times.get(fen) == 1


def figures_of(claims: pd.DataFrame, amounts: pd.DataFrame) -> Figures:
    """The figures of the frames `claims` and `amounts` of one document."""
    paragraphs: dict[Spot, int] = {}
    stated: dict[int, list[Stated]] = {}
    units: dict[tuple[int, float], float] = {}
    for row in _rows(claims):
        page, line, number, fen, unit_fen, unit, value, precision = row
        paragraphs[page, line] = number
        if fen is not None:
            place = {"page": page, "row": line}
            known = {key: at for key, at in place.items() if at is not None}
            stated.setdefault(number, []).append(Stated(int(fen), int(unit_fen or 1), known))
        elif unit == _PERCENT and value is not None and precision:
            units[number, float(value)] = float(precision)
    printed = [int(fen) for fen in amounts["amount_fen"].tolist()]
    spoken = [each.fen for own in stated.values() for each in own]
    return Figures(paragraphs, stated, units, Counter([*printed, *spoken]))


def _rows(claims: pd.DataFrame) -> Iterable[list[Any]]:
    for row in claims[_CLAIMS].astype(object).itertuples(index=False):
        yield [None if pd.isna(value) else value for value in row]
