"""Which cell of the forms each amount stands in: (position in the frame `rows`, measure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from juesuan.identities.cells import vocabulary
from juesuan.identities.form_equations import Cell
from juesuan.identities.intake import Intake
from juesuan.schema.candidates import candidates
from juesuan.schema.plain_rows import plain_rows

Record = dict[str, Any]
# What tells rows of a document apart, and then rows of one key.
_ROW = ("table", "side", "line_key", "code", "line", "name")


@dataclass
class Placing:
    """The amounts of one document by cell.

    `open` are the cells that ambiguous amounts may stand in; a cell of a row with unplaced
    figures has an empty list there. `zeros` are those that only an ambiguous zero may stand in,
    which changes no sum. `left` are amounts that no cell can show.
    """

    figures: dict[Cell, Record] = field(default_factory=dict)
    open: dict[Cell, list[Record]] = field(default_factory=dict)
    zeros: dict[Cell, list[Record]] = field(default_factory=dict)
    left: list[Record] = field(default_factory=list)

    def keep(self, cells: Container[Cell]) -> None:
        """Keep what stands in these cells; the other amounts are `left`."""
        self.left += [record for cell, record in self.figures.items() if cell not in cells]
        self.figures = {cell: one for cell, one in self.figures.items() if cell in cells}
        unsure = self._unsure()
        self.open = {cell: figures for cell, figures in self.open.items() if cell in cells}
        self.zeros = {cell: figures for cell, figures in self.zeros.items() if cell in cells}
        shown = self._unsure()
        self.left += [one for key, one in unsure.items() if key not in shown]

    def _unsure(self) -> dict[int, Record]:
        listed = [*self.open.values(), *self.zeros.values()]
        return {id(one): one for figures in listed for one in figures}


def place(frames: Mapping[str, pd.DataFrame], given: Intake) -> Placing:
    """Every amount of one document in its cell, among its candidates, or `left`."""
    found = Placing()
    amounts = plain_rows(frames["amounts"])
    homes: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for position, row in enumerate(plain_rows(frames["rows"])):
        homes[_key(row)].append(position)
    for amount in amounts:
        if amount["placement"] == "ambiguous":
            continue
        # A row that is printed twice has its first amounts in the first print.
        cells = [(position, amount["measure"]) for position in homes.get(_key(amount), ())]
        free = [cell for cell in cells if cell not in found.figures]
        if free:
            found.figures[free[0]] = amount
        else:
            found.left.append(amount)
    unsure = [amount for amount in amounts if amount["placement"] == "ambiguous"]
    _spread(found, [amount for amount in unsure if amount["amount_fen"]], given)
    for amount in unsure:
        if not amount["amount_fen"]:
            _spread_zero(found, amount, homes.get(_key(amount), ()))
    return found


def _key(record: Record) -> tuple[Any, ...]:
    return tuple(record[name] for name in _ROW)


def _spread(found: Placing, unsure: list[Record], given: Intake) -> None:
    """Ambiguous amounts among the cells that the graph holds open for them, in its order."""
    names = list(vocabulary().measures)
    owners = [amount for amount in unsure for _ in candidates(amount["candidates"])]
    rows, measures = given.open.row.tolist(), given.open.measure.tolist()
    for position, (row, measure) in enumerate(zip(rows, measures, strict=True)):
        figures = found.open.setdefault((row, names[measure]), [])
        if position < len(owners):
            figures.append(owners[position])


def _spread_zero(found: Placing, amount: Record, rows: Sequence[int]) -> None:
    """A zero among its candidates; for the graph it opens no cell, since it changes no sum."""
    cells = [(row, str(each)) for row in rows[:1] for each in candidates(amount["candidates"])]
    for cell in cells:
        found.zeros.setdefault(cell, []).append(amount)
    if not cells:
        found.left.append(amount)


def finest(frames: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    """The unit of the finest last digit in each table, in 分; that of the document is at ""."""
    amounts = frames["amounts"]
    if amounts.empty:
        return {}
    by_table = amounts.groupby("table", observed=True)["precision_fen"].min()
    return {"": int(np.min(by_table)), **{str(k): int(v) for k, v in by_table.items()}}
