"""Which tables of a document no form knows: those under a title of their own, and loose grids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from juesuan.catalogue import wording
from juesuan.readers.characters import compact
from juesuan.readers.grid import Grid
from juesuan.readers.source import Line
from juesuan.tables.body import unit_beside
from juesuan.tables.others.grid_cells import cells_of, heading_of, is_margin, rows_of
from juesuan.tables.others.other_table import OtherCell, OtherTable
from juesuan.tables.others.text_cells import table_lines, text_cells
from juesuan.tables.titles import HEADING_LINES, Span


def other_tables(
    lines: Sequence[Line],
    titled: Sequence[Span],
    grids: Sequence[Grid],
    loose: Sequence[Grid],
    unit: str | None,
) -> list[OtherTable]:
    """The tables in their order: `titled` spans whose table is not known, and `loose` grids.

    `unit` is the document's, for where a table prints none.
    """
    found: list[tuple[int, OtherTable]] = []
    taken: list[Grid] = []
    for span in titled:
        own = list(_of_title(span, lines, grids))
        taken += own
        table = other_table(span, lines, own, unit)
        if table.numbers:
            last = table.cells[-1].line.number
            at = next(at for at in range(span.start, span.stop) if lines[at].number >= last)
            alone = replace(span, stop=at + 1)
            found.append((span.first, replace(table, span=alone)))
    for grid in loose:
        if grid not in taken:
            title, first = _title_above(grid, lines)
            span = Span("", title, first, min(first + 1, grid.first), grid.stop)
            if table := other_table(span, lines, [grid], unit):
                found.append((grid.first, table))
    return [table for _, table in sorted(found, key=lambda pair: pair[0])]


def other_table(
    span: Span, lines: Sequence[Line], grids: Sequence[Grid], unit: str | None
) -> OtherTable:
    """The cells of a table: those of its grids, or the words of its lines where it has none."""
    inside = {at for grid in grids for at in range(grid.first, grid.stop)}
    stop = max(inside) + 1 if inside else span.stop
    is_ruled = bool(grids) and all(grid.is_ruled for grid in grids)
    text = [lines[at] for at in range(span.start, stop) if at not in inside and not is_ruled]
    units = wording().captions.unit.findall(
        "".join(line.compact for line in lines[span.first : stop])
    )
    own = next(iter((*unit_beside(span.title), *units)), unit)
    cells = [*_grid_cells(grids, lines, span.title, own), *text_cells(table_lines(text), own)]
    cells.sort(key=lambda cell: (cell.line.number, cell.column))
    first = lines[span.start if lines[span.first].names_sheet else span.first]
    return OtherTable(span.title, first, own, tuple(cells))


def _grid_cells(
    grids: Sequence[Grid], lines: Sequence[Line], title: str, unit: str | None
) -> Iterator[OtherCell]:
    """The cells of all grids; one without a heading of its own goes on under the one before."""
    paths: list[tuple[str, ...]] = []
    for grid in grids:
        width = len(grid.columns) - 1
        rows = [row for row in rows_of(grid, lines) if not is_margin(row, width, title)]
        first, own = heading_of(rows, width)
        if first or len(own) != len(paths):
            paths = own
        yield from cells_of(rows, paths, unit, first=first)


def _of_title(span: Span, lines: Sequence[Line], grids: Sequence[Grid]) -> Iterator[Grid]:
    """The grids of a titled table: those that stand near below it, and each other."""
    last = span.start
    for grid in grids:
        if grid.first < span.stop and span.first < grid.stop:
            if grid.first - last > HEADING_LINES:
                return
            between = lines[max(last, span.start) : grid.first]
            if any(wording().paragraphs.ends.search(line.compact) for line in between):
                return
            yield grid
            last = grid.stop


def _title_above(grid: Grid, lines: Sequence[Line]) -> tuple[str, int]:
    """The title of a grid, and its line: a line above it, or its first one; else ""."""
    for at in range(grid.first, max(grid.first - HEADING_LINES, 0) - 1, -1):
        line = lines[at]
        if line.names_sheet or wording().titles.any.search(line.compact):
            return compact(line.printed), at
    return "", grid.first
