"""Text and comments into cells, cleaned."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.cell import Cell
from openpyxl.comments import Comment

from juesuan.catalogue import Column
from juesuan.workbook.cell_text import Cleaner, put_text
from juesuan.workbook.formula_values import Values
from juesuan.workbook.formulas import Formula
from juesuan.workbook.styles import text_width

AUTHOR = "juesuan"
# In pixels, and how many digits stand in a line of a comment.
_WIDTH, _LINE, _DIGITS = 280, 18, 36


def heading_note(column: Column) -> Comment:
    """What a column is called in code, and what it means."""
    text = f"{column.name}\n{column.description}"
    height = 20 + _LINE * sum(1 + text_width(line) // _DIGITS for line in text.split("\n"))
    return Comment(text, AUTHOR, height=height, width=_WIDTH)


class Pen:
    """Writes what came from a document, as text."""

    def __init__(self, cleaner: Cleaner) -> None:
        self._cleaner = cleaner
        self.values: Values = {}

    def text(self, cell: Cell, text: str) -> None:
        """Put a text into a cell."""
        put_text(cell, self._cleaner.clean(text, cell.parent.title))

    def formula(self, cell: Cell, formula: Formula) -> None:
        """Put a formula into a cell, whose value is written beside it when the book is saved."""
        cell.value = formula.text
        self.values.setdefault(cell.parent.title, {})[cell.coordinate] = formula.value

    def comment(self, cell: Cell, lines: Iterable[str]) -> None:
        """Put a comment on a cell, as high as its lines need."""
        text = self._cleaner.clean("\n".join(lines), cell.parent.title)
        height = 20 + _LINE * sum(1 + text_width(line) // _DIGITS for line in text.split("\n"))
        cell.comment = Comment(text, AUTHOR, height=height, width=_WIDTH)
