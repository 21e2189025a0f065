"""Checks of the prose that do not hold because one amount of it is misprinted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from juesuan.identities.intervals import percent_allowance
from juesuan.identities.misprint import misprinted
from juesuan.identities.stated_figures import Figures, Row, Stated
from juesuan.identities.suites import identities
from juesuan.money import in_wan

# A rate or share is in proportion to an amount, a growth to its change, and 100 and a growth to the
# amount that has grown.
_RATE, _GROWTH = (0,), (0, 100)
_RESTATED, _STATEMENT, _PERCENT, _RECORDS = "restated", "statement", "percent", "records"
_WITHIN = "within"
_SEVERAL = 2


class Misprint(NamedTuple):
    """An amount of the prose in 分, what would make all that hangs on it hold, and where it is."""

    printed: int
    true: int
    unit: int
    place: Row

    @property
    def difference(self) -> int:
        """By how much it is off."""
        return abs(self.true - self.printed)


def misprint_beside(percent: Row, differences: Iterable[int], figures: Figures) -> Misprint | None:
    """The amount stated beside a percent with which, off by one of these, the percent holds.

    `differences` are residuals of sums and restatements that do not hold, in 分, none of them 0;
    an amount that is printed once and may be a misprint by one of them is the cause of both.

    >>> whole, part = 12_400_000, 6_200_000
    >>> stated = {7: [Stated(whole, 10_000, {}), Stated(part, 10_000, {})]}
    >>> figures = Figures({(None, 16): 7}, stated, times={whole: 1, part: 1})
    >>> percent = {"reported": 46.27, "computed": 50.0, "row": 16}
    >>> misprint_beside(percent, [70_000, 1_000_000], figures)[:2]
    (12400000, 13400000)
    """
    tried = (
        Misprint(amount.fen, true, amount.unit, amount.place)
        for difference in differences
        for amount in figures.beside(percent)
        for true in (amount.fen + difference, amount.fen - difference)
        if figures.is_alone(amount.fen)
    )
    return next(
        (each for each in tried if _is_like(each) and mends_percent(percent, each, figures)), None
    )


def misprint_told(percent: Row, figures: Figures) -> Misprint | None:
    """The one amount beside a percent that is printed once and may be a misprint of a known one.

    With the amount that the document prints elsewhere, the percent holds.
    """
    found = {}
    for amount in figures.beside(percent):
        if figures.is_alone(amount.fen):
            for true in _near(percent, amount, figures):
                each = Misprint(amount.fen, true, amount.unit, amount.place)
                if _is_told(each, figures) and mends_percent(percent, each, figures):
                    found[each[:2]] = each
    return next(iter(found.values())) if len(found) == 1 else None


def misprint_of(verdicts: Sequence[Row], figures: Figures) -> Misprint | None:
    """The amount of the prose that explains the verdicts of one cause; None: not one is told.

    It explains each of them that compares figures; what explains one only has to be printed once,
    and what would be right elsewhere.
    """
    if any("suspect" in row for row in verdicts):
        return None
    compared = [row for row in verdicts if "residual_fen" in row or row["kind"] == _PERCENT]
    off = {abs(row["residual_fen"]): None for row in compared if row.get("residual_fen")}
    tried: dict[tuple[int, int], Misprint] = {}
    for row in compared:
        for each in _repairs(row, off, figures):
            tried.setdefault(each[:2], each)
    for each in _above_wholes(compared, figures):
        tried.setdefault(each[:2], each)
    fit = [each for each in tried.values() if all(_mends(row, each, figures) for row in compared)]
    told = [each for each in fit if _is_told(each, figures)]
    if len(told) == 1:
        return told[0]
    if len(compared) >= _SEVERAL and len(fit) == 1:
        return fit[0]
    return _restated(compared) if not told else None


def mends_percent(percent: Row, found: Misprint, figures: Figures) -> bool:
    """Whether a percent that does not hold does with the amount put right."""
    printed, computed = percent.get("reported"), percent.get("computed")
    if printed is None or not computed or found.true <= 0 or found.printed <= 0:
        return False
    near = percent_allowance(printed, figures.unit_of(percent), found.true, found.unit)
    return any(
        abs(100 * share - printed) <= near
        for share in _put_right(computed / 100, found, figures, growth=_is_growth(percent))
    )


def _put_right(share: float, found: Misprint, figures: Figures, *, growth: bool) -> Iterator[float]:
    """The share with the amount put right, for each other amount with which it gives it now.

    An amount is a part of another or has it as its part; of a growth it is also what has changed,
    what it changed from, or the change.
    """
    fen, true = found.printed, found.true

    def known(other: float) -> Sequence[int]:
        return [each for each in figures.within(other, 1) if each > 0]

    yield from (true / other for other in known(fen / share))
    yield from (other / true for other in known(fen * share))
    for sign in (1, -1) if growth and share != 1 else ():
        grown = 1 + sign * share
        yield from (abs(true - base) / base for base in known(fen / grown))
        yield from (abs(amount - true) / true for amount in known(fen * grown))
        for change in known(share * fen / grown):
            if base := true - sign * change:
                yield abs(change / base)
        for amount in known(fen / share + sign * fen):
            if base := amount - sign * true:
                yield abs(true / base)


def _near(percent: Row, amount: Stated, figures: Figures) -> Iterator[int]:
    """The amounts of the document with which the percent may hold."""
    printed, computed = percent.get("reported"), percent.get("computed")
    if not printed or not computed:
        return
    begins = _GROWTH if _is_growth(percent) else _RATE
    for begin in begins:
        times = (begin + printed) / (begin + computed)
        share = figures.unit_of(percent) / (begin + printed)
        for true in (amount.fen * times, amount.fen / times):
            yield from figures.within(true, amount.unit + true * share)


def is_share_above(percent: Row, bound: Row, figures: Figures) -> bool:
    """Whether a percent that does not hold is one of the amount that is above its whole."""
    fen = bound.get("computed_fen")
    if bound["identity"] not in _bounds() or not percent.get("computed") or not fen:
        return False
    beside = figures.beside(percent)
    own = [
        Misprint(each.fen, each.fen, each.unit, each.place) for each in beside if each.fen == fen
    ]
    share, growth = percent["computed"] / 100, _is_growth(percent)
    return any(any(_put_right(share, each, figures, growth=growth)) for each in own)


def _above_wholes(compared: Sequence[Row], figures: Figures) -> Iterator[Misprint]:
    """What amounts above their wholes would be by the shares that are printed of them."""
    for bound, percent in product(compared, compared):
        if percent["kind"] == _PERCENT and is_share_above(percent, bound, figures):
            for amount in figures.beside(percent):
                if amount.fen == bound["computed_fen"]:
                    units = amount.fen * percent["reported"] / percent["computed"] / amount.unit
                    yield Misprint(
                        amount.fen, round(units) * amount.unit, amount.unit, amount.place
                    )


def _restated(compared: Sequence[Row]) -> Misprint | None:
    """What several sentences print against the one amount of a table."""
    rows = [row for row in compared if row["kind"] == _RESTATED and "residual_fen" in row]
    same = {(row["reported_fen"], row["computed_fen"]) for row in rows}
    if len(same) != 1 or len(compared) < _SEVERAL:
        return None
    printed, true = same.pop()
    return Misprint(printed, true, 1, rows[0]) if true else None


def _repairs(row: Row, off: Iterable[int], figures: Figures) -> Iterator[Misprint]:
    """The amounts of its paragraph with what would make a check hold; `off` are residuals in 分."""
    if "residual_fen" not in row:
        found = (misprint_beside(row, off, figures), misprint_told(row, figures))
        yield from filter(None, found)
        return
    residual = row["residual_fen"]
    for amount in figures.near(row) if row["kind"] == _RECORDS else figures.beside(row):
        if row["kind"] == _RESTATED and "cells" in row and amount.fen != row["reported_fen"]:
            continue
        ways = {amount.fen - residual, amount.fen + residual}
        for true in ways:
            yield Misprint(amount.fen, true, amount.unit, amount.place)
    if row["kind"] == _STATEMENT:
        for own in figures.amounts.values():
            for amount in own:
                if amount.fen == row["computed_fen"]:
                    yield Misprint(amount.fen, row["reported_fen"], amount.unit, amount.place)


def _mends(row: Row, found: Misprint, figures: Figures) -> bool:
    """Whether a check that does not hold does with the amount put right."""
    if row["kind"] == _PERCENT:
        return mends_percent(row, found, figures)
    rise, residual = found.true - found.printed, int(row["residual_fen"])
    if row.get("reported_fen") == found.printed:
        return rise == -residual
    if row.get("computed_fen") == found.printed:
        return rise == residual or (row["identity"] in _bounds() and rise <= residual)
    return abs(rise) == abs(residual)


def _is_told(found: Misprint, figures: Figures) -> bool:
    """Whether it is printed once, and what it may be a misprint of elsewhere."""
    return figures.is_alone(found.printed) and figures.is_known(found.true) and _is_like(found)


def _is_like(found: Misprint) -> bool:
    """Whether the one amount may be a misprint of the other."""
    return misprinted(in_wan(found.printed), in_wan(found.true))


def _is_growth(percent: Row) -> bool:
    return percent.get("identity") in _growths()


@cache
def _growths() -> frozenset[str]:
    """The identities of growths."""
    quantities = {each.name: getattr(each.arguments, "quantity", "") for each in identities()}
    return frozenset(name for name, quantity in quantities.items() if quantity == "growth")


@cache
def _bounds() -> frozenset[str]:
    """The identities of parts that may not be above their whole."""
    return frozenset(
        each.name for each in identities() if getattr(each.arguments, "relation", None) == _WITHIN
    )
