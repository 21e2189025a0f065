"""A tidy frame on its sheet: headings with their Chinese names, filter, fixed first row."""

from __future__ import annotations

import pandas as pd
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.worksheet import Worksheet

from juesuan.catalogue import frames
from juesuan.catalogue.lexicon import lexicon
from juesuan.workbook import styles
from juesuan.workbook.cell_text import Cleaner
from juesuan.workbook.pen import AUTHOR
from juesuan.workbook.tidy import Live, columns_of, put, widths
from juesuan.workbook.vocabulary import title_of, verdict_names


def write_frame(sheet: Worksheet, name: str, frame: pd.DataFrame, cleaner: Cleaner) -> None:
    """Write a whole frame of one document."""
    columns = columns_of(name, frame, cleaner, sheet.title)
    entries = frames()[name].columns
    for number, (entry, width) in enumerate(zip(entries, widths(name, columns), strict=True), 1):
        cell = sheet.cell(1, number)
        cell.value = entry.name
        styles.head(cell)
        cell.comment = Comment(title_of(name, entry.name), AUTHOR, height=40, width=200)
        sheet.column_dimensions[letter(number)].width = width
    for number, values in enumerate(columns, 1):
        money = entries[number - 1].unit == lexicon().money
        for row, value in enumerate(values, 2):
            if value is None:
                continue
            cell = sheet.cell(row, number)
            if isinstance(value, Live):
                put(cell, value)
            else:
                cell.value = value
            if money:
                cell.number_format = "#,##0.00####"
    last = f"{letter(len(entries))}{len(frame) + 1}"
    sheet.auto_filter.ref = f"A1:{last}"
    sheet.freeze_panes = "A2"
    if "verdict" in frame:
        place = letter(1 + [entry.name for entry in entries].index("verdict"))
        for kind in verdict_names():
            rule = styles.row_rule(f'${place}2="{kind}"', kind)
            sheet.conditional_formatting.add(f"{place}2:{place}{len(frame) + 1}", rule)
    styles.print_setup(sheet, wide=True, repeated="1:1")
