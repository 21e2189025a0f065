"""Sums over amounts, evaluated on whole arrays: every equation of one identity at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from juesuan.identities.addition import Sum
from juesuan.identities.cells import Integers
from juesuan.identities.equations import NO_TERMS, Terms, applicable, key_parts, rows_missing, terms
from juesuan.identities.intake import Intake
from juesuan.identities.intervals import allowed, excess, excess_above, units_of
from juesuan.identities.judgement import (
    AMBIGUOUS,
    INCONSISTENT,
    NO_REASON,
    NOT_CHECKED,
    SIDE_MISSING,
    UNPLACED,
)
from juesuan.identities.ladder import ladder

# Open amounts are tried in all their columns up to so many combinations in one equation.
_TRIES = 20_000


@dataclass(frozen=True)
class Checks:
    """The equations of one identity, as parallel arrays; money in 分.

    `key` names document, group and measure (see `key_parts`); `verdict` and `reason` count in
    `judgement.VERDICTS` and `judgement.REASONS`. `absent` are the documents in which the identity
    cannot be checked at all.
    """

    identity: Sum
    key: Integers
    reported: Integers
    computed: Integers
    allowed: Integers
    verdict: Integers
    reason: Integers
    absent: Integers


def evaluate(identity: Sum, intake: Intake) -> Checks:
    """Every equation of an identity over the amounts of any number of documents."""
    fine = applicable(identity, intake.presence)
    absent = np.flatnonzero(~fine & (not identity.where_printed))
    if not fine.any():
        none = np.zeros(0, dtype=np.int64)
        return Checks(identity, none, none, none, none, none, none, absent)
    figures = intake.placed
    placed = terms(identity, figures.cells)
    blocked = terms(identity, intake.open) if len(intake.open) else NO_TERMS
    key, inverse = np.unique(np.concatenate([placed.key, blocked.key]), return_inverse=True)
    here, open_at = inverse[: len(placed.key)], inverse[len(placed.key) :]
    fen = figures.fen[placed.cell] * placed.weight
    precision, finest = figures.precision[placed.cell], figures.finest[placed.cell]
    unit = units_of(figures.fen[placed.cell], precision, finest)
    size = np.abs(placed.weight)
    reported = _sums(here, -fen * placed.is_total, len(key))
    computed = _sums(here, fen * ~placed.is_total, len(key))
    width = _sums(here, unit * size, len(key))
    narrow = _sums(here, finest * size, len(key))
    residual = reported - computed
    verdict, reason = ladder(residual, width, narrow, bound=identity.bound)
    # Later reasons overrule earlier ones.
    for number in (AMBIGUOUS, UNPLACED):
        hit = open_at[intake.open_reason[blocked.cell] == number]
        verdict[hit], reason[hit] = NOT_CHECKED, number
    for at, closest, widest in _impossible(
        identity, intake, blocked, open_at, reason, (residual, width)
    ):
        verdict[at], reason[at] = INCONSISTENT, NO_REASON
        computed[at], width[at] = reported[at] - closest, widest
    missing = rows_missing(identity, intake.presence, key)
    verdict[missing], reason[missing] = NOT_CHECKED, SIDE_MISSING
    kept = fine[key_parts(key)[0]]
    return Checks(
        identity,
        key[kept],
        reported[kept],
        computed[kept],
        allowed(width)[kept],
        verdict[kept],
        reason[kept],
        absent,
    )


def _sums(group: Integers, values: Integers, count: int) -> Integers:
    """Exact sums of whole numbers by group."""
    totals = np.zeros(count, dtype=np.int64)
    np.add.at(totals, group, values)
    return totals


def _impossible(
    identity: Sum,
    intake: Intake,
    blocked: Terms,
    open_at: Integers,
    reason: Integers,
    sums: tuple[Integers, Integers],
) -> Iterator[tuple[int, int, int]]:
    """Equations that hold in none of the places that their open amounts may have.

    Gives the equation's position, the residual of the placement that comes closest, and the width.
    """
    if not len(open_at):
        return
    measure = excess_above if identity.bound else excess
    known = intake.open_figure[intake.open_figure >= 0]
    places = np.bincount(known) if len(known) else known
    order = np.argsort(open_at, kind="stable")
    numbers, starts, sizes = np.unique(open_at[order], return_index=True, return_counts=True)
    for at, start, size in zip(numbers.tolist(), starts, sizes, strict=True):
        terms_of = order[start : start + size]
        if reason[at] != AMBIGUOUS:
            continue
        shifts: dict[int, set[int]] = {}
        unit = 0
        cells = blocked.cell[terms_of]
        for figure in np.unique(intake.open_figure[cells]).tolist():
            of_figure = intake.open_figure[cells] == figure
            at_cells = cells[of_figure]
            fen = int(intake.open_fen[at_cells[0]])
            unit += int(intake.open_precision[at_cells[0]])
            options = {-fen * int(weight) for weight in blocked.weight[terms_of][of_figure]}
            outside = int(places[figure]) > len(at_cells)
            shifts[figure] = options | ({0} if outside else set())
        if np.prod([float(len(options)) for options in shifts.values()]) > _TRIES:
            continue
        residuals = [int(sums[0][at]) + sum(shift) for shift in product(*shifts.values())]
        width = int(sums[1][at]) + unit
        closest = min(residuals, key=lambda residual: measure(residual, width))
        if measure(closest, width) > 0:
            yield at, closest, width
