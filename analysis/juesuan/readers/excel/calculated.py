"""Formulas that no program has calculated: their stored values are no figures.

Programs that write workbooks without calculating store 0, or an empty text, for every formula and
leave the rest to Excel, which calculates when it opens the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec

from juesuan.readers.excel.book import FORMULA, NO_VALUE, Book, BookSheet, Place, Value
from juesuan.readers.excel.cell_places import MOST_CELLS, place_of

_SHEET = r"(?:'((?:[^']|'')+)'|([^'!(),:+*/\s-]+))!"
_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_RANGE = re.compile(rf"(?:{_SHEET})?({_CELL})(?::({_CELL}))?")
# A sum of cells, ranges and numbers, each with its sign; other formulas are not looked into.
_TERM = re.compile(
    rf"([+-]?)(?:SUM\(((?:[^()]|'[^']*')*)\)|((?:{_SHEET})?{_CELL})|([0-9]+(?:\.[0-9]+)?))",
    re.IGNORECASE,
)
_DEEPEST = 30
# Smaller sums are what binary fractions leave of 0.
_NOTHING = Decimal("0.000001")


def take_out_uncalculated(book: Book) -> None:
    """Give every formula that was never calculated the remark that it has no value."""
    own = [(sheet, place) for sheet in book.sheets for place in sheet.formulas]
    if not own:
        return
    if all(_is_nothing(sheet.cells.get(place)) for sheet, place in own) and (
        book.recalculates or _holds_amounts(book.sheets)
    ):
        doubtful = own
    else:
        sums = _Sums({sheet.name: sheet for sheet in book.sheets})
        doubtful = [(sheet, place) for sheet, place in own if sums.contradicts(sheet, place)]
    for sheet, place in doubtful:
        sheet.cells[place] = Value(FORMULA, remark=NO_VALUE)


def _is_nothing(value: Value | None) -> bool:
    return value is None or (value.number == 0 if value.number is not None else not value.remark)


def _holds_amounts(sheets: Sequence[BookSheet]) -> bool:
    """Numbers with decimals stand in cells: the accounts are no zeros."""
    numbers = (value.number for sheet in sheets for value in sheet.cells.values())
    return any(number is not None and number % 1 for number in numbers)


class _Sums(msgspec.Struct):
    """The sums that formulas make of stored numbers."""

    sheets: Mapping[str, BookSheet]
    _known: dict[tuple[str, Place], Decimal | None] = {}

    def contradicts(self, sheet: BookSheet, place: Place) -> bool:
        """0 is stored for a formula that adds up cells which are not 0."""
        value = sheet.cells.get(place)
        if value is None or value.number != 0:
            return False
        found = self._of(sheet, place, 0)
        return found is not None and abs(found) > _NOTHING

    def _of(self, sheet: BookSheet, place: Place, depth: int) -> Decimal | None:
        """What a cell comes to; None where its formula is not known."""
        value = sheet.cells.get(place)
        stored = value.number if value and value.number is not None else Decimal(0)
        formula = sheet.formulas.get(place)
        if stored or formula is None or depth > _DEEPEST:
            return stored
        key = (sheet.name, place)
        if key not in self._known:
            self._known[key] = Decimal(0)  # for a formula that refers to itself
            self._known[key] = self._sum(sheet, formula, depth + 1)
        return self._known[key]

    def _sum(self, sheet: BookSheet, formula: str, depth: int) -> Decimal | None:
        total, at = Decimal(0), 0
        text = formula.lstrip("=")
        while at < len(text):
            match = _TERM.match(text, at)
            if match is None or (at and not match[1]):
                return None
            number, listed, cell = match[6], match[2], match[3]
            parts = (listed or "").split(",") if listed is not None else [cell] if cell else []
            found = [self._of(*each, depth) for part in parts for each in self._cells(sheet, part)]
            if any(each is None for each in found):
                return None
            amount = Decimal(number) if number else sum(each or Decimal(0) for each in found)
            total += -amount if match[1] == "-" else amount
            at = match.end()
        return total if at else None

    def _cells(self, sheet: BookSheet, part: str) -> Iterator[tuple[BookSheet, Place]]:
        match = _RANGE.fullmatch(part.strip())
        name = (match[1] or match[2] or "").replace("''", "'") if match else ""
        of = self.sheets.get(name) if name else sheet
        if match is None or of is None:
            return
        first, last = place_of(match[3]), place_of(match[4] or match[3])
        if first is None or last is None:
            return
        rows, columns = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
        if len(rows) * len(columns) > MOST_CELLS:
            yield from ((of, each) for each in of.cells if each[0] in rows and each[1] in columns)
        else:
            yield from ((of, (row, column)) for row in rows for column in columns)
