"""All tables of a document: found, read, continued over pages, told from copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from juesuan.catalogue import tables_of, wording
from juesuan.catalogue.problems import Problem, problem
from juesuan.catalogue.remarks import Remark, remark
from juesuan.readers.characters import bare
from juesuan.readers.grid import Grid
from juesuan.readers.source import Aside, Line, Source
from juesuan.tables.alignment import aligned_grids
from juesuan.tables.cut_lines import bare_page_numbers
from juesuan.tables.decimals import odd_decimals
from juesuan.tables.finish import withdraw
from juesuan.tables.flattened import read_flattened
from juesuan.tables.located import Located
from juesuan.tables.network import place_figures
from juesuan.tables.others.gather import other_table, other_tables
from juesuan.tables.others.other_table import OtherTable
from juesuan.tables.reading import TableReading, at_token
from juesuan.tables.ruled.extent import Extent, cut_spans, lacks_columns
from juesuan.tables.ruled.numbered import as_headed
from juesuan.tables.ruled.read_ruled import NO_HEADING, read_ruled
from juesuan.tables.stated import stated_totals
from juesuan.tables.titles import Span, titled_spans

# Doubts about the headings: where these are ruled, they are no artefact of the text.
_UNKNOWN_HEADINGS = ("header_unknown", "header_incomplete", "column_unknown")


class _Print(msgspec.Struct):
    """The first print of a table: its parts so far, each read alone, and its place among all."""

    whole: Located
    at: int
    parts: list[TableReading] = []

    def lacks(self, reading: TableReading) -> bool:
        """What was read prints none of its rows: it is no copy of a part.

        A 合计 row that every page prints again with the same figures makes none of it.
        """
        filled = reading.amounts and any(part.amounts for part in self.parts)
        own = {row for part in self.parts for row in part.rows_known}
        shared = own & reading.rows_known
        repeated = {row for part in self.parts for row in _totals(part) & _totals(reading)}
        again = {(key, side) for key, side, _ in repeated}
        return not (filled and shared and (shared - again or shared == reading.rows_known))


class TablesRead(msgspec.Struct, frozen=True):
    """The tables of a document in its order, missing ones last, and where they stand.

    `problems` are those of no official table; `others` are the tables that no form knows.
    """

    tables: list[TableReading]
    spans: list[Span]
    problems: list[Problem]
    others: list[OtherTable]


def read_tables(source: Source, kind: str | None = None, *, attached: bool = False) -> TablesRead:
    """Read the official tables of a document, 决算 or 预算, and place every figure.

    `attached`: the document says that its tables stand in another file. A table that is not there
    has then this status instead of `missing`; that it is not there, or that none is, is told once.
    """
    lines, found = source.lines, titled_spans(source.lines, kind)
    grids = (*source.grids, *aligned_grids(found, lines, source.grids))
    titled = [as_headed(span, lines, grids) for span in found]
    titled = [replace(s, table="") if lacks_columns(s, lines, grids) else s for s in titled]
    spans = [span for span in titled if span.table]
    attached = attached or bool(source.attachments and not spans)
    extent = cut_spans(spans, lines, grids)
    spans = extent.spans
    unit = _common_unit(source.lines, spans)
    located = _locate(source.lines, extent, unit)
    read, copies = _read_each(spans, located)
    unknown = [span for span in titled if not span.table]
    others = other_tables(source.lines, unknown, grids, extent.loose, unit)
    printed = {span.table for span in spans}
    known = tables_of(kind).items()
    absent = [
        key for key, form in known if not (form.optional or key in printed or _is_kept(lines))
    ]
    if attached or not spans:
        read.extend(
            TableReading(key, None, "attached" if attached else "missing") for key in absent
        )
    else:
        read.extend(_missing(key, kind) for key in absent)
    for reading in read:
        if reading.status != "duplicate":
            reading.problems.extend(_repeated(reading))
            reading.problems.extend(_beside(reading, source.asides))
    inside = {at for span in spans for at in range(span.first, span.stop)}
    prose = [line for at, line in enumerate(source.lines) if at not in inside]
    place_figures(read, stated_totals(prose), kind)
    odd_decimals([reading for reading in read if reading.status != "duplicate"])
    elsewhere = []
    if absent and (attached or not spans):
        elsewhere = [problem("tables_attached" if attached else "tables_elsewhere")]
    problems = [*extent.problems, *(other.problem for other in others), *elsewhere]
    beyond = _beyond(read, spans, located)
    others += [
        kept
        for span, own in (*copies, *beyond)
        if (kept := _kept(other_table(span, source.lines, _grids(own), unit), read)).numbers
    ]
    return TablesRead(read, spans, problems, others)


def _is_kept(lines: Sequence[Line]) -> bool:
    """The sheets are those of the ministry's own set, which no law asks to be published whole."""
    named = [line for line in lines if line.names_sheet]
    kept = sum(bool(wording().titles.kept.match(line.compact)) for line in named)
    return 2 * kept > len(named)


