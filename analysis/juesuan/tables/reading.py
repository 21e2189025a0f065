"""What reading the tables of a document gives: rows, figures in their columns, problems."""

from __future__ import annotations

from collections import Counter

import msgspec
from msgspec.structs import replace

from juesuan.catalogue.problems import Problem
from juesuan.catalogue.terms import PLACEMENTS
from juesuan.money import Money
from juesuan.tables.tokens import Token

PRINTED, SOLVED, AMBIGUOUS = PLACEMENTS


class TableRow(msgspec.Struct, frozen=True):
    """A row of a table as its form has it; `key` is "" for a line unknown to the catalogue."""

    key: str
    side: str | None
    code: str
    level: str
    name: str
    line: int | None
    at: Token


class Slot(msgspec.Struct, frozen=True):
    """A cell of the form: a row of the table (its index) and a measure."""

    row: int
    measure: str


class Figure(msgspec.Struct, frozen=True):
    """A printed amount and its token."""

    money: Money
    token: Token


class Placed(msgspec.Struct, frozen=True):
    """Where a figure stands: one slot, or several where the evidence leaves more than one.

    `evidence` names the identities that excluded other columns.
    """

    figure: Figure
    placement: str
    slots: tuple[Slot, ...]
    evidence: tuple[str, ...] = ()


class PrintedRow(msgspec.Struct):
    """The figures printed in one row, in order, and the slots that they may stand in.

    Where there are more figures than slots, none of them is `placed`. `columns` are the slots that
    the figures are printed in, where the document shows that; None where the text has lost it.
    """

    slots: tuple[Slot, ...]
    figures: list[Figure]
    columns: tuple[int, ...] | None = None
    placed: list[Placed] = []

    @property
    def fits(self) -> bool:
        """There is a slot for every figure."""
        return len(self.figures) <= len(self.slots)


class TableReading(msgspec.Struct):
    """One official table of one document.

    `status` is found, declared_empty, blank, missing or duplicate. `lost` counts the figures
    without a place that belong to a row, by its index. `numbers` counts every number
    printed between title and end, and what became of it: amount, code, line_number, other
    (headings, notes, captions) or unplaced; the parts sum to the whole. What `is_beyond` its form
    is kept with the tables that no form knows.
    """

    key: str
    title: str | None
    status: str
    unit: str | None = None
    unit_fen: int = 0
    first_page: int | None = None
    last_page: int | None = None
    first_line: int | None = None
    last_line: int | None = None
    measures: tuple[str, ...] = ()
    rows: list[TableRow] = []
    printed: list[PrintedRow] = []
    lost: Counter[int] = msgspec.field(default_factory=Counter)
    problems: list[Problem] = []
    numbers: dict[str, int] = {}
    is_beyond: bool = False

    @property
    def amounts(self) -> int:
        """How many amounts are printed in it and have a place, or several possible ones."""
        return sum(len(row.figures) for row in self.printed if row.fits)

    @property
    def rows_known(self) -> set[tuple[str, str | None]]:
        """Its rows that the catalogue or the classification knows: key and side."""
        return {(row.key, row.side) for row in self.rows if row.key}

    def say(self, problem: Problem, found: str = "") -> None:
        """Add a problem of the whole table."""
        page, row = self.first_page, self.first_line
        self.problems.append(replace(problem, table=self.key, page=page, row=row, found=found))

    def __repr__(self) -> str:
        return f"<TableReading {self.key}: {self.status}, {self.amounts} amounts>"


def at_token(problem: Problem, table: str, token: Token) -> Problem:
    """A problem at a token's place."""
    line, found = token.line, token.printed.strip()
    return replace(problem, table=table, page=line.page, row=line.row, found=found)
