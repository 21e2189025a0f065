"""Tying claims to the amounts of the tables that they restate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from juesuan.catalogue.levels import MARKS
from juesuan.catalogue.restates import Restated, restates
from juesuan.narrative.claims import Claim


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
    """Finds the place of each claim in turn; a 项 is looked for below the 类 named last."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.class_name = ""

    def place(self, claim: Claim) -> Place | None:
        """The amount that a claim restates, None where it restates none."""
        if claim.kind not in ("amount", "absence") or claim.subject is None:
            return None
        for entry in _of_section(claim.passage.section):
            if entry.quantity != claim.kind:
                continue
            code = self._code(entry, claim)
            if code is not None and (place := self._place(entry, claim, code)):
                return place
        return None

    def _place(self, entry: Restated, claim: Claim, code: str) -> Place | None:
        measure = entry.measure or claim.measure or "actual"
        if entry.measure is not None and claim.measure == "budget":
            return None  # the tables hold no budget
        return Place(entry.table, entry.side, entry.line, code, measure)

    def _code(self, entry: Restated, claim: Claim) -> str | None:
        """The code that the entry asks for; None where entry and claim do not fit."""
        subject = claim.subject or ""
        if entry.subject is not None and not entry.subject.search(subject):
            return None
        if entry.code == "path":
            own = claim.path is not None and subject == claim.path[2]
            return self.names.resolve(*claim.path) if claim.path and own else None
        if entry.code == "class":
            name = subject.replace(MARKS[0], "")
            found = self.names.resolve(name, "", "")
            self.class_name = name if found else self.class_name
            return found
        if entry.code == "item":
            return self.names.resolve(self.class_name, "", subject) if self.class_name else None
        return ""
