"""A grid that no form knows → its cells, each with the headings above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.catalogue import wording
from juesuan.readers.grid import Cell, Grid, is_number
from juesuan.readers.source import Line
from juesuan.tables.body import unit_beside
from juesuan.tables.others.other_table import OtherCell, money_of
from juesuan.tables.recogniser import is_caption, is_count, is_note
from juesuan.tables.sheets.grid_rows import SheetRow
from juesuan.tables.sheets.unmerged import widened

Paths = list[tuple[str, ...]]


def rows_of(grid: Grid, lines: Sequence[Line]) -> list[SheetRow]:
    """The grid's rows that are not blank, in order."""
    return [
        SheetRow(filled, lines[place])
        for cells, place in zip(grid.rows, grid.places, strict=True)
        if place is not None and (filled := tuple(cell for cell in cells if cell.bare))
    ]


def is_margin(row: SheetRow, width: int, title: str = "") -> bool:
    """A title, a caption or a note that stands in cells."""
    text = row.line.compact
    alone = len(row.cells) == 1 and width > 1
    return is_caption(text) or (alone and (is_note(text) or text == title or _is_number(text)))


def _is_number(text: str) -> bool:
    return bool(wording().titles.form_number.fullmatch(text))


def heading_of(rows: Sequence[SheetRow], width: int) -> tuple[int, Paths]:
    """How many rows the heading has, and the headings of each column from the top."""
    count = next((at for at, row in enumerate(rows) if _is_body(row)), len(rows))
    while count > 1 and len(rows[count - 1].cells) == 1 and not rows[count - 1].cells[0].column:
        count -= 1  # a row of the body that has a label alone
    above = widened([row for row in rows[:count] if not is_count(row.texts)])
    return count, [_path(above, at, width) for at in range(width)]


def cells_of(
    rows: Sequence[SheetRow], paths: Paths, unit: str | None, *, first: int = 0
) -> Iterator[OtherCell]:
    """The cells of the rows, those of the heading (`first` rows) without amounts."""
    known = wording().headers
    for at, row in enumerate(rows):
        label = ""
        for cell in row.cells:
            heading = paths[cell.column] if cell.column < len(paths) else ()
            stacked = len(cell.pieces) > 1 and all(map(is_number, cell.pieces))
            if any(map(str.isalpha, cell.bare)):
                label = cell.bare
            counted = wording().tokens.counted.search(label)
            is_amount = at >= first and not counted and not known.no_money.search("/".join(heading))
            own = next(iter(unit_beside(*heading)), unit)
            own = own if is_amount and not is_count(row.texts) else None
            for below, piece in enumerate(cell.pieces if stacked else (cell.text,)):
                yield _cell(row, cell, heading, piece, own, below=below)


def _cell(
    row: SheetRow, cell: Cell, heading: Sequence[str], text: str, unit: str | None, *, below: int
) -> OtherCell:
    line = row.line
    if below:
        line = Line(line.number + below, line.page, text, line.row + below, line.address)
    tokens = SheetRow((), line).tokens(Cell(0, 0, 1, 1, (text,))) if below else row.tokens(cell)
    money = money_of(tokens, unit) if unit and is_number(cell.bare) else None
    return OtherCell(line, cell.column + 1, "/".join(heading), text, money)


def _is_body(row: SheetRow) -> bool:
    return not is_count(row.texts) and any(map(is_number, row.texts))


def _path(rows: Sequence[SheetRow], column: int, width: int) -> tuple[str, ...]:
    """The headings above a column; one over all columns says nothing of one."""
    path: list[str] = []
    for cell in (cell for row in rows for cell in row.cells):
        is_above = cell.column <= column < cell.column + cell.columns
        if is_above and cell.columns < max(width, 2) and cell.text not in path[-1:]:
            path.append(cell.text)
    return tuple(path)
