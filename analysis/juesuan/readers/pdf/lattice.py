"""The squares between ruled lines → the boxes that lines enclose, grouped into tables."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Regions = NDArray[np.intp]  # row, column, row behind, column behind; a region each
Owners = NDArray[np.intp]
Box = tuple[int, int, int, int]  # row and column, from 0 on; how many of each it covers


class Ruled(msgspec.Struct, frozen=True):
    """The boxes of one table, and the places of its columns' edges and rows' edges.

    Columns are counted from the left; row 0 is on top.
    """

    boxes: tuple[Box, ...]
    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def outline(self, box: Box) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a box."""
        row, column, rows, columns = box
        left, right = self.columns[column], self.columns[column + columns]
        return left, self.rows[row + rows], right, self.rows[row]


class Ruling(NamedTuple):
    """The tables of a page, from top to bottom, and the lattice of all its lines.

    `owner` is the number of the box at each square of the lattice, counted through all tables, -1
    where there is none. `x` are the lattice's vertical lines from left to right, `y` its
    horizontal ones from top to bottom.
    """

    tables: tuple[Ruled, ...]
    owner: Owners
    x: Numbers
    y: Numbers

    def boxes_at(self, x: Numbers, y: Numbers) -> list[int]:
        """The number of the box that each point stands in, -1 for none."""
        rows, columns = self.owner.shape
        # The outermost squares stand for what is outside.
        owner = np.full((rows + 2, columns + 2), -1)
        owner[1:-1, 1:-1] = self.owner
        above = np.searchsorted(-self.y, -y, side="right")
        before = np.searchsorted(self.x, x, side="right")
        return list(owner[above, before].tolist())


NO_RULING = Ruling((), np.zeros((0, 0), np.intp), np.zeros(0), np.zeros(0))


def ruling_of(across: Flags, down: Flags, x: Numbers, y: Numbers) -> Ruling:
    """The tables of a lattice; a table of one box is a frame and no table.

    `across` says for each horizontal line, from top to bottom, which gaps between the vertical
    ones it covers; `down` for each vertical line, from left to right, those between the others.
    """
    regions = _regions(across, down)
    owner = _owner(regions, len(y) - 1, len(x) - 1)
    groups = [group for group in _groups(owner, len(regions)) if len(group) > 1]
    groups.sort(key=lambda group: regions[group, :2].min(axis=0).tolist())
    # The last place, which is found at -1, stands for no box.
    place = np.full(len(regions) + 1, -1)
    if groups:
        place[np.concatenate(groups)] = np.arange(sum(map(len, groups)))
    return Ruling(tuple(_table(regions[group], x, y) for group in groups), place[owner], x, y)


def _regions(across: Flags, down: Flags) -> Regions:
    """The rectangles of lattice squares that lines enclose and no line divides."""
    closed = across[:-1] & across[1:] & down[:-1].T & down[1:].T
    single = np.argwhere(closed)
    regions: Regions = np.hstack((single, single + 1))
    if closed.all():
        return regions
    merged: list[tuple[int, int, int, int]] = []
    above, beside = across.tolist(), down.tolist()
    seen: set[tuple[int, int]] = set()
    for row, column in np.argwhere(~closed).tolist():
        if (row, column) in seen:
            continue
        squares, enclosed = _flood((row, column), above, beside)
        seen |= squares
        bottom = max(r for r, _ in squares) + 1
        left, right = min(c for _, c in squares), max(c for _, c in squares) + 1
        if enclosed and len(squares) == (bottom - row) * (right - left):
            merged.append((row, left, bottom, right))
    if merged:
        regions = np.vstack((regions, merged))
        regions = regions[np.lexsort((regions[:, 1], regions[:, 0]))]
    return regions


def _flood(
    start: tuple[int, int], across: list[list[bool]], down: list[list[bool]]
) -> tuple[set[tuple[int, int]], bool]:
    """All squares reached from one without crossing a line, and whether lines enclose them."""
    rows, columns = len(across) - 1, len(down) - 1
    squares = {start}
    waiting = [start]
    closed = True
    while waiting:
        row, column = waiting.pop()
        steps = (
            (across[row][column], row - 1, column),
            (across[row + 1][column], row + 1, column),
            (down[column][row], row, column - 1),
            (down[column + 1][row], row, column + 1),
        )
        for ruled, r, c in steps:
            if ruled or (r, c) in squares:
                continue
            if 0 <= r < rows and 0 <= c < columns:
                squares.add((r, c))
                waiting.append((r, c))
            else:
                closed = False
    return squares, closed


def _owner(regions: Regions, rows: int, columns: int) -> Owners:
    """The number of the region that each square of the lattice is part of, -1 for none."""
    owner = np.full((rows, columns), -1)
    owner[regions[:, 0], regions[:, 1]] = np.arange(len(regions))
    merged = np.flatnonzero((regions[:, 2:] - regions[:, :2]).max(axis=1, initial=0) > 1)
    for number, (top, left, bottom, right) in zip(
        merged.tolist(), regions[merged].tolist(), strict=True
    ):
        owner[top:bottom, left:right] = number
    return owner


def _groups(owner: Owners, count: int) -> list[list[int]]:
    """Regions that share a stretch of border are one table."""
    if (owner >= 0).all():
        return [list(range(count))]
    parent = list(range(count))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    for one, other in ((owner[:, :-1], owner[:, 1:]), (owner[:-1], owner[1:])):
        touching = (one >= 0) & (other >= 0) & (one != other)
        for a, b in zip(one[touching].tolist(), other[touching].tolist(), strict=True):
            parent[root(b)] = root(a)
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(count):
        groups[root(number)].append(number)
    return list(groups.values())


def _table(regions: Regions, x: Numbers, y: Numbers) -> Ruled:
    """Number the rows and columns that this table has."""
    top, left, bottom, right = regions.T
    row_at, rows = _numbered(top, bottom, y)
    column_at, columns = _numbered(left, right, x)
    row, column = row_at[top], column_at[left]
    covered = row_at[bottom] - row, column_at[right] - column
    boxes = zip(row.tolist(), column.tolist(), *(each.tolist() for each in covered), strict=True)
    return Ruled(tuple(boxes), columns, rows)


def _numbered(
    starts: NDArray[np.intp], stops: NDArray[np.intp], places: Numbers
) -> tuple[NDArray[np.intp], tuple[float, ...]]:
    """The number that each line of the lattice has in a table, and the places of its lines."""
    own = np.zeros(len(places), np.intp)
    own[starts] = own[stops] = 1
    return np.cumsum(own) - 1, tuple(places[own > 0].tolist())
