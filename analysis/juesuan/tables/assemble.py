"""One table's lines → its rows and figures, before the columns of flattened rows are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from juesuan.catalogue import Form, Table, tables, wording
from juesuan.money import Money, parse_money
from juesuan.readers.characters import plain
from juesuan.readers.source import Line
from juesuan.tables.body import Body, split_body, stray_amounts
from juesuan.tables.coded import assemble_coded
from juesuan.tables.components import assemble_components
from juesuan.tables.header import Header, recognise
from juesuan.tables.heading_text import without_repeats
from juesuan.tables.lined import assemble_lined
from juesuan.tables.reading import (
    Figure,
    PrintedRow,
    Problem,
    Slot,
    TableReading,
    TableRow,
    problem_at,
)
from juesuan.tables.rows import Assembly, Row
from juesuan.tables.tokens import Token, count_numbers, tokenize

_UNPLACED = "unplaced"


def read_table(
    key: str,
    title: str,
    title_lines: Sequence[Line],
    lines: Sequence[Line],
    unit: str | None,
    page_numbers: frozenset[Line] = frozenset(),
) -> TableReading:
    """Read the lines of one table. `unit` is the document's unit where the table names none."""
    table = tables()[key]
    body = split_body(table, lines, page_numbers)
    tokens = tokenize(body.lines)
    assembly, header = _assemble(table, tokens)
    _set_aside(assembly, body, tokens)
    reading = TableReading(key, title, "found")
    printed_unit = body.units[0] if body.units else unit
    reading.unit = printed_unit
    reading.unit_fen = wording().units[printed_unit or wording().default_unit]
    reading.measures = tuple(
        dict.fromkeys(
            column.rpartition(".")[2]
            for column in (*header.form.income_columns, *header.form.columns)
        )
    )
    _locate(reading, [*title_lines, *lines])
    _fill(reading, table, header.form, assembly)
    _describe(reading, body, header, assembly, has_unit=printed_unit is not None)
    _count(reading, [*title_lines, *body.captions, *body.notes, *body.page_numbers], assembly)
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


def _set_aside(assembly: Assembly, body: Body, tokens: Sequence[Token]) -> None:
    """Numbers like amounts that texts, captions and notes hold: a person must look at them."""
    hidden = [token for token in tokens if token.hides_amount]
    assembly.strays += [(token, "it is run together with other signs") for token in hidden]
    assembly.others -= sum(token.numbers for token in hidden)
    alone = stray_amounts([*body.captions, *body.notes])
    assembly.strays += [(token, "it stands in a note or a caption") for token in alone]
    assembly.others -= sum(token.numbers for token in alone)


def _locate(reading: TableReading, lines: Sequence[Line]) -> None:
    reading.first_page, reading.last_page = lines[0].page, lines[-1].page
    reading.first_line, reading.last_line = lines[0].number, lines[-1].number


def _fill(reading: TableReading, table: Table, form: Form, assembly: Assembly) -> None:
    """Turn assembled rows into table rows, slots and figures."""
    every = [_slots(reading, table, form, row) for row in assembly.rows]
    of_row = dict(zip(map(id, assembly.rows), every, strict=True))
    for row in assembly.rows:
        figures = [figure for token in row.figures if (figure := _figure(reading, token))]
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


def _figure(reading: TableReading, token: Token) -> Figure | None:
    if token.kind == "dash":
        return Figure(Money(0, reading.unit_fen), token)
    money = parse_money(token.plain, reading.unit_fen)
    if money is None:
        _strand(reading, token, "it is no amount that can be held in whole 分")
        return None
    return Figure(money, token)


def _refuse(reading: TableReading, row: Row, printed: PrintedRow) -> None:
    message = f"{row.name or row.key or 'a row'} has {len(printed.figures)} figures"
    for figure in printed.figures:
        _strand(reading, figure.token, f"{message} for {len(printed.slots)} columns")


def _strand(reading: TableReading, token: Token, reason: str) -> None:
    hint = "Compare with the published document; the figure is in no cell of the frames."
    reading.problems.append(problem_at(_UNPLACED, reading.key, token, reason, hint))


def _describe(
    reading: TableReading, body: Body, header: Header, assembly: Assembly, *, has_unit: bool
) -> None:
    """Status, and what a person should know about the table."""
    for token, reason in assembly.strays:
        _strand(reading, token, reason)
    for token, kind, message in assembly.remarks:
        reading.problems.append(problem_at(kind, reading.key, token, message))
    figures = any(row.figures for row in reading.printed)
    if not figures:
        reading.status = "declared_empty" if body.declared_empty else "blank"
        return
    where = (reading.key, reading.first_page, reading.first_line)
    for kind, message in header.doubts.items():
        reading.problems.append(
            Problem(
                kind, *where, assembly.header[:80], message, "The columns are the form's usual."
            )
        )
    if body.declared_empty:
        message = "the notes say that it holds no data, yet amounts are printed"
        reading.problems.append(Problem("declared_empty", *where, "", message))
    if not has_unit:
        message = f"no unit is printed; {wording().default_unit} is assumed"
        reading.problems.append(Problem("unit_assumed", *where, "", message))


def _count(reading: TableReading, around: Sequence[Line], assembly: Assembly) -> None:
    amounts = sum(
        figure.token.numbers for row in reading.printed if row.fits for figure in row.figures
    )
    outside = sum(count_numbers(line.plain) for line in around)
    unplaced = [problem.found for problem in reading.problems if problem.kind == _UNPLACED]
    reading.numbers = {
        "amount": amounts,
        "code": assembly.codes,
        "line_number": assembly.line_numbers,
        "other": assembly.others + outside,
        "unplaced": sum(count_numbers(plain(found)) for found in unplaced),
    }


def overlaps(left: TableReading, right: TableReading) -> bool:
    """Two readings of one table print the same row: a copy, not a continuation."""

    def keys(reading: TableReading) -> set[tuple[str, str | None, str]]:
        return {(row.key, row.side, row.code) for row in reading.rows if row.key}

    return bool(keys(left) & keys(right))
