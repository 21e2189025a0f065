"""The official layout of a table: where each heading, label and cell of its form stands.

Rows and columns are counted from 1, as spreadsheets do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd
from msgspec.structs import replace

from juesuan.catalogue import Table, tables
from juesuan.identities.form_equations import Cell
from juesuan.workbook.placing import Record, records
from juesuan.workbook.vocabulary import Block, words

Place = tuple[int, int]
# Headings above a column, outermost first.
Path = tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """A heading and the cells that it spans."""

    text: str
    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Label:
    """A code, name or line number beside the figures."""

    kind: str
    text: str | int | None
    indent: int
    bold: bool


@dataclass
class Grid:
    """One table's layout.

    `widths` has the kind of each column, `cells` where each cell of the form stands. The body is
    the rows from `first_row` to `last_row`.
    """

    table: str
    first_row: int
    last_row: int
    widths: list[str]
    headings: list[Heading]
    filtered: bool
    labels: dict[Place, Label] = field(default_factory=dict)
    cells: dict[Cell, Place] = field(default_factory=dict)

    @property
    def last_column(self) -> int:
        """The last column of the table itself."""
        return len(self.widths)


def grid(
    key: str, measures: Sequence[str], entries: Iterable[tuple[int, Record]], top: int
) -> Grid:
    """The layout of a table whose headings begin in row `top`.

    `measures` are those of the form that was read, `entries` its rows with their positions in the
    frame.
    """
    table = tables()[key]
    written = words().blocks.get(key) or words().blocks[table.shape]
    given = list(entries)
    taken = [_rows_of(block, written, given) for block in written]
    blocks = [_numbered(block, rows) for block, rows in zip(written, taken, strict=True)]
    parts = _aligned(
        [_sorted(table, block, rows) for block, rows in zip(blocks, taken, strict=True)]
    )
    headings = [_paths(table, block, measures) for block in blocks]
    titles = heading_cells([path for paths, _ in headings for path in paths], top)
    first = max(heading.last_row for heading in titles) + 1
    found = Grid(
        key,
        first,
        first + max(1, *map(len, parts)) - 1,
        [
            kind
            for block, (_, own) in zip(blocks, headings, strict=True)
            for kind in _kinds(block, own)
        ],
        titles,
        filtered=any(block.filter for block in blocks),
    )
    column = 1
    for block, (paths, own), part in zip(blocks, headings, parts, strict=True):
        for row, entry in enumerate(part, start=first):
            if entry is not None:
                _fill(found, block.columns, own, entry, (row, column))
        column += len(paths)
    return found


def _rows_of(
    block: Block, blocks: Sequence[Block], rows: list[tuple[int, Record]]
) -> list[tuple[int, Record]]:
    if block.rest:
        others = [other for other in blocks if not other.rest]
        return [row for row in rows if not any(_takes(other, row[1]) for other in others)]
    return [row for row in rows if _takes(block, row[1])]


def _takes(block: Block, row: Record) -> bool:
    if block.side is not None:
        return bool(row["side"] == block.side)
    if block.codes:
        named = row["line_key"] in block.lines
        return named or any(row["code"].startswith(code) for code in block.codes)
    return True


def _numbered(block: Block, rows: list[tuple[int, Record]]) -> Block:
    """Line numbers have a column where they are printed."""
    if any(row["line"] is not None for _, row in rows):
        return block
    return replace(block, columns=tuple(name for name in block.columns if name != "line"))


def _sorted(table: Table, block: Block, rows: list[tuple[int, Record]]) -> list[tuple[int, Record]]:
    """Codes, then lines in the form's order, where print side by side has mixed the rows."""
    if not block.sorted:
        return rows
    order = {line.key: position for position, line in enumerate(table.lines)}

    def rank(row: tuple[int, Record]) -> tuple[bool, str, int]:
        return not row[1]["code"], row[1]["code"], order.get(row[1]["line_key"], len(order))

    return sorted(rows, key=rank)


