"""What every way of reading a table ends with: figures, problems, status, bookkeeping."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.catalogue import wording
from juesuan.money import Money, parse_money
from juesuan.readers.characters import plain
from juesuan.readers.source import Line
from juesuan.tables.body import Body, stray_amounts
from juesuan.tables.header import Header
from juesuan.tables.reading import Figure, Problem, TableReading, problem_at
from juesuan.tables.rows import Assembly
from juesuan.tables.tokens import Token, count_numbers

_UNPLACED = "unplaced"


def set_aside(assembly: Assembly, body: Body, tokens: Sequence[Token]) -> None:
    """Numbers like amounts that texts, captions and notes hold: a person must look at them."""
    hidden = [token for token in tokens if token.hides_amount]
    assembly.strays += [(token, "it is run together with other signs") for token in hidden]
    assembly.others -= sum(token.numbers for token in hidden)
    alone = stray_amounts([*body.captions, *body.notes])
    assembly.strays += [(token, "it stands in a note or a caption") for token in alone]
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
        strand(reading, token, "it is no amount that can be held in whole 分")
        return None
    return Figure(money, token)


def strand(reading: TableReading, token: Token, reason: str) -> None:
    """Report a number that stands in no cell."""
    hint = "Compare with the published document; the figure is in no cell of the frames."
    reading.problems.append(problem_at(_UNPLACED, reading.key, token, reason, hint))


def withdraw(reading: TableReading, reason: str) -> None:
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
    for token, kind, message in assembly.remarks:
        reading.problems.append(problem_at(kind, reading.key, token, message))
    figures = any(row.figures for row in reading.printed)
    where = (reading.key, reading.first_page, reading.first_line)
    if not figures:
        reading.status = "declared_empty" if body.declared_empty else "blank"
        if reading.status == "blank" and not (body.lines or reading.rows or assembly.header):
            message = "nothing but its caption stands below its title"
            hint = "The table may be a picture, which is not read."
            reading.problems.append(Problem("table_blank", *where, "", message, hint))
        return
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


def keep_books(reading: TableReading, around: Sequence[Line], assembly: Assembly) -> None:
    """What became of every number of the table; `around` are the lines outside its body."""
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
