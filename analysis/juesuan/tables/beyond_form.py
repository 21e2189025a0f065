"""What a table prints beyond its form: rows that count, and columns that it does not know."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.catalogue import Table, wording
from juesuan.readers.characters import bare
from juesuan.tables.rows import Assembly, Row
from juesuan.tables.tokens import Token


def is_counted(token: Token) -> bool:
    """A number behind a name that ends with what it counts: 团组数(个) 3."""
    before = bare(token.line.plain[: token.start])
    return token.kind == "number" and bool(wording().tokens.counted.search(before))


def counts(row: Row) -> bool:
    """A row that counts something: its numbers are no amounts."""
    return bool(wording().tokens.counted.search(bare(row.name)))


def set_beyond(table: Table, assembly: Assembly) -> bool:
    """Take from a table of components what rows hold that count, or that head others: no amounts.

    Whether there are any, or columns that the form does not know: what has no place is then kept
    with the tables that no form knows.
    """
    found = bool(assembly.unknown) or assembly.beyond
    for row in assembly.rows:
        _drop_strokes(table, row)
    others = [
        row
        for row in assembly.rows
        if table.shape == "components" and (counts(row) or _is_heading(table, row))
    ]
    for row in others:
        assembly.others += sum(token.numbers for token in row.figures)
        row.figures.clear()
        row.measures.clear()
    at = [row.at for row in others]
    assembly.remarks = [each for each in assembly.remarks if each[0] not in at]
    return found or bool(others)


def tell_columns(table: Table, row: Row, columns: Sequence[str]) -> None:
    """The columns of a row in text whose line lacks some of them, where all others are filled."""
    without = _without(table, row)
    own = [column for column in columns if column not in without]
    if not without:
        return
    if len(row.figures) < len(columns) and all(token.kind == "dash" for token in row.figures):
        row.figures.clear()
    if len(row.figures) in (len(own), len(columns)):
        row.measures = own if len(row.figures) == len(own) else list(columns)


def _without(table: Table, row: Row) -> set[str]:
    return {name for line in table.lines if line.key == row.key for name in line.without}


def _drop_strokes(table: Table, row: Row) -> None:
    """Take strokes out of a row that has one where the form has no figure for it: they are no 0."""
    without = _without(table, row)
    places = [at for at in range(len(row.measures)) if row.figures[at].kind == "dash"]
    if any(row.measures[at] in without for at in places):
        for at in reversed(places):
            del row.measures[at], row.figures[at]


def _is_heading(table: Table, row: Row) -> bool:
    """A line that heads others, or is not known, with strokes in the place of figures."""
    heads = row.key is None or any(line.heads for line in table.lines if line.key == row.key)
    return heads and all(token.kind == "dash" for token in row.figures)
