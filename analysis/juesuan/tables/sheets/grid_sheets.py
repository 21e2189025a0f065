"""The parts of a table that its grids are: their rows, their headings, and how one goes on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import msgspec

from juesuan.catalogue import Table
from juesuan.readers.grid import Grid, is_number
from juesuan.readers.source import Line
from juesuan.tables.recogniser import is_caption, is_note
from juesuan.tables.sheets.grid_rows import SheetRow
from juesuan.tables.sheets.heading_columns import Heading, read_heading


class Sheet(msgspec.Struct, frozen=True, dict=True):
    """One grid's part of a table: the rows of its span that are not blank.

    Captions and notes that stand in cells are none of its rows.
    """

    table: Table
    grid: Grid
    rows: tuple[SheetRow, ...]

    @cached_property
    def heading(self) -> Heading:
        """What its columns are by its own heading."""
        return read_heading(self.table, self.grid, self.rows)

    @cached_property
    def is_stacked(self) -> bool:
        """Its cells hold several rows: no line divides them."""
        return any(
            len(cell.pieces) > 1 and all("." in piece and is_number(piece) for piece in cell.pieces)
            for row in self.rows
            for cell in row.cells
        )

    def under(self, heading: Heading) -> tuple[Heading, list[int]] | None:
        """The heading that holds for a later sheet of a table, and the columns of it that it has.

        A sheet that prints a heading of its own with other columns, or in another order, is read
        by that one. None where neither fits.
        """
        places, own = heading.place(self.grid), self.heading
        if not own.rows or not own.blocks:
            return None if places is None else (heading, places)
        every = list(range(len(own.columns)))
        if places is None:
            return (own, every) if own.labels and set(own.blocks) == set(heading.blocks) else None
        pairs = [(c, heading.columns[at]) for c, at in zip(own.columns, places, strict=True)]
        differing = [c for c, other in pairs if c.role == "figure" and c.measure != other.measure]
        if own.figures >= heading.figures and differing:
            return own, every
        # A part of the heading printed again may leave out what stands above a 小计.
        partial = all(column.heading in own.known.words.general for column in differing)
        return (heading, places) if partial else None


def sheets(table: Table, grids: Sequence[Grid], lines: Sequence[Line]) -> list[Sheet]:
    """The grids' rows that stand on these lines, the grids without any left out."""
    by_number = {line.number: line for line in lines}
    found: list[Sheet] = []
    for grid in grids:
        rows = (
            SheetRow(tuple(cell for cell in cells if cell.bare), by_number[place + 1])
            for cells, place in zip(grid.rows, grid.places, strict=True)
            if place is not None and place + 1 in by_number
        )
        if kept := tuple(row for row in rows if not _is_margin(row)):
            found.append(Sheet(table, grid, kept))
    return found


def _is_margin(row: SheetRow) -> bool:
    """A caption or a note that stands in cells."""
    alone = len(row.cells) == 1
    return bool(is_caption(row.line.compact) or (alone and is_note(row.cells[0].bare)))
