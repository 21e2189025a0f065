"""What every way of reading a table ends with: figures, problems, status, bookkeeping."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.catalogue import wording
from juesuan.catalogue.problems import problem
from juesuan.catalogue.remarks import Remark, remark
from juesuan.money import Money, parse_money
from juesuan.readers.characters import plain
from juesuan.readers.source import Line
from juesuan.tables.body import Body, stray_amounts
from juesuan.tables.header import Header
from juesuan.tables.reading import Figure, TableReading, at_token
from juesuan.tables.rows import Assembly
from juesuan.tables.tokens import Token, count_numbers

_UNPLACED = "unplaced"


def set_aside(assembly: Assembly, body: Body, tokens: Sequence[Token]) -> None:
    """Numbers like amounts that texts, captions and notes hold: a person must look at them."""
    hidden = [token for token in tokens if token.hides_amount]
    assembly.strays += [(token, remark("run_into_signs")) for token in hidden]
    assembly.others -= sum(token.numbers for token in hidden)
    alone = stray_amounts([*body.captions, *body.notes])
    assembly.strays += [(token, remark("in_margin")) for token in alone]
    assembly.others -= sum(token.numbers for token in alone)


def locate(reading: TableReading, lines: Sequence[Line]) -> None:
    """Where the table stands."""
    reading.first_page, reading.last_page = lines[0].page, lines[-1].page
    reading.first_line, reading.last_line = lines[0].row, lines[-1].row


def figure_of(reading: TableReading, token: Token) -> Figure | None:
    """A token as a figure; None, and a problem, where it is no amount."""
    if token.kind == "dash":
        return Figure(Money(0, reading.unit_fen), token)
    money = parse_money(token.plain, reading.unit_fen)
    if money is None:
        strand(reading, token, remark("no_amount"))
        return None
    return Figure(money, token)


def strand(reading: TableReading, token: Token, reason: Remark) -> None:
    """Report a number that stands in no cell."""
    reading.problems.append(at_token(problem("unplaced", reason=reason), reading.key, token))


def withdraw(reading: TableReading, reason: Remark) -> None:
    """Take every amount out of the table and report it."""
    for row in reading.printed:
        for figure in row.figures if row.fits else ():
            reading.numbers["amount"] -= figure.token.numbers
            reading.numbers["unplaced"] += count_numbers(figure.token.plain)
            strand(reading, figure.token, reason)
    reading.printed = []


def describe(
    reading: TableReading, body: Body, header: Header, assembly: Assembly, *, has_unit: bool
) -> None:
    """Status, and what a person should know about the table."""
    for token, reason in assembly.strays:
        strand(reading, token, reason)
    for token, found in assembly.remarks:
        reading.problems.append(at_token(found, reading.key, token))
    figures = any(row.figures for row in reading.printed)
    if not figures:
        reading.status = "declared_empty" if body.declared_empty else "blank"
        if reading.status == "blank" and not (body.lines or reading.rows or assembly.header):
            reading.say(problem("table_blank"))
        return
    for doubt in header.doubts:
        reading.say(doubt, assembly.header[:80])
    if body.declared_empty:
        reading.say(problem("declared_empty"))
    if not has_unit:
        reading.say(problem("unit_assumed", unit=wording().default_unit))


def keep_books(reading: TableReading, around: Sequence[Line], assembly: Assembly) -> None:
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
