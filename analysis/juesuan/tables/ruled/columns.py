"""The heading of a grid: what each of its columns holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from juesuan.catalogue import Table, classification, wording
from juesuan.readers.grid import Cell, is_number
from juesuan.tables.ruled.sheet import Sheet, SheetRow
from juesuan.tables.ruled.words import Words, words_of

Role = Literal["label", "line", "figure", "unknown"]
_CODE_PARTS = "类款项"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the grid: `measure` where it holds figures, `part` of a code in three columns.

    `block` counts the groups of columns that stand side by side, each with labels of its own.
    """

    role: Role
    heading: str
    block: int
    measure: str = ""
    part: int | None = None


@dataclass(frozen=True)
class Heading:
    """The columns of a table's first grid, the rows of its heading, and where the body begins."""

    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    edges: tuple[float, ...]
    words: Words
    doubts: dict[str, str] = field(default_factory=dict)
    texts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", frozenset(t for row in self.rows for t in row.texts))

    def measures(self, block: int) -> tuple[str, ...]:
        """The measures of one block in printed order."""
        found = [c.measure for c in self.columns if c.role == "figure" and c.block == block]
        return tuple(dict.fromkeys(found))

    @property
    def blocks(self) -> tuple[int, ...]:
        """The blocks that hold figures."""
        return tuple(dict.fromkeys(c.block for c in self.columns if c.role == "figure"))

    def repeats(self, row: SheetRow) -> bool:
        """The row is the heading, or a part of it, printed again."""
        numbers = is_count(row)
        return numbers or (len(row.cells) > 1 and self.texts.issuperset(row.texts))

    def place(self, sheet: Sheet) -> list[int] | None:
        """For each column of a sheet the column that it goes on with; None where there is none."""
        edges = sheet.grid.columns
        if len(edges) == len(self.edges):
            return list(range(len(edges) - 1))
        if not sheet.grid.is_measured:
            return None
        placed: list[int] = []
        for left, right in pairwise(edges):
            shares = [
                (min(right, b) - max(left, a)) / min(right - left, b - a)
                for a, b in pairwise(self.edges)
            ]
            best = max(range(len(shares)), key=lambda at: (shares[at], -at))
            # A cell that is less than half over a column does not stand in it.
            if 2 * shares[best] < 1:
                return None
            placed.append(best)
        return placed


def read_heading(table: Table, sheet: Sheet) -> Heading:
    """What the columns of a table are, by the heading of its first grid."""
    words = words_of(table.key)
    count = _heading_length(table, sheet.rows, words)
    rows = sheet.rows[:count]
    below = _headings_in_body(sheet.rows[count : count + 1], words)
    paths = [_path((*rows, *below), at) for at in range(len(sheet.grid.columns) - 1)]
    read = _of_one_kind([_column(table, words, path) for path in paths])
    columns, doubts = _without_doubles(_blocks(read))
    return Heading(tuple(columns), rows, sheet.grid.columns, words, doubts)


def _headings_in_body(rows: Sequence[SheetRow], words: Words) -> list[SheetRow]:
    """The headings that stand in the row of the first figures, behind its label."""
    cells = [tuple(cell for cell in row.cells[1:] if words.is_heading(cell.bare)) for row in rows]
    return [
        SheetRow(kept, row.line)
        for row, kept in zip(rows, cells, strict=True)
        if any(cell.bare in words.measures and not words.is_line(cell.bare) for cell in kept)
    ]


def is_count(row: SheetRow) -> bool:
    """A row that counts the columns (栏次 1 2 3 …)."""
    texts = row.texts
    numbers = [text for text in texts if text.isdigit()]
    if wording().column_number in texts:
        return True
    counted = [str(at) for at in range(1, len(numbers) + 1)]
    return len(numbers) > 1 and len(numbers) == len(texts) and numbers == counted


def _heading_length(table: Table, rows: Sequence[SheetRow], words: Words) -> int:
    """How many rows come before the first one of the body."""
    for at, row in enumerate(rows):
        if not is_count(row) and _is_body(table, row, words):
            return at
    return len(rows)


