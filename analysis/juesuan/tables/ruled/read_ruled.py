"""One table's grids → its rows and figures, every figure in the cell where it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from juesuan.catalogue import Table, tables, wording
from juesuan.catalogue.problems import problem
from juesuan.catalogue.remarks import Remark, remark
from juesuan.readers.grid import Grid
from juesuan.readers.source import Line
from juesuan.tables.body import split_body, unit_beside
from juesuan.tables.finish import describe, figure_of, keep_books, locate, set_aside
from juesuan.tables.header import Header
from juesuan.tables.reading import Figure, PrintedRow, Slot, TableReading, TableRow, at_token
from juesuan.tables.rows import Assembly
from juesuan.tables.ruled.grid_rows import Sheet, SheetRow, sheets
from juesuan.tables.ruled.heading_columns import Heading, go_on, read_heading
from juesuan.tables.ruled.ruled_rows import Reader, Rows, RuledRow
from juesuan.tables.tokens import tokenize

NO_HEADING = remark("no_heading")


@dataclass(frozen=True)
class Ruled:
    """A table's grids as far as they can be read by place.

    Each sheet comes with the heading that holds for it and where its columns stand there.
    """

    heading: Heading
    parts: tuple[tuple[Sheet, Heading, list[int]], ...]


def find_ruled(table: Table, grids: Sequence[Grid], lines: Sequence[Line]) -> Ruled | Remark | None:
    """What the grids on a table's lines hold, or why it cannot be read by place.

    None where it is not ruled, nor aligned so that it can be read like that.
    """
    found = [_without_margins(sheet) for sheet in sheets(grids, lines)]
    found = [sheet for sheet in found if sheet.rows]
    ruled = _ruled(table, found) if found else None
    is_ruled = all(sheet.grid.is_ruled for sheet in found)
    return ruled if is_ruled or isinstance(ruled, Ruled) else None


def _ruled(table: Table, found: Sequence[Sheet]) -> Ruled | Remark:
    heading = read_heading(table, found[0])
    if not heading.blocks:
        return NO_HEADING
    if table.shape == "two_sided" and len(heading.blocks) < 2:
        return remark("sides_not_ruled")
    if any(sheet.is_stacked for sheet in found):
        return remark("rows_not_ruled")
    parts = [(found[0], heading, list(range(len(heading.columns))))]
    for sheet in found[1:]:
        going = go_on(table, heading, sheet)
        if going is None:
            return remark("other_columns")
        parts.append((sheet, *going))
    return Ruled(heading, tuple(parts))


def read_ruled(
    key: str,
    title: str,
    title_lines: Sequence[Line],
    lines: Sequence[Line],
    grids: Sequence[Grid],
    unit: str | None,
    page_numbers: frozenset[Line],
) -> TableReading | Remark | None:
    """Read one table by the place of its cells; a remark says why that is not possible.

    None where there is nothing to say: it has no cells.
    """
    table = tables()[key]
    ruled = find_ruled(table, grids, lines)
    if not isinstance(ruled, Ruled):
        return ruled
    inside = {row.line.number for sheet, _, _ in ruled.parts for row in sheet.rows}
    body = split_body(table, [line for line in lines if line.number not in inside], page_numbers)
    reader = Reader(table, ruled.heading)
    for at, (sheet, heading, places) in enumerate(ruled.parts):
        reader.read(sheet, heading, places, first=at == 0)
    assembly = _assembly(ruled.heading, reader.found)
    outside = tokenize(body.lines)
    if not all(sheet.grid.is_ruled for sheet, _, _ in ruled.parts) and any(
        token.is_like_amount for token in outside
    ):
        return None  # only a part of it is aligned
    set_aside(assembly, body, outside)
    for token in outside:
        if token.kind == "number" and token.is_like_amount:
            assembly.strays.append((token, remark("outside_cells")))
        elif not token.hides_amount:
            assembly.others += token.numbers
    reading = TableReading(key, title, "found")
    printed_unit = next(iter((*body.units, *unit_beside(title, assembly.header))), unit)
    reading.unit = printed_unit
    reading.unit_fen = wording().units[printed_unit or wording().default_unit]
    headings = [heading for _, heading, _ in ruled.parts]
    columns = [c.measure for h in headings for c in h.columns if c.role == "figure"]
    reading.measures = tuple(dict.fromkeys(name.rpartition(".")[2] for name in columns))
    locate(reading, [*title_lines, *lines])
    _fill(reading, table, ruled.heading, reader.found.rows)
    _say_unknown(reading, reader.found)
    header = Header(table.forms[0], ruled.heading.doubts)
    describe(reading, body, header, assembly, has_unit=printed_unit is not None)
    keep_books(reading, [*title_lines, *body.captions, *body.notes, *body.page_numbers], assembly)
    return reading


def _say_unknown(reading: TableReading, rows: Rows) -> None:
    """One problem for each column that the catalogue does not know, with all its figures."""
    for (_, heading), tokens in rows.unknown.items():
        said = (
            problem("unplaced.column", heading=heading, count=len(tokens))
            if heading
            else problem("unplaced.column_without_heading", count=len(tokens))
        )
        found = " ".join(token.printed for token in tokens)
        reading.problems.append(replace(at_token(said, reading.key, tokens[0]), found=found))


def _assembly(heading: Heading, rows: Rows) -> Assembly:
    """What is no figure, as the text's way of reading has it too."""
    printed = " ".join(text for row in heading.rows for text in row.texts)
    found = (rows.codes, rows.line_numbers, rows.others, rows.strays, rows.remarks)
    return Assembly([], printed, *found)


