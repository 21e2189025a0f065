"""Tying claims to the amounts of the tables that they restate."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import chain
from typing import Protocol, TypeAlias

import msgspec

from juesuan.catalogue.forms import CLASS_LINE
from juesuan.catalogue.levels import MARKS, TOTAL
from juesuan.catalogue.restates import Restated, budget_restates, restates
from juesuan.catalogue.terms import STATED
from juesuan.narrative.claim import Claim
from juesuan.narrative.code_names import TABLE

# The figures of reasons and of other years restate no amount of the tables.
_OTHERS = ("reason", "base")
# The words behind a figure that tell which total it is.
_NEAR = 24
# Table, side, and code or line.
Row: TypeAlias = tuple[str, str, str]


class Printed(msgspec.Struct, frozen=True):
    """The rows and the columns (table and measure) of tables; those that are empty have all."""

    rows: Collection[Row]
    columns: Collection[tuple[str, str]]
    empty: Collection[str]


class Names(Protocol):
    """Finds codes by names, in the document's own tables first."""

    def resolve(self, class_name: str, section_name: str, item_name: str) -> str | None:
        """The code of a 类/款/项 path; a name that is not known is ""."""

    def told(
        self, class_name: str, section_name: str, item_name: str
    ) -> tuple[str | None, str | None]:
        """The same, and what gives the code."""


class Place(msgspec.Struct, frozen=True):
    """An amount of a table. `code` is "" for a 合计 row and for lines."""

    table: str
    side: str | None
    line_key: str | None
    code: str
    measure: str

    @property
    def row(self) -> Row:
        """The row that it stands on, as `Restatements` knows those that are printed."""
        return self.table, self.side or "", self.code or self.line_key or TOTAL


def _says(pattern: re.Pattern[str] | None, words: str) -> bool:
    return pattern is None or pattern.search(words) is not None


def _behind(claim: Claim) -> str:
    """The words behind a claim's figure."""
    end = claim.quantity.end
    return claim.passage.text[end : end + _NEAR]


@lru_cache(maxsize=1024)
def _of_section(section: str, planned: bool) -> tuple[Restated, ...]:  # noqa: FBT001 - of a cache
    every = restates().entries
    if planned:
        every = (*budget_restates().entries, *every)
    return tuple(entry for entry in every if entry.section.search(section))


class Restatements:
    """Finds the place of each claim in turn; a 项 is looked for below the 类 named last.

    Of the places that a claim may have the first is meant that is in a table of the document
    (`tables`). `printed` is of a budget, whose tables hold budgets: there row and column count.
    """

    def __init__(
        self, names: Names, tables: Collection[str] = (), printed: Printed | None = None
    ) -> None:
        self.names = names
        self.tables = tables
        self.printed = printed
        self.class_name = ""

    @property
    def planned(self) -> bool:
        """Whether the document is a budget."""
        return self.printed is not None

    def place(self, claim: Claim) -> Place | None:
        """The amount that a claim restates, None where it restates none."""
        if (
            claim.kind not in ("amount", "absence")
            or claim.subject is None
            or claim.role in _OTHERS
        ):
            return None
        places = self._places(claim)
        if self.printed is None:
            first = next(places, None)
            found = (each for each in chain((first,), places) if each and each.table in self.tables)
            return next(found, first)
        known = [place for place in places if self._has_column(self.printed, place)]
        rows = (place for place in known if place.row in self.printed.rows)
        return next(rows, known[0] if known else None)

    @staticmethod
    def _has_column(printed: Printed, place: Place) -> bool:
        return (place.table, place.measure) in printed.columns or place.table in printed.empty

    def _places(self, claim: Claim) -> Iterator[Place]:
        """Where a claim's amount may stand, the likeliest place first."""
        for entry in _of_section(claim.passage.section, self.planned):
            if entry.quantity != claim.kind:
                continue
            code = self._code(entry, claim)
            if code is not None and (place := self._place(entry, claim, code)):
                yield place

    def _place(self, entry: Restated, claim: Claim, code: str) -> Place | None:
        measure = entry.measure or claim.measure or STATED[0 if self.planned else 1]
        if entry.measure is not None and claim.measure == STATED[0] and not self.planned:
            return None  # the tables of accounts hold no budget
        if entry.of_class:
            return Place(entry.table, entry.side, f"{CLASS_LINE}{code}", "", measure)
        return Place(entry.table, entry.side, entry.line, code, measure)

    def _code(self, entry: Restated, claim: Claim) -> str | None:
        """The code that the entry asks for; None where entry and claim do not fit."""
        subject = claim.subject or ""
        if not _says(entry.subject, subject) or not _says(entry.behind, _behind(claim)):
            return None
        if entry.code == "path":
            return self._of_path(claim) if claim.path else None
        if entry.code == "class":
            name = subject.replace(MARKS[0], "")
            found = self.names.resolve(name, "", "")
            self.class_name = name if found else self.class_name
            return found
        if entry.code == "section":
            return self.names.resolve("", subject, "")
        return self._of_item(entry.code, claim, subject) if entry.code else ""

    def _of_item(self, code: str, claim: Claim, subject: str) -> str | None:
        """The code of a 项 by its name: of one of the tables' own (`own_item`), or of any."""
        alone, source = self.names.told("", "", subject)
        if code == "own_item":
            return alone if source == TABLE else None
        above = claim.path[0] if claim.path and claim.path[0] else self.class_name
        found = self.names.resolve(above, "", subject) if above else None
        return found or alone

    def _of_path(self, claim: Claim) -> str | None:
        """The code printed with a path, else the one that its names lead to."""
        path = claim.path or ("", "", "")
        last = next((name for name in reversed(path) if name), None)
        if last is None or not (claim.subject or "").startswith((last, f'"{last}')):
            return None
        return claim.code or self.names.resolve(*path)
