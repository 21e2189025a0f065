"""One printed row of a grid, with where it is printed."""

from __future__ import annotations

import re
from functools import cached_property

import msgspec
from msgspec.structs import replace

from juesuan.readers.grid import Cell
from juesuan.readers.source import Line
from juesuan.tables.tokens import Token, tokenize

# Most cells hold one figure and nothing else.
_FIGURE = re.compile("-?[0-9]+[.][0-9]+")


class SheetRow(msgspec.Struct, frozen=True, dict=True):
    """A printed row: its filled cells from left to right and the line that it stands on."""

    cells: tuple[Cell, ...]
    line: Line

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The cells' texts in plain characters, without spaces."""
        return tuple(cell.bare for cell in self.cells)

    def tokens(self, cell: Cell) -> list[Token]:
        """The tokens of one cell, which know where the row stands."""
        text = cell.figure or cell.text
        line = self.line.part(text, cell.address)
        if _FIGURE.fullmatch(text):
            return [Token("number", text, text, line, first_in_line=True, unit=cell.unit)]
        found = tokenize([line])
        return [replace(token, unit=cell.unit) for token in found] if cell.unit else found

    def token(self, cell: Cell) -> Token:
        """The whole cell as one token."""
        line = self.line.part(cell.text, cell.address)
        return Token("text", line.plain, cell.text, line, first_in_line=False)
