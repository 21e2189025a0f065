"""The formulas of an .xls file and their stored values, which xlrd does not tell from numbers.

Programs that write files without Excel store 0 or an empty text for every formula. The records are
those of [MS-XLS] 2.4.127 (Formula), 2.4.21 (BOF) and 2.4.28 (BoundSheet8).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

import msgspec

from juesuan.readers.excel.book import Place

_FORMULA, _BEGIN, _SHEET = 0x0006, 0x0809, 0x0085
_HEADER = struct.Struct("<HH")
_CELL = struct.Struct("<HHH8s")
# 0, and the empty text: what is no number ends in FFFF and begins with its kind.
_NOTHING = (bytes(8), bytes((3, 0, 0, 0, 0, 0, 0xFF, 0xFF)))
_POSITION = struct.Struct("<I")


class Formula(msgspec.Struct, frozen=True):
    """A formula: its sheet (from 0), its place, and whether its stored value is 0 or empty."""

    sheet: int
    place: Place
    is_nothing: bool


def formulas(stream: bytes) -> list[Formula]:
    """The formulas in a workbook's stream of records."""
    sheets: dict[int, int] = {}
    found: list[Formula] = []
    sheet = -1
    for at, kind, body in _records(stream):
        if kind == _SHEET and len(body) >= _POSITION.size:
            sheets[_POSITION.unpack_from(body)[0]] = len(sheets)
        elif kind == _BEGIN:
            # A chart within a sheet begins anew; its records are no cells.
            sheet = sheets.get(at, sheet)
        elif kind == _FORMULA and len(body) >= _CELL.size and sheet >= 0:
            row, column, _, result = _CELL.unpack_from(body)
            found.append(Formula(sheet, (row, column), result in _NOTHING))
    return found


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Each record with the place that it begins at."""
    at = 0
    while at + _HEADER.size <= len(stream):
        kind, size = _HEADER.unpack_from(stream, at)
        yield at, kind, bytes(stream[at + _HEADER.size : at + _HEADER.size + size])
        at += _HEADER.size + size