def _without_margins(sheet: Sheet) -> Sheet:
    """The sheet without captions and notes that stand in cells."""
    return Sheet(sheet.grid, tuple(row for row in sheet.rows if not _is_margin(row)))


def _is_margin(row: SheetRow) -> bool:
    alone = len(row.cells) == 1
    return bool(
        wording().captions.skip.search(row.line.compact)
        or (alone and wording().notes.start.search(row.cells[0].bare))
    )


def _fill(reading: TableReading, table: Table, heading: Heading, rows: Sequence[RuledRow]) -> None:
    """Table rows, and the figures of each in their slots."""
    for row in rows:
        measures = tuple(dict.fromkeys((*heading.measures(row.block), *row.figures)))
        slots = _components(reading, table, row, measures) or _slots(reading, row, measures)
        figures: list[Figure] = []
        columns: list[int] = []
        for at, measure in enumerate(measures):
            if measure in row.figures and (figure := figure_of(reading, row.figures[measure])):
                figures.append(figure)
                columns.append(at)
        if figures:
            reading.printed.append(PrintedRow(slots, figures, tuple(columns)))


def _slots(reading: TableReading, row: RuledRow, measures: Sequence[str]) -> tuple[Slot, ...]:
    at = len(reading.rows)
    reading.rows.append(
        TableRow(row.key or "", row.side, row.code, row.level, row.name, row.line, row.at)
    )
    return tuple(Slot(at, measure) for measure in measures)


def _components(
    reading: TableReading, table: Table, row: RuledRow, measures: Sequence[str]
) -> tuple[Slot, ...]:
    """The slots of a row whose columns are components; none where they are measures."""
    if not any("." in measure for measure in measures):
        return ()
    at = len(reading.rows)
    keys = list(dict.fromkeys(measure.partition(".")[0] for measure in measures))
    names = {line.key: line.names[0] for line in table.lines}
    for key in keys:
        level = "total" if key == "total" else "line"
        reading.rows.append(TableRow(key, None, "", level, names[key], None, row.at))
    return tuple(
        Slot(at + keys.index(key), measure)
        for key, _, measure in (each.partition(".") for each in measures)
    )
