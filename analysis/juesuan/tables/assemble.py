"""One table's lines → its rows and figures, before the columns of flattened rows are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from juesuan.catalogue import Form, Table, tables, wording
from juesuan.catalogue.problems import problem
from juesuan.catalogue.remarks import remark
from juesuan.readers.grid import Grid
from juesuan.readers.source import Line
from juesuan.tables.body import split_body, unit_beside
from juesuan.tables.coded import assemble_coded
from juesuan.tables.components import assemble_components
from juesuan.tables.finish import (
    describe,
    figure_of,
    keep_books,
    locate,
    set_aside,
    strand,
    withdraw,
)
from juesuan.tables.header import Header, recognise
from juesuan.tables.heading_text import without_repeats
from juesuan.tables.lined import assemble_lined
from juesuan.tables.reading import PrintedRow, Slot, TableReading, TableRow
from juesuan.tables.rows import Assembly, Row
from juesuan.tables.ruled import NO_HEADING, read_ruled
from juesuan.tables.tokens import Token, tokenize

# Doubts about the headings: where these are ruled, they are no artefact of the text.
_UNKNOWN_HEADINGS = ("header_unknown", "header_incomplete", "column_unknown")


def read_table(
    key: str,
    title: str,
    title_lines: Sequence[Line],
    lines: Sequence[Line],
    unit: str | None,
    page_numbers: frozenset[Line] = frozenset(),
    grids: Sequence[Grid] = (),
) -> TableReading:
    """Read one table, by the place of its cells where they are ruled, else by its text.

    `unit` is the document's unit where the table names none.
    """
    ruled = read_ruled(key, title, title_lines, lines, grids, unit, page_numbers)
    if isinstance(ruled, TableReading):
        return ruled
    reading = _read_flattened(key, title, title_lines, lines, unit, page_numbers)
    if ruled == NO_HEADING and any(each.kind in _UNKNOWN_HEADINGS for each in reading.problems):
        withdraw(reading, remark("headings_unknown"))
    if ruled:
        reading.say(problem("read_as_text", reason=ruled))
    return reading


def _read_flattened(
    key: str,
    title: str,
    title_lines: Sequence[Line],
    lines: Sequence[Line],
    unit: str | None,
    page_numbers: frozenset[Line],
) -> TableReading:
    table = tables()[key]
    body = split_body(table, lines, page_numbers)
    tokens = tokenize(body.lines)
    assembly, header = _assemble(table, tokens)
    set_aside(assembly, body, tokens)
    reading = TableReading(key, title, "found")
    printed_unit = next(iter((*body.units, *unit_beside(title, assembly.header))), unit)
    reading.unit = printed_unit
    reading.unit_fen = wording().units[printed_unit or wording().default_unit]
    reading.measures = tuple(
        dict.fromkeys(
            column.rpartition(".")[2]
            for column in (*header.form.income_columns, *header.form.columns)
        )
    )
    locate(reading, [*title_lines, *lines])
    _fill(reading, table, header.form, assembly)
    describe(reading, body, header, assembly, has_unit=printed_unit is not None)
    keep_books(reading, [*title_lines, *body.captions, *body.notes, *body.page_numbers], assembly)
    return reading


def _assemble(table: Table, tokens: list[Token]) -> tuple[Assembly, Header]:
    if table.shape == "coded":
        assembly = _without_repeats(assemble_coded, table, tokens)
    elif table.shape == "two_sided":
        assembly = _without_repeats(assemble_lined, table, tokens)
    else:
        assembly = assemble_components(table, tokens)
    header = recognise(table, assembly.header)
    if header.form.listed:
        assembly = _without_repeats(assemble_lined, table, tokens)
    return assembly, header


def _without_repeats(
    assemble: Callable[[Table, list[Token]], Assembly], table: Table, tokens: list[Token]
) -> Assembly:
    """Assemble; where the heading stands again on later pages, once more without these."""
    assembly = assemble(table, tokens)
    kept, again = without_repeats(tokens, assembly.header)
    if again:
        assembly = assemble(table, kept)
        assembly.others += sum(token.numbers for token in again)
    return assembly


def _fill(reading: TableReading, table: Table, form: Form, assembly: Assembly) -> None:
    """Turn assembled rows into table rows, slots and figures."""
    every = [_slots(reading, table, form, row) for row in assembly.rows]
    of_row = dict(zip(map(id, assembly.rows), every, strict=True))
    for row in assembly.rows:
        figures = [figure for token in row.figures if (figure := figure_of(reading, token))]
        slots = of_row[id(row)]
        if row.beside is not None:
            slots += of_row[id(row.beside)]
        if figures:
            printed = PrintedRow(slots, figures)
            reading.printed.append(printed)
            if not printed.fits:
                _refuse(reading, row, printed)


def _slots(reading: TableReading, table: Table, form: Form, row: Row) -> tuple[Slot, ...]:
    at = len(reading.rows)
    if row.key == "" and table.shape == "components":
        keys = list(dict.fromkeys(column.partition(".")[0] for column in form.columns))
        names = {line.key: line.names[0] for line in table.lines}
        for key in keys:
            level = "total" if key == "total" else "line"
            reading.rows.append(TableRow(key, None, "", level, names[key], None, row.at))
        return tuple(
            Slot(at + keys.index(column.partition(".")[0]), column.partition(".")[2])
            for column in form.columns
        )
    reading.rows.append(
        TableRow(row.key or "", row.side, row.code, row.level, row.name, row.line, row.at)
    )
    columns = form.income_columns if row.side == "income" else form.columns
    return tuple(Slot(at, column) for column in columns)


def _refuse(reading: TableReading, row: Row, printed: PrintedRow) -> None:
    reason = remark(
        "too_many_figures",
        row=row.name or row.key or remark("a_row"),
        figures=len(printed.figures),
        columns=len(printed.slots),
    )
    for figure in printed.figures:
        strand(reading, figure.token, reason)


def overlaps(left: TableReading, right: TableReading) -> bool:
    """Two readings of one table print the same row: a copy, not a continuation."""

    def keys(reading: TableReading) -> set[tuple[str, str | None, str]]:
        return {(row.key, row.side, row.code) for row in reading.rows if row.key}

    return bool(keys(left) & keys(right))
