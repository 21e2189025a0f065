"""A ruled table as it is printed: cells in rows and columns, whatever the medium."""

from __future__ import annotations

from functools import cached_property

import msgspec

from juesuan.catalogue.printed_signs import signs
from juesuan.catalogue.remarks import Remark, together
from juesuan.printable import cleaned, told
from juesuan.readers.figure_text import is_masked, is_number, seen
from juesuan.readers.recognised import Recognised

__all__ = ["Cell", "Grid", "is_number"]


class Cell(msgspec.Struct, eq=False):
    """A cell and the rows and columns that it covers, counted from 0.

    `pieces` are its printed lines, blank ones left out; `remark` says what is doubtful about them,
    and where its figures may be others than those printed it is not `is_trusted`. `address` is its
    place in a sheet (收入决算表!C12). `figure` is its number as it is read where its text is
    dressed (¥12.34, 12.34²), or lacks the zeros at the end that a sheet leaves out where its cell
    has no number format; `unit` is the unit printed behind the number. `recognised` tells how a
    figure of a picture was read.
    """

    row: int
    column: int
    rows: int
    columns: int
    pieces: tuple[str, ...]
    remark: Remark | None = None
    is_trusted: bool = True
    address: str = ""
    figure: str = ""
    recognised: Recognised | None = None
    unit: str = ""
    text: str = ""
    bare: str = ""

    def __post_init__(self) -> None:
        self.text = self.bare = "".join(self.pieces)
        self.unit = ""
        if not self.text.isprintable():
            self.pieces = tuple(piece for each in self.pieces if (piece := cleaned(each).strip()))
            self.text = "".join(self.pieces)
        if self.address:
            self.address = told(self.address)
        if self.text:
            self.bare, figure, self.unit, doubt, is_sure = seen(self.text)
            self.figure = figure or self.figure
            if doubt:
                self.remark = together(self.remark, doubt) if self.remark else doubt
                self.is_trusted = self.is_trusted and is_sure

    @property
    def is_unseen(self) -> bool:
        """It holds something that is not read: its row goes on behind it."""
        is_error = not self.is_trusted and self.text.startswith("#")
        return is_error or self.text.endswith(signs().unread) or is_masked(self.bare)


class Grid(msgspec.Struct, frozen=True, dict=True):
    """The cells of one ruled table on one page, or of one sheet.

    `columns` are the left edges of its columns and the right edge of the last one, in the units
    of the page (0, 1, 2 … where a medium has no positions). `first` is the place of its first
    line among the document's lines, `stop` the place behind its last one; `places` is the place
    of each row's first line, None for a row without text. `row` is the row of a sheet that its
    first row is, 0 in media without rows of their own; there the columns' places are exact. One
    that is not `is_ruled` is made from what stands below each other; `heights` are then the
    edges of its rows from top to bottom, counted upwards.
    """

    cells: tuple[Cell, ...]
    columns: tuple[float, ...]
    page: int | None = None
    first: int = 0
    stop: int = 0
    places: tuple[int | None, ...] = ()
    row: int = 0
    is_ruled: bool = True
    heights: tuple[float, ...] = ()

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells that begin in each row, from left to right."""
        count = max((cell.row + cell.rows for cell in self.cells), default=0)
        rows: list[list[Cell]] = [[] for _ in range(count)]
        for cell in sorted(self.cells, key=lambda cell: cell.column):
            rows[cell.row].append(cell)
        return tuple(map(tuple, rows))

    @property
    def is_measured(self) -> bool:
        """Its columns have places, so that other grids' columns can be compared with them."""
        return bool(self.row) or self.columns != tuple(range(len(self.columns)))

    @cached_property
    def text_lines(self) -> tuple[tuple[str, ...], ...]:
        """The lines of each row as flattened text has them."""
        return tuple(_lines(row) for row in self.rows)

    def __repr__(self) -> str:
        where = f" on page {self.page}" if self.page else ""
        return f"<Grid{where}: {len(self.rows)} rows, {len(self.columns) - 1} columns>"


def _lines(row: tuple[Cell, ...]) -> tuple[str, ...]:
    """A row as one line; as several where its cells hold several numbers, one to a line."""
    filled = [cell for cell in row if cell.pieces]
    stacked = [cell for cell in filled if _is_stack(cell)]
    if len(stacked) < 2 and not (len(filled) == 1 and len(filled[0].pieces) > 1):
        line = " ".join(cell.text for cell in filled)
        return (line,) if line else ()
    height = max(len(cell.pieces) for cell in filled)
    # A cell with fewer lines is centred in the row.
    lines: list[list[str]] = [[] for _ in range(height)]
    for cell in filled:
        top = (height - len(cell.pieces)) // 2
        for at, piece in enumerate(cell.pieces):
            lines[top + at].append(piece)
    return tuple(" ".join(line) for line in lines if line)


def _is_stack(cell: Cell) -> bool:
    """A cell with several numbers, each on a line of its own."""
    return len(cell.pieces) > 1 and all("." in each and is_number(each) for each in cell.pieces)
