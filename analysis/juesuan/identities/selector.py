"""Which cells of tables an identity means, as a suite writes it."""

from __future__ import annotations

from typing import Any

from juesuan.catalogue import classification, tables
from juesuan.catalogue.strict import Entry, nearest
from juesuan.identities.dictionaries import (
    lines_of,
    measures_of,
    refuse,
    refuse_table,
    sides_of,
)

EVERY_CODE = "*"


class LineSelector(Entry, frozen=True, kw_only=True):
    """Cells of a table that is named elsewhere: of a side, these lines or codes or this level.

    `lines` ending in `*` stand for all lines of that beginning, the level `*` for all rows that
    are no named lines; without a `measure`, all columns are meant.
    """

    side: str | None = None
    lines: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    level: str | None = None
    measure: str | None = None
    weight: int = 1

    @property
    def measures(self) -> tuple[str, ...] | None:
        """The columns that are meant, None for all."""
        return (self.measure,) if self.measure else None

    def of(self, table: str) -> Selector:
        """The same cells with their table. Raises ValueError for words that it does not have."""
        return Selector(
            table=table,
            side=self.side,
            lines=self.lines,
            codes=self.codes,
            level=self.level,
            measure=self.measure,
            weight=self.weight,
        )


class Selector(LineSelector, frozen=True, kw_only=True):
    """Cells of a table."""

    table: str

    def __post_init__(self) -> None:
        refuse_table("table", self.table)
        _refuse_side(self.table, self.side)
        lines = lines_of(self.table, self.side)
        for line in self.lines:
            stem = line.removesuffix("*")
            if stem == line or not any(key.startswith(stem) for key in lines):
                refuse("lines", line, lines, f"line of {self.table}")
        _refuse_codes(self.table, self.codes)
        if self.level not in (None, EVERY_CODE):
            refuse("level", self.level, tables()[self.table].levels, f"level of {self.table}")
        if self.measure is not None:
            _refuse_measure(self.table, self.side, self.measure)
        if not self.weight:
            raise ValueError("weight: a part of weight 0 says nothing; leave it out")

    @property
    def by_code(self) -> bool:
        """Whether every cell that is meant belongs to a code or to the 合计 row."""
        of_class = (line.startswith("class_") for line in self.lines)
        return all(of_class) if self.lines else bool(tables()[self.table].codes)


class Place(Entry, frozen=True):
    """One cell of a table by its line; of a coded table that is its 合计 row."""

    table: str
    measure: str
    line: str = "total"
    side: str | None = None

    def __post_init__(self) -> None:
        refuse_table("table", self.table)
        _refuse_side(self.table, self.side)
        there = [line.key for line in tables()[self.table].lines if line.side == self.side]
        refuse("line", self.line, there, f"line of {self.table}")
        _refuse_measure(self.table, self.side, self.measure)


def _refuse_side(table: str, side: str | None) -> None:
    if side is None:
        return
    if not sides_of(table):
        raise ValueError(f"side: {table} has no sides, {side!r} says nothing")
    refuse("side", side, sides_of(table), f"side of {table}")


def _refuse_measure(table: str, side: str | None, measure: str) -> None:
    of = f"measure of {table}" + (f" ({side})" if side else "")
    refuse("measure", measure, measures_of(table, side), of)


def _refuse_codes(table: str, codes: tuple[str, ...]) -> None:
    if not codes:
        return
    refuse_table("codes", table, coded=True)
    known: Any = classification(tables()[table].codes or "").entries
    for code in codes:
        if code not in known:
            raise ValueError(f"codes: there is no code {code!r}{nearest(code, known)}")
