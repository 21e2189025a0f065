"""The heading of a grid: what each of its columns holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Literal

import msgspec
from msgspec.structs import replace

from juesuan.catalogue import Table, wording
from juesuan.catalogue.levels import WORDS as LEVEL_WORDS
from juesuan.catalogue.problems import Problem, problem
from juesuan.catalogue.terms import PRIOR
from juesuan.readers.characters import bare
from juesuan.readers.grid import Cell, Grid, is_number
from juesuan.tables.form_words import Words
from juesuan.tables.recogniser import Recogniser, is_count, recogniser
from juesuan.tables.sheets.grid_rows import SheetRow
from juesuan.tables.sheets.unmerged import widened

Role = Literal["label", "line", "figure", "unknown"]
# What follows may be a mark of a note.
_AMOUNT = re.compile(r"-?\d[\d,]*\.\d")


class Column(msgspec.Struct, frozen=True):
    """A column of the grid: `measure` where it holds figures, `part` of a code in three columns.

    `path` are the cells of its heading from the top, `heading` is their text. `block` counts the
    groups of columns that stand side by side, each with labels of its own.
    """

    role: Role
    heading: str
    path: tuple[Cell, ...] = ()
    block: int = 0
    measure: str = ""
    part: int | None = None

    def as_unknown(self) -> Column:
        """The column where its heading does not tell what it holds."""
        return Column("unknown", self.heading, self.path, self.block)


class Heading(msgspec.Struct, frozen=True, dict=True):
    """The columns of a table's first grid, the rows of its heading, and where the body begins."""

    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    edges: tuple[float, ...]
    known: Recogniser
    doubts: tuple[Problem, ...] = ()

    @cached_property
    def texts(self) -> frozenset[str]:
        """Every text of its cells."""
        return frozenset(text for row in self.rows for text in row.texts)

    @cached_property
    def _measures(self) -> dict[int, tuple[str, ...]]:
        found: dict[int, dict[str, None]] = {}
        for column in self.columns:
            if column.role == "figure":
                found.setdefault(column.block, {})[column.measure] = None
        return {block: tuple(own) for block, own in found.items()}

    def measures(self, block: int) -> tuple[str, ...]:
        """The measures of one block in printed order."""
        return self._measures.get(block, ())

    @property
    def figures(self) -> int:
        """How many of its columns hold figures."""
        return sum(column.role == "figure" for column in self.columns)

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
        numbers = is_count(row.texts)
        alone = len(row.cells) == 1 and not self.known.is_label(row.texts[0])
        return numbers or (not alone and self.texts.issuperset(row.texts))

    def place(self, grid: Grid) -> list[int] | None:
        """For each column of a grid the column that it goes on with; None where there is none."""
        edges = grid.columns
        is_like = len(edges) == len(self.edges) and not grid.row and grid.is_ruled
        if edges == self.edges or is_like:
            return list(range(len(edges) - 1))
        # Columns that are told by figures have other edges where other figures are printed.
        if not (grid.is_measured and grid.is_ruled):
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


def read_heading(table: Table, grid: Grid, body: tuple[SheetRow, ...]) -> Heading:
    """What the columns of a table are, by the heading in front of a grid's rows."""
    known = recogniser(table)
    words = known.words
    count = _heading_length(body, known)
    rows = body[:count]
    below = _headings_in_body(body[count : count + 1], known)
    width = len(grid.columns) - 1
    # 预算数 over all columns of components is the measure of each.
    over_all = words.measures.keys() if table.shape == "components" else frozenset()
    above = (*widened([row for row in rows if not is_count(row.texts)]), *below)
    paths = [_path(above, at, width, over_all) for at in range(width)]
    paths = _without_sides(paths, words)
    named = _of_years(table, [_column(table, words, path) for path in paths])
    read = _of_one_kind(_later_lines(table, named))
    columns, doubts = _without_doubles(_blocks(read), words)
    return Heading(tuple(columns), rows, grid.columns, known, doubts)


def _headings_in_body(rows: Sequence[SheetRow], known: Recogniser) -> list[SheetRow]:
    """The headings that stand in the row of the first figures, behind its label."""
    cells = [tuple(cell for cell in row.cells[1:] if known.is_heading(cell.bare)) for row in rows]
    return [
        SheetRow(kept, row.line)
        for row, kept in zip(rows, cells, strict=True)
        if any(cell.bare in known.words.measures and not known.is_line(cell.bare) for cell in kept)
    ]


def _heading_length(rows: Sequence[SheetRow], known: Recogniser) -> int:
    """How many rows come before the first one of the body."""
    for at, row in enumerate(rows):
        if not is_count(row.texts) and _is_body(row, known):
            return at
    return len(rows)


def _is_body(row: SheetRow, known: Recogniser) -> bool:
    texts = row.texts
    if any(cell.is_unseen for cell in row.cells):
        return True
    if any(is_number(text) or _AMOUNT.match(text) or set(text) <= {"-"} for text in texts):
        return True
    if any(known.leading_code(text)[0] for text in texts):
        return True
    lines = [text for text in texts if known.is_line(text)]
    others = [text for text in texts if not known.is_line(text)]
    if any(known.is_heading(text) for text in others):
        return False
    only_line = len(texts) == 1 and row.cells[0].column == 0
    return any(not known.is_heading(text) for text in lines) or (bool(lines) and only_line)


def _path(
    rows: Iterable[SheetRow], column: int, width: int, over_all: Collection[str]
) -> list[Cell]:
    """The cells of the heading above a column, from the top.

    A title over all columns is none, unless it is one of these.
    """
    return [
        cell
        for row in rows
        for cell in row.cells
        if cell.column <= column < cell.column + cell.columns
        and (cell.columns < max(width, 2) or cell.bare in over_all)
        and not cell.bare.isdigit()
    ]


