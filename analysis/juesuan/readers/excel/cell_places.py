"""The places of cells in a sheet, and their names."""

from __future__ import annotations

import re

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
LAST_ROW, LAST_COLUMN = 1 << 20, 1 << 14
# A range of more cells is gone through by those that are filled.
MOST_CELLS = 1000


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column from 0 of C12."""
    match = _CELL.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row - 1, column - 1) if 0 < row <= LAST_ROW and column <= LAST_COLUMN else None
