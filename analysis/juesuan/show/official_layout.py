"""The official layout of a table: where each heading, label and cell of its form stands.

Shared by what a notebook shows and by the workbook, in the styles of `catalogue/layouts.py`. Rows
and columns are counted from 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Any

from juesuan.catalogue import Table, tables, wording
from juesuan.catalogue.layouts import Block, Style, layouts
from juesuan.show.form_columns import columns_of
from juesuan.show.merged_headings import Heading, Path, merged

Row = dict[str, Any]
# A row of a table as a record, and its number; a row's number and a measure.
Numbered = tuple[int, Row]
Cell = tuple[int, str]


@dataclass(frozen=True)
class Column:
    """A column: code, name, item, line or amount; the headings above it, outermost first."""

    kind: str
    path: Path
    measure: str = ""


@dataclass(frozen=True)
class Slot:
    """What stands in a place: a label, or the cell of a form, whose figure is not known here."""

    kind: str
    text: str | int | None = None
    indent: int = 0
    bold: bool = False
    cell: Cell | None = None


@dataclass(frozen=True)
class Layout:
    """A table's columns, its headings as merged cells, and its body, in which None is blank.

    `depth` is how many rows the headings take; `filtered` says that rows may be filtered.
    """

    columns: list[Column]
    headings: list[Heading]
    depth: int
    body: list[list[Slot | None]]
    filtered: bool = False


def lay_out(
    style: Style,
    key: str,
    measures: Sequence[str],
    rows: Sequence[Numbered],
    *,
    kind: object = None,
    counted: bool = False,
) -> Layout:
    """The layout of a table in a style, in a document of a kind (预算 or 决算).

    `measures` are those of the form that was read, none where nothing was; `rows` its rows. Where
    the columns are `counted`, a row below the headings numbers them (栏次).
    """
    table = tables()[key]
    if table.shape == "components":
        return _one_row(style, table, measures, rows, kind, counted=counted)
    blocks = style.blocks.get(key) or style.blocks[table.shape]
    taken = [_rows_of(block, blocks, rows) for block in blocks]
    parts = [_sorted(table, block, own) for block, own in zip(blocks, taken, strict=True)]
    columns = [
        _columns(style, table, block, measures, own, kind)
        for block, own in zip(blocks, taken, strict=True)
    ]
    halves = [
        [[_slot(style, column, row) for column in own] if row else None for row in part]
        for own, part in zip(columns, _aligned(style, parts), strict=True)
    ]
    body = [
        [
            slot
            for half, own in zip(line, columns, strict=True)
            for slot in half or [None] * len(own)
        ]
        for line in zip_longest(*halves)
    ]
    every = [column for own in columns for column in own]
    headings, depth = merged([column.path for column in every])
    if counted:
        headings += _numbers(style.numbers, every, depth)
        depth += 1
    return Layout(every, headings, depth, body, any(block.filter for block in blocks))


def _rows_of(block: Block, blocks: Sequence[Block], rows: Sequence[Numbered]) -> list[Numbered]:
    if block.rest:
        others = [other for other in blocks if not other.rest]
        return [row for row in rows if not any(_takes(other, row[1]) for other in others)]
    return [row for row in rows if _takes(block, row[1])]


def _takes(block: Block, row: Row) -> bool:
    if block.side:
        return bool(row["side"] == block.side)
    if block.codes:
        return row["line_key"] in block.lines or str(row["code"]).startswith(block.codes)
    return True


def _sorted(table: Table, block: Block, rows: list[Numbered]) -> list[Numbered]:
    """In the block's order, where print side by side has mixed the rows."""
    place = {line.key: at for at, line in enumerate(table.lines)}
    ranks: dict[str, Callable[[Row], Any]] = {
        "total": lambda row: row["level"] != "total",
        "coded": lambda row: not row["code"],
        "code": lambda row: row["code"] or "",
        "line": lambda row: place.get(row["line_key"], len(place)),
    }
    return sorted(rows, key=lambda row: [ranks[name](row[1]) for name in block.order])


