"""A tidy frame on its sheet: headings with their keys, filter, fixed first row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.worksheet import Worksheet

from juesuan.catalogue import Column, frames
from juesuan.language import options
from juesuan.workbook import styles
from juesuan.workbook.cell_text import Cleaner
from juesuan.workbook.pen import heading_note
from juesuan.workbook.tidy import Live, columns_of, number_format, put, widths
from juesuan.workbook.vocabulary import title_of, verdict_names, vocabulary

# Points that a line of text is high, and so many lines at the most are seen of a cell.
_LINE, _LINES = 13, 30
# What the name of a column of Chinese texts ends in.
_ZH = "_zh"


def write_frame(
    sheet: Worksheet, name: str, frame: pd.DataFrame, cleaner: Cleaner, kind: str
) -> None:
    """Write a whole frame of one document of a kind.

    Columns that are blank, and those that say in keys what others say in words, are folded away.
    """
    columns = columns_of(name, frame, cleaner, sheet.title, kind)
    entries = frames()[name].columns
    shown = 0.0
    for number, (entry, values) in enumerate(zip(entries, columns, strict=True), 1):
        styles.head(sheet.cell(1, number, title_of(name, entry.name)))
        sheet.cell(1, number).comment = heading_note(entry)
        _fill(sheet, number, entry, values)
    seen = []
    for number, width in enumerate(widths(name, columns), 1):
        dimension = sheet.column_dimensions[letter(number)]
        dimension.width = width
        if _is_folded(name, entries[number - 1], columns[number - 1]):
            dimension.outlineLevel, dimension.hidden = 1, True
        else:
            shown += width
            seen.append((columns[number - 1], width))
    sheet.row_dimensions[1].height = 30
    for row, lines in enumerate(_lines(seen), 2):
        if lines > 1:
            sheet.row_dimensions[row].height = _LINE * min(lines, _LINES) + 2
    last = f"{letter(len(entries))}{len(frame) + 1}"
    sheet.auto_filter.ref = f"A1:{last}"
    sheet.freeze_panes = "A2"
    if "verdict" in frame:
        place = letter(1 + [entry.name for entry in entries].index("verdict"))
        for verdict, word in verdict_names().items():
            # In English a frame's keys are its words.
            shown_as = word if options.language == "zh" else verdict
            rule = styles.row_rule(f'${place}2="{shown_as}"', verdict)
            sheet.conditional_formatting.add(f"{place}2:{place}{len(frame) + 1}", rule)
    across = styles.pages_across(shown)
    styles.print_setup(sheet, wide=True, repeated="1:1", across=across)
    if across > 1 and "name" in frame:
        place = letter(1 + [entry.name for entry in entries].index("name"))
        sheet.print_title_cols = f"{place}:{place}"


def _lines(seen: Sequence[tuple[Sequence[Any], float]]) -> Iterator[int]:
    """How many lines the texts of each row take in the columns that are seen."""
    longest = vocabulary().widths.longest
    wrapped = [values for values, width in seen if width >= longest]
    for texts in zip(*wrapped, strict=True):
        width = max((styles.text_width(str(text)) for text in texts if text is not None), default=0)
        yield -(-width // (longest - 2))


def _fill(sheet: Worksheet, number: int, entry: Column, values: Sequence[Any]) -> None:
    """The cells of one column."""
    form = number_format(entry)
    for row, value in enumerate(values, 2):
        if value is None:
            continue
        cell: Cell = sheet.cell(row, number)
        if isinstance(value, Live):
            put(cell, value)
            cell.number_format, cell.alignment = form or "General", styles.top()
            continue
        cell.value = value
        wrap = isinstance(value, str) and styles.text_width(value) > vocabulary().widths.longest
        cell.alignment, cell.number_format = styles.top(wrap=wrap), form or "General"


def _is_folded(frame: str, entry: Column, values: Sequence[Any]) -> bool:
    return says_less(frame, entry) or (bool(values) and all(value is None for value in values))


def first_seen(name: str, frame: pd.DataFrame) -> str:
    """The letter of the first column that is not folded away."""
    seen = (
        number
        for number, entry in enumerate(frames()[name].columns, 1)
        if not says_less(name, entry) and (frame.empty or frame[entry.name].notna().any())
    )
    return str(letter(next(seen, 1)))


def says_less(frame: str, entry: Column) -> bool:
    """Whether a column says in keys, exact figures or another language what others say in words."""
    names = {entry.name, f"{frame}.{entry.name}"}
    exact = entry.unit == vocabulary().exact
    return exact or bool(names & vocabulary().away) or _of_other_language(frame, entry.name)


def _of_other_language(frame: str, column: str) -> bool:
    """Whether a text stands beside it in the language of the workbook."""
    names = {entry.name for entry in frames()[frame].columns}
    if options.language == "zh":
        return f"{column}{_ZH}" in names
    return column.endswith(_ZH) and column.removesuffix(_ZH) in names
