"""The official classification (政府收支分类科目): codes and their names by year."""

from __future__ import annotations

from functools import cached_property

import msgspec

from juesuan.catalogue.files import once, rows
from juesuan.catalogue.levels import HIGHEST, parent_of
from juesuan.catalogue.strict import Entry, one_of, refuse_unknown, typed
from juesuan.catalogue.terms import DIGITS, SYSTEMS
from juesuan.errors import CatalogueError

# The first digit of a system's codes, and the lowest level that it has.
_DIGITS = dict(zip(SYSTEMS, (("2", DIGITS["item"]), ("3", DIGITS["section"])), strict=True))
_YEARS = (2007, 2099)  # the classification of 2007 is the first of its kind


class Name(Entry, frozen=True):
    """A name of a code and the years in which it is known to hold (None: not known).

    `source` is the circular that gives it these years, or the accounts that print it; None where
    the name stands in the published books and its years are not known from a document.
    """

    code: str
    name: str
    from_year: int | None
    to_year: int | None
    source: str | None = None

    def __post_init__(self) -> None:
        if not (self.code.isascii() and self.code.isdigit() and len(self.code) in DIGITS.values()):
            *some, last = DIGITS.values()
            lengths = f"{', '.join(map(str, some))} or {last}"
            raise ValueError(f"the code {self.code!r} has other than {lengths} digits")
        first = _YEARS[0] if self.from_year is None else self.from_year
        last = _YEARS[-1] if self.to_year is None else self.to_year
        if not _YEARS[0] <= first <= last <= _YEARS[-1]:
            raise ValueError(f"{first} to {last} is no span of years")


class Classification(msgspec.Struct, frozen=True, dict=True):
    """Codes of one classification: functional 类/款/项 or economic 类/款."""

    system: str
    entries: dict[str, tuple[Name, ...]]

    @cached_property
    def classes(self) -> frozenset[str]:
        """The codes of the highest level (类)."""
        return frozenset(code for code in self.entries if len(code) == HIGHEST)

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


@once
def classification(system: str) -> Classification:
    """The `functional` (支出功能分类) or `economic` (部门预算支出经济分类) classification."""
    file = f"{system}.csv"
    one_of(system, SYSTEMS, "classification")
    entries: dict[str, tuple[Name, ...]] = {}
    for entry in typed(rows(file), list[Name], file, strict=False):
        entries[entry.code] = (*entries.get(entry.code, ()), entry)
    first, longest = _DIGITS[system]
    for code, names in entries.items():
        if not code.startswith(first) or len(code) > longest:
            raise CatalogueError(f"{code} is no {system} code", source=file)
        if len({entry.name for entry in names}) != len(names):
            raise CatalogueError(f"{code} has the same name twice", source=file)
    refuse_unknown(filter(None, map(parent_of, entries)), entries, "code", file)
    return Classification(system, entries)
