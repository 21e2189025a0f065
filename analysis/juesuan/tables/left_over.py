"""What a table prints besides its rows and headings: numbers left in names, margins and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.catalogue import Table, wording
from juesuan.catalogue.remarks import Remark, remark
from juesuan.readers.characters import bare
from juesuan.readers.source import Line
from juesuan.tables.body import Body, stray_amounts
from juesuan.tables.labels import unnumbered
from juesuan.tables.located import Located
from juesuan.tables.recogniser import recogniser
from juesuan.tables.rows import Assembly, Row
from juesuan.tables.signs import is_like_amount
from juesuan.tables.tokens import Token

_NUMBER = re.compile("[0-9]+")


def set_aside(located: Located, assembly: Assembly, body: Body) -> None:
    """Numbers like amounts that stand in no row: a person must look at them."""
    tokens = assembly.outside or body.tokens
    hidden = [token for token in tokens if token.hides_amount and token.kind == "text"]
    assembly.strays += [(token, remark("run_into_signs")) for token in hidden]
    assembly.others -= sum(token.numbers for token in hidden)
    in_names = list(_in_names(located.table, assembly.rows))
    assembly.strays += [(token, remark("in_name")) for token in in_names]
    assembly.others -= sum(token.numbers for token in in_names)
    alone = stray_amounts([*body.captions, *body.notes])
    assembly.strays += [(token, remark("in_margin")) for token in alone]
    assembly.others -= sum(token.numbers for token in alone)
    for token in assembly.outside:
        if token.kind != "text" and token.is_like_amount:
            assembly.strays.append((token, remark("outside_cells")))
        else:
            assembly.others += token.numbers


def _in_names(table: Table, rows: Sequence[Row]) -> Iterator[Token]:
    """Digits that are left in the names of rows, where no known name of the row has them."""
    known = recogniser(table)
    for row in rows if not table.paths else ():
        name = wording().tokens.threshold.sub("", unnumbered(bare(row.name)))
        for digits in () if is_like_amount(name) else _NUMBER.findall(name):
            if not any(digits in each for each in known.names_of(row)):
                yield Token("text", digits, digits, row.at.line, first_in_line=False)


def drop_repeated_totals(assembly: Assembly, titles: Sequence[Line]) -> None:
    """Leave out a 合计 row that stands again on a further page, or under a title of its own."""
    first: dict[tuple[str | None, str | None], Row] = {}
    for row in list(assembly.rows):
        earlier = first.setdefault((row.side, row.key), row)
        if row.level != "total" or earlier is row:
            continue
        before, here = earlier.at.line, row.at.line
        titled = any(before.number < title.number < here.number for title in titles)
        same = [token.plain for token in earlier.figures] == [token.plain for token in row.figures]
        if (titled or before.page != here.page) and same and earlier.measures == row.measures:
            assembly.rows.remove(row)
            assembly.others += sum(token.numbers for token in row.figures)


def why_unreadable(token: Token) -> Remark:
    """Why a token in the place of a figure is none."""
    hidden = wording().tokens.hidden.fullmatch(token.plain)
    return remark("not_shown") if hidden else remark("run_into_signs")
