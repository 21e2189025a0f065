"""Tables typed as text, with strokes or tabs between their cells, → grids among its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from juesuan.readers.grid import Grid, is_number
from juesuan.readers.piped import cells_of, grid_of
from juesuan.readers.source import Line

# One tab in front of a line sets it in.
_FEWEST_TABS = 2


def typed_tables(lines: Sequence[Line]) -> Iterator[Grid]:
    """The tables among the lines of a text: rows below each other that have equally many cells.

    Where rows with figures have fewer cells than others, nothing tells which are left out: they
    stay lines.
    """
    rows = [_cells(line.printed) for line in lines]
    first = last = 0
    for (page, is_typed), block in groupby(
        zip(lines, rows, strict=True), lambda pair: (pair[0].page, bool(pair[1]))
    ):
        cells = [own for _, own in block]
        for run in _even(cells, last) if is_typed else ():
            last = len(cells[run.start])
            start, stop = first + run.start, first + run.stop
            places = tuple(range(start, stop))
            grid = grid_of(cells[run.start : run.stop])
            yield replace(grid, page=page, first=start, stop=stop, places=places)
        first += len(cells)


def _even(rows: Sequence[Sequence[str]], last: int) -> Iterator[range]:
    """The runs of rows as wide as most of a block are; none where rows of figures are not.

    A single row is one where it is as wide as the `last` table: a page's end may part them.
    """
    [(width, _)] = Counter(map(len, rows)).most_common(1)
    if any(len(row) != width and any(map(is_number, row)) for row in rows):
        return
    first = 0
    for wide, run in groupby(rows, len):
        own = list(run)
        # Lines that are only set in by tabs have one text each.
        is_one = len(own) == 1 and wide != last
        if wide == width and not is_one and any(sum(map(bool, row)) > 1 for row in own):
            yield range(first, first + len(own))
        first += len(own)


def _cells(line: str) -> list[str]:
    """The cells of a line that strokes or tabs part; none where nothing does."""
    parts = cells_of(line)
    if len(parts) < 2 and line.count("\t") >= _FEWEST_TABS:
        parts = [part.strip() for part in line.split("\t")]
    return parts if len(parts) > 1 else []
