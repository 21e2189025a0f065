"""What reading a table ends with, by cells or by text: figures in their rows, problems, books."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from juesuan.catalogue import Table, wording
from juesuan.catalogue.forms import component_of, measure_of
from juesuan.catalogue.levels import level_of_line
from juesuan.catalogue.problems import Problem, problem
from juesuan.catalogue.remarks import Remark, remark
from juesuan.money import Money, parse_money
from juesuan.readers.characters import plain
from juesuan.readers.source import Line
from juesuan.tables.body import Body, stray_amounts, unit_beside
from juesuan.tables.located import Located
from juesuan.tables.reading import (
    Figure,
    PrintedRow,
    Slot,
    TableReading,
    TableRow,
    at_token,
)
from juesuan.tables.rows import Assembly, Row
from juesuan.tables.tokens import Token, count_numbers

_UNPLACED = "unplaced"


@dataclass(frozen=True)
class Columns:
    """The columns of a table by its heading: `every` one, and `of` a row those that it has.

    A column is a measure, or `component.measure`. `doubts` are what speaks against them in the
    heading.
    """

    every: Sequence[str]
    of: Callable[[Row], Sequence[str]]
    doubts: Sequence[Problem]


def finish(located: Located, body: Body, assembly: Assembly, columns: Columns) -> TableReading:
    """The reading of a table whose lines are sorted and whose rows are assembled."""
    _set_aside(assembly, body)
    reading = TableReading(located.table.key, located.title, "found")
    printed = (*body.units, *unit_beside(located.title, assembly.header))
    reading.unit = next(iter(printed), located.unit)
    reading.unit_fen = wording().units[reading.unit or wording().default_unit]
    reading.measures = tuple(dict.fromkeys(map(measure_of, columns.every)))
    lines = (*located.title_lines, *located.lines)
    reading.first_page, reading.last_page = lines[0].page, lines[-1].page
    reading.first_line, reading.last_line = lines[0].row, lines[-1].row
    _fill(reading, located.table, assembly.rows, columns)
    _say_unknown(reading, assembly)
    _describe(reading, body, assembly, columns.doubts)
    around = (*located.title_lines, *body.captions, *body.notes, *body.page_numbers)
    _keep_books(reading, around, assembly)
    return reading


def withdraw(reading: TableReading, reason: Remark) -> None:
    """Take every amount out of the table and report it."""
    for row in reading.printed:
        for figure in row.figures if row.fits else ():
            reading.numbers["amount"] -= figure.token.numbers
            reading.numbers["unplaced"] += count_numbers(figure.token.plain)
            _strand(reading, figure.token, reason)
    reading.printed = []


def _set_aside(assembly: Assembly, body: Body) -> None:
    """Numbers like amounts that stand in no row: a person must look at them."""
    tokens = assembly.outside or body.tokens
    hidden = [token for token in tokens if token.hides_amount]
    assembly.strays += [(token, remark("run_into_signs")) for token in hidden]
    assembly.others -= sum(token.numbers for token in hidden)
    alone = stray_amounts([*body.captions, *body.notes])
    assembly.strays += [(token, remark("in_margin")) for token in alone]
    assembly.others -= sum(token.numbers for token in alone)
    for token in assembly.outside:
        if token.kind == "number" and token.is_like_amount:
            assembly.strays.append((token, remark("outside_cells")))
        else:
            assembly.others += token.numbers


def _fill(reading: TableReading, table: Table, rows: Sequence[Row], columns: Columns) -> None:
    """Turn assembled rows into table rows, slots and figures."""
    slots = {row: _slots(reading, table, row, columns.of(row)) for row in rows}
    for row in rows:
        own = slots[row] + (slots[row.beside] if row.beside is not None else ())
        order = list(columns.of(row))
        places = [order.index(measure) for measure in row.measures] or range(len(row.figures))
        figures: dict[int, Figure] = {}
        for place, token in sorted(zip(places, row.figures, strict=True), key=itemgetter(0)):
            if figure := _figure_of(reading, token):
                figures[place] = figure
        if figures:
            shown = tuple(figures) if row.measures else None
            printed = PrintedRow(own, list(figures.values()), shown)
            reading.printed.append(printed)
            if not printed.fits:
                _refuse(reading, row, printed)


def _slots(
    reading: TableReading, table: Table, row: Row, columns: Sequence[str]
) -> tuple[Slot, ...]:
    """The cells of a row; where its columns are components', each of these is a row."""
    at = len(reading.rows)
    if not any(map(component_of, columns)):
        own = TableRow(row.key or "", row.side, row.code, row.level, row.name, row.line, row.at)
        reading.rows.append(own)
        return tuple(Slot(at, column) for column in columns)
    keys = list(dict.fromkeys(map(component_of, columns)))
    for line in (next(line for line in table.lines if line.key == key) for key in keys):
        level, name = level_of_line(line.key), line.names[0]
        reading.rows.append(TableRow(line.key, None, "", level, name, None, row.at))
    return tuple(Slot(at + keys.index(component_of(each)), measure_of(each)) for each in columns)