def _beyond(
    read: Sequence[TableReading], spans: Sequence[Span], located: Sequence[Located]
) -> list[tuple[Span, Located]]:
    """The prints of tables that hold more than their forms."""
    more = {table.key for table in read if table.is_beyond and table.status != "duplicate"}
    pairs = zip(spans, located, strict=True)
    return [(span, own) for span, own in pairs if span.table in more]


def _grids(located: Located) -> list[Grid]:
    return [sheet.grid for sheet in located.sheets]


def _kept(table: OtherTable, read: Sequence[TableReading]) -> OtherTable:
    """A print of a known table without the figures that are among its amounts."""
    placed = {
        (figure.token.line.number, figure.token.printed.strip())
        for reading in read
        if reading.status != "duplicate"
        for row in reading.printed
        if row.fits
        for figure in row.figures
    }
    cells = tuple(c for c in table.cells if (c.line.number, c.text.strip()) not in placed)
    return replace(table, cells=cells, is_copy=True)


def _locate(lines: Sequence[Line], extent: Extent, unit: str | None) -> list[Located]:
    """The table of each span with its lines and sheets."""
    page_numbers = bare_page_numbers(lines)
    return [
        Located(
            span.form,
            span.title,
            tuple(lines[span.first : span.start]),
            tuple(lines[span.start : span.stop]),
            own,
            unit,
            page_numbers,
        )
        for span, own in zip(extent.spans, extent.sheets, strict=True)
    ]


def _read_each(
    spans: Sequence[Span], located: Sequence[Located]
) -> tuple[list[TableReading], list[tuple[Span, Located]]]:
    """Every table in printed order; one that goes on under another title is read as a whole.

    With the further prints of tables that say something else.
    """
    prints: dict[str, _Print] = {}
    read: list[TableReading] = []
    copies: list[tuple[TableReading, Span, Located]] = []
    for before, span, own in zip([None, *spans], spans, located, strict=False):
        reading = read_table(own)
        earlier = prints.setdefault(span.table, _Print(own, at=len(read)))
        after_copy = bool(copies) and copies[-1][1] is before
        goes_on = _says_on(before, span) and not after_copy
        if earlier.parts and not (goes_on or (_may_go_on(before, span) and earlier.lacks(reading))):
            copies.append((reading, span, own))
        elif earlier.parts:
            earlier.whole = earlier.whole.and_on(own)
            earlier.parts.append(reading)
            continue
        else:
            earlier.parts.append(reading)
        read.append(reading)
    for each in prints.values():
        if len(each.parts) > 1:
            read[each.at] = read_table(each.whole)
    differing = [
        (span, own) for copy, span, own in copies if not _duplicate(read[prints[copy.key].at], copy)
    ]
    return read, differing


def read_table(located: Located) -> TableReading:
    """Read one table, by the place of its cells where they are ruled, else by its text."""
    ruled = read_ruled(located)
    if isinstance(ruled, TableReading):
        _say_doubts(ruled, located)
        return ruled
    reading = read_flattened(located)
    if ruled == NO_HEADING and any(each.kind in _UNKNOWN_HEADINGS for each in reading.problems):
        withdraw(reading, remark("headings_unknown"))
    if ruled:
        reading.say(problem("read_as_text", reason=ruled))
    _say_doubts(reading, located)
    return reading


