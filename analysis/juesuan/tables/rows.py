"""A table's printed rows as they come out of its tokens, before columns are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from juesuan.catalogue.problems import Problem
from juesuan.catalogue.remarks import Remark
from juesuan.tables.tokens import Token


@dataclass(slots=True, eq=False)
class Row:
    """A printed row: what it is about and its figures in printed order.

    `key` is the code of a coded row or the line key, None for a line that the catalogue does not
    know. `figures` are number and dash tokens; `line` is the printed 行次; `at` is where the row
    stands. Where figures are those of this row and another one together, in order, that is
    `beside`.
    """

    key: str | None
    side: str | None
    code: str
    level: str
    name: str
    at: Token
    line: int | None = None
    figures: list[Token] = field(default_factory=list)
    beside: Row | None = None


@dataclass(slots=True)
class Assembly:
    """The rows of a table and what became of the tokens that are no figures.

    `header` is the text before the first row; `codes`, `line_numbers` and `others` (numbers in
    headings and names) count what was used up; `strays` are numbers that belong nowhere, with the
    reason; `remarks` are what a person should see, with its token.
    """

    rows: list[Row] = field(default_factory=list)
    header: str = ""
    codes: int = 0
    line_numbers: int = 0
    others: int = 0
    strays: list[tuple[Token, Remark]] = field(default_factory=list)
    remarks: list[tuple[Token, Problem]] = field(default_factory=list)


def joined(tokens: list[Token]) -> str:
    """The text of tokens without spaces and quotation marks."""
    return "".join("".join(token.plain.split()) for token in tokens).replace('"', "")


def printed_name(tokens: list[Token]) -> str:
    """A name as printed, without the spaces and line breaks that printing put into it."""
    return "".join("".join(token.printed.split()) for token in tokens)
