"""One workbook for many documents: a sheet a frame, the first one with a row a document.

It is written row by row and never held in memory as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import pandas as pd
import pyarrow.dataset as ds
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter as letter

from juesuan.catalogue import frames as dictionary
from juesuan.catalogue.faults import fault
from juesuan.errors import UnreadableDocument, WorkbookError
from juesuan.language import options
from juesuan.schema import make_frame
from juesuan.workbook import styles
from juesuan.workbook.cell_text import Cleaner
from juesuan.workbook.frame_sheet import says_less
from juesuan.workbook.pen import heading_note
from juesuan.workbook.save import save
from juesuan.workbook.tidy import Live, columns_of, number_format, put, widths
from juesuan.workbook.vocabulary import sheet_names, title_of, vocabulary, words

# Rows of a sheet, the heading included.
SHEET_ROWS = 1_048_576
# More than this is no workbook any more; spreadsheets need some 50 bytes a cell to open it.
_MOST_SHEETS = 20
_BATCH = 5_000

Parts = pd.DataFrame | Iterable[pd.DataFrame]


@options.of_documents()
def write_corpus(frames: Mapping[str, Parts], target: str | Path | IO[bytes]) -> None:
    """Write frames of many documents, each whole or in parts below each other.

    A frame longer than a sheet goes on in further sheets (数据 2). Raises `WorkbookError` where
    it would need more than twenty.
    """
    workbook, cleaner = Workbook(write_only=True), Cleaner()
    order = ["documents", *(name for name in sheet_names() if name != "documents")]
    for name in order:
        if name in frames:
            given = frames[name]
            parts = [given] if isinstance(given, pd.DataFrame) else given
            _Sheets(workbook, name, cleaner).write(parts)
    if lost := +cleaner.lost:
        sheet = workbook.create_sheet(words().about.sheet)
        sheet.append([words().about.stripped])
        for title, count in sorted(lost.items()):
            sheet.append([title, count])
    workbook.properties.creator = "juesuan"
    save(workbook, target, {})


def export_corpus(folder: str | Path, target: str | Path | IO[bytes]) -> None:
    """Write the datasets that `juesuan build` made as one workbook.

    Raises `UnreadableDocument` where the folder holds none of them.
    """
    found = {name: Path(folder) / name for name in sheet_names() if (Path(folder) / name).is_dir()}
    if not found:
        raise UnreadableDocument(fault("no_datasets"), source=str(folder))
    write_corpus({name: _parts(name, path) for name, path in found.items()}, target)


def _parts(name: str, folder: Path) -> Iterator[pd.DataFrame]:
    """A dataset's rows in pieces, with the types of the dictionary."""
    columns = [column.name for column in dictionary()[name].columns]
    for batch in ds.dataset(folder, format="parquet").to_batches(
        batch_size=_BATCH, batch_readahead=1, fragment_readahead=1
    ):
        if batch.num_rows:
            values = batch.to_pydict()
            yield make_frame(name, {column: values[column] for column in columns})


class _Sheets:
    """The sheets of one frame."""

    def __init__(self, workbook: Workbook, name: str, cleaner: Cleaner) -> None:
        self._workbook = workbook
        self._name = name
        self._cleaner = cleaner
        self._sheet: Any = None
        self._count = 0
        self._rows = 0

    def write(self, parts: Iterable[pd.DataFrame]) -> None:
        """All rows, on as many sheets as they need."""
        for part in parts:
            for start in range(0, len(part), _BATCH):
                self._batch(part.iloc[start : start + _BATCH])
        if self._sheet is None:
            self._open([[] for _ in dictionary()[self._name].columns])
        self._close()

    def _batch(self, frame: pd.DataFrame) -> None:
        title = sheet_names()[self._name]
        columns = columns_of(self._name, frame, self._cleaner, title)
        formats = [number_format(column) for column in dictionary()[self._name].columns]
        if self._sheet is None:
            self._open(columns)
        for row in zip(*columns, strict=True):
            if self._rows == SHEET_ROWS:
                self._close()
                self._open(columns)
            self._sheet.append(list(map(self._cell, row, formats)))
            self._rows += 1

    def _cell(self, value: Any, form: str | None) -> Any:
        """The value, as a cell where it is no plain one."""
        if value is None or not (form or type(value) is Live):
            return value
        cell = WriteOnlyCell(self._sheet)
        if type(value) is Live:
            put(cell, value)
        else:
            cell.value = value
        if form:
            cell.number_format = form
        return cell

    def _open(self, columns: list[list[Any]]) -> None:
        self._count += 1
        title = sheet_names()[self._name]
        if self._count > _MOST_SHEETS:
            raise WorkbookError(
                fault(
                    "too_many_rows",
                    title=title,
                    name=self._name,
                    sheets=_MOST_SHEETS,
                    rows=_MOST_SHEETS * (SHEET_ROWS - 1),
                )
            )
        if self._count > 1:
            title += f" {self._count}"
        self._sheet = self._workbook.create_sheet(title)
        self._sheet.freeze_panes = "A2"
        shown = 0.0
        entries = dictionary()[self._name].columns
        for number, width in enumerate(widths(self._name, columns, vocabulary().widths.amount), 1):
            dimension = self._sheet.column_dimensions[letter(number)]
            dimension.width = width
            if entries[number - 1].name != "document_id" and says_less(
                self._name, entries[number - 1]
            ):
                dimension.outlineLevel, dimension.hidden = 1, True
            else:
                shown += width
        across = styles.pages_across(shown)
        styles.print_setup(self._sheet, wide=True, repeated="1:1", across=across)
        heads = []
        for column in dictionary()[self._name].columns:
            cell = WriteOnlyCell(self._sheet, value=title_of(self._name, column.name))
            styles.head(cell)
            cell.comment = heading_note(column)
            heads.append(cell)
        self._sheet.append(heads)
        self._rows = 1

    def _close(self) -> None:
        last = letter(len(dictionary()[self._name].columns))
        self._sheet.auto_filter.ref = f"A1:{last}{self._rows}"
        # Now, so that no two sheets are open at a time.
        self._sheet.close()
