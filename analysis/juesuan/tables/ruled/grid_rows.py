"""The rows of a table's grids, one after the other, with where they are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from juesuan.readers.grid import Cell, Grid, is_number
from juesuan.readers.source import Line
from juesuan.tables.tokens import Token, tokenize

# Most cells hold one figure and nothing else.
_FIGURE = re.compile("-?[0-9]+[.][0-9]+")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A printed row: its filled cells from left to right and the line that it stands on.

    `texts` are the cells' texts in plain characters, without spaces.
    """

    cells: tuple[Cell, ...]
    line: Line
    texts: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", tuple(cell.bare for cell in self.cells))

    def tokens(self, cell: Cell) -> list[Token]:
        """The tokens of one cell, which know where the row stands."""
        text = cell.figure or cell.text
        line = self.line.part(text, cell.address)
        if _FIGURE.fullmatch(text):
            return [Token("number", text, text, line, first_in_line=True)]
        return tokenize([line])

    def token(self, cell: Cell) -> Token:
        """The whole cell as one token."""
        line = self.line.part(cell.text, cell.address)
        return Token("text", line.plain, cell.text, line, first_in_line=False)


@dataclass(frozen=True)
class Sheet:
    """One grid's part of a table: the rows of its span that are not blank."""

    grid: Grid
    rows: tuple[SheetRow, ...]

    @property
    def is_stacked(self) -> bool:
        """Its cells hold several rows: no line divides them."""
        stacks = [
            sum(
                len(cell.pieces) > 1 and all("." in p and is_number(p) for p in cell.pieces)
                for cell in row.cells
            )
            for row in self.rows
        ]
        return any(count > 0 for count in stacks)


def sheets(grids: Sequence[Grid], lines: Sequence[Line]) -> list[Sheet]:
    """The grids' rows that stand on these lines, the grids without any left out."""
    by_number = {line.number: line for line in lines}
    found: list[Sheet] = []
    for grid in grids:
        rows = tuple(
            SheetRow(tuple(cell for cell in cells if cell.bare), by_number[place + 1])
            for cells, place in zip(grid.rows, grid.places, strict=True)
            if place is not None and place + 1 in by_number
        )
        if rows:
            found.append(Sheet(grid, rows))
    return found
