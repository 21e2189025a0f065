"""An .xlsx or .xlsm file → a book. A stream of XML events, so that a sheet's size is its content's.

python-calamine and openpyxl are not used: neither tells in one pass what a number's format shows
and where a formula has no stored value, and calamine makes room for every cell up to the last one,
which a single cell at XFD1048576 turns into the end of the process.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import unquote
from xml.parsers import expat

from juesuan.errors import UnreadableDocument
from juesuan.readers.excel.book import Book, BookSheet, Merged, Value, stored
from juesuan.readers.excel.counter import Counter
from juesuan.readers.excel.number_format import GENERAL
from juesuan.readers.limits import Limits
from juesuan.readers.package import Package

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RELATIONS = "_rels/.rels"
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14
_TRUE = ("1", "true")
# ECMA-376 part 1, 18.8.30: formats that a file may use without defining them.
_BUILT_IN: Mapping[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    37: "#,##0 ;(#,##0)", 38: "#,##0 ;(#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"??', 44: '#,##0.00;-#,##0.00;"-"??', 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss", 48: "##0.0E+0", 49: "@", **dict.fromkeys((*range(27, 37), *range(50, 59)), "y-m-d"),
}  # fmt: skip
_NO_VALUE = "the formula has no stored value"

Attributes = dict[str, str]


def read_ooxml(package: Package, limits: Limits) -> Book:
    """The workbook of a package; raises `UnreadableDocument` where it is damaged or too large."""
    main = next(
        (at for kind, at in _relations(package, "").values() if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    listed = _Workbook()
    _parse(package, main, listed.start, None, None)
    if len(listed.sheets) > limits.sheets:
        raise UnreadableDocument(
            f"the workbook has {len(listed.sheets)} sheets",
            source=package.name,
            hint=f"At most {limits.sheets} are read; raise juesuan.Limits(sheets=…).",
        )
    related = _relations(package, main)
    kinds = dict(related.values())
    strings = _Strings()
    if "sharedStrings" in kinds:
        _parse(package, kinds["sharedStrings"], strings.start, strings.end, strings.data)
    styles = _Styles()
    if "styles" in kinds:
        _parse(package, kinds["styles"], styles.start, styles.end, None)
    counter = Counter(package.name, limits.cells)
    sheets = []
    for name, state, relation in listed.sheets:
        kind, at = related.get(relation, ("", ""))
        if kind == "worksheet":
            sheet = BookSheet(name, is_hidden=state != "visible")
            reader = _Cells(sheet, strings.texts, styles.formats, counter)
            _parse(package, at, reader.start, reader.end, reader.data)
            sheets.append(sheet)
        elif not kind:
            raise package.damaged(f"the sheet {name} is missing")
        else:
            # A sheet that is a chart; it keeps its place.
            sheets.append(BookSheet(name, is_hidden=state != "visible"))
    return Book(sheets, MEDIA_TYPE, "excel 1 (ooxml)", listed.since_1904)


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The parts that a part refers to: id → kind and name."""
    folder, file = posixpath.split(part)
    own = posixpath.join(folder, "_rels", f"{file}.rels") if part else _RELATIONS
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, given: Attributes) -> None:
        if tag == "Relationship" and given.get("TargetMode") != "External":
            kind = given.get("Type", "").rpartition("/")[2]
            target = unquote(given.get("Target", ""))
            at = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[given.get("Id", "")] = (kind, at)

    if own in package:
        _parse(package, own, start, None, None)
    return found


