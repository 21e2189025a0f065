"""What a table prints beyond its form: rows that count, and lines that the form does not know."""

from __future__ import annotations

from juesuan.catalogue import Table, wording
from juesuan.readers.characters import bare
from juesuan.tables.rows import Assembly
from juesuan.tables.tokens import Token


def is_counted(token: Token) -> bool:
    """A number behind a name that ends with what it counts: 团组数(个) 3."""
    before = bare(token.line.plain[: token.start])
    return token.kind == "number" and bool(wording().tokens.counted.search(before))


def set_beyond(table: Table, assembly: Assembly) -> bool:
    """Take from a table of components the figures of other rows: they are none of its amounts.

    Whether there are any, or columns that the form does not know: the table is then kept whole
    with those that no form knows.
    """
    found = bool(assembly.unknown) or assembly.beyond
    others = [
        row
        for row in assembly.rows
        if table.shape == "components"
        and (row.key is None or wording().tokens.counted.search(bare(row.name)))
    ]
    for row in others:
        assembly.others += sum(token.numbers for token in row.figures)
        row.figures.clear()
        row.measures.clear()
    at = [row.at for row in others]
    assembly.remarks = [each for each in assembly.remarks if each[0] not in at]
    return found or bool(others)