def _columns(
    style: Style,
    table: Table,
    block: Block,
    measures: Sequence[str],
    rows: list[Numbered],
    kind: object,
) -> list[Column]:
    """A block's columns: labels, then the measures of its side under their groups."""
    title = block.title or wording().side_words.get(block.side or "")
    above = (title,) if title else ()
    system = layouts().words.systems.get(table.codes or "", "")
    # Line numbers have a column where they are printed.
    lined = any(row["line"] is not None for _, row in rows)
    labels = [
        Column(name, (*above, *(text.format(system=system) for text in style.headings[name])))
        for name in block.columns
        if name != "line" or lined
    ]
    own = columns_of(table, block.side, measures, kind, name_groups=style.name_groups)
    return [*labels, *(Column("amount", (*above, *path), name) for name, path in own.items())]


def _aligned(style: Style, parts: list[list[Numbered]]) -> list[list[Numbered | None]]:
    """Blocks padded so that the lines that belong side by side are in one row."""
    padded: list[list[Numbered | None]] = [list(part) for part in parts]
    for pair in style.aligned:
        at = [
            next((i for i, row in enumerate(part) if row and row[1]["line_key"] == key), None)
            for part, key in zip(padded, (pair.income, pair.expenditure), strict=False)
        ]
        if len(at) == 2 and None not in at:
            level = max(place for place in at if place is not None)
            for part, place in zip(padded, at, strict=True):
                part[place or 0 : place or 0] = [None] * (level - (place or 0))
    return padded


def _slot(style: Style, column: Column, entry: Numbered) -> Slot:
    number, row = entry
    if column.measure:
        return Slot(column.kind, cell=(number, column.measure))
    indents, bold = layouts().indents, layouts().bold
    indent = indents.lines.get(row["line_key"], indents.levels.get(row["level"], 0))
    heavy = row["level"] in bold.levels or row["line_key"] in bold.lines
    text = row["name" if column.kind == "item" else column.kind]
    shifted = indent if column.kind in style.indented else 0
    return Slot(column.kind, None if text == "" else text, shifted, heavy)


def _numbers(word: str, columns: list[Column], row: int) -> list[Heading]:
    """A row of headings that counts the columns of figures; labels before them bear the word."""
    found, figures = [], 0
    for is_figure, group in groupby(enumerate(columns), lambda each: bool(each[1].measure)):
        places = [at for at, _ in group]
        if is_figure:
            found += [Heading(str(figures + n), row, at, row, at) for n, at in enumerate(places, 1)]
            figures += len(places)
        else:
            found.append(Heading(word, row, places[0], row, places[-1]))
    return found


def _one_row(
    style: Style,
    table: Table,
    measures: Sequence[str],
    rows: Sequence[Numbered],
    kind: object,
    *,
    counted: bool,
) -> Layout:
    """A table whose lines are its columns, under each measure: one row of figures."""
    lines, place = (
        _as_printed(table, rows)
        if table.key not in style.across
        else _as_said(table, style.across[table.key], rows)
    )
    own = columns_of(table, None, measures, kind, name_groups=False)
    columns = [
        Column("amount", (*path, *below), measure)
        for measure, path in own.items()
        for below in lines.values()
    ]
    row = [
        Slot("amount", cell=(place[line], measure)) if line in place else None
        for measure in own
        for line in lines
    ]
    headings, depth = merged([column.path for column in columns])
    if counted:
        headings += _numbers(style.numbers, columns, depth)
        depth += 1
    return Layout(columns, headings, depth, [row] if place else [])


def _as_printed(table: Table, rows: Sequence[Numbered]) -> tuple[dict[Any, Path], dict[Any, int]]:
    """The lines of a document with the headings of their columns, and the row of each."""
    if not rows:
        return {line.key: (line.names[0],) for line in table.lines}, {}
    return {at: (row["name"] or "",) for at, row in rows}, {at: at for at, _ in rows}


def _as_said(
    table: Table, across: Sequence[str | Sequence[str]], rows: Sequence[Numbered]
) -> tuple[dict[Any, Path], dict[Any, int]]:
    """The lines that the style names, a group from its sum on, then the others that are printed.

    A line that is printed again has no cell.
    """
    names = {line.key: line.names[0] for line in table.lines}
    found: dict[Any, Path] = {}
    for entry in across:
        if isinstance(entry, str):
            found[entry] = (names[entry],)
        else:
            whole, *parts = entry
            found[whole] = (names[whole], layouts().words.sum)
            found |= {part: (names[whole], names[part]) for part in parts}
    place: dict[Any, int] = {}
    for at, row in rows:
        key = row["line_key"] or at
        found.setdefault(key, (row["name"] or "",))
        place.setdefault(key, at)
    return found, place
