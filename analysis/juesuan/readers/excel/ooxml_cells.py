"""The cells of one sheet of an .xlsx file, from the events of its XML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from juesuan.catalogue.remarks import Remark, remark
from juesuan.readers.excel.book import FORMULA, NO_VALUE, BookSheet, Merged, Value, stored
from juesuan.readers.excel.counter import Counter
from juesuan.readers.excel.number_format import GENERAL

TRUE = ("1", "true")
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14
_LONGEST_NUMBER = 9

Attributes = dict[str, str]


@dataclass
class Cells:
    """The cells of one sheet."""

    sheet: BookSheet
    strings: list[str]
    formats: list[str]
    counter: Counter
    _row: int = -1
    _column: int = -1
    _cell: Attributes | None = None
    _keep: list[str] | None = None
    _value: str | None = None
    _formula: str | None = None
    _inline: list[str] = field(default_factory=list)
    _phonetic: bool = False

    def start(self, tag: str, given: Attributes) -> None:
        """An element begins."""
        if tag == "c":
            self._cell, self._value, self._formula, self._inline = given, None, None, []
            self._column += 1
            if "r" in given and (place := _place(given["r"])):
                self._row, self._column = place
        elif tag in ("v", "f") or (tag == "t" and not self._phonetic):
            self._keep = []
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "row":
            self._row = _number(given.get("r"), self._row + 2, _LAST_ROW) - 1
            self._column = -1
            if given.get("hidden") in TRUE:
                self.sheet.hidden_rows.add(self._row)
        elif tag == "col":
            self._hide_columns(given)
        elif tag == "mergeCell":
            self._merge(given.get("ref", ""))

    def data(self, text: str) -> None:
        """Text stands in an element."""
        if self._keep is not None:
            self._keep.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in ("v", "f", "t") and self._keep is not None:
            text = "".join(self._keep)
            self._keep = None
            if tag == "v":
                self._value = text
            elif tag == "f":
                self._formula = text
            else:
                self._inline.append(text)
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "c" and self._cell is not None:
            value = self._read(self._cell)
            if value is not None and self._row >= 0:
                self.counter.cell()
                self.sheet.cells[self._row, self._column] = value
            self._cell = None

    def _read(self, given: Attributes) -> Value | None:
        kind = given.get("t", "n")
        text = self._value
        if kind == "inlineStr":
            return _text("".join(self._inline))
        if self._formula is not None and not text and kind != "str":
            return Value(FORMULA, remark=_without_value(self._formula[:60]))
        if text is None or not text.strip():
            return None
        if kind == "n":
            return self._numeric(text, given.get("s", ""))
        return self._shared(text) if kind == "s" else _other(kind, text)

    def _shared(self, text: str) -> Value | None:
        at = int(text) if text.strip().isdecimal() and len(text) < _LONGEST_NUMBER else -1
        if 0 <= at < len(self.strings):
            return _text(self.strings[at])
        return Value("…", remark=remark("text_missing"))

    def _numeric(self, text: str, style: str) -> Value:
        at = int(style) if style.isdecimal() and len(style) < _LONGEST_NUMBER else 0
        number_format = self.formats[at] if at < len(self.formats) else GENERAL
        try:
            number = stored(float(text))
        except ValueError:
            number = Decimal("NaN")
        if not number.is_finite() or "_" in text:
            return Value(text, remark=remark("stored_as_number", value=repr(text[:40])))
        return Value(number=number, format=number_format)

    def _hide_columns(self, given: Attributes) -> None:
        if given.get("hidden") in TRUE:
            first = _number(given.get("min"), 1, _LAST_COLUMN)
            last = _number(given.get("max"), first, _LAST_COLUMN)
            self.sheet.hide_columns(first - 1, max(first, last) - 1)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        corners = _place(first), _place(last or first)
        if corners[0] and corners[1]:
            self.counter.cell()
            (a, b), (c, d) = corners[0], corners[1]
            self.sheet.merged.append(Merged(min(a, c), min(b, d), max(a, c), max(b, d)))


def _other(kind: str, text: str) -> Value | None:
    """An error, a truth value, or the text that a formula gives."""
    if kind == "e":
        return Value(text, remark=remark("shows_error", error=text))
    if kind == "b":
        return Value("TRUE" if text in TRUE else "FALSE")
    return _text(text)


def _without_value(formula: str) -> Remark:
    return remark("formula_told_without_value", formula=formula) if formula else NO_VALUE


def _text(text: str) -> Value | None:
    return Value(unescaped(text)) if text.strip() else None


def unescaped(text: str) -> str:
    """Control characters, which XML cannot hold, are written _x000D_."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _number(text: str | None, otherwise: int, last: int) -> int:
    number = int(text) if text and text.isdecimal() and len(text) < _LONGEST_NUMBER else otherwise
    return min(max(number, 1), last)


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column from 0 of C12."""
    match = _CELL.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row - 1, column - 1) if 0 < row <= _LAST_ROW and column <= _LAST_COLUMN else None
