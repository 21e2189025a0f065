"""Sums over amounts, evaluated on whole arrays: every equation of every identity at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import msgspec
import numpy as np

from juesuan.identities.addition import Sum
from juesuan.identities.cells import Cells, Integers, vocabulary
from juesuan.identities.equations import (
    GROUPS,
    NO_TERMS,
    Booleans,
    Terms,
    applicable,
    key_parts,
    needs_row,
    terms,
)
from juesuan.identities.intake import Figures, Intake
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
from juesuan.identities.total_rows import total_rows

# Open amounts are tried in all their columns up to so many combinations in one equation.
_TRIES = 20_000


class Checks(msgspec.Struct, frozen=True):
    """The equations of identities in their order, as parallel arrays; money in 分.

    `number` counts in `identities`; `key` names document, group and measure (see `key_parts`),
    `row` the printed row of the total, else of a part, −1: none. `verdict` and `reason` count in
    `judgement.VERDICTS` and `judgement.REASONS`. Where an identity cannot be checked in a document
    at all, an `absent` one without group and measure stands behind its equations.
    """

    identities: Sequence[Sum]
    number: Integers
    key: Integers
    row: Integers
    reported: Integers
    computed: Integers
    allowed: Integers
    verdict: Integers
    reason: Integers
    absent: Booleans


def evaluate(identities: Sequence[Sum], intake: Intake) -> Checks:
    """Every equation of identities over the amounts of any number of documents."""
    presence, figures = intake.presence, intake.placed
    fine = np.stack([applicable(identity, presence) for identity in identities])
    of_document = GROUPS * len(vocabulary().measures)
    # Of no documents there is no key to divide.
    span = of_document * max(len(presence.tables), 1)
    asked = [(at * span, identities[at]) for at in np.flatnonzero(fine.any(axis=1)).tolist()]
    placed = _terms(asked, figures.cells)
    blocked = _terms(asked, intake.open) if len(intake.open) else NO_TERMS
    keys, inverse = np.unique(np.concatenate([placed.key, blocked.key]), return_inverse=True)
    here, open_at = inverse[: len(placed.key)], inverse[len(placed.key) :]
    number, key = np.divmod(keys, span)
    reported, computed, width, narrow = _added(figures, placed, here, len(key))
    residual = reported - computed
    bound = np.array([identity.bound for identity in identities], dtype=np.bool_)[number]
    verdict, reason = ladder(residual, width, narrow, bound=bound)
    # Later reasons overrule earlier ones.
    for why in (AMBIGUOUS, UNPLACED):
        hit = open_at[intake.open_reason[blocked.cell] == why]
        verdict[hit], reason[hit] = NOT_CHECKED, why
    sums = (residual, width)
    for at, closest, widest in _impossible(bound, intake, blocked, open_at, reason, sums):
        verdict[at], reason[at] = INCONSISTENT, NO_REASON
        computed[at], width[at] = reported[at] - closest, widest
    row, has_total = total_rows(identities, presence, number, key)
    missing = ~has_total & needs_row(identities, presence, number, key)
    verdict[missing], reason[missing] = NOT_CHECKED, SIDE_MISSING
    kept = fine[number, key_parts(key)[0]]
    found = {
        "number": number,
        "key": key,
        "row": row,
        "reported": reported,
        "computed": computed,
        "allowed": allowed(width),
        "verdict": verdict,
        "reason": reason,
        "absent": np.zeros(len(key), dtype=np.bool_),
    }
    everywhere = np.array([not identity.where_printed for identity in identities])
    absent = np.argwhere(~fine & everywhere[:, np.newaxis])
    found = {name: values[kept] for name, values in found.items()}
    return Checks(identities, **_with_absent(found, absent, of_document))


def _with_absent(found: Mapping[str, Any], absent: Integers, document: int) -> dict[str, Any]:
    """The arrays with the documents in which an identity cannot be checked behind its equations.

    `absent` are pairs of identity and document, `document` is what the key counts for one.
    """
    stands_for = {
        "number": absent[:, 0],
        "key": absent[:, 1] * document,
        "row": -1,
        "verdict": NOT_CHECKED,
        "reason": SIDE_MISSING,
        "absent": True,
    }
    order = np.argsort(np.concatenate([found["number"], absent[:, 0]]), kind="stable")
    return {
        name: np.append(values, np.full(len(absent), stands_for.get(name, 0), values.dtype))[order]
        for name, values in found.items()
    }


def _terms(asked: Sequence[tuple[int, Sum]], cells: Cells) -> Terms:
    """The terms of several identities, their keys moved on by a number for each."""
    parts = [(start, terms(identity, cells)) for start, identity in asked]
    if not parts:
        return NO_TERMS
    return Terms(
        np.concatenate([start + each.key for start, each in parts]),
        *(
            np.concatenate([getattr(each, name) for _, each in parts])
            for name in ("cell", "weight", "is_total")
        ),
    )


def _added(figures: Figures, placed: Terms, at: Integers, count: int) -> list[Integers]:
    """By equation: the total, the sum of parts, and the units of all last digits, widest first."""
    fen = figures.fen[placed.cell]
    finest = figures.finest[placed.cell]
    unit = units_of(fen, figures.precision[placed.cell], finest)
    weighted, size = fen * placed.weight, np.abs(placed.weight)
    total = placed.is_total
    return [
        _sums(at, each, count)
        for each in (-weighted * total, weighted * ~total, unit * size, finest * size)
    ]


def _sums(group: Integers, values: Integers, count: int) -> Integers:
    """Exact sums of whole numbers by group."""
    totals = np.zeros(count, dtype=np.int64)
    np.add.at(totals, group, values)
    return totals


def _impossible(
    bound: Booleans,
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
        measure = excess_above if bound[at] else excess
        if np.prod([float(len(options)) for options in shifts.values()]) > _TRIES:
            continue
        residuals = [int(sums[0][at]) + sum(shift) for shift in product(*shifts.values())]
        width = int(sums[1][at]) + unit
        closest = min(residuals, key=lambda residual: measure(residual, width))
        if measure(closest, width) > 0:
            yield at, closest, width
