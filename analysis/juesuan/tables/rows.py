"""A table's printed rows as they come out of its tokens, before columns are known."""

from __future__ import annotations

import msgspec

from juesuan.catalogue import Line
from juesuan.catalogue.levels import level_of, level_of_line
from juesuan.catalogue.problems import Problem
from juesuan.catalogue.remarks import Remark
from juesuan.tables.tokens import Token


class Row(msgspec.Struct, eq=False):
    """A printed row: what it is about and its figures in printed order.

    `key` is the code of a coded row or the line key, None for a line that the catalogue does not
    know, "" for a row whose columns are components. `figures` are number and dash tokens;
    `measures` are the columns that they are printed in, none where the text has lost these.
    `line` is the printed 行次, `block` the group of columns that the row stands in; `at` is where
    the row stands. Where figures are those of this row and another one together, in order, that
    is `beside`. `torn` counts the figures in ruled cells of it that have no place.
    """

    key: str | None
    side: str | None
    code: str
    level: str
    name: str
    at: Token
    line: int | None = None
    block: int = 0
    figures: list[Token] = []
    measures: list[str] = []
    beside: Row | None = None
    torn: int = 0

    @classmethod
    def of_code(cls, code: str, name: str, at: Token, block: int = 0) -> Row:
        """The row of a code of the classification."""
        return cls(code, None, code, level_of(code), name, at, block=block)

    @classmethod
    def of_line(cls, line: Line, name: str, at: Token, block: int = 0) -> Row:
        """The row of a named line of the form."""
        return cls(line.key, line.side, "", level_of_line(line.key), name, at, block=block)

    @classmethod
    def of_components(cls, at: Token, block: int = 0) -> Row:
        """The row of a table whose columns are its components."""
        return cls("", None, "", "line", "", at, block=block)

    @classmethod
    def unknown(cls, side: str | None, name: str, at: Token, block: int = 0) -> Row:
        """The row of a line that the catalogue does not know."""
        return cls(None, side, "", "line", name, at, block=block)


class Assembly(msgspec.Struct):
    """The rows of a table and what became of the tokens that are no figures.

    `header` is the text before the first row; `codes`, `line_numbers` and `others` (numbers in
    headings and names) count what was used up; `strays` are numbers that belong nowhere, with the
    reason; `remarks` are what a person should see, with its token. `unknown` are the numbers
    of columns that the catalogue does not know, by block and heading; `outside` are the tokens
    around the cells of a table that is read by these. `beyond` says that the table prints rows
    or columns besides those of its form that are no amounts.
    """

    rows: list[Row] = []
    header: str = ""
    codes: int = 0
    line_numbers: int = 0
    others: int = 0
    strays: list[tuple[Token, Remark]] = []
    remarks: list[tuple[Token, Problem]] = []
    unknown: dict[tuple[int, str], list[Token]] = {}
    outside: list[Token] = []
    beyond: bool = False


def joined(tokens: list[Token]) -> str:
    """The text of tokens without spaces and quotation marks."""
    return "".join("".join(token.plain.split()) for token in tokens).replace('"', "")


def printed_name(tokens: list[Token]) -> str:
    """A name as printed, without the spaces and line breaks that printing put into it."""
    return "".join("".join(token.printed.split()) for token in tokens)
