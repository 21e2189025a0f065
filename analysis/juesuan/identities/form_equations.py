"""Every equation that identities set over the cells of one document's forms, printed or blank.

Verdicts need only what is printed; a workbook that keeps checking what a person corrects needs
the blank cells too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from juesuan.identities.addition import Sum
from juesuan.identities.cells import Cells, Integers, vocabulary
from juesuan.identities.equations import applicable, key_parts, rows_missing, terms
from juesuan.identities.intake import Intake
from juesuan.identities.suites import sums

Cell = tuple[int, str]


class Equation(msgspec.Struct, frozen=True):
    """One equation: cells as (position in the frame `rows`, measure), parts with their weight.

    `code` and `measure` are those of its row in `verdicts`.
    """

    identity: Sum
    code: str
    measure: str
    totals: tuple[Cell, ...]
    parts: tuple[tuple[Cell, int], ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, the totals first."""
        return (*self.totals, *(cell for cell, _ in self.parts))


def equations(intake: Intake, forms: Sequence[Cell]) -> Iterator[Equation]:
    """The equations among the cells of the forms of one document, in the order of the suites.

    Identities whose tables, lines or total's row are not there have none.
    """
    cells = _cells(intake.presence.rows, forms)
    for identity in sums():
        if not applicable(identity, intake.presence).all():
            continue
        summands = terms(identity, cells)
        if not len(summands.key):
            continue
        keys, inverse = np.unique(summands.key, return_inverse=True)
        missing = rows_missing(identity, intake.presence, keys)
        order = np.argsort(inverse, kind="stable")
        groups = np.split(order, np.flatnonzero(np.diff(inverse[order])) + 1)
        for key, gone, group in zip(keys, missing, groups, strict=True):
            if gone:
                continue
            at = summands.cell[group].tolist()
            total = summands.is_total[group].tolist()
            weight = summands.weight[group].tolist()
            totals = tuple(forms[i] for i, whole in zip(at, total, strict=True) if whole)
            parts = tuple(
                (forms[i], w) for i, w, whole in zip(at, weight, total, strict=True) if not whole
            )
            yield Equation(identity, *_named(identity, intake, key), totals, parts)


def _cells(rows: Cells, forms: Sequence[Cell]) -> Cells:
    """The forms' cells; rows printed twice count as the row they repeat."""
    at = np.array([row for row, _ in forms], dtype=np.int64)
    measures = vocabulary().measures
    return rows.take(at, np.array([measures[name] for _, name in forms], dtype=np.int64))


def _named(identity: Sum, intake: Intake, key: np.int64) -> tuple[str, str]:
    keys: Integers = np.array([key])
    _, group, number = (int(part[0]) for part in key_parts(keys))
    code = int(intake.presence.rows.code[group]) if identity.by == "row" else group
    measure = list(vocabulary().measures)[number]
    own = identity.total.measures[0] if identity.total.measures else ""
    return (str(code) if code > 0 and identity.by != "document" else "", measure or own)