def _refuse(reading: TableReading, row: Row, printed: PrintedRow) -> None:
    reason = remark(
        "too_many_figures",
        row=row.name or row.key or remark("a_row"),
        figures=len(printed.figures),
        columns=len(printed.slots),
    )
    for figure in printed.figures:
        _strand(reading, figure.token, reason)


def _figure_of(reading: TableReading, token: Token) -> Figure | None:
    """A token as a figure; None, and a problem, where it is no amount."""
    if token.kind == "dash":
        return Figure(Money(0, reading.unit_fen), token)
    unit = wording().units[token.unit] if token.unit else reading.unit_fen
    money = parse_money(token.plain, unit)
    if money is None:
        _strand(reading, token, remark("no_amount"))
        return None
    return Figure(money, token)


def _strand(reading: TableReading, token: Token, reason: Remark) -> None:
    """Report a number that stands in no cell."""
    reading.problems.append(at_token(problem("unplaced", reason=reason), reading.key, token))


def _say_unknown(reading: TableReading, assembly: Assembly) -> None:
    """One problem for each column that the catalogue does not know, with all its figures."""
    for (_, heading), tokens in assembly.unknown.items():
        said = (
            problem("unplaced.column", heading=heading, count=len(tokens))
            if heading
            else problem("unplaced.column_without_heading", count=len(tokens))
        )
        found = " ".join(token.printed for token in tokens)
        reading.problems.append(replace(at_token(said, reading.key, tokens[0]), found=found))


def _describe(
    reading: TableReading, body: Body, assembly: Assembly, doubts: Sequence[Problem]
) -> None:
    """Status, and what a person should know about the table."""
    for token, reason in assembly.strays:
        _strand(reading, token, reason)
    for token, found in assembly.remarks:
        reading.problems.append(at_token(found, reading.key, token))
    figures = any(row.figures for row in reading.printed)
    if not figures:
        reading.status = "declared_empty" if body.declared_empty else "blank"
        if reading.status == "blank" and not (body.lines or reading.rows or assembly.header):
            reading.say(problem("table_blank"))
        return
    for doubt in doubts:
        reading.say(doubt, assembly.header[:80])
    if body.declared_empty:
        reading.say(problem("declared_empty"))
    if reading.unit is None:
        reading.say(problem("unit_assumed", unit=wording().default_unit))


def _keep_books(reading: TableReading, around: Sequence[Line], assembly: Assembly) -> None:
    """What became of every number of the table; `around` are the lines outside its body."""
    amounts = sum(
        figure.token.numbers for row in reading.printed if row.fits for figure in row.figures
    )
    outside = sum(count_numbers(line.plain) for line in around)
    unplaced = [each.found for each in reading.problems if each.kind == _UNPLACED]
    reading.numbers = {
        "amount": amounts,
        "code": assembly.codes,
        "line_number": assembly.line_numbers,
        "other": assembly.others + outside,
        "unplaced": sum(count_numbers(plain(found)) for found in unplaced),
    }
