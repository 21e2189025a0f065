"""An .xlsx or .xlsm file → a book. A stream of XML events, so that a sheet's size is its content's.

python-calamine and openpyxl are not used: neither tells in one pass what a number's format shows
and where a formula has no stored value, and calamine makes room for every cell up to the last one,
which a single cell at XFD1048576 turns into the end of the process.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from urllib.parse import unquote
from xml.parsers import expat

import msgspec

from juesuan.readers.excel.book import Book, BookSheet
from juesuan.readers.excel.counter import Counter
from juesuan.readers.excel.drawings import DRAWING, Drawings
from juesuan.readers.excel.ooxml_cells import TRUE, Cells
from juesuan.readers.excel.ooxml_styles import Styles
from juesuan.readers.excel.rich_text import Attributes, SharedTexts
from juesuan.readers.limits import Limits
from juesuan.readers.package import Package

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RELATIONS = "_rels/.rels"


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
    strings = SharedTexts()
    if "sharedStrings" in kinds:
        _parse(package, kinds["sharedStrings"], strings.start, strings.end, strings.data)
    styles = Styles()
    if "styles" in kinds:
        _parse(package, kinds["styles"], styles.start, styles.end, None)
    sheets = []
    for name, state, relation in listed.sheets:
        kind, at = related.get(relation, ("", ""))
        if kind == "worksheet":
            sheet = BookSheet(name, is_hidden=state != "visible")
            reader = Cells(sheet, strings.texts, styles, counter)
            _parse(package, at, reader.start, reader.end, reader.data)
            for part in (
                part for kind, part in _relations(package, at).values() if kind == DRAWING
            ):
                drawn = Drawings(sheet)
                _parse(package, part, drawn.start, drawn.end, drawn.data)
            sheets.append(sheet)
        elif not kind:
            raise package.damaged(f"the sheet {name} is missing")
        else:
            # A sheet that is a chart; it keeps its place.
            sheets.append(BookSheet(name, is_hidden=state != "visible"))
    return Book(sheets, MEDIA_TYPE, "excel 1 (ooxml)", listed.since_1904, listed.recalculates)


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


class _Workbook(msgspec.Struct):
    """The sheets in order: name, visible or not, and the relation to its part."""

    sheets: list[tuple[str, str, str]] = []
    since_1904: bool = False
    recalculates: bool = False

    def start(self, tag: str, given: Attributes) -> None:
        if tag == "sheet":
            relation = next((v for k, v in given.items() if k.rpartition(":")[2] == "id"), "")
            self.sheets.append((given.get("name", ""), given.get("state", "visible"), relation))
        elif tag == "workbookPr":
            self.since_1904 = given.get("date1904") in TRUE
        elif tag == "calcPr":
            self.recalculates = given.get("fullCalcOnLoad") in TRUE
