"""The official classification (政府收支分类科目): codes and their names by year."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, cached_property

from juesuan.catalogue.files import text

_LEVELS = {3: "class", 5: "section", 7: "item"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a code and the years in which it is known to hold (None: not known)."""

    name: str
    from_year: int | None
    to_year: int | None


@dataclass(frozen=True)
class Classification:
    """Codes of one classification: functional 类/款/项 or economic 类/款."""

    system: str
    entries: dict[str, tuple[Name, ...]]

    @cached_property
    def classes(self) -> frozenset[str]:
        """The three-digit codes (类)."""
        return frozenset(code for code in self.entries if len(code) == 3)

    @cached_property
    def lengths(self) -> frozenset[int]:
        """How many digits a code has: 3, 5 and 7, or 3 and 5 in the economic classification."""
        return frozenset(len(code) for code in self.entries)

    def names(self, code: str) -> tuple[str, ...]:
        """Every name that the code has had, () where the code is not known."""
        return tuple(entry.name for entry in self.entries.get(code, ()))

    def name(self, code: str, year: int | None) -> str | None:
        """The name in force in `year`, or the newest known; None where the code is not known."""
        known = self.entries.get(code, ())
        for entry in known:
            begun = entry.from_year is None or year is None or entry.from_year <= year
            ended = entry.to_year is not None and (year is None or entry.to_year < year)
            if begun and not ended:
                return entry.name
        return known[-1].name if known else None


def level_of(code: str) -> str:
    """类, 款 or 项 as `class`, `section`, `item`, from the number of digits."""
    return _LEVELS[len(code)]


def parent_of(code: str) -> str:
    """The code one level up; "" (the 合计 row) for a 类."""
    return code[:-2] if len(code) > 3 else ""


@cache
def classification(system: str) -> Classification:
    """The `functional` (支出功能分类) or `economic` (部门预算支出经济分类) classification."""
    entries: dict[str, tuple[Name, ...]] = {}
    for row in csv.DictReader(text(f"{system}.csv").splitlines()):
        years = (int(row[key]) if row[key] else None for key in ("from_year", "to_year"))
        entries[row["code"]] = (*entries.get(row["code"], ()), Name(row["name"], *years))
    return Classification(system, entries)
