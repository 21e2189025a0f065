"""The cells of one sheet of an .xlsx file, from the events of its XML."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from juesuan.catalogue.printed_signs import signs
from juesuan.catalogue.remarks import Remark, remark
from juesuan.readers.excel.book import FORMULA, NO_VALUE, BookSheet, Merged, Value, stored
from juesuan.readers.excel.cell_places import LAST_COLUMN, LAST_ROW, place_of
from juesuan.readers.excel.counter import Counter
from juesuan.readers.excel.number_format import GENERAL
from juesuan.readers.excel.ooxml_styles import Styles
from juesuan.readers.excel.rich_text import Attributes, RichText, unescaped

TRUE = ("1", "true")
_NO_SIZE = ("0", "0.0")
_LONGEST_NUMBER = 9


class Cells(msgspec.Struct):
    """The cells of one sheet."""

    sheet: BookSheet
    strings: list[str]
    styles: Styles
    counter: Counter
    _row: int = -1
    _column: int = -1
    _cell: Attributes | None = None
    _keep: list[str] | None = None
    _value: str | None = None
    _formula: str | None = None
    _inline: RichText = msgspec.field(default_factory=RichText)

    def start(self, tag: str, given: Attributes) -> None:
        """An element begins."""
        if tag == "c":
            self._cell, self._value, self._formula, self._inline = given, None, None, RichText()
            self._column += 1
            if "r" in given and (place := place_of(given["r"])):
                self._row, self._column = place
        elif tag in ("v", "f"):
            self._keep = []
        elif tag == "row":
            self._row = _number(given.get("r"), self._row + 2, LAST_ROW) - 1
            self._column = -1
            if given.get("hidden") in TRUE or given.get("ht") in _NO_SIZE:
                self.sheet.hidden_rows.add(self._row)
        elif tag == "col":
            self._hide_columns(given)
        elif tag == "mergeCell":
            self._merge(given.get("ref", ""))
        if self._cell is not None:
            self._inline.start(tag, given)

    def data(self, text: str) -> None:
        """Text stands in an element."""
        if self._keep is not None:
            self._keep.append(text)
        else:
            self._inline.data(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._inline.end(tag)
        if tag in ("v", "f") and self._keep is not None:
            text = "".join(self._keep)
            self._keep = None
            if tag == "v":
                self._value = text
            else:
                self._formula = text
        elif tag == "c" and self._cell is not None:
            value = self._seen(self._read(self._cell), self._cell.get("s", ""))
            if value is not None and self._row >= 0:
                self.counter.cell()
                self.sheet.cells[self._row, self._column] = value
                if self._formula is not None:
                    self.sheet.formulas[self._row, self._column] = self._formula
            self._cell = None

    def _seen(self, value: Value | None, style: str) -> Value | None:
        """The value; not that of a figure whose type cannot be seen."""
        at = int(style) if style.isdecimal() and len(style) < _LONGEST_NUMBER else 0
        if value is None or at not in self.styles.unseen:
            return value
        text = value.text or f"{value.number}"
        if not any(sign.isdigit() for sign in text):
            return value
        return Value(signs().unread, remark=remark("type_unseen", text=text))

    def _read(self, given: Attributes) -> Value | None:
        kind = given.get("t", "n")
        text = self._value
        if kind == "inlineStr":
            return _text(self._inline.text)
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
        number_format = self.styles.formats[at] if at < len(self.styles.formats) else GENERAL
        try:
            number = stored(float(text))
        except ValueError:
            number = Decimal("NaN")
        if not number.is_finite() or "_" in text:
            return Value(text, remark=remark("stored_as_number", value=repr(text[:40])))
        return Value(number=number, format=number_format)

    def _hide_columns(self, given: Attributes) -> None:
        if given.get("hidden") in TRUE or given.get("width") in _NO_SIZE:
            first = _number(given.get("min"), 1, LAST_COLUMN)
            last = _number(given.get("max"), first, LAST_COLUMN)
            self.sheet.hide_columns(first - 1, max(first, last) - 1)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        corners = place_of(first), place_of(last or first)
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


def _number(text: str | None, otherwise: int, last: int) -> int:
    number = int(text) if text and text.isdecimal() and len(text) < _LONGEST_NUMBER else otherwise
    return min(max(number, 1), last)