def _without_sides(paths: Sequence[list[Cell]], words: Words) -> list[list[Cell]]:
    """The paths of figures without what stands above labels too: it is the heading of a block."""
    # 功能分类 over 金额 is no label of the figures.
    labelled = [
        any(cell.bare in words.labels for cell in path) and not words.measure([path[-1].bare])
        for path in paths
    ]
    above = {cell for path, label in zip(paths, labelled, strict=True) if label for cell in path}
    kept: list[list[Cell]] = []
    # A merged cell may be typed once for each column that it covers.
    repeated: set[tuple[int, str]] = set()
    for path, label in zip(paths, labelled, strict=True):
        over = [cell for cell in path if cell in above or (cell.row, cell.bare) in repeated]
        repeated = {(cell.row, cell.bare) for cell in (path if label else over)}
        kept.append(path if label else [cell for cell in path if cell not in over])
    return kept


def _column(table: Table, words: Words, path: Sequence[Cell]) -> Column:
    texts = [cell.bare for cell in path if cell.bare != wording().headers.column_number]
    column = Column("unknown", "/".join(texts), tuple(path))
    measure = words.measure(texts)
    if wording().headers.line_number in texts:
        return replace(column, role="line")
    part = words.component(texts) if table.shape == "components" else None
    if measure:
        return replace(column, role="figure", measure=f"{part}.{measure}" if part else measure)
    if part and any(words.component([text]) == part for text in texts):
        # Its measure is the only one of the form or the line, or stands in front of each row.
        lacking = {each for line in table.lines if line.key == part for each in line.without}
        own = [m for m in table.measures if not m.startswith(PRIOR) and m not in lacking]
        only = own[0] if len(own) == 1 else ""
        return replace(column, role="figure", measure=f"{part}.{only}")
    if not words.labels.isdisjoint(texts) or all(text in words.structural for text in texts):
        last = texts[-1] if texts else ""
        return replace(
            column, role="label", part=LEVEL_WORDS.index(last) if last in set(LEVEL_WORDS) else None
        )
    return column


def _of_years(table: Table, columns: Sequence[Column]) -> list[Column]:
    """Of columns of one measure under headings of two years, those of the earlier one are its.

    2021年预算数 beside 2022年预算数: the first is `prior_budget`, where a form has that.
    """
    years = [wording().document.year.findall(column.heading)[:1] for column in columns]
    last: dict[str, list[str]] = {}
    for column, year in zip(columns, years, strict=True):
        last[column.measure] = max(year, last.get(column.measure, []))
    found: list[Column] = []
    for column, year in zip(columns, years, strict=True):
        part, dot, measure = column.measure.rpartition(".")
        earlier = bool(year) and year < last[column.measure] and column.role == "figure"
        known = f"{PRIOR}{measure}" in table.measures
        named = f"{part}{dot}{PRIOR}{measure}" if earlier and known else column.measure
        found.append(replace(column, measure=named))
    return found


def _later_lines(table: Table, columns: Sequence[Column]) -> list[Column]:
    """Of two columns of one component, the one whose own name is that of a later line is that.

    合计 over “三公”经费 小计, 会议费 and 培训费 is the sum of all, where the 小计 is there too.
    """
    taken = Counter(column.measure for column in columns if column.role == "figure")
    later = {(bare(name), line.after): line.key for line in table.lines for name in line.names}
    found: list[Column] = []
    for column in columns:
        component, _, measure = column.measure.rpartition(".")
        key = later.get((column.heading, component)) if taken[column.measure] > 1 else None
        found.append(replace(column, measure=f"{key}.{measure}") if key else column)
    return found


def _of_one_kind(columns: Sequence[Column]) -> list[Column]:
    """Where some columns are components', a column that names none is not known."""
    figures = [column for column in columns if column.role == "figure"]
    kinds = {"." in column.measure for column in figures}
    others = [c for c in figures if "." not in c.measure] if len(kinds) > 1 else []
    return [column.as_unknown() if column in others else column for column in columns]


def _blocks(columns: Sequence[Column]) -> list[Column]:
    """Number the blocks: one begins where a label stands behind figures."""
    found: list[Column] = []
    block = 0
    behind_figures = False
    for column in columns:
        if column.role == "label" and behind_figures:
            block += 1
            behind_figures = False
        behind_figures = behind_figures or column.role == "figure"
        found.append(replace(column, block=block))
    return found


def _without_doubles(
    columns: Sequence[Column], words: Words
) -> tuple[list[Column], tuple[Problem, ...]]:
    """Of two columns of one block with the same meaning the one with the form's usual wording.

    Where both have the same wording, their headings tell of neither what it holds.
    """
    uses: dict[tuple[int, str], dict[tuple[Cell, ...], int]] = {}
    for column in columns:
        if column.role == "figure":
            rank = words.rank(column.measure, [cell.bare for cell in column.path])
            uses.setdefault((column.block, column.measure), {})[column.path[-1:]] = rank
    chosen: dict[tuple[int, str], tuple[Cell, ...] | None] = {}
    for key, ranks in uses.items():
        best = [cells for cells, rank in ranks.items() if rank == min(ranks.values())]
        chosen[key] = best[0] if len(best) == 1 else None
    kept = [
        column.as_unknown()
        if column.role == "figure" and chosen[column.block, column.measure] != column.path[-1:]
        else column
        for column in columns
    ]
    names = ", ".join(measure for (_, measure), cells in chosen.items() if cells is None)
    return kept, (problem("column_twice", columns=names),) if names else ()
