"""An .xls file (Excel 5 to 2003, WPS .et) → a book, by xlrd, which tells number formats."""

from __future__ import annotations

import math
from io import StringIO
from typing import Any

from juesuan.catalogue.faults import fault
from juesuan.catalogue.remarks import remark
from juesuan.errors import UnreadableDocument
from juesuan.readers.excel.biff_formulas import formulas
from juesuan.readers.excel.book import Book, BookSheet, Merged, Value, stored
from juesuan.readers.excel.counter import Counter
from juesuan.readers.excel.number_format import GENERAL
from juesuan.readers.limits import Limits

MEDIA_TYPE = "application/vnd.ms-excel"
_LOCKED = "encrypted"


def read_biff(data: bytes, name: str, limits: Limits) -> Book:
    """The workbook in an .xls file; raises `UnreadableDocument` where it is damaged or locked."""
    import xlrd

    try:
        found = xlrd.open_workbook(
            file_contents=data, logfile=StringIO(), formatting_info=True, ragged_rows=True,
            on_demand=True,
        )  # fmt: skip
        counter = Counter(name, limits)
        counter.sheets(found.nsheets)
        formats = [_format(found, xf) for xf in found.xf_list]
        sheets = []
        for at in range(found.nsheets):
            sheets.append(_sheet(found.sheet_by_index(at), formats, counter))
            found.unload_sheet(at)
        stream = found.mem[found.base : found.base + found.stream_len]
        for formula in formulas(stream):
            if formula.sheet < len(sheets):
                sheets[formula.sheet].formulas[formula.place] = ""
    except UnreadableDocument:
        raise
    except Exception as error:  # whatever damaged bytes lead xlrd to
        if _LOCKED in str(error).lower():
            raise locked(name) from error
        raise UnreadableDocument(
            fault("workbook_damaged", error=str(error) or type(error).__name__), source=name
        ) from error
    return Book(sheets, MEDIA_TYPE, f"excel 1 (xlrd {xlrd.__version__})", bool(found.datemode))


def locked(name: str) -> UnreadableDocument:
    """The error for a workbook or text behind a password."""
    return UnreadableDocument(fault("locked"), source=name)


def _format(found: Any, xf: Any) -> str:
    known = found.format_map.get(xf.format_key)
    return str(known.format_str) if known and known.format_str else GENERAL


def _sheet(sheet: Any, formats: list[str], counter: Counter) -> BookSheet:
    made = BookSheet(sheet.name, is_hidden=sheet.visibility != 0)
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            value = _value(cell, formats)
            if value is not None:
                counter.cell()
                made.cells[row, column] = value
    for row, row_end, column, column_end in sheet.merged_cells:
        counter.cell()
        made.merged.append(Merged(row, column, row_end - 1, column_end - 1))
    made.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    for column, info in sheet.colinfo_map.items():
        if info.hidden:
            made.hide_columns(column, column)
    return made


def _value(cell: Any, formats: list[str]) -> Value | None:
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        if not math.isfinite(cell.value):
            text = str(cell.value)
            return Value(text, remark=remark("stored_as_number", value=text))
        known = cell.xf_index is not None and 0 <= cell.xf_index < len(formats)
        return Value(number=stored(cell.value), format=formats[cell.xf_index] if known else GENERAL)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return Value(cell.value) if cell.value.strip() else None
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Value("TRUE" if cell.value else "FALSE")
    if cell.ctype == xlrd.XL_CELL_ERROR:
        text = xlrd.error_text_from_code.get(cell.value, "#ERROR!")
        return Value(text, remark=remark("shows_error", error=text))
    return None
