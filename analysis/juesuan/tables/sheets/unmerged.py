"""Headings of grids without merged cells: what stands over the blank cells behind it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec.structs import replace

from juesuan.tables.sheets.grid_rows import SheetRow


def widened(rows: Sequence[SheetRow]) -> tuple[SheetRow, ...]:
    """The rows of a heading with each cell over the columns that it stands above.

    Where no cell is merged, a heading with others below it stands over the blank cells behind it
    too, as far as something stands below them.
    """
    if any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row.cells):
        return tuple(rows)
    filled = [{cell.column for cell in row.cells} for row in rows]
    found: list[SheetRow] = []
    for at, row in enumerate(rows):
        below = set(chain.from_iterable(filled[at + 1 :]))
        cells = []
        for cell in row.cells:
            stop = cell.column + 1
            while cell.column in below and stop in below - filled[at]:
                stop += 1
            cells.append(replace(cell, columns=stop - cell.column))
        found.append(SheetRow(tuple(cells), row.line))
    return tuple(found)
