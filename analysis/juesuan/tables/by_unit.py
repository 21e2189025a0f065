"""Rows of the tables whose rows are units or paths: a name and its figures in each line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from juesuan.catalogue import Table
from juesuan.catalogue.problems import problem
from juesuan.catalogue.remarks import remark
from juesuan.readers.characters import bare
from juesuan.tables.labels import label_name
from juesuan.tables.recogniser import is_count, recogniser
from juesuan.tables.rows import Assembly, Row, joined, printed_name
from juesuan.tables.tokens import Token


def assemble_units(table: Table, tokens: list[Token]) -> Assembly:
    """Rows from the tokens of a table, header included: from the first line with figures on.

    A name may fill a line in front of its figures. A unit that no figures follow is said, since its
    name may be a part of another; lines of paths are blank where they print none.
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
            _say(table, assembly, waiting)
            waiting = names
        else:
            if names and not (table.paths and _is_open(waiting)):
                _say(table, assembly, waiting)
                waiting = []
            waiting = [*waiting, *names]
            _take(table, assembly, waiting, figures)
            waiting = []
    _say(table, assembly, waiting)
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
    at, name = own[0], printed_name(own) if table.by_unit else _path(own)
    row = Row.of_line(line, name, at) if line else Row.unknown(None, name, at)
    row.figures = figures
    assembly.rows.append(row)


def _path(names: Sequence[Token]) -> str:
    """The labels of a line; what it stands under is not told in text."""
    lines = groupby(names, lambda token: token.line)
    text = "".join(" ".join(token.printed for token in line) for _, line in lines)
    return "/".join(map(label_name, text.split()))


def _is_open(names: Sequence[Token]) -> bool:
    """A name that is broken within brackets."""
    text = bare(printed_name(list(names)))
    return text.count("(") > text.count(")")


def _say(table: Table, assembly: Assembly, names: list[Token]) -> None:
    """Text that no figures follow: a unit without any, or a part of another one's name."""
    if names and (table.by_unit or _is_open(names)):
        said = problem("text_unplaced", text=printed_name(names))
        assembly.remarks.append((names[0], said))
