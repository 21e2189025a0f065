"""Tables of a markup as it opens and closes them → lines and grids, the nested ones too."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from juesuan.catalogue.faults import fault
from juesuan.catalogue.printed_signs import signs
from juesuan.catalogue.remarks import Remark, remark
from juesuan.errors import UnreadableDocument
from juesuan.readers.grid import Cell, Grid, is_number
from juesuan.readers.limits import Limits

Block = str | Grid

# A browser takes no wider cell either; a table of so many columns is none of the accounts.
MOST_COLUMNS = 1000

STACKED = remark("several_numbers")
OVERLAPPING = remark("cells_lie_over")
COVERED = remark("merged_into_above")


class Box(msgspec.Struct):
    """A cell as its markup has it; with `goes_on` it is merged into the one above.

    `unread` is what it holds besides that is not read.
    """

    columns: int = 1
    rows: int = 1
    goes_on: bool = False
    blocks: list[Block] = []
    unread: Remark | None = None

    @property
    def pieces(self) -> tuple[str, ...]:
        """Its lines, blank ones left out."""
        lines = (block.strip() for block in self.blocks if isinstance(block, str))
        return tuple(line for line in lines if line)


class Row(msgspec.Struct):
    """A row: `before` columns are left out in front; of a `dropped` one nothing is read."""

    boxes: list[Box] = []
    before: int = 0
    dropped: bool = False


class _Table(msgspec.Struct):
    """A table that is open. `groups` are the rows at which no cell goes on from above."""

    rows: list[Row] = []
    groups: set[int] = set()
    box: Box | None = None


class Builder:
    """Takes lines and tables as a markup tells them; `blocks` are what they come to.

    A table in another one's cell makes that a table for layout: its cells' lines are lines of
    the document. A table of one column is lines too.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._lines = 0
        self._tables: list[_Table] = []

    def line(self, text: str) -> None:
        """Add a line to the innermost open cell, or to the document."""
        self._lines += 1
        self._target().append(text)

    def leave_unread(self, what: Remark) -> None:
        """The innermost open cell holds something that is not read: it is not blank."""
        for table in reversed(self._tables):
            if table.box is not None:
                table.box.unread = remark("holds_unread", what=what)
                return

    def bounded(self, name: str, limits: Limits) -> list[Block]:
        """The blocks. Raises `UnreadableDocument` where they are far more than accounts have."""
        if self._lines > limits.lines:
            raise UnreadableDocument(fault("too_many_lines", lines=self._lines), source=name)
        return self.blocks

    @property
    def row(self) -> Row | None:
        """The row that is open."""
        rows = self._tables[-1].rows if self._tables else []
        return rows[-1] if rows else None

    @property
    def box(self) -> Box | None:
        """The cell that is open in the innermost table."""
        return self._tables[-1].box if self._tables else None

    def open_table(self) -> None:
        """Begin a table where the document stands."""
        self._tables.append(_Table())

    def close_table(self) -> None:
        """End the innermost table."""
        table = self._tables.pop()
        self._target().extend(_blocks(table))

    def open_row(self) -> None:
        """Begin a row of the innermost table, where one is open."""
        if self._tables:
            self._tables[-1].rows.append(Row())
            self._tables[-1].box = None

    def open_box(self, columns: int = 1, rows: int = 1) -> None:
        """Begin a cell of the row, where a table is open."""
        if not self._tables:
            return
        table = self._tables[-1]
        if not table.rows:
            table.rows.append(Row())
        table.box = Box(columns, rows)
        table.rows[-1].boxes.append(table.box)

    def close_box(self) -> None:
        """End the cell."""
        if self._tables:
            self._tables[-1].box = None

    def close_group(self) -> None:
        """End a group of rows: no cell goes on below it."""
        if self._tables:
            self._tables[-1].groups.add(len(self._tables[-1].rows))

    def _target(self) -> list[Block]:
        for table in reversed(self._tables):
            if table.box is not None:
                return table.box.blocks
        return self.blocks


def _blocks(table: _Table) -> list[Block]:
    """A table as one grid, or as the lines and grids in its cells."""
    rows = [row for row in table.rows if not row.dropped]
    nested = any(
        isinstance(block, Grid) for row in rows for box in row.boxes for block in box.blocks
    )
    groups = table.groups if len(rows) == len(table.rows) else set()
    cells = [] if nested else place(rows, groups)
    width = 1 + max((cell.column for cell in cells), default=0)
    if 1 < width < MOST_COLUMNS:
        for cell in cells:
            cell.columns = min(cell.columns, width - cell.column)
        return [Grid(tuple(cells), tuple(map(float, range(width + 1))))]
    return [block for row in rows for block in _lines(row)]


def _lines(row: Row) -> list[Block]:
    """A row of a table for layout: one line where its cells hold no more than one each."""
    texts = [box.pieces for box in row.boxes]
    if all(len(pieces) <= 1 for pieces in texts) and not any(
        isinstance(block, Grid) for box in row.boxes for block in box.blocks
    ):
        return [" ".join(piece for pieces in texts for piece in pieces)]
    return [block for box in row.boxes for block in box.blocks]


def place(rows: Sequence[Row], groups: set[int]) -> list[Cell]:
    """The cells of a table with the rows and columns that they cover."""
    cells: list[Cell] = []
    # For each column the row at which it is free again, and the cell that stands in it.
    until = [0] * (MOST_COLUMNS + 1)
    above: dict[int, Cell] = {}
    ends = [*sorted(group for group in groups if group), len(rows)]
    end = iter(ends)
    stop = next(end)
    for at, row in enumerate(rows):
        while at >= stop:
            stop = next(end)
        column = min(row.before, MOST_COLUMNS - 1)
        for box in row.boxes:
            while until[column] > at and column < MOST_COLUMNS - 1:
                column += 1
            columns = max(1, min(box.columns, MOST_COLUMNS - column))
            over = above.get(column)
            if box.goes_on and over and over.row + over.rows == at and over.columns == columns:
                over.rows += 1
                cells += _covered(box, at, column, columns)
            else:
                height = max(1, min(box.rows, stop - at))
                cell = _cell(box, at, column, columns, height)
                if max(until[column : column + columns]) > at:
                    cell.remark, cell.is_trusted = OVERLAPPING, False
                above[column] = cell
                cells.append(cell)
                if height > 1:
                    until[column : column + columns] = [at + height] * columns
            column = min(column + columns, MOST_COLUMNS - 1)
    return cells


def _cell(box: Box, row: int, column: int, columns: int, rows: int) -> Cell:
    pieces = box.pieces
    if box.unread and not pieces:
        return Cell(row, column, rows, columns, (signs().unread,), box.unread, is_trusted=False)
    if box.unread and is_number("".join(pieces)):
        return Cell(row, column, rows, columns, pieces, box.unread)
    if len(pieces) > 1 and sum(map(is_number, pieces)) > 1:
        return Cell(row, column, rows, columns, pieces, STACKED, is_trusted=False)
    return Cell(row, column, rows, columns, pieces)


def _covered(box: Box, row: int, column: int, columns: int) -> list[Cell]:
    """What a cell holds that is merged into the one above: nothing, as a rule."""
    if not box.pieces:
        return []
    return [Cell(row, column, 1, columns, box.pieces, COVERED, is_trusted=False)]
