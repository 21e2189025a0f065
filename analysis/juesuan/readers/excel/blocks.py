"""A sheet → its lines and grids, by where its filled cells stand.

Where several cells stand in a row, it is a row of a table. A row with one cell is a line of text (a
title, a note), but for one between two rows of a table of which the lower holds a number; a merged
cell alone in its row always is. A blank row ends a grid; what goes on below it goes on in its
columns. A single row of several cells without a number is a line too: a caption.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import msgspec

from juesuan.catalogue.printed_signs import signs
from juesuan.catalogue.remarks import Remark, remark
from juesuan.readers.characters import bare
from juesuan.readers.excel.book import BookSheet, Merged, Place, Value, cell_name
from juesuan.readers.excel.number_format import show
from juesuan.readers.excel.shown import SheetCells
from juesuan.readers.grid import Cell, Grid, is_number

# Forms are published with so many; more of them come from divisions, and no zeros belong there.
_OFFICIAL_DECIMALS = 2


class _Filled(msgspec.Struct):
    """A filled cell: its place, the range it covers, its printed lines."""

    place: Place
    range: Merged
    pieces: tuple[str, ...]
    remark: Remark | None = None
    is_number: bool = False
    # How many are shown, where a number's format leaves out the zeros at its end.
    decimals: int | None = None


def sheet_blocks(
    sheet: BookSheet, cells: SheetCells, *, since_1904: bool
) -> tuple[list[str | Grid], list[int]]:
    """The blocks of a sheet and the rows, from 1, that they begin in; only cells that are shown.

    The first block is the sheet's name, in row 0.
    """
    rows = _rows(_filled(sheet, cells, since_1904=since_1904))
    blocks: list[str | Grid] = [sheet.name]
    begins = [0]
    for is_table, run in _runs(rows):
        if is_table:
            blocks.append(_grid(run, sheet.name))
            begins.append(run[0][0] + 1)
            continue
        for row, filled in run:
            pieces = [piece for cell in filled for piece in cell.pieces]
            lines = pieces if len(filled) == 1 else [" ".join(pieces)]
            blocks += lines
            begins += [row + 1] * len(lines)
    return blocks, begins


def _filled(sheet: BookSheet, cells: SheetCells, *, since_1904: bool) -> Iterator[_Filled]:
    for place, whole in cells.shown.items():
        if filled := _printed(place, whole, sheet.cells[place], since_1904=since_1904):
            yield filled


def _printed(place: Place, whole: Merged, value: Value, *, since_1904: bool) -> _Filled | None:
    if value.number is None:
        pieces = _pieces(value.text)
        return _Filled(place, whole, pieces, value.remark) if pieces else None
    shown = show(value.number, value.format, since_1904=since_1904)
    if shown.text is None:
        number = f"{value.number:f}"
        unknown = remark("format_unknown", format=value.format, number=number)
        return _Filled(place, whole, (number,), unknown)
    if shown.hides:
        number = f"{value.number:f}"
        hidden = remark("format_hides", format=value.format, number=number)
        return _Filled(place, whole, (signs().unread,), hidden)
    if not shown.text:
        return None
    decimals = _decimals(shown.text) if shown.open_zeros else None
    return _Filled(place, whole, (shown.text,), None, is_number(shown.text), decimals)


def _decimals(text: str) -> int:
    return len(text.partition(".")[2].rstrip(")"))


def _pieces(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


Row = tuple[int, list[_Filled]]


def _rows(filled: Iterable[_Filled]) -> list[Row]:
    """The rows that hold a cell, each with the cells that begin in it from left to right."""
    rows: dict[int, list[_Filled]] = defaultdict(list)
    for cell in filled:
        rows[cell.place[0]].append(cell)
    return [(row, sorted(rows[row], key=lambda cell: cell.place)) for row in sorted(rows)]


def _runs(rows: Sequence[Row]) -> Iterator[tuple[bool, list[Row]]]:
    """Rows of tables, and rows between them."""
    kinds = _kinds(rows)
    touches = [before[0] + 1 == row[0] for before, row in pairwise(rows)]
    table = [kind == "table" for kind in kinds]
    at = 0
    for kind, group in groupby(kinds):
        end = at + len(list(group))
        between = at > 0 and end < len(rows) and table[at - 1] and kinds[end] == "table"
        if kind == "alone" and between and all(touches[at - 1 : end]):
            # Above a heading they are the note below one table and the title of the next.
            table[at:end] = [_holds_number(rows[end])] * (end - at)
        at = end
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and table[end] == table[at] and (not table[at] or touches[end - 1]):
            end += 1
        yield table[at] and (end - at > 1 or _holds_number(rows[at])), list(rows[at:end])
        at = end


def _kinds(rows: Sequence[Row]) -> list[str]:
    """Each row's kind: table (several cells), alone (one), wide (one that is merged)."""
    kinds: list[str] = []
    reach = -1
    for row, cells in rows:
        first = cells[0].range
        several = len(cells) > 1 or row <= reach
        kinds.append(
            "table" if several else "wide" if first.last_column > first.column else "alone"
        )
        if several:
            reach = max([reach, *(cell.range.last_row for cell in cells)])
    return kinds


def _holds_number(row: Row) -> bool:
    """A number, or the dash that stands for none, stands in the row."""
    pieces = (piece for cell in row[1] for piece in cell.pieces)
    return any(is_number(piece) or not bare(piece).strip("-") for piece in pieces)


def _grid(rows: Sequence[Row], name: str) -> Grid:
    first, last = rows[0][0], rows[-1][0]
    cells = [cell for _, row in rows for cell in row]
    edges = sorted({cell.range.column for cell in cells})
    edges.append(max(cell.range.last_column for cell in cells) + 1)
    places = {edge: at for at, edge in enumerate(edges)}
    longest = max((_decimals(cell.pieces[0]) for cell in cells if cell.is_number), default=0)
    decimals = min(longest, _OFFICIAL_DECIMALS)
    made: list[Cell] = []
    for cell in cells:
        end = bisect_right(edges, cell.range.last_column)
        made.append(
            Cell(
                cell.range.row - first,
                places[cell.range.column],
                min(cell.range.last_row, last) - cell.range.row + 1,
                end - places[cell.range.column],
                cell.pieces if len(cell.pieces) < 2 else _joined(cell.pieces),
                cell.remark,
                not cell.remark,
                f"{name}!{cell_name(cell.place)}",
                _with_zeros(cell, decimals),
            )
        )
    return Grid(tuple(made), tuple(map(float, edges)), row=first + 1)


def _with_zeros(cell: _Filled, decimals: int) -> str:
    """A number under General with the decimals of its table, two at most; "" where it has them.

    General leaves out zeros at the end: 307.8 beside 28.56 stands for 307.80.
    """
    if cell.decimals is None or cell.decimals >= decimals:
        return ""
    point = "" if cell.decimals else "."
    return cell.pieces[0] + point + "0" * (decimals - cell.decimals)


def _joined(pieces: Sequence[str]) -> tuple[str, ...]:
    """The lines of one cell as one text; a space stays between two numbers."""
    text = ""
    for piece in pieces:
        text += " " if text[-1:].isdigit() and piece[:1].isdigit() else ""
        text += piece
    return (text,)
