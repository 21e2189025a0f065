"""A table that no form knows: its cells as they are printed."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from juesuan.catalogue import wording
from juesuan.catalogue.problems import Problem, problem
from juesuan.money import Money, parse_money
from juesuan.readers.source import Line
from juesuan.tables.signs import count_numbers
from juesuan.tables.titles import Span
from juesuan.tables.tokens import Token

# So much of its first line is shown where a table is spoken of.
_SHORT = 80


class OtherCell(msgspec.Struct, frozen=True):
    """A filled cell: where it stands, the headings above it (`/` between them), its text.

    `column` is counted from 1. `money` is its amount, None where it holds none, or where no unit
    of money is known.
    """

    line: Line
    column: int
    heading: str
    text: str
    money: Money | None = None


class OtherTable(msgspec.Struct, frozen=True):
    """Its title as printed, "" where none is, and its first line; `unit` is None for none known.

    `span` is what it stands in alone, None where prose may go on around it.
    `is_copy` says that it is a further print of a known table, which has its own row among the
    tables.
    """

    title: str
    at: Line
    unit: str | None
    cells: tuple[OtherCell, ...]
    span: Span | None = None
    is_copy: bool = False

    @property
    def amounts(self) -> int:
        """How many of its cells are amounts."""
        return sum(cell.money is not None for cell in self.cells)

    @property
    def numbers(self) -> int:
        """How many numbers it prints."""
        return sum(count_numbers(cell.line.part(cell.text).plain) for cell in self.cells)

    @property
    def problem(self) -> Problem:
        """That no form knows it."""
        untitled = problem("table_unknown.untitled")
        said = problem("table_unknown", title=self.title) if self.title else untitled
        return replace(said, page=self.at.page, row=self.at.row, found=self.at.printed[:_SHORT])


def money_of(tokens: list[Token], unit: str | None) -> Money | None:
    """The amount that a cell's tokens are, in the table's unit or the cell's own; None for none."""
    token = tokens[0] if len(tokens) == 1 else None
    if token is None or token.kind not in ("number", "dash") or not (unit or token.unit):
        return None
    fen = wording().units[token.unit or unit or wording().default_unit]
    return Money(0, fen) if token.kind == "dash" else parse_money(token.plain, fen)
