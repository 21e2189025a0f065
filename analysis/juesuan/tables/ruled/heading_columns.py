"""The heading of a grid: what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from juesuan.catalogue import Table, classification, wording
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.problems import Problem, problem
from juesuan.readers.grid import Cell, is_number
from juesuan.tables.ruled.form_words import Words, words_of
from juesuan.tables.ruled.grid_rows import Sheet, SheetRow

Role = Literal["label", "line", "figure", "unknown"]
# What follows may be a mark of a note.
_AMOUNT = re.compile(r"-?\d[\d,]*\.\d")


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
    doubts: tuple[Problem, ...] = ()
    texts: frozenset[str] = field(init=False)
    _measures: dict[int, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", frozenset(t for row in self.rows for t in row.texts))
        found: dict[int, dict[str, None]] = {}
        for column in self.columns:
            if column.role == "figure":
                found.setdefault(column.block, {})[column.measure] = None
        object.__setattr__(self, "_measures", {block: tuple(own) for block, own in found.items()})

    def measures(self, block: int) -> tuple[str, ...]:
        """The measures of one block in printed order."""
        return self._measures.get(block, ())

    @property
    def blocks(self) -> tuple[int, ...]:
        """The blocks that hold figures."""
        return tuple(self._measures)

    @property
    def labels(self) -> bool:
        """Every block that holds figures has labels."""
        return set(self.blocks) <= {c.block for c in self.columns if c.role == "label"}

    def repeats(self, row: SheetRow) -> bool:
        """The row is the heading, or a part of it, printed again."""
        numbers = is_count(row)
        alone = len(row.cells) == 1 and not self.words.is_label(row.texts[0])
        return numbers or (not alone and self.texts.issuperset(row.texts))

    def place(self, sheet: Sheet) -> list[int] | None:
        """For each column of a sheet the column that it goes on with; None where there is none."""
        edges = sheet.grid.columns
        is_like = len(edges) == len(self.edges) and not sheet.grid.row and sheet.grid.is_ruled
        if edges == self.edges or is_like:
            return list(range(len(edges) - 1))
        # Columns that are told by figures have other edges where other figures are printed.
        if not (sheet.grid.is_measured and sheet.grid.is_ruled):
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


def go_on(table: Table, heading: Heading, sheet: Sheet) -> tuple[Heading, list[int]] | None:
    """The heading that holds for a later sheet of a table, and the columns of it that it has.

    A sheet that prints a heading of its own with other columns, or in another order, is read by
    that one. None where neither fits.
    """
    places = heading.place(sheet)
    own = read_heading(table, sheet)
    if not own.rows or not own.blocks:
        return None if places is None else (heading, places)
    every = list(range(len(own.columns)))
    if places is None:
        return (own, every) if own.labels and set(own.blocks) == set(heading.blocks) else None
    pairs = [(c, heading.columns[at]) for c, at in zip(own.columns, places, strict=True)]
    differing = [
        column
        for column, other in pairs
        if column.role == "figure" and column.measure != other.measure
    ]
    figures = sum(column.role == "figure" for column in own.columns)
    if figures >= sum(column.role == "figure" for column in heading.columns) and differing:
        return own, every
    # A part of the heading printed again may leave out what stands above a 小计.
    partial = all(column.heading in own.words.general for column in differing)
    return (heading, places) if partial else None


def read_heading(table: Table, sheet: Sheet) -> Heading:
    """What the columns of a table are, by the heading of its first grid."""
    words = words_of(table.key)
    count = _heading_length(table, sheet.rows, words)
    rows = sheet.rows[:count]
    below = _headings_in_body(sheet.rows[count : count + 1], words)
    width = len(sheet.grid.columns) - 1
    paths = _without_sides([_path((*rows, *below), at, width) for at in range(width)], words)
    read = _of_one_kind([_column(table, words, path) for path in paths])
    columns, doubts = _without_doubles(_blocks(read), words)
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
    if wording().headers.column_number in texts:
        return True
    return len(texts) > 1 and texts == tuple(str(at) for at in range(1, len(texts) + 1))


def _heading_length(table: Table, rows: Sequence[SheetRow], words: Words) -> int:
    """How many rows come before the first one of the body."""
    for at, row in enumerate(rows):
        if not is_count(row) and _is_body(table, row, words):
            return at
    return len(rows)


def _is_body(table: Table, row: SheetRow, words: Words) -> bool:
    texts = row.texts
    if any(is_number(text) or _AMOUNT.match(text) or set(text) <= {"-"} for text in texts):
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


def _path(rows: Iterable[SheetRow], column: int, width: int) -> list[Cell]:
    """The cells of the heading above a column, from the top; a title over all columns is none."""
    return [
        cell
        for row in rows
        for cell in row.cells
        if cell.column <= column < cell.column + cell.columns
        and cell.columns < max(width, 2)
        and not cell.bare.isdigit()
    ]


def _without_sides(paths: Sequence[list[Cell]], words: Words) -> list[list[Cell]]:
    """The paths of figures without what stands above labels too: it is the heading of a block."""
    labelled = [any(cell.bare in words.labels for cell in path) for path in paths]
    above = {cell for path, label in zip(paths, labelled, strict=True) if label for cell in path}
    kept: list[list[Cell]] = []
    # A merged cell may be typed once for each column that it covers.
    repeated: set[tuple[int, str]] = set()
    for path, label in zip(paths, labelled, strict=True):
        over = [cell for cell in path if cell in above or (cell.row, cell.bare) in repeated]
        repeated = {(cell.row, cell.bare) for cell in (path if label else over)}
        kept.append(path if label else [cell for cell in path if cell not in over])
    return kept


def _column(table: Table, words: Words, path: Sequence[Cell]) -> tuple[Column, tuple[Cell, ...]]:
    texts = [cell.bare for cell in path if cell.bare != wording().headers.column_number]
    heading = "/".join(texts)
    measure = words.measure(texts)
    cells = tuple(path)
    if wording().headers.line_number in texts:
        return Column("line", heading, 0), cells
    if measure and table.shape == "components" and (part := words.component(texts)):
        return Column("figure", heading, 0, f"{part}.{measure}"), cells
    if measure:
        return Column("figure", heading, 0, measure), cells
    labelled = not words.labels.isdisjoint(texts)
    if labelled or all(text in words.structural for text in texts):
        last = texts[-1] if texts else ""
        levels = lexicon().levels
        code_part = levels.index(last) if last in levels else None
        return Column("label", heading, 0, part=code_part), cells
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
    columns: Sequence[tuple[Column, tuple[Cell, ...]]], words: Words
) -> tuple[list[Column], tuple[Problem, ...]]:
    """Of two columns of one block with the same meaning the one with the form's usual wording.

    Where both have the same wording, their headings tell of neither what it holds.
    """
    uses: dict[tuple[int, str], dict[tuple[Cell, ...], int]] = {}
    for column, cells in columns:
        if column.role == "figure":
            rank = words.rank(column.measure, [cell.bare for cell in cells])
            uses.setdefault((column.block, column.measure), {})[cells[-1:]] = rank
    chosen: dict[tuple[int, str], tuple[Cell, ...] | None] = {}
    for key, ranks in uses.items():
        best = [cells for cells, rank in ranks.items() if rank == min(ranks.values())]
        chosen[key] = best[0] if len(best) == 1 else None
    kept = [
        Column("unknown", column.heading, column.block)
        if column.role == "figure" and chosen[column.block, column.measure] != cells[-1:]
        else column
        for column, cells in columns
    ]
    names = ", ".join(measure for (_, measure), cells in chosen.items() if cells is None)
    return kept, (problem("column_twice", columns=names),) if names else ()
