"""A workbook → its lines and grids, a page a sheet; what is not read of it is said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from juesuan.catalogue.faults import fault
from juesuan.catalogue.remarks import Remark, remark
from juesuan.errors import UnreadableDocument
from juesuan.readers.excel.biff import read_biff
from juesuan.readers.excel.blocks import sheet_blocks
from juesuan.readers.excel.book import NO_VALUE, Book, BookSheet, Place, cell_name
from juesuan.readers.excel.calculated import take_out_uncalculated
from juesuan.readers.excel.delimited import is_delimited, read_delimited
from juesuan.readers.excel.ooxml import read_ooxml
from juesuan.readers.excel.shown import SheetCells, sort_cells
from juesuan.readers.grid import Grid
from juesuan.readers.limits import DEFAULT_LIMITS, Limits
from juesuan.readers.package import Package
from juesuan.readers.page import Page, lay_out
from juesuan.readers.source import Source

_ZIP = b"PK"
_TOLD = 5


def read_excel(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read a workbook: a page a sheet, in the workbook's order, hidden ones counted.

    A figure is the one that Excel shows, 1,234.57 for 1234.5678 under `#,##0.00`; its last shown
    digit is its precision. Under General it is the stored number in 15 digits, and has two decimals
    (of 元 or 万元) where numbers of its table have them. Hidden sheets, rows and columns hold old
    copies and code lists; they are not read, and a remark says so. A formula without a stored value
    and a cell with an error give no figure and are said: nothing is calculated here, and nothing
    taken for 0.

    Raises `UnreadableDocument` for a damaged or locked file, one beyond a limit, and one without
    anything on a sheet that is shown.
    """
    said: tuple[Remark, ...] = ()
    if data.startswith(_ZIP):
        book = read_ooxml(Package(data, name, limits), limits)
    elif is_delimited(data, name):
        book, said = read_delimited(data, name, limits)
    else:
        book = read_biff(data, name, limits)
    take_out_uncalculated(book)
    shown = [sheet for sheet in book.sheets if not sheet.is_hidden and sheet.cells]
    if not shown:
        raise _nothing_shown(book, name)
    sorted_ = [sort_cells(sheet) for sheet in book.sheets]
    lines, grids = lay_out(_pages(book, sorted_))
    for grid in grids:
        if len(grid.columns) - 1 > limits.columns:
            raise _too_wide(grid, name, limits)
    digest = hashlib.sha256(data).hexdigest()
    remarks = (*said, *_remarks(book, sorted_))
    return Source(
        name, digest, book.media_type, book.reader, len(book.sheets), lines, remarks, grids
    )


def _pages(book: Book, sorted_: Sequence[SheetCells]) -> Iterator[Page]:
    for number, (sheet, cells) in enumerate(zip(book.sheets, sorted_, strict=True), 1):
        if sheet.is_hidden or not cells.shown:
            continue
        blocks, begins = sheet_blocks(sheet, cells, since_1904=book.since_1904)
        yield Page(number, tuple(blocks), tuple(begins))


def _too_wide(grid: Grid, name: str, limits: Limits) -> UnreadableDocument:
    return UnreadableDocument(
        fault("table_too_wide", columns=len(grid.columns) - 1, limit=limits.columns),
        source=name,
        page=grid.page,
        line=grid.row,
    )


def _nothing_shown(book: Book, name: str) -> UnreadableDocument:
    hidden = [sheet.name for sheet in book.sheets if sheet.cells]
    if hidden:
        return UnreadableDocument(fault("sheets_hidden", names=_list(hidden)), source=name)
    return UnreadableDocument(fault("workbook_empty", sheets=len(book.sheets)), source=name)


def _remarks(book: Book, sorted_: Sequence[SheetCells]) -> Iterator[Remark]:
    hidden = [sheet.name for sheet in book.sheets if sheet.is_hidden and sheet.cells]
    if hidden:
        yield remark("hidden_sheets", names=_list(hidden))
    for sheet, cells in zip(book.sheets, sorted_, strict=True):
        if not sheet.is_hidden:
            yield from _sheet_remarks(sheet, cells)


def _sheet_remarks(sheet: BookSheet, cells: SheetCells) -> Iterator[Remark]:
    found: dict[Remark, list[Place]] = {
        remark("cells_hidden"): cells.hidden,
        remark("cells_covered"): cells.covered,
        remark("cells_overlapping"): cells.overlapping,
    }
    for place in cells.shown:
        if reason := sheet.cells[place].remark:
            # Formulas are told apart at their cells.
            alike = NO_VALUE if reason.name == "formula_told_without_value" else reason
            found.setdefault(remark("cells_without_figure", reason=alike), []).append(place)
    for what, places in found.items():
        if places:
            names = _list([cell_name(place) for place in places])
            count = len(places)
            yield remark("cells_of_sheet", sheet=sheet.name, count=count, cells=names, what=what)


def _list(names: Sequence[str]) -> str | Remark:
    told = ", ".join(names[:_TOLD])
    return remark("and_more", names=told, more=len(names) - _TOLD) if names[_TOLD:] else told
