"""The equations of one document as plain objects: few enough to be reasoned about one by one."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np

from juesuan.identities.addition import Sum
from juesuan.identities.cell_names import names_of
from juesuan.identities.equations import terms
from juesuan.identities.intake import Intake
from juesuan.identities.judgement import INCONSISTENT, NOT_CHECKED
from juesuan.identities.suites import sums
from juesuan.identities.sums import evaluate

# No residual is as large as this, in 分.
FAR = 10**18


class Equation(msgspec.Struct, frozen=True):
    """residual = Σ coefficient·cell, in 分; it holds from `low` to `high`."""

    identity: str
    document: int
    cells: dict[str, int]
    residual: int
    low: int
    high: int
    violated: bool

    def shifts(self, cell: str) -> tuple[int, int]:
        """The changes of a cell's amount, in 分, with which the equation holds."""
        coefficient = self.cells[cell]
        ends = ((bound - self.residual) for bound in (self.low, self.high))
        first, second = (end * coefficient for end in ends)
        return min(first, second), max(first, second)


def equations_of(intake: Intake) -> Iterator[Equation]:
    """Every equation that was checked over the documents of an intake."""
    for identity in sums():
        yield from _of(identity, intake)


def _of(identity: Sum, intake: Intake) -> Iterator[Equation]:
    checks = evaluate([identity], intake)
    summands = terms(identity, intake.placed.cells)
    kept = np.flatnonzero(checks.verdict != NOT_CHECKED)
    at = np.flatnonzero(np.isin(summands.key, checks.key[kept]))
    cells: dict[int, dict[str, int]] = {}
    names = names_of(intake.placed.cells, summands.cell[at])
    weights = np.where(summands.is_total[at], 1, -summands.weight[at])
    for key, name, weight in zip(summands.key[at].tolist(), names, weights.tolist(), strict=True):
        cells.setdefault(key, {})[name] = weight
    documents = intake.placed.cells.document
    document = {
        int(k): int(d) for k, d in zip(summands.key[at], documents[summands.cell[at]], strict=True)
    }
    for number in kept.tolist():
        key, allowed = int(checks.key[number]), int(checks.allowed[number])
        yield Equation(
            identity.name,
            document.get(key, -1),
            cells.get(key, {}),
            int(checks.reported[number] - checks.computed[number]),
            -allowed,
            FAR if identity.bound else allowed,
            bool(checks.verdict[number] == INCONSISTENT),
        )
