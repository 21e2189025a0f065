"""The tidy frames as sheets that plain pandas reads: one row of headings, keys in Chinese words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from openpyxl.cell import Cell, WriteOnlyCell

from juesuan.catalogue import Column, frames
from juesuan.language import options
from juesuan.schema.arrays import arrays_of, objects_of
from juesuan.schema.types import type_of
from juesuan.workbook.cell_text import Cleaner, looks_live
from juesuan.workbook.key_words import SAID, words_for
from juesuan.workbook.styles import text_width
from juesuan.workbook.vocabulary import title_of, vocabulary

# The type of columns whose values are keys.
KEY = "key"
# Cells hold 15 decimal digits exactly; a longer whole number is written as text.
_EXACT = 10**15
# So many rows decide how wide a column is.
_SAMPLE = 200


def columns_of(
    name: str, frame: pd.DataFrame, cleaner: Cleaner, sheet: str, kind: str | None = None
) -> list[list[Any]]:
    """The cells of a frame, column by column: None, text, int, float or `Live`.

    `kind` is that of the document whose rows they are, if they are of one.
    """
    found = []
    arrays = dict(zip(frame, arrays_of(frame), strict=True))
    for column in frames()[name].columns:
        plain = objects_of(arrays[column.name]).tolist()
        if column.name == "code":
            plain = [code_out(name, code) for code in plain]
        elif is_worded(column) and options.language == "zh":
            plain = _worded(name, column.name, frame, plain, kind)
        found.append(_cells(column, plain, cleaner, sheet))
    return found


def _worded(
    name: str, column: str, frame: pd.DataFrame, values: list[Any], kind: str | None
) -> list[Any]:
    """Keys as Chinese words; those of measures are the headings of the row's table."""
    given = frame.get("table")
    known = None if given is None else given.astype(object).where(given.notna(), None).tolist()
    tables = table_of(column, known, len(values))
    return [
        value if value is None else words_for(name, column, table, kind).word(value)
        for table, value in zip(tables, values, strict=True)
    ]


def is_worded(column: Column) -> bool:
    """Whether a column's values are words in a Chinese workbook, and keys in an English one."""
    return column.type == KEY or column.name in SAID


def table_of(column: str, tables: Sequence[Any] | None, count: int) -> Sequence[Any]:
    """The table whose words a column's keys have, row by row; None for words of all tables."""
    return [None] * count if column != "measure" or tables is None else tables


@dataclass(frozen=True, slots=True)
class Live:
    """Text that a spreadsheet would not leave as text, or a figure of 17 digits.

    `kind` is the cell's type: "s" for text, "n" for a number.
    """

    text: str
    kind: str

    def __str__(self) -> str:
        return self.text


def put(cell: Cell | WriteOnlyCell, value: Live) -> None:
    """Put such a value into a cell."""
    cell.value = value.text
    cell.data_type = value.kind
    if value.kind == "s":
        cell.quotePrefix = True


def number_format(column: Column) -> str | None:
    """How a spreadsheet shows a column's figures; None where they stand as they are."""
    return vocabulary().formats.get(column.unit or "")


def shown(value: Any, form: str) -> str:
    """A figure as a spreadsheet shows it in one of the formats of `vocabulary.toml`.

    >>> shown(1234.5, "#,##0.00####"), shown(95.123456789, "#,##0.00####"), shown(7, "#,##0")
    ('1,234.50', '95.123457', '7')
    """
    decimals = form.partition(".")[2]
    text = f"{float(str(value)):,.{len(decimals)}f}"
    least = len(text) - decimals.count("#")
    return text[:least] + text[least:].rstrip("0")


def _cells(column: Column, values: list[Any], cleaner: Cleaner, sheet: str) -> list[Any]:
    kind = type_of(column)
    if kind.is_words:
        known: dict[str | None, str | Live | None] = {None: None}
        for text in {value for value in values if value is not None}:
            clean = cleaner.clean(text, sheet)
            known[text] = Live(clean, "s") if looks_live(clean) else clean or None
        return [known[value] for value in values]
    make = _MADE[kind.cell]
    return [None if value is None else make(value) for value in values]


def _number(value: float) -> float | Live:
    """A float; where 16 digits are not enough, its shortest exact spelling."""
    return value if float(f"{value:.16g}") == value else Live(repr(value), "n")


def _whole(value: int) -> int | str:
    return value if abs(value) < _EXACT else str(value)


_MADE: dict[str, Callable[[Any], Any]] = {
    "number": _number,
    "whole number": _whole,
    "truth": bool,
}


def code_out(frame: str, code: str | None) -> str | None:
    """A code as a cell shows it: None is blank."""
    rule = vocabulary().blank_code
    if frame in rule.frames:
        return str(rule.unknown) if code is None else code or None
    return str(rule.none) if code == "" else code


def code_in(frame: str, shown: str | None) -> str | None:
    """The code that a cell shows."""
    rule = vocabulary().blank_code
    if frame in rule.frames:
        return None if shown == rule.unknown else shown or ""
    return "" if shown == rule.none else shown


def widths(name: str, columns: Sequence[Sequence[Any]], figures: float = 0) -> Iterator[float]:
    """A width for each column, by its name, its figures and the first of its texts.

    `figures` is how wide columns of money are at least, where not all rows are known.
    """
    limits = vocabulary().widths
    for column, cells in zip(frames()[name].columns, columns, strict=True):
        if form := number_format(column):
            # A figure that is wider than its column is not shown at all.
            needed = [figures, *(len(shown(v, form)) for v in cells if v is not None)]
        else:
            needed = [text_width(str(v)) for v in cells[:_SAMPLE] if v is not None]
        # A heading has two lines, and the sign of the filter beside it.
        wide = max([text_width(title_of(name, column.name)) / 2 + 4, *needed]) + 1
        most = limits.document if column.name == "document_id" else limits.longest
        yield min(max(wide, limits.shortest), most)