def _totals(reading: TableReading) -> set[tuple[str, str | None, tuple[str, ...]]]:
    """The rows of totals, each with its figures."""
    figures = {slot.row: row.figures for row in reading.printed for slot in row.slots}
    return {
        (row.key, row.side, tuple(figure.token.plain for figure in figures.get(at, ())))
        for at, row in enumerate(reading.rows)
        if row.level == "total"
    }


def _say_doubts(reading: TableReading, located: Located) -> None:
    """What the reader of the medium says of a cell, where nothing of the table says it yet."""
    said = {(each.row, each.found) for each in reading.problems}
    for sheet in located.sheets:
        for row in sheet.rows:
            reading.problems += [
                at_token(problem("cell_doubtful", reason=cell.remark), reading.key, row.token(cell))
                for cell in row.cells
                if cell.remark and (row.line.row, cell.text) not in said
            ]


def _may_go_on(before: Span | None, span: Span) -> bool:
    """Nothing stands between a table and what goes on with it, nor has that another year.

    Where other tables stand between, it is of another account in the same file, and may not fill
    what is blank in the first one.
    """
    if before is None or before.table != span.table:
        return wording().titles.continued in span.title
    years = [wording().document.year.findall(bare(each.title)) for each in (before, span)]
    return not all(years) or years[0] == years[1]


def _says_on(before: Span | None, span: Span) -> bool:
    """The title says that the table right before goes on: 续表."""
    is_behind = before is not None and before.table == span.table
    return is_behind and wording().titles.continued in span.title


def _common_unit(lines: Sequence[Line], spans: Sequence[Span]) -> str | None:
    """The unit that most captions of the tables print."""
    units: Counter[str] = Counter()
    for span in spans:
        for line in lines[span.first : span.stop]:
            units.update(wording().captions.unit.findall(line.compact))
    return units.most_common(1)[0][0] if units else None


def _duplicate(earlier: TableReading, reading: TableReading) -> bool:
    """Mark a second print of a table: its amounts stay out of `amounts`, and it says so.

    Under another title it is a table of its own that the place prints too (四川: 国有资本 as
    收入支出 and as 支出). Whether it prints the same figures.
    """
    figures = [
        [figure.token.printed for row in table.printed for figure in row.figures]
        for table in (earlier, reading)
    ]
    is_same = figures[0] == figures[1] and earlier.measures == reading.measures
    where = _where(earlier)
    if is_same:
        said = problem("duplicate.same", where=where)
    elif earlier.title == reading.title:
        said = problem("duplicate.other", where=where)
    else:
        said = problem("duplicate.retitled", where=where)
    reading.status = "duplicate"
    reading.problems = []
    reading.say(said, reading.title or "")
    reading.numbers["other"] += reading.numbers["amount"] + reading.numbers["unplaced"]
    reading.numbers["amount"] = reading.numbers["unplaced"] = 0
    return is_same


def _where(reading: TableReading) -> Remark:
    """Where a table begins: the row of a text, of a page or of a workbook's sheet."""
    row = reading.first_line or 0
    if reading.first_page is None:
        return remark("at_row", row=row)
    return remark("on_page", page=reading.first_page, row=row)


def _repeated(reading: TableReading) -> Iterator[Problem]:
    """Codes and lines that stand on more than one row of a table: its sums count them twice."""
    seen: set[tuple[str | None, str]] = set()
    for row in reading.rows:
        if (row.side, row.key) in seen:
            name = "code_twice" if row.code else "line_twice"
            what = " ".join(f"{row.code} {row.name}".split())
            yield at_token(problem(name, row=what), reading.key, row.at)
        if row.key:
            seen.add((row.side, row.key))


def _beside(reading: TableReading, asides: Sequence[Aside]) -> Iterator[Problem]:
    """What was not read on the pages that the table stands on."""
    first, last = reading.first_page or 0, reading.last_page or 0
    for aside in asides:
        if first <= aside.page <= last:
            doubt = problem("cell_doubtful", reason=aside.remark)
            yield replace(doubt, table=reading.key, page=aside.page, found=aside.found)


def _missing(key: str, kind: str | None) -> TableReading:
    reading = TableReading(key, None, "missing")
    reading.say(problem("table_missing", title=tables_of(kind)[key].title))
    return reading