def _aligned(
    parts: list[list[tuple[int, Record]]],
) -> list[list[tuple[int, Record] | None]]:
    """Blocks padded so that the lines that belong side by side are in one row."""
    padded: list[list[tuple[int, Record] | None]] = [list(part) for part in parts]
    for pair in words().aligned:
        at = [
            next((i for i, row in enumerate(part) if row and row[1]["line_key"] == key), None)
            for part, key in zip(padded, (pair.income, pair.expenditure), strict=False)
        ]
        if len(at) == 2 and None not in at:
            level = max(place for place in at if place is not None)
            for part, place in zip(padded, at, strict=True):
                part[place or 0 : place or 0] = [None] * (level - (place or 0))
    return padded


def _paths(
    table: Table, block: Block, measures: Sequence[str]
) -> tuple[list[Path], tuple[str, ...]]:
    """The headings of a block's columns, and the measures among them."""
    form_words = words().form
    system = form_words.systems.get(table.codes or "", "")
    labels = [form_words.headings[name].format(system=system) for name in block.columns]
    own, groups = measures_of(table, block.side, measures)
    title = (block.title,) if block.title is not None else ()
    paths: list[Path] = [(*title, label) for label in labels]
    for measure in own:
        group = (table.headings[groups[measure]][0],) if measure in groups else ()
        paths.append((*title, *group, heading_of(table, measure)))
    return paths, own


def heading_of(table: Table, measure: str) -> str:
    """The first wording of a column's heading; its key where the catalogue has none."""
    return table.headings.get(measure, (measure,))[0]


def measures_of(
    table: Table, side: str | None, measures: Sequence[str]
) -> tuple[tuple[str, ...], dict[str, str]]:
    """The columns of one side in the order of the form, and the group heading of each."""
    for form in table.forms:
        columns = {column.rpartition(".")[2]: None for column in form.columns}
        incomes = {column.rpartition(".")[2]: None for column in form.income_columns}
        if {*columns, *incomes} == set(measures):
            name = next((n for n in form.outer if n in table.headings and n[0] == "@"), None)
            groups = dict.fromkeys(form.inner, name) if name else {}
            own = incomes if side == "income" else columns
            return tuple(own), groups
    return tuple(measures), {}


def heading_cells(paths: Sequence[Path], top: int) -> list[Heading]:
    """Headings over columns as merged cells: equal neighbours join, the last one reaches down."""
    # Two rows at least: the check columns beside the table need a title and names.
    depth = max(2, *map(len, paths))
    found: list[Heading] = []
    for level in range(depth):
        start = 0
        for column in range(1, len(paths) + 1):
            if column < len(paths) and _same(paths[start], paths[column], level):
                continue
            path = paths[start]
            if level < len(path):
                last = depth - 1 if level == len(path) - 1 else level
                found.append(Heading(path[level], top + level, start + 1, top + last, column))
            start = column
    return found


def _same(one: Path, other: Path, level: int) -> bool:
    """Two neighbours share this heading: it is a group's, and all above it are shared."""
    inside = level < min(len(one), len(other)) - 1
    return inside and one[: level + 1] == other[: level + 1]


def _kinds(block: Block, own: Sequence[str]) -> list[str]:
    return [*block.columns, *("amount" for _ in own)]


def _fill(
    found: Grid,
    columns: Sequence[str],
    measures: Sequence[str],
    entry: tuple[int, Record],
    place: Place,
) -> None:
    position, record = entry
    row, column = place
    indents = words().indents
    indent = indents.lines.get(record["line_key"], indents.levels.get(record["level"], 0))
    values = {"code": record["code"] or None, "line": record["line"], "name": record["name"]}
    bold = words().bold
    heavy = record["level"] in bold.levels or record["line_key"] in bold.lines
    for offset, kind in enumerate(columns):
        named = kind in ("name", "item")
        text = values["name" if named else kind]
        found.labels[row, column + offset] = Label(kind, text, indent if named else 0, heavy)
    for offset, measure in enumerate(measures, start=len(columns)):
        found.cells[position, measure] = (row, column + offset)


def rows_of(frame: pd.DataFrame, table: str) -> list[tuple[int, Record]]:
    """The rows of a table as records, with their positions in the frame."""
    mine = frame.reset_index(drop=True)
    mine = mine[mine["table"].eq(table).to_numpy()]
    return list(zip(mine.index.tolist(), records(mine), strict=True))
