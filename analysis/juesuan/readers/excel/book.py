"""A workbook as its file holds it: filled cells with what they show, merged ranges, what is hidden.

Both kinds of files end here, so that everything behind does not know them apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell holds: a text, or a number with its number format.

    `remark` says why what the cell shows is not known: an error, a formula without a value.
    """

    text: str = ""
    number: Decimal | None = None
    format: str = "General"
    remark: str = ""


Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Merged:
    """A range of cells that are one: rows and columns from 0, the last ones included."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass
class BookSheet:
    """One sheet: the filled cells by row and column, counted from 0."""

    name: str
    is_hidden: bool = False
    cells: dict[Place, Value] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def hides(self, whole: Merged) -> bool:
        """The range stands in hidden rows or columns with all that it covers."""
        rows = range(whole.row, whole.last_row + 1)
        columns = range(whole.column, whole.last_column + 1)
        return all(row in self.hidden_rows for row in rows) or all(
            any(first <= column <= last for first, last in self.hidden_columns)
            for column in columns
        )


@dataclass
class Book:
    """The sheets of a workbook in its order, and what read them."""

    sheets: list[BookSheet]
    media_type: str
    reader: str
    since_1904: bool = False


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
