"""Percents against the amounts that they follow from, by intervals."""

from __future__ import annotations

import numpy as np

from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import Columns, Values, equal, known
from juesuan.identities.intervals import Big, ends, percent_is_exact, percent_is_possible
from juesuan.identities.judged import settled
from juesuan.identities.ladder import rungs

# Columns `part` and `whole` with their units: the fine one of the tables, the own one as printed.
Operands = Columns
_OF_NOTHING = (0, 100)


def stated_precision(records: Columns, figures: Values) -> Values:
    """One unit of the last digit; where a frame does not say, that of the figure itself."""
    own = last_digit(figures)
    if "precision" not in records:
        return own
    precision = records.numbers("precision")
    return np.where(precision > 0, precision, own)


def last_digit(figures: Values) -> Values:
    """One unit of the last digit that a figure needs; of a whole number 1."""
    decimals = [len(f"{value:.6f}".rstrip("0").partition(".")[2]) for value in figures]
    return 1 / 10 ** np.array(decimals, dtype=np.int64)


def judge(stated: Columns, amounts: Operands) -> Columns:
    """Verdicts on percents (`percent`, `precision`) from their operands, row by row."""
    part, whole = big(amounts["part"]), big(amounts["whole"])
    scale = big(np.rint(1 / stated["precision"]))
    percent = big(np.rint(stated["percent"] * scale.astype(float)))
    fits = {
        unit: percent_is_possible(
            percent,
            scale,
            ends(part, big(amounts[f"part_{unit}"])),
            ends(whole, big(amounts[f"whole_{unit}"])),
        )
        for unit in ("fine", "own")
    }
    exact = percent_is_exact(percent, scale, part, whole)
    # Nothing grows by more than it has become: such a base is wrong, not negative.
    below = np.asarray(whole < 0, dtype=np.bool_) & ~amounts["overdrawn"]
    negative = np.asarray(part < 0, dtype=np.bool_) | below
    zero = np.asarray(whole == 0, dtype=np.bool_)
    # Of nothing, nothing is 0 % or the whole 100 %; another percent can be neither.
    nothing = zero & np.asarray(part == 0, dtype=np.bool_)
    neither = nothing & ~np.isin(stated["percent"].astype(float), _OF_NOTHING)
    undefined = zero & ~neither
    ended = rungs(exact, fits["fine"], fits["own"])
    reason = first_of(
        [amounts.known("reason"), negative, undefined],
        [amounts["reason"], "negative", "zero_base"],
        ended.reason_words,
    )
    base = np.where(zero, np.nan, amounts["whole"].astype(float))
    verdicts = settled(
        stated.assign(
            verdict=choose(neither, "inconsistent", ended.verdict_words),
            reason=reason,
            unit="%",
            reported=stated["percent"],
            computed=choose(
                neither, 0, choose(zero, None, 100 * amounts["part"].astype(float) / base)
            ),
        )
    )
    # An undefined rate keeps what was printed, so that a list of them says something.
    listed = equal(reason, "zero_base")
    return verdicts.assign(reported=choose(listed, stated["percent"], verdicts["reported"]))


def big(values: Values) -> Big:
    """Whole numbers of any size."""
    return values.astype(np.int64).astype(object)


def operands(part: Columns, whole: Columns, reason: Values) -> Operands:
    """Operands from the amounts `fen` with their units, and why some are not to be compared."""
    unsure = part["approximate"] | whole["approximate"]
    figures = {
        f"{name}{suffix}": side[column]
        for name, side in (("part", part), ("whole", whole))
        for suffix, column in (("", "fen"), ("_fine", "fine"), ("_own", "own"))
    }
    return Columns.made(
        **figures,
        reason=first_of([known(reason), unsure], [reason, "approximate"]),
        overdrawn=np.zeros(part.size, dtype=np.bool_),
    )
