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


def stated_precision(found: Columns, figures: Values) -> Values:
    """One unit of the last digit; where a frame does not say, that of the figure itself."""
    own = last_digit(figures)
    if "precision" not in found:
        return own
    precision = found.numbers("precision")
    return np.where(precision > 0, precision, own)


def last_digit(figures: Values) -> Values:
    """One unit of the last digit that a figure needs; of a whole number 1."""
    decimals = [len(f"{value:.6f}".rstrip("0").partition(".")[2]) for value in figures]
    return 1 / 10 ** np.array(decimals, dtype=np.int64)


def judge(said: Columns, given: Operands) -> Columns:
    """Verdicts on percents (`percent`, `precision`) from their operands, row by row."""
    part, whole = big(given["part"]), big(given["whole"])
    scale = big(np.rint(1 / said["precision"]))
    percent = big(np.rint(said["percent"] * scale.astype(float)))
    fits = {
        unit: percent_is_possible(
            percent,
            scale,
            ends(part, big(given[f"part_{unit}"])),
            ends(whole, big(given[f"whole_{unit}"])),
        )
        for unit in ("fine", "own")
    }
    exact = percent_is_exact(percent, scale, part, whole)
    negative = np.asarray((part < 0) | (whole < 0), dtype=np.bool_)
    zero = np.asarray(whole == 0, dtype=np.bool_)
    ended = rungs(exact, fits["fine"], fits["own"])
    reason = first_of(
        [given.known("reason"), negative, zero],
        [given["reason"], "negative", "zero_base"],
        ended.reason_words,
    )
    base = np.where(zero, np.nan, given["whole"].astype(float))
    found = settled(
        said.given(
            verdict=ended.verdict_words,
            reason=reason,
            unit="%",
            reported=said["percent"],
            computed=choose(zero, None, 100 * given["part"].astype(float) / base),
        )
    )
    # An undefined rate keeps what was printed, so that a list of them says something.
    undefined = equal(reason, "zero_base")
    return found.given(reported=choose(undefined, said["percent"], found["reported"]))


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
        **figures, reason=first_of([known(reason), unsure], [reason, "approximate"])
    )
