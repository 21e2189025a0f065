"""Names of cells for people: table/side/code or line/measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from juesuan.catalogue import tables
from juesuan.identities.addition import Sum
from juesuan.identities.cells import SIDES, Cells, Integers, vocabulary
from juesuan.identities.equations import terms
from juesuan.identities.intake import Intake

SEPARATOR = "; "
# What stands for the table in the name of a block of sentences.
PROSE = "prose"
# Between the first and the last row of a block.
_TO = ".."


def cell_name(table: str, side: str | None, code: str, line_key: str | None, measure: str) -> str:
    """The name of one cell; the 合计 row of a coded table is `total`.

    >>> cell_name("expenditure", None, "2012901", None, "basic")
    'expenditure/2012901/basic'
    """
    parts = (table, side, code or line_key or "total", measure)
    return "/".join(part for part in parts if part)


class CellName(NamedTuple):
    """What the name of a cell says; `side` is None where the table has one only."""

    table: str
    side: str | None
    row: str
    measure: str


def named_cell(name: str) -> CellName | None:
    """The parts of a cell's name; None for the name of a cell in another frame.

    >>> named_cell("income_expenditure_summary/income/other/actual").row
    'other'
    """
    table, *parts = name.split("/")
    if table not in tables() or len(parts) not in (2, 3) or _TO in name:
        return None
    return CellName(table, *(parts if len(parts) == 3 else (None, *parts)))


class BlockName(NamedTuple):
    """A block of rows of a table (or of sentences: `PROSE`) whose names stand one row off.

    The figures stand `by` rows below their names (above: -1). As text it is the name of a suspect.
    """

    table: str
    side: str | None
    first: str
    last: str
    by: int

    def __str__(self) -> str:
        parts = (self.table, self.side, f"{self.first}{_TO}{self.last}", f"{self.by:+d}")
        return "/".join(part for part in parts if part)


def named_block(name: str) -> BlockName | None:
    """The parts of a block's name; None for the name of a cell.

    >>> named_block("expenditure/201..2012901/+1")
    BlockName(table='expenditure', side=None, first='201', last='2012901', by=1)
    >>> named_block("expenditure/2012901/basic")
    """
    if _TO not in name:
        return None
    table, *side, rows, by = name.split("/")
    first, _, last = rows.partition(_TO)
    return BlockName(table, side[0] if side else None, first, last, int(by))


def names_of(cells: Cells, at: Integers) -> list[str]:
    """The names of cells by position."""
    words = vocabulary()
    keys, lines, measures = list(words.tables), list(words.lines), list(words.measures)
    return [
        cell_name(
            keys[cells.table[n]],
            SIDES[cells.side[n]],
            str(cells.code[n]) if cells.code[n] > 0 and not cells.line[n] else "",
            lines[cells.line[n]] or None,
            measures[cells.measure[n]],
        )
        for n in at.tolist()
    ]


def cells_of(identities: Sequence[Sum], keys: Integers, intake: Intake) -> list[str]:
    """The cells of equations, each named by its identity and key: the total first."""
    cells: dict[tuple[str, int], str] = {}
    for identity in dict.fromkeys(identities):
        own = np.array([other is identity for other in identities])
        cells.update(
            ((identity.name, key), SEPARATOR.join(names))
            for key, names in _equations(identity, np.unique(keys[own]), intake)
        )
    pairs = zip(identities, keys.tolist(), strict=True)
    return [cells[identity.name, key] for identity, key in pairs]


def _equations(identity: Sum, keys: Integers, intake: Intake) -> Iterator[tuple[int, list[str]]]:
    """Each equation's key with the names of its printed cells and of those that may be."""
    parts: dict[int, list[str]] = {int(key): [] for key in keys}
    for cells in (intake.placed.cells, intake.open):
        summands = terms(identity, cells)
        at = np.flatnonzero(np.isin(summands.key, keys))
        at = at[np.argsort(~summands.is_total[at], kind="stable")]
        names = names_of(cells, summands.cell[at])
        for key, name in zip(summands.key[at].tolist(), names, strict=True):
            parts[key].append(name)
    for key, printed in parts.items():
        yield key, list(dict.fromkeys(printed))
