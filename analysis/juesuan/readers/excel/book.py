"""A workbook as its file holds it: filled cells with what they show, merged ranges, what is hidden.

Both kinds of files end here, so that everything behind does not know them apart.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from juesuan.catalogue.remarks import Remark, remark


class Value(msgspec.Struct, frozen=True):
    """What a cell holds: a text, or a number with its number format.

    `remark` says why what the cell shows is not known: an error, a formula without a value.
    """

    text: str = ""
    number: Decimal | None = None
    format: str = "General"
    remark: Remark | None = None


Place = tuple[int, int]

NO_VALUE = remark("formula_without_value")
# What stands for it.
FORMULA = "=…"


class Merged(msgspec.Struct, frozen=True):
    """A range of cells that are one: rows and columns from 0, the last ones included."""

    row: int
    column: int
    last_row: int
    last_column: int


class BookSheet(msgspec.Struct):
    """One sheet: the filled cells by row and column, counted from 0.

    `hidden_columns` has a byte a column, 1 for a hidden one. `formulas` are the texts of the cells
    that hold one, "" where it is not told.
    """

    name: str
    is_hidden: bool = False
    cells: dict[Place, Value] = {}
    formulas: dict[Place, str] = {}
    merged: list[Merged] = []
    hidden_rows: set[int] = set()
    hidden_columns: bytearray = msgspec.field(default_factory=bytearray)

    def hide_columns(self, first: int, last: int) -> None:
        """Hide columns, counted from 0, the last one included."""
        if missing := last + 1 - len(self.hidden_columns):
            self.hidden_columns.extend(bytes(max(missing, 0)))
        self.hidden_columns[first : last + 1] = b"\x01" * (last + 1 - first)


class Book(msgspec.Struct):
    """The sheets of a workbook in its order, and what read them.

    One that `recalculates` tells Excel to calculate every formula when it is opened.
    """

    sheets: list[BookSheet]
    media_type: str
    reader: str
    since_1904: bool = False
    recalculates: bool = False


def column_letters(column: int) -> str:
    """The name of a column counted from 0: A, Z, AA."""
    name = ""
    number = column + 1
    while number:
        number, digit = divmod(number - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def cell_name(place: Place) -> str:
    """The name of a cell: C12."""
    return f"{column_letters(place[1])}{place[0] + 1}"


def stored(number: float) -> Decimal:
    """A stored number as Excel keeps it: 15 digits, without the noise of binary fractions."""
    return Decimal(f"{number:.15g}")
