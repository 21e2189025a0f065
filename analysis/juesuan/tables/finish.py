"""What reading a table ends with, by cells or by text: figures in their rows, problems, books."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

import msgspec
from msgspec.structs import replace

from juesuan.catalogue import Table, wording
from juesuan.catalogue.forms import component_of, measure_of
from juesuan.catalogue.levels import level_of_line
from juesuan.catalogue.problems import Problem, problem
from juesuan.catalogue.remarks import Remark, remark
from juesuan.money import Money, parse_money
from juesuan.readers.characters import plain
from juesuan.readers.source import Line
from juesuan.tables.beyond_form import set_beyond
from juesuan.tables.body import Body, unit_beside
from juesuan.tables.left_over import drop_repeated_totals, set_aside, why_unreadable
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
from juesuan.tables.signs import count_numbers
from juesuan.tables.tokens import Token
from juesuan.tables.totals import say_totals_missing

_UNPLACED = "unplaced"
# A number of so many digits, alone in a table without figures, may be a page's.
_PAGE_DIGITS = 3


class Columns(msgspec.Struct, frozen=True):
    """The columns of a table by its heading: `every` one, and `of` a row those that it has.

    A column is a measure, or `component.measure`. `doubts` are what speaks against them in the
    heading.
    """

    every: Sequence[str]
    of: Callable[[Row], Sequence[str]]
    doubts: Sequence[Problem]


def finish(located: Located, body: Body, assembly: Assembly, columns: Columns) -> TableReading:
    """The reading of a table whose lines are sorted and whose rows are assembled."""
    set_aside(located, assembly, body)
    drop_repeated_totals(assembly, located.title_lines)
    reading = TableReading(located.table.key, located.title, "found")
    is_beyond = set_beyond(located.table, assembly)
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
    say_totals_missing(reading, located.table, located.lines)
    around = (*located.title_lines, *body.captions, *body.notes, *body.page_numbers)
    _keep_books(reading, around, assembly)
    left_out = any(each.kind == "figures_left_out" for each in reading.problems)
    reading.is_beyond = is_beyond or left_out
    return reading


def withdraw(reading: TableReading, reason: Remark) -> None:
    """Take every amount out of the table and report it."""
    for row in reading.printed:
        for figure in row.figures if row.fits else ():
            reading.numbers["amount"] -= figure.token.numbers
            reading.numbers["unplaced"] += count_numbers(figure.token.plain)
            _strand(reading, figure.token, reason)
        reading.lost.update({slot.row: len(row.figures) for slot in row.slots})
    reading.printed = []
    _say_left_out(reading)


def _say_left_out(reading: TableReading) -> bool:
    """Say that figures are printed and none has a place; one small number is a page's."""
    lost = [each.found for each in reading.problems if each.kind == _UNPLACED]
    left_out = any(not found.isdigit() or len(found) > _PAGE_DIGITS for found in lost)
    if left_out and not any(each.kind == "figures_left_out" for each in reading.problems):
        reading.say(problem("figures_left_out", count=len(lost)))
    return left_out


def _fill(reading: TableReading, table: Table, rows: Sequence[Row], columns: Columns) -> None:
    """Turn assembled rows into table rows, slots and figures."""
    slots = {row: _slots(reading, table, row, columns.of(row)) for row in rows}
    for row in rows:
        own = slots[row] + (slots[row.beside] if row.beside is not None else ())
        order = list(columns.of(row))
        places = [order.index(measure) for measure in row.measures] or range(len(row.figures))
        lost = [token for token in row.figures if token.kind == "unreadable"]
        # Which columns the others stand in is known where every column has its figure.
        on_one_line = len({token.line for token in row.figures}) == 1
        known = bool(row.measures) or (len(row.figures) == len(own) and on_one_line)
        figures: dict[int, Figure] = {}
        for place, token in sorted(zip(places, row.figures, strict=True), key=itemgetter(0)):
            if lost and not known and token not in lost:
                _strand(reading, token, remark("beside_unreadable"))
            elif figure := _figure_of(reading, token):
                figures[place] = figure
        for at in {slot.row for slot in own}:
            reading.lost[at] += row.torn + len(row.figures) - len(figures)
        if figures:
            shown = tuple(figures) if row.measures or lost else None
            printed = PrintedRow(own, list(figures.values()), shown)
            reading.printed.append(printed)
            if not printed.fits:
                reading.lost.update({slot.row: len(figures) for slot in own})
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
    places = {own.key: place for place, own in enumerate(reading.rows)}
    for key in dict.fromkeys(map(component_of, columns)):
        # Further measures of a component stand in its row.
        if key not in places:
            line = next(line for line in table.lines if line.key == key)
            # A 小计 beside a 合计 is no 合计.
            taken = {own.name for own in reading.rows}
            name = next((each for each in line.names if each not in taken), line.names[0])
            level = level_of_line(line.key)
            places[key] = len(reading.rows)
            reading.rows.append(TableRow(line.key, None, "", level, name, None, row.at))
    return tuple(Slot(places[component_of(each)], measure_of(each)) for each in columns)


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
    if token.kind == "unreadable":
        _strand(reading, token, why_unreadable(token))
        return None
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
    left_out = not reading.amounts and _say_left_out(reading)
    if not reading.amounts and (body.declared_empty or not left_out):
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
