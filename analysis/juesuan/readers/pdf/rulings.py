"""Ruled lines → the cells that they enclose, grouped into tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from juesuan.readers.pdf.edges import Edges

# In points: lines nearer than this are one line; ends nearer than this meet.
_NEAR = 3.0
# So many lines end alike where a table's outer border is not drawn.
_FEWEST_LOOSE = 2
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


Lines = dict[float, list[tuple[float, float]]]
Square = tuple[int, int]
Region = tuple[int, int, int, int]  # row, column, row behind, column behind


def ruled_tables(edges: Edges) -> list[Ruled]:
    """The tables of a page, from top to bottom; a table of one cell is a frame and no table."""
    across = _merged(edges.horizontal)
    down = _merged(edges.vertical)
    sides, ends = _missing(across, down), _missing(down, across)
    if sides or ends:
        down = _merged([*edges.vertical, *sides])
        across = _merged([*edges.horizontal, *ends])
    if len(across) < 2 or len(down) < 2:
        return []
    ys = sorted(across, reverse=True)
    xs = sorted(down)
    if len(xs) * len(ys) > _MOST_SQUARES:
        return []
    regions = _regions(_separators(ys, xs, across), _separators(xs, ys, down))
    tables = [_table(group, xs, ys) for group in _groups(regions) if len(group) > 1]
    return sorted(tables, key=lambda table: (-table.rows[0], table.columns[0]))


def _merged(lines: list[tuple[float, float, float]]) -> Lines:
    """Lines near each other as one, with the stretches that it covers."""
    merged: Lines = {}
    for group in _neighbours(lines):
        weight = sum(end - start for _, start, end in group)
        if weight > 0:
            place = sum(at * (end - start) for at, start, end in group) / weight
            merged[place] = _stretches([(start, end) for _, start, end in group])
    return merged


def _neighbours(items: Iterable[tuple[float, *tuple[float, ...]]]) -> Iterator[list[Any]]:
    """Items whose first number is near the one before, group by group."""
    group: list[Any] = []
    for item in sorted(items):
        if group and item[0] - group[-1][0] > _NEAR:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _missing(lines: Lines, crossing: Lines) -> list[tuple[float, float, float]]:
    """Outer borders that are not drawn: where several lines end alike and no line closes them.

    A line must meet another one inside, or it is no table's.
    """
    loose: list[tuple[float, float]] = []
    for place, stretches in lines.items():
        if len(stretches) == 1:
            start, end = stretches[0]
            inside = any(
                start + _NEAR < at < end - _NEAR and _is_met(at, place, {at: crossing[at]})
                for at in crossing
            )
            ends = [at for at in stretches[0] if inside and not _is_met(at, place, crossing)]
            loose += [(at, place) for at in ends]
    groups = [group for group in _neighbours(loose) if len(group) >= _FEWEST_LOOSE]
    return [
        (group[0][0], min(place for _, place in group), max(place for _, place in group))
        for group in groups
    ]


def _is_met(end: float, place: float, crossing: Lines) -> bool:
    """A crossing line passes a line's end."""
    return any(
        abs(at - end) <= _NEAR and start - _NEAR <= place <= stop + _NEAR
        for at, stretches in crossing.items()
        for start, stop in stretches
    )


def _stretches(parts: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Parts of one line, joined where their ends meet."""
    joined: list[tuple[float, float]] = []
    for start, end in sorted(parts):
        if joined and start - joined[-1][1] <= _NEAR:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _separators(places: list[float], others: list[float], lines: Lines) -> list[list[bool]]:
    """For each line and each gap between the crossing lines: does the line cover the gap."""
    found: list[list[bool]] = []
    gaps = [(min(a, b) + _NEAR, max(a, b) - _NEAR) for a, b in pairwise(others)]
    for place in places:
        stretches = lines[place]
        if len(stretches) == 1:
            start, end = stretches[0]
            found.append([start <= low and end >= high for low, high in gaps])
        else:
            found.append(
                [
                    any(start <= low and end >= high for start, end in stretches)
                    for low, high in gaps
                ]
            )
    return found


def _regions(across: list[list[bool]], down: list[list[bool]]) -> list[Region]:
    """The rectangles of lattice squares that lines enclose and no line divides."""
    rows, columns = len(across) - 1, len(down) - 1
    seen: set[Square] = set()
    regions: list[Region] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in seen:
                continue
            if (
                across[row][column]
                and across[row + 1][column]
                and down[column][row]
                and down[column + 1][row]
            ):
                regions.append((row, column, row + 1, column + 1))
                continue
            squares, closed = _flood((row, column), across, down)
            seen |= squares
            bottom = max(r for r, _ in squares) + 1
            left, right = min(c for _, c in squares), max(c for _, c in squares) + 1
            if closed and len(squares) == (bottom - row) * (right - left):
                regions.append((row, left, bottom, right))
    return regions


def _flood(
    start: Square, across: list[list[bool]], down: list[list[bool]]
) -> tuple[set[Square], bool]:
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


def _groups(regions: list[Region]) -> list[list[Region]]:
    """Regions that share a stretch of border are one table."""
    owner: dict[Square, int] = {}
    for number, (top, left, bottom, right) in enumerate(regions):
        owner.update(((r, c), number) for r in range(top, bottom) for c in range(left, right))
    parent = list(range(len(regions)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for (row, column), number in owner.items():
        for neighbour in ((row + 1, column), (row, column + 1)):
            if neighbour in owner:
                parent[root(owner[neighbour])] = root(number)
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