def _is_body(table: Table, row: SheetRow, words: Words) -> bool:
    texts = row.texts
    if any(is_number(text) or set(text) <= {"-"} for text in texts):
        return True
    if table.codes and any(code_of(text, table.codes)[0] for text in texts):
        return True
    lines = [text for text in texts if words.is_line(text)]
    others = [text for text in texts if not words.is_line(text)]
    if any(words.is_heading(text) for text in others):
        return False
    only_line = len(texts) == 1 and row.cells[0].column == 0
    return any(not words.is_heading(text) for text in lines) or (bool(lines) and only_line)


def code_of(text: str, kind: str) -> tuple[str, str]:
    """A label's code and what stands behind it; ("", "") where it begins with no code."""
    codes = classification(kind)
    digits = text[: len(text) - len(text.lstrip("0123456789"))]
    if len(digits) in codes.lengths and digits[:3] in codes.classes:
        return digits, text[len(digits) :]
    return "", ""


def _path(rows: Iterable[SheetRow], column: int) -> list[Cell]:
    """The cells of the heading above a column, from the top."""
    return [
        cell
        for row in rows
        for cell in row.cells
        if cell.column <= column < cell.column + cell.columns and not cell.bare.isdigit()
    ]


def _column(table: Table, words: Words, path: Sequence[Cell]) -> tuple[Column, tuple[Cell, ...]]:
    texts = [cell.bare for cell in path if cell.bare != wording().column_number]
    heading = "/".join(texts)
    measure = words.measure(texts)
    cells = tuple(path)
    if wording().line_number in texts:
        return Column("line", heading, 0), cells
    if measure and table.shape == "components" and (part := words.component(texts)):
        return Column("figure", heading, 0, f"{part}.{measure}"), cells
    if measure:
        return Column("figure", heading, 0, measure), cells
    labelled = not words.labels.isdisjoint(texts)
    if labelled or all(text in words.structural for text in texts):
        last = texts[-1] if texts else ""
        code_part = _CODE_PARTS.find(last) if len(last) == 1 else -1
        return Column("label", heading, 0, part=code_part if code_part >= 0 else None), cells
    return Column("unknown", heading, 0), cells


def _of_one_kind(
    columns: Sequence[tuple[Column, tuple[Cell, ...]]],
) -> list[tuple[Column, tuple[Cell, ...]]]:
    """Where some columns are components', a column that names none is not known."""
    kinds = {"." in column.measure for column, _ in columns if column.role == "figure"}
    return [
        (Column("unknown", column.heading, column.block), cells)
        if len(kinds) > 1 and column.role == "figure" and "." not in column.measure
        else (column, cells)
        for column, cells in columns
    ]


def _blocks(
    columns: Sequence[tuple[Column, tuple[Cell, ...]]],
) -> list[tuple[Column, tuple[Cell, ...]]]:
    """Number the blocks: one begins where a label stands behind figures."""
    found: list[tuple[Column, tuple[Cell, ...]]] = []
    block = 0
    behind_figures = False
    for column, cells in columns:
        if column.role == "label" and behind_figures:
            block += 1
            behind_figures = False
        behind_figures = behind_figures or column.role == "figure"
        renumbered = Column(column.role, column.heading, block, column.measure, column.part)
        found.append((renumbered, cells))
    return found


def _without_doubles(
    columns: Sequence[tuple[Column, tuple[Cell, ...]]],
) -> tuple[list[Column], dict[str, str]]:
    """Two headings of one block with the same meaning tell of neither what it holds."""
    named = Counter(
        (column.block, column.measure, cells[-1:])
        for column, cells in columns
        if column.role == "figure"
    )
    uses = Counter((block, measure) for block, measure, _ in named)
    doubles = {key for key, count in uses.items() if count > 1}
    kept = [
        Column("unknown", column.heading, column.block)
        if column.role == "figure" and (column.block, column.measure) in doubles
        else column
        for column, _ in columns
    ]
    names = ", ".join(measure for _, measure in sorted(doubles))
    return kept, {"column_twice": f"more than one column is headed {names}"} if doubles else {}
