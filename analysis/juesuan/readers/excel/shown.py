"""Which cells of a sheet are shown: not those in hidden rows and columns, nor under merged ones."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from heapq import heappop, heappush

import msgspec

from juesuan.readers.excel.book import BookSheet, Merged, Place


class SheetCells(msgspec.Struct):
    """The filled cells of a sheet, those shown with what they cover; merged ranges that overlap.

    No program writes ranges that overlap: of these only the first counts.
    """

    shown: dict[Place, Merged] = {}
    hidden: list[Place] = []
    covered: list[Place] = []
    overlapping: list[Place] = []


def sort_cells(sheet: BookSheet) -> SheetCells:
    """The filled cells by what becomes of them, in reading order."""
    found = SheetCells()
    hidden = _Hidden(sheet)
    for place, whole in _with_ranges(sheet, found.overlapping):
        if hidden.covers(whole):
            found.hidden.append(place)
        elif (whole.row, whole.column) != place:
            found.covered.append(place)
        else:
            found.shown[place] = whole
    return found


class _Hidden:
    """The hidden rows and columns of a sheet."""

    def __init__(self, sheet: BookSheet) -> None:
        self._rows = sorted(sheet.hidden_rows)
        self._columns = sheet.hidden_columns

    def covers(self, whole: Merged) -> bool:
        """Nothing of the range is shown."""
        rows = bisect_right(self._rows, whole.last_row) - bisect_left(self._rows, whole.row)
        if rows == whole.last_row - whole.row + 1:
            return True
        columns = self._columns[whole.column : whole.last_column + 1]
        return len(columns) == whole.last_column - whole.column + 1 and all(columns)


class _Ranges:
    """The merged ranges that reach a row, by their columns; the rows are gone through downwards."""

    def __init__(self, merged: list[Merged], overlapping: list[Place]) -> None:
        self._coming = sorted(merged, key=lambda each: (each.row, each.column), reverse=True)
        self._overlapping = overlapping
        self._columns: list[int] = []
        self._open: list[Merged] = []
        self._ends: list[tuple[int, int]] = []

    def at(self, place: Place) -> Merged:
        """The range over a cell, or the cell itself."""
        row, column = place
        while self._coming and self._coming[-1].row <= row:
            self._add(self._coming.pop())
        self._drop(row)
        at = bisect_right(self._columns, column) - 1
        if at >= 0 and self._open[at].last_column >= column:
            return self._open[at]
        return Merged(*place, *place)

    def _add(self, new: Merged) -> None:
        self._drop(new.row)
        at = bisect_left(self._columns, new.column)
        left = at > 0 and self._open[at - 1].last_column >= new.column
        if left or (at < len(self._columns) and self._columns[at] <= new.last_column):
            self._overlapping.append((new.row, new.column))
            return
        self._columns.insert(at, new.column)
        self._open.insert(at, new)
        heappush(self._ends, (new.last_row, new.column))

    def _drop(self, row: int) -> None:
        """Take out the ranges that end above a row."""
        while self._ends and self._ends[0][0] < row:
            at = bisect_left(self._columns, heappop(self._ends)[1])
            del self._columns[at], self._open[at]


def _with_ranges(sheet: BookSheet, overlapping: list[Place]) -> Iterator[tuple[Place, Merged]]:
    ranges = _Ranges(sheet.merged, overlapping)
    return ((place, ranges.at(place)) for place in sorted(sheet.cells))
