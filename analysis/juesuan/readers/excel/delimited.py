"""Text in columns (.csv, .tsv, and the .xls that is such a text inside) → a book of one sheet.

What was merged in the workbook is blank cells here: in a heading a cell stands over the blank ones
beside it, unless these stand below a cell of their own.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import StringIO

from juesuan.catalogue.remarks import Remark
from juesuan.readers.characters import bare
from juesuan.readers.excel.book import Book, BookSheet, Merged, Value
from juesuan.readers.excel.counter import Counter
from juesuan.readers.figure_text import is_number
from juesuan.readers.limits import Limits
from juesuan.readers.text import decode

MEDIA_TYPE = "text/csv"
_NAMES = (".csv", ".tsv", ".tab")
# Names of workbooks whose bytes may be such a text.
_BOOKS = (".xls", ".xlsx", ".xlsm", ".et")
_SEPARATORS = ",\t;|"
# A file is in columns where so many of its first lines have the separator.
_LOOKED_AT, _SHARE = 400, 0.5
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_CAPTION = frozenset(":：")

Rows = list[list[str]]


def is_delimited(data: bytes, name: str) -> bool:
    """The name says so, or the name of a workbook stands over a text with tabs."""
    suffix = name.lower()
    if suffix.endswith(_NAMES):
        return True
    return suffix.endswith(_BOOKS) and data.count(b"\t") > data.count(b"\n") > 0


def read_delimited(data: bytes, name: str, limits: Limits) -> tuple[Book, tuple[Remark, ...]]:
    """The one sheet that the text is. Raises `UnreadableDocument` for bytes in no encoding."""
    text, encoding, remarks = decode(data, name)
    rows = _rows(text)
    counter = Counter(name, limits)
    sheet = BookSheet("")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell.strip():
                counter.cell()
                sheet.cells[row, column] = _value(cell.strip())
    sheet.merged += _merged(rows)
    return Book([sheet], MEDIA_TYPE, f"columns 1 ({encoding})"), remarks


def _rows(text: str) -> Rows:
    lines = [line for line in text.split("\n")[:_LOOKED_AT] if line.strip()]
    shares = {each: sum(each in line for line in lines) for each in _SEPARATORS}
    # What stands between digits as well (1,234.00) is the separator only where no other one is.
    best = max("\t;|,", key=lambda each: shares[each] >= _SHARE * len(lines))
    return list(csv.reader(StringIO(text), delimiter=best, skipinitialspace=best == ","))


def _value(text: str) -> Value:
    """A number that has lost the zeros at its end is one under General; else the text."""
    if _NUMBER.fullmatch(text):
        return Value(number=Decimal(text)) if "." in text else Value(text)
    return Value(text)


def _merged(rows: Rows) -> Iterator[Merged]:
    """The cells that those of headings stand over."""
    width = max(map(len, rows), default=0)
    above: list[int] = []
    for at, row in enumerate(rows):
        cells = [*row, *[""] * (width - len(row))]
        if not _is_heading(cells):
            above = []
            continue
        # For each column, whether a cell of this heading stands in it already.
        filled = [column for column, cell in enumerate(cells) if cell.strip()]
        last = _last_used(rows, at, width)
        for column, stop in zip(filled, [*filled[1:], last + 1], strict=True):
            end = next((c for c in range(column + 1, stop) if c in above), stop)
            if end > column + 1:
                yield Merged(at, column, at, end - 1)
        above = sorted({*above, *filled})


def _is_heading(cells: Sequence[str]) -> bool:
    """Several cells, without a figure and without a caption."""
    filled = [cell for cell in cells if cell.strip()]
    plain = [cell for cell in filled if is_number(cell) or _CAPTION & {*cell} or not bare(cell)]
    return len(filled) > 1 and not plain


def _last_used(rows: Rows, at: int, width: int) -> int:
    """The last column that a row near below has."""
    below = [len(row) - 1 for row in rows[at + 1 : at + 12] for cell in row[-1:] if cell.strip()]
    return max(below, default=width - 1)
