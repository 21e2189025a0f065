"""Percents that do not hold because one amount beside them is misprinted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from juesuan.identities.suites import identities

Row = Mapping[str, Any]
# A printed percent is off by half a unit of its last digit; most have two decimals, some one: it
# is near where it is less than a sixteenth off.
_SIXTEENTHS = 16
# A rate or share is in proportion to an amount, a growth to its change, and 100 and a growth to the
# amount that has grown.
_RATE, _GROWTH = (0,), (0, 100)
_RESTATED = "restated"
_SEVERAL = 2


class Misprint(NamedTuple):
    """An amount of the prose in 分, what would make all that hangs on it hold, and where it is."""

    printed: int
    true: int
    place: Row

    @property
    def difference(self) -> int:
        """By how much it is off."""
        return abs(self.true - self.printed)


def misprint_beside(
    percent: Row, differences: Iterable[int], stated: Sequence[int]
) -> Misprint | None:
    """The amount stated beside a percent with which, off by one of these, the percent holds.

    `differences` are residuals of sums and restatements that do not hold, in 分, none of them 0;
    an amount that is off by one of them is the cause of both.

    >>> misprint_beside({"reported": 50.0, "computed": 62.5}, [200], [1000, 500])[:2]
    (1000, 800)
    """
    printed, computed = percent.get("reported"), percent.get("computed")
    if printed is None or computed is None:
        return None
    begins = _GROWTH if percent.get("identity") in _growths() else _RATE
    tried = [
        (_off(printed, computed, true / amount, begins), Misprint(amount, true, percent))
        for difference in differences
        for amount in stated
        for true in (amount + difference, amount - difference)
        if true > 0 and amount > 0
    ]
    off, closest = min(tried, key=lambda each: each[0], default=(1, None))
    return closest if off * _SIXTEENTHS < 1 else None


def misprint_of(
    verdicts: Sequence[Row], paragraphs: Mapping[Any, int], stated: Mapping[int, Sequence[int]]
) -> Misprint | None:
    """The amount of the prose that explains several verdicts of one cause; None: not one is told.

    It is what one of them compares with a table, or an amount beside a percent that does not hold.
    """
    if len(verdicts) < _SEVERAL or any("suspect" in row for row in verdicts):
        return None
    restated = [row for row in verdicts if row["kind"] == _RESTATED and "residual_fen" in row]
    if restated:
        first = restated[0]
        same = {(row["reported_fen"], row["computed_fen"]) for row in restated}
        return Misprint(*same.pop(), first) if len(same) == 1 else None
    off = {abs(row["residual_fen"]): None for row in verdicts if row.get("residual_fen")}
    for row in verdicts:
        if "residual_fen" not in row and "reported" in row:
            beside = stated.get(paragraphs.get((row.get("page"), row.get("row")), -1), ())
            if found := misprint_beside(row, off, beside):
                return found
    return None


@cache
def _growths() -> frozenset[str]:
    """The identities of growths."""
    quantities = {each.name: getattr(each.arguments, "quantity", "") for each in identities()}
    return frozenset(name for name, quantity in quantities.items() if quantity == "growth")


def _off(printed: float, computed: float, moved: float, begins: Sequence[int]) -> float:
    """How far the percent is off if an amount that it is taken of, or on, is so many times itself.

    The smallest of the ways in which it may hang on the amount.
    """
    return min(
        abs((begin + computed) * times - (begin + printed))
        for begin in begins
        for times in (moved, 1 / moved)
    )
