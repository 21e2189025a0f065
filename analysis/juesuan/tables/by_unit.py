"""Rows of the tables whose rows are units: a name and its figures in each line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from juesuan.catalogue import Table
from juesuan.catalogue.problems import problem
from juesuan.catalogue.remarks import remark
from juesuan.tables.recogniser import is_count, recogniser
from juesuan.tables.rows import Assembly, Row, joined, printed_name
from juesuan.tables.tokens import Token


def assemble_units(table: Table, tokens: list[Token]) -> Assembly:
    """Rows from the tokens of a table, header included: from the first line with figures on.

    A name may fill a line in front of its figures; one that no figures follow is said.
    """
    assembly = Assembly()
    header: list[Token] = []
    waiting: list[Token] = []
    for _, line in groupby(tokens, lambda token: token.line):
        names, figures = _parted(list(line))
        if is_count([token.plain for token in (*names, *figures)]):
            assembly.others += sum(token.numbers for token in (*names, *figures))
        elif not (figures or assembly.rows):
            header += names
        elif not figures:
            _say(assembly, waiting)
            waiting = names
        else:
            if names:
                _say(assembly, waiting)
                waiting = names
            _take(table, assembly, waiting, figures)
            waiting = []
    _say(assembly, waiting)
    assembly.others += sum(token.numbers for token in header)
    assembly.header = joined(header)
    return assembly


def _parted(line: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The name at the front of a line, with the unit's code, and the figures behind it."""
    last = max((at for at, token in enumerate(line) if token.kind == "text"), default=-1)
    return list(line[: last + 1]), list(line[last + 1 :])


def _take(table: Table, assembly: Assembly, names: list[Token], figures: list[Token]) -> None:
    own = [token for token in names if token.kind == "text"]
    assembly.others += sum(token.numbers for token in names)
    if not own:
        assembly.strays += [(token, remark("row_without_label")) for token in figures]
        return
    line = recogniser(table).line(joined(own))
    at, name = own[0], printed_name(own)
    row = Row.of_line(line, name, at) if line else Row.unknown(None, name, at)
    row.figures = figures
    assembly.rows.append(row)


def _say(assembly: Assembly, names: list[Token]) -> None:
    """Text that no figures follow: a unit without any, or a part of another one's name."""
    if names:
        said = problem("text_unplaced", text=printed_name(names))
        assembly.remarks.append((names[0], said))
