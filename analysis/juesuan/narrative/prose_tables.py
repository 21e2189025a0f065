"""Tables that stand in the prose: rows between bars, and lines of words under known headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from juesuan.catalogue import wording
from juesuan.catalogue.phrases import phrases
from juesuan.money import Money, parse_money
from juesuan.readers.characters import compact, plain
from juesuan.readers.source import Line
from juesuan.tables.others.other_table import OtherCell, OtherTable


class ProseRow(msgspec.Struct, frozen=True):
    """A row of such a table: its cells in plain characters without spaces, blank ones as ""."""

    line: Line
    cells: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the row is of, without numbering."""
        return wording().numbering.lines.sub("", self.cells[0])


class ProseTable(msgspec.Struct, frozen=True):
    """A table in the prose: the title above it, its unit, the headings of its columns, its rows.

    `lines` are all of its lines, headings included.
    """

    title: str | None
    unit: str | None
    headings: tuple[str, ...]
    rows: tuple[ProseRow, ...]
    lines: tuple[Line, ...]

    def column(self, pattern: re.Pattern[str]) -> int | None:
        """The place of the first column whose heading fits."""
        found = (at for at, heading in enumerate(self.headings) if pattern.search(heading))
        return next(found, None)


def prose_tables(lines: Sequence[Line]) -> list[ProseTable]:
    """The tables among lines of prose, in printed order."""
    found: list[ProseTable] = []
    at = 0
    while at < len(lines):
        stop = _barred(lines, at) or _worded(lines, at)
        if stop:
            found.extend(_table(lines, at, stop))
        at = stop or at + 1
    return found


def _barred(lines: Sequence[Line], at: int) -> int | None:
    """Where the rows between bars end that begin here."""
    stop = at
    while stop < len(lines) and wording().paragraphs.row.match(lines[stop].printed):
        stop += 1
    return stop if stop > at + 1 else None


def _worded(lines: Sequence[Line], at: int) -> int | None:
    """Where the rows end that begin below a line of nothing but headings."""
    headings = _headings(lines[at])
    stop = at + 1
    while headings and stop < len(lines) and len(_words(lines[stop])) == len(headings):
        stop += 1
    return stop if stop > at + 1 else None


def _headings(line: Line) -> tuple[str, ...]:
    """The headings that a line consists of, the one of the names first; () where it has others."""
    known = phrases().tables
    match = known.header.fullmatch(line.compact)
    if match is None:
        return ()
    columns = [each[0] for each in known.column.finditer(line.compact, match.end("names"))]
    return (match["names"], *columns)


def _words(line: Line) -> tuple[str, ...]:
    """A name with the figures behind it; () where a line is something else."""
    words = line.plain.split()
    figures = words[1:]
    return tuple(words) if figures and all(map(_is_figure, figures)) else ()


def _is_figure(text: str) -> bool:
    return bool(phrases().tables.figure.fullmatch(text))


def _table(lines: Sequence[Line], at: int, stop: int) -> Iterator[ProseTable]:
    """The table of some lines, where it has both headings and figures."""
    own = tuple(lines[at:stop])
    rows = [row for line in own if (row := _row(line))]
    head = next((n for n, row in enumerate(rows) if any(map(_is_figure, row[1][1:]))), len(rows))
    worded = _headings(own[0])
    above = [wording().paragraphs.markdown.sub("", line.compact) for line in lines[at - 1 : at]]
    captions = [*above, *(line.compact for line, _ in rows[:head])]
    named = [cells for _, cells in rows[:head] if sum(map(bool, cells)) > 1]
    width = max((len(cells) for _, cells in rows), default=0)
    headings = worded or _spanned(named, width)
    if not headings or head == len(rows):
        return
    units = (wording().captions.unit.search(text) for text in captions)
    blank = ("",) * width
    body = tuple(ProseRow(line, (*cells, *blank)[:width]) for line, cells in rows[head:])
    alone = (cells[0] for _, cells in rows[:head] if cells[0] and not any(cells[1:]))
    title = next((text for text in (*alone, *above) if text), None)
    unit = next((match[1] for match in units if match), None)
    yield ProseTable(title, unit, headings, body, own)


def _row(line: Line) -> tuple[Line, tuple[str, ...]] | None:
    """A line as cells; None for a rule under headings."""
    if not wording().paragraphs.row.match(line.printed):
        return line, tuple(line.plain.split())
    text = line.printed.strip().removeprefix("|").removesuffix("|")
    cells = tuple(compact(plain(cell)) for cell in text.split("|"))
    return None if all(re.fullmatch("[-:]*", cell) for cell in cells) else (line, cells)


def _spanned(rows: Sequence[tuple[str, ...]], width: int) -> tuple[str, ...]:
    """One heading a column: a name stands over the blanks behind it and over what is below it."""
    headings = [""] * width
    for cells in rows:
        filled = [cell for cell in cells if cell]
        blank = [""] * (width - len(filled))
        # What stands below a name that spans several columns has lost the blanks in front of it.
        below = headings[-1] and not any(cells[len(filled) :])
        row = [*blank, *filled] if below else [*cells, *blank][:width]
        name = ""
        for column, cell in enumerate(row):
            name = cell or name
            headings[column] += name
    return tuple(headings)


def kept_whole(tables: Iterable[ProseTable], unit: str | None) -> Iterator[OtherTable]:
    """The tables as those that no form knows: each filled cell with the heading above it.

    `unit` is that of amounts where the table names none.
    """
    for table in tables:
        own = table.unit or unit
        cells = tuple(
            OtherCell(row.line, at, heading, text, _money(text, heading, own) if at > 1 else None)
            for row in table.rows
            for at, (heading, text) in enumerate(zip(table.headings, row.cells, strict=False), 1)
            if text
        )
        yield OtherTable(table.title or "", table.lines[0], own, cells)


def _money(text: str, heading: str, unit: str | None) -> Money | None:
    no_money = wording().headers.no_money.search(heading)
    return None if unit is None or no_money else parse_money(text, wording().units[unit])