def _parse(
    package: Package,
    part: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None,
    data: Callable[[str], None] | None,
) -> None:
    """Go through a part; names come without their namespace."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def no_declaration(*_: object) -> None:
        raise package.damaged(f"{part} declares XML entities, which no office program writes")

    parser.StartDoctypeDeclHandler = no_declaration
    parser.StartElementHandler = lambda tag, given: start(tag.rpartition(":")[2], given)
    if end:
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    if data:
        parser.CharacterDataHandler = data
    try:
        parser.Parse(package.read(part), True)
    except (expat.ExpatError, UnicodeError, LookupError, ValueError) as error:
        raise package.damaged(f"{part}: {error}") from error


@dataclass
class _Workbook:
    """The sheets in order: name, visible or not, and the relation to its part."""

    sheets: list[tuple[str, str, str]] = field(default_factory=list)
    since_1904: bool = False

    def start(self, tag: str, given: Attributes) -> None:
        if tag == "sheet":
            relation = next((v for k, v in given.items() if k.rpartition(":")[2] == "id"), "")
            self.sheets.append((given.get("name", ""), given.get("state", "visible"), relation))
        elif tag == "workbookPr":
            self.since_1904 = given.get("date1904") in _TRUE


@dataclass
class _Strings:
    """The shared texts; their phonetic readings are no part of them."""

    texts: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _inside: bool = False
    _phonetic: bool = False

    def start(self, tag: str, _: Attributes) -> None:
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "t":
            self._inside = not self._phonetic

    def data(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        if tag == "t":
            self._inside = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "si":
            self.texts.append(_unescaped("".join(self._pieces)))


@dataclass
class _Styles:
    """The number format of each cell style."""

    formats: list[str] = field(default_factory=list)
    _defined: dict[str, str] = field(default_factory=dict)
    _inside: bool = False

    def start(self, tag: str, given: Attributes) -> None:
        if tag == "numFmt":
            self._defined[given.get("numFmtId", "")] = given.get("formatCode", "")
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside:
            number = given.get("numFmtId", "0")
            built_in = _BUILT_IN.get(int(number)) if number.isdigit() else None
            self.formats.append(self._defined.get(number) or built_in or GENERAL)

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._inside = False


@dataclass
class _Cells:
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
        if tag == "c":
            self._place(given)
            self._cell, self._value, self._formula, self._inline = given, None, None, []
        elif tag in ("v", "f") or (tag == "t" and not self._phonetic):
            self._keep = []
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "row":
            self._row = _number(given.get("r"), self._row + 2, _LAST_ROW) - 1
            self._column = -1
            if given.get("hidden") in _TRUE:
                self.sheet.hidden_rows.add(self._row)
        elif tag == "col":
            self._hide_columns(given)
        elif tag == "mergeCell":
            self._merge(given.get("ref", ""))

    def data(self, text: str) -> None:
        if self._keep is not None:
            self._keep.append(text)

    def end(self, tag: str) -> None:
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
            if value is not None:
                self.counter.count()
                self.sheet.cells[self._row, self._column] = value
            self._cell = None

    def _place(self, given: Attributes) -> None:
        self._column += 1
        if place := _place(given.get("r", "")):
            self._row, self._column = place

    def _read(self, given: Attributes) -> Value | None:
        kind = given.get("t", "n")
        text = self._value
        if kind == "inlineStr":
            return _text("".join(self._inline))
        if self._formula is not None and not text and kind != "str":
            formula = f" (={self._formula[:60]})" if self._formula else ""
            return Value("=…", remark=_NO_VALUE + formula)
        if text is None or not text.strip():
            return None
        if kind == "s":
            at = int(text) if text.strip().isdecimal() else -1
            known = 0 <= at < len(self.strings)
            return _text(self.strings[at]) if known else Value("…", remark="its text is missing")
        if kind == "e":
            return Value(text, remark=f"the cell shows the error {text}")
        if kind == "b":
            return Value("TRUE" if text in _TRUE else "FALSE")
        if kind in ("str", "d"):
            return _text(text)
        return self._numeric(text, given.get("s", ""))

    def _numeric(self, text: str, style: str) -> Value:
        at = int(style) if style.isdecimal() else 0
        number_format = self.formats[at] if at < len(self.formats) else GENERAL
        try:
            number = stored(float(text))
        except ValueError:
            number = Decimal("NaN")
        if not number.is_finite() or "_" in text:
            return Value(text, remark=f"{text[:40]!r} is stored as a number and is none")
        return Value(number=number, format=number_format)

    def _hide_columns(self, given: Attributes) -> None:
        if given.get("hidden") in _TRUE:
            first = _number(given.get("min"), 1, _LAST_COLUMN)
            last = _number(given.get("max"), first, _LAST_COLUMN)
            self.sheet.hidden_columns.append((first - 1, last - 1))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        corners = _place(first), _place(last or first)
        if corners[0] and corners[1]:
            self.counter.count()
            (a, b), (c, d) = corners[0], corners[1]
            self.sheet.merged.append(Merged(min(a, c), min(b, d), max(a, c), max(b, d)))


def _text(text: str) -> Value | None:
    return Value(_unescaped(text)) if text.strip() else None


def _unescaped(text: str) -> str:
    """Control characters, which XML cannot hold, are written _x000D_."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _number(text: str | None, otherwise: int, last: int) -> int:
    number = int(text) if text and text.isdecimal() and len(text) < 9 else otherwise
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
