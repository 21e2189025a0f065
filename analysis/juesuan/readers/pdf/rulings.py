"""Ruled lines → the cells that they enclose, grouped into tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from juesuan.readers.pdf.edges import Edges

# In points: lines nearer than this are one line; ends nearer than this meet.
_NEAR = 3.0
# So many lines end alike where a table's outer border is not drawn.
_FEWEST_LOOSE = 2
# More than any place on a page, so that stretches of two lines never meet.
_APART = 1e6
# A lattice of more squares than this is a drawing and no table.
_MOST_SQUARES = 60_000


class Box(NamedTuple):
    """A cell's box and the rows and columns of its table that it covers; row 0 is on top."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Ruled:
    """The boxes of one table, and the places of its columns' edges and rows' edges."""

    boxes: tuple[Box, ...]
    columns: tuple[float, ...]
    rows: tuple[float, ...]


Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Region = tuple[int, int, int, int]  # row, column, row behind, column behind


class Lines(NamedTuple):
    """Ruled lines of one direction by their place, each in stretches.

    `owner` is the number of the line that a stretch is part of, in ascending order.
    """

    places: Numbers
    owner: NDArray[np.intp]
    starts: Numbers
    stops: Numbers


def ruled_tables(edges: Edges) -> list[Ruled]:
    """The tables of a page, from top to bottom; a table of one cell is a frame and no table.

    Of a drawing with too many lines for a table nothing is taken, and `edges` is not whole.
    """
    horizontal, vertical = edges.lines()
    if not len(horizontal) or not len(vertical):
        return []
    across, down = _merged(horizontal), _merged(vertical)
    sides, ends = _missing(across, down), _missing(down, across)
    if sides:
        down = _merged(np.vstack((vertical, sides)))
    if ends:
        across = _merged(np.vstack((horizontal, ends)))
    xs, ys = down.places, across.places[::-1]
    if len(xs) * len(ys) > _MOST_SQUARES:
        edges.is_whole = False
        return []
    if min(len(xs), len(ys)) < 2:
        return []
    regions = _regions(_separators(across, xs)[::-1], _separators(down, ys[::-1])[:, ::-1])
    x, y = xs.tolist(), ys.tolist()
    tables = [_table(group, x, y) for group in _groups(regions, len(y), len(x)) if len(group) > 1]
    return sorted(tables, key=lambda table: (-table.rows[0], table.columns[0]))


def _merged(lines: Numbers) -> Lines:
    """Lines near each other as one, with the stretches that it covers."""
    lines = lines[lines[:, 2] > lines[:, 1]]
    if not len(lines):
        return Lines(np.zeros(0), np.zeros(0, np.intp), np.zeros(0), np.zeros(0))
    lines = lines[np.argsort(lines[:, 0], kind="stable")]
    at, start, stop = lines.T
    begins = np.concatenate(([True], np.diff(at) > _NEAR))
    first, number = np.flatnonzero(begins), np.cumsum(begins) - 1
    length = stop - start
    places = np.add.reduceat(at * length, first) / np.add.reduceat(length, first)
    # Set apart by their line, all stretches can be joined in one go.
    shift = number * _APART
    order = np.argsort(start + shift, kind="stable")
    start, stop, number = (start + shift)[order], (stop + shift)[order], number[order]
    reach = np.maximum.accumulate(stop)
    opens = np.flatnonzero(np.concatenate(([True], start[1:] - reach[:-1] > _NEAR)))
    owner = number[opens]
    stops = np.maximum.reduceat(stop, opens) - owner * _APART
    return Lines(places, owner, start[opens] - owner * _APART, stops)


