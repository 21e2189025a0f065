"""Cells of many documents as parallel integer arrays, and which of them a selector means."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property

import msgspec
import numpy as np
from msgspec.structs import fields
from numpy.typing import NDArray

from juesuan.catalogue import tables, tables_of, terms
from juesuan.catalogue.forms import CLASS_LINE
from juesuan.catalogue.levels import HIGHEST, STEP
from juesuan.catalogue.lexicon import lexicon
from juesuan.identities.selector import EVERY_CODE, Selector

Integers = NDArray[np.int64]

# The numbers of sides and levels: what has no side, and a line, is 0.
SIDES = (None, *terms.SIDES)
LEVELS = tuple(sorted(terms.LEVELS, key=lambda level: level != "line"))
_NO_CODE = -1


class Vocabulary(msgspec.Struct, frozen=True):
    """Numbers for the catalogue's keys; 0 is "none" for lines and measures."""

    tables: dict[str, int]
    lines: dict[str, int]
    measures: dict[str, int]

    def lines_like(self, patterns: Iterable[str]) -> list[int]:
        """The lines that the patterns (`class_*`, or a key) name."""
        return [
            number
            for pattern in patterns
            for key, number in self.lines.items()
            if (key.startswith(pattern[:-1]) if pattern.endswith("*") else key == pattern)
        ]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the catalogue."""
    entries = tables()
    lines = dict.fromkeys(line.key for table in entries.values() for line in table.lines)
    # those of accounts first: a column that only budgets have moves no row of an account's verdicts
    own = tables_of(lexicon().account.kind)
    both = (*own.values(), *entries.values())
    measures = dict.fromkeys(name for table in both for name in table.measures)
    return Vocabulary(
        {key: number for number, key in enumerate(entries)},
        {key: number for number, key in enumerate(("", *lines))},
        {name: number for number, name in enumerate(("", *measures))},
    )


@cache
def _lines(patterns: tuple[str, ...]) -> NDArray[np.bool_]:
    """For each line's number, whether the patterns name it."""
    names = vocabulary()
    wanted = np.zeros(len(names.lines), dtype=np.bool_)
    wanted[names.lines_like(patterns)] = True
    return wanted


@cache
def _measures(measures: tuple[str, ...]) -> NDArray[np.bool_]:
    """For each measure's number, whether it is one of these."""
    names = vocabulary()
    wanted = np.zeros(len(names.measures), dtype=np.bool_)
    wanted[[names.measures[name] for name in measures]] = True
    return wanted


def code_number(code: str, line_key: str, level: str) -> int:
    """A code as an integer: 0 for the 合计 row, the 类 of a line that stands for one, else -1."""
    if code:
        return int(code)
    if line_key.startswith(CLASS_LINE):
        return int(line_key.removeprefix(CLASS_LINE))
    return 0 if level == "total" else _NO_CODE


class Cells(msgspec.Struct, frozen=True, dict=True):
    """One position for each cell (or row: measure 0), in numbers of the vocabulary.

    `document` and `row` count from 0; `code` is an integer (see `code_number`).
    """

    document: Integers
    table: Integers
    side: Integers
    line: Integers
    code: Integers
    level: Integers
    measure: Integers
    row: Integers

    def __len__(self) -> int:
        return len(self.document)

    @cached_property
    def parent(self) -> Integers:
        """The code one level up, 0 for a 类."""
        return np.where(self.code >= 10**HIGHEST, self.code // 10**STEP, 0)

    @cached_property
    def _by_table(self) -> dict[int, Integers]:
        order = np.argsort(self.table, kind="stable")
        numbers, starts = np.unique(self.table[order], return_index=True)
        parts = np.split(order, starts[1:]) if len(order) else []
        return {int(number): part for number, part in zip(numbers, parts, strict=True)}

    def take(self, at: Integers, measure: Integers) -> Cells:
        """The cells of these measures on the rows at these positions."""
        rows = {field.name: getattr(self, field.name)[at] for field in fields(self)}
        return Cells(**rows | {"measure": measure})

    def select(self, selector: Selector, *, measures: bool = True) -> Integers:
        """The positions that a selector means; `measures=False` looks at rows only."""
        names = vocabulary()
        at = self._by_table.get(names.tables[selector.table])
        if at is None:
            return np.empty(0, dtype=np.int64)
        if selector.side is not None:
            at = at[self.side[at] == SIDES.index(selector.side)]
        if selector.lines:
            at = at[_lines(selector.lines)[self.line[at]]]
        if selector.codes:
            at = at[np.isin(self.code[at], [int(code) for code in selector.codes])]
        if selector.level not in (None, EVERY_CODE):
            at = at[self.level[at] == LEVELS.index(selector.level)]
        if selector.level == EVERY_CODE:
            at = at[self.level[at] != LEVELS.index("line")]
        if measures and selector.measures is not None:
            at = at[_measures(selector.measures)[self.measure[at]]]
        return at
