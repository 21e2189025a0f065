"""The layout of a form whose lines are its columns: one row of figures, as for the “三公”."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from juesuan.catalogue import Table, tables
from juesuan.workbook.placing import Record
from juesuan.workbook.sheet_grid import Grid, Path, heading_cells, heading_of, measures_of
from juesuan.workbook.vocabulary import words


def across(
    key: str, measures: Sequence[str], entries: Iterable[tuple[int, Record]], top: int
) -> Grid:
    """The layout of such a table, as `grid` gives that of others: measures, and lines under each.

    A line that is unknown to the form, or printed again, has no cell.
    """
    table = tables()[key]
    own, _ = measures_of(table, None, measures)
    columns = _columns(table)
    paths = [(heading_of(table, measure), *path) for measure in own for path in columns.values()]
    titles = heading_cells(paths, top)
    row = max(heading.last_row for heading in titles) + 1
    found = Grid(key, row, row, ["amount"] * len(paths), titles, filtered=False)
    lines = list(columns)
    placed: set[str] = set()
    for position, record in entries:
        line = record["line_key"]
        if line not in columns or line in placed:
            continue
        placed.add(line)
        for number, measure in enumerate(own):
            column = 1 + number * len(lines) + lines.index(line)
            found.cells[position, measure] = (row, column)
    return found


def _columns(table: Table) -> dict[str, Path]:
    """Each line with the headings above its column; the first of a group is its sum."""
    names = {line.key: line.names[0] for line in table.lines}
    found: dict[str, Path] = {}
    for entry in words().across[table.key]:
        if isinstance(entry, str):
            found[entry] = (names[entry],)
        else:
            whole, *parts = entry
            found[whole] = (names[whole], words().form.sum)
            found |= {part: (names[whole], names[part]) for part in parts}
    return found
