"""Tying claims to the amounts of the tables that they restate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from juesuan.catalogue.levels import MARKS
from juesuan.catalogue.restates import Restated, restates
from juesuan.catalogue.terms import STATED
from juesuan.narrative.claim import Claim

# The figures of reasons and of other years restate no amount of the tables.
_OTHERS = ("reason", "base")


class Names(Protocol):
    """Finds codes by names, in the document's own tables first."""

    def resolve(self, class_name: str, section_name: str, item_name: str) -> str | None:
        """The code of a 类/款/项 path; a name that is not known is ""."""


@dataclass(frozen=True, slots=True)
class Place:
    """An amount of a table. `code` is "" for a 合计 row and for lines."""

    table: str
    side: str | None
    line_key: str | None
    code: str
    measure: str


@lru_cache(maxsize=1024)
def _of_section(section: str) -> tuple[Restated, ...]:
    return tuple(entry for entry in restates().entries if entry.section.search(section))


class Restatements:
    """Finds the place of each claim in turn; a 项 is looked for below the 类 named last.

    `planned`: the document is a budget, whose tables hold budgets.
    """

    def __init__(self, names: Names, *, planned: bool = False) -> None:
        self.names = names
        self.planned = planned
        self.class_name = ""

    def place(self, claim: Claim) -> Place | None:
        """The amount that a claim restates, None where it restates none."""
        if (
            claim.kind not in ("amount", "absence")
            or claim.subject is None
            or claim.role in _OTHERS
        ):
            return None
        for entry in _of_section(claim.passage.section):
            if entry.quantity != claim.kind:
                continue
            code = self._code(entry, claim)
            if code is not None and (place := self._place(entry, claim, code)):
                return place
        return None

    def _place(self, entry: Restated, claim: Claim, code: str) -> Place | None:
        measure = entry.measure or claim.measure or STATED[0 if self.planned else 1]
        if entry.measure is not None and claim.measure == STATED[0] and not self.planned:
            return None  # the tables of accounts hold no budget
        return Place(entry.table, entry.side, entry.line, code, measure)

    def _code(self, entry: Restated, claim: Claim) -> str | None:
        """The code that the entry asks for; None where entry and claim do not fit."""
        subject = claim.subject or ""
        if entry.subject is not None and not entry.subject.search(subject):
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
        if entry.code == "item":
            above = claim.path[0] if claim.path and claim.path[0] else self.class_name
            found = self.names.resolve(above, "", subject) if above else None
            return found or self.names.resolve("", "", subject)
        return ""

    def _of_path(self, claim: Claim) -> str | None:
        """The code printed with a path, else the one that its names lead to."""
        path = claim.path or ("", "", "")
        last = next((name for name in reversed(path) if name), None)
        if last is None or not (claim.subject or "").startswith((last, f'"{last}')):
            return None
        return claim.code or self.names.resolve(*path)
