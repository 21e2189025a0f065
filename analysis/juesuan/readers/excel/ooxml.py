"""An .xlsx or .xlsm file → a book. A stream of XML events, so that a sheet's size is its content's.

python-calamine and openpyxl are not used: neither tells in one pass what a number's format shows
and where a formula has no stored value, and calamine makes room for every cell up to the last one,
which a single cell at XFD1048576 turns into the end of the process.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.parsers import expat

from juesuan.readers.excel.book import Book, BookSheet
from juesuan.readers.excel.counter import Counter
from juesuan.readers.excel.number_format import GENERAL
from juesuan.readers.excel.ooxml_cells import TRUE, Attributes, Cells, unescaped
from juesuan.readers.limits import Limits
from juesuan.readers.package import Package

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RELATIONS = "_rels/.rels"
# ECMA-376 part 1, 18.8.30: formats that a file may use without defining them.
_BUILT_IN: Mapping[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    37: "#,##0 ;(#,##0)", 38: "#,##0 ;(#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"??', 44: '#,##0.00;-#,##0.00;"-"??', 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "y-m-d"),
}  # fmt: skip


def read_ooxml(package: Package, limits: Limits) -> Book:
    """The workbook of a package; raises `UnreadableDocument` where it is damaged or too large."""
    main = next(
        (at for kind, at in _relations(package, "").values() if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    listed = _Workbook()
    _parse(package, main, listed.start, None, None)
    counter = Counter(package.name, limits)
    counter.sheets(len(listed.sheets))
    related = _relations(package, main)
    kinds = dict(related.values())
    strings = _Strings()
    if "sharedStrings" in kinds:
        _parse(package, kinds["sharedStrings"], strings.start, strings.end, strings.data)
    styles = _Styles()
    if "styles" in kinds:
        _parse(package, kinds["styles"], styles.start, styles.end, None)
    sheets = []
    for name, state, relation in listed.sheets:
        kind, at = related.get(relation, ("", ""))
        if kind == "worksheet":
            sheet = BookSheet(name, is_hidden=state != "visible")
            reader = Cells(sheet, strings.texts, styles.formats, counter)
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
    local = _Local()
    parser.StartElementHandler = lambda tag, given: start(local[tag], given)
    if end:
        parser.EndElementHandler = lambda tag: end(local[tag])
    if data:
        parser.CharacterDataHandler = data
    try:
        parser.Parse(package.read(part), True)
    except (expat.ExpatError, UnicodeError, LookupError, ValueError) as error:
        raise package.damaged(f"{part}: {error}") from error


class _Local(dict[str, str]):
    """Names without their namespace, each taken apart once."""

    def __missing__(self, tag: str) -> str:
        self[tag] = tag.rpartition(":")[2]
        return self[tag]


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
            self.since_1904 = given.get("date1904") in TRUE


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
            self.texts.append(unescaped("".join(self._pieces)))


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