def _missing(lines: Lines, crossing: Lines) -> list[tuple[float, float, float]]:
    """Outer borders that are not drawn: where several lines end alike and no line closes them.

    A line must meet another one inside, or it is no table's.
    """
    if not len(lines.places) or not len(crossing.places):
        return []
    whole = np.flatnonzero(np.bincount(lines.owner)[lines.owner] == 1)
    place = lines.places[lines.owner[whole]][:, None]
    start, stop = lines.starts[whole][:, None], lines.stops[whole][:, None]
    at = crossing.places[crossing.owner]
    passed = (crossing.starts - _NEAR <= place) & (place <= crossing.stops + _NEAR)
    inside = (passed & (start + _NEAR < at) & (at < stop - _NEAR)).any(axis=1)
    loose: list[tuple[float, float]] = []
    for end in (start, stop):
        is_loose = inside & ~(passed & (np.abs(at - end) <= _NEAR)).any(axis=1)
        loose += zip(end[is_loose, 0].tolist(), place[is_loose, 0].tolist(), strict=True)
    groups = [group for group in _neighbours(loose) if len(group) >= _FEWEST_LOOSE]
    return [
        (group[0][0], min(place for _, place in group), max(place for _, place in group))
        for group in groups
    ]


def _neighbours(items: Iterable[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """Items whose first number is near the one before, group by group."""
    group: list[tuple[float, float]] = []
    for item in sorted(items):
        if group and item[0] - group[-1][0] > _NEAR:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _separators(lines: Lines, crossing: Numbers) -> Flags:
    """For each line and each gap between the crossing lines: does the line cover the gap."""
    low, high = crossing[:-1] + _NEAR, crossing[1:] - _NEAR
    covers = (lines.starts[:, None] <= low) & (lines.stops[:, None] >= high)
    first = np.flatnonzero(np.diff(lines.owner, prepend=-1))
    found: Flags = np.logical_or.reduceat(covers, first, axis=0)
    return found


def _regions(across: Flags, down: Flags) -> list[Region]:
    """The rectangles of lattice squares that lines enclose and no line divides."""
    closed = across[:-1] & across[1:] & down[:-1].T & down[1:].T
    regions = [(row, column, row + 1, column + 1) for row, column in np.argwhere(closed).tolist()]
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
            regions.append((row, left, bottom, right))
    return sorted(regions)


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


def _groups(regions: list[Region], rows: int, columns: int) -> list[list[Region]]:
    """Regions that share a stretch of border are one table."""
    if not regions:
        return []
    owner = np.full((rows, columns), -1)
    corners = np.array(regions, int).reshape(-1, 4)
    owner[corners[:, 0], corners[:, 1]] = np.arange(len(regions))
    for number in np.flatnonzero((corners[:, 2:] - corners[:, :2]).max(axis=1) > 1).tolist():
        top, left, bottom, right = regions[number]
        owner[top:bottom, left:right] = number
    parent = list(range(len(regions)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, other in ((owner[:, :-1], owner[:, 1:]), (owner[:-1], owner[1:])):
        touching = (one >= 0) & (other >= 0) & (one != other)
        for a, b in zip(one[touching].tolist(), other[touching].tolist(), strict=True):
            parent[root(b)] = root(a)
    groups: dict[int, list[Region]] = defaultdict(list)
    for number, region in enumerate(regions):
        groups[root(number)].append(region)
    return list(groups.values())


def _table(regions: list[Region], xs: list[float], ys: list[float]) -> Ruled:
    """Number the rows and columns that this table has."""
    rows = sorted({edge for top, _, bottom, _ in regions for edge in (top, bottom)})
    columns = sorted({edge for _, left, _, right in regions for edge in (left, right)})
    row_at = {edge: at for at, edge in enumerate(rows)}
    column_at = {edge: at for at, edge in enumerate(columns)}
    boxes = tuple(
        Box(
            row_at[top],
            column_at[left],
            row_at[bottom] - row_at[top],
            column_at[right] - column_at[left],
            xs[left],
            ys[bottom],
            xs[right],
            ys[top],
        )
        for top, left, bottom, right in sorted(regions)
    )
    return Ruled(boxes, tuple(xs[edge] for edge in columns), tuple(ys[edge] for edge in rows))
