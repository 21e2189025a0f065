"""The text of a Word file as it goes: paragraphs, cells and tables in their order."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import msgspec
from lxml import etree

from juesuan.catalogue.printed_signs import signs
from juesuan.catalogue.remarks import remark
from juesuan.readers.boxes import Builder
from juesuan.readers.word.list_numbers import Numbering
from juesuan.readers.word.markup import attribute, is_on, local, named, value
from juesuan.readers.word.package_parts import damaged, refuse_entities
from juesuan.readers.word.word_styles import NO_LOOK, Look, Style, list_of, look_of

# Of these nothing is printed: deleted text, the other form of what stands there already, readings
# over characters, comments' marks.
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "rt", "instrText", "delText"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Fonts of symbols have their signs here, from the one that is a blank in ASCII on.
_PRIVATE, _SURROGATES = 0xF000, 0xD800
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{1,5}")
_SYMBOLS = "0123456789.,-+()%"
UNKNOWN = "\ufffd"
_NO_FILL = frozenset({"", "auto", "FFFFFF", "ffffff"})
PICTURE, OBJECT = remark("a_picture"), remark("an_object")
DRAWING, FIELD = remark("a_drawing"), remark("a_field")


class Field(msgspec.Struct):
    """A field: where its signs begin, and what it shows besides."""

    begin: int
    chosen: str = ""


class _Paragraph(msgspec.Struct):
    """An open paragraph: its signs so far, how its runs look, and the fields that are open."""

    signs: list[str] = []
    fields: list[Field] = []
    list: str = ""
    level: int = 0
    style: Look = NO_LOOK
    in_run: bool = False
    look: Look = NO_LOOK


class Walk(msgspec.Struct):
    """What was found: `builder.blocks`, hidden pieces of text, objects that are not read."""

    styles: dict[str, Style]
    numbering: Numbering
    builder: Builder = msgspec.field(default_factory=Builder)
    hidden: list[str] = []
    objects: int = 0
    pictures: int = 0
    has_ground: bool = False
    paragraphs: list[_Paragraph] = []

    def read(self, document: bytes, name: str) -> None:
        """Walk through the document's part.

        Raises `UnreadableDocument` where its XML is broken, nested too deep or declares entities.
        """
        skipped: etree._Element | None = None
        events = etree.iterparse(
            io.BytesIO(document),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        root: etree._Element | None = None
        try:
            for event, element in events:
                if root is None:
                    root = element
                    refuse_entities(root, name)
                kind = local(element)
                if skipped is not None:
                    if element is skipped:
                        skipped = None
                elif event == "start":
                    if kind in _SKIPPED and not _is_property(element):
                        skipped = element
                    elif start := _STARTS.get(kind):
                        start(self)
                elif end := _ENDS.get(kind):
                    end(self, element)
        except etree.XMLSyntaxError as error:
            raise damaged(error, name) from error


def _open_paragraph(walk: Walk) -> None:
    walk.paragraphs.append(_Paragraph())


def _open_run(walk: Walk) -> None:
    if walk.paragraphs:
        paragraph = walk.paragraphs[-1]
        paragraph.in_run, paragraph.look = True, paragraph.style


def _close_run(walk: Walk, _: etree._Element) -> None:
    if walk.paragraphs:
        walk.paragraphs[-1].in_run = False


def _run_properties(walk: Walk, element: etree._Element) -> None:
    paragraph = walk.paragraphs[-1] if walk.paragraphs else None
    if paragraph is None or not paragraph.in_run:
        return
    style = walk.styles.get(value(element, "rStyle"), Style())
    paragraph.look = look_of(element).over(style.look.over(paragraph.style))


def _paragraph_properties(walk: Walk, element: etree._Element) -> None:
    if not walk.paragraphs:
        return
    paragraph = walk.paragraphs[-1]
    name = value(element, "pStyle")
    style = walk.styles.get(name, Style())
    number, level = list_of(element)
    paragraph.list = number or style.list
    at = level or style.level
    if at.isascii() and at.isdigit() and len(at) == 1:
        paragraph.level = int(at)
    elif paragraph.list:
        paragraph.level = walk.numbering.level_of(paragraph.list, name)
    paragraph.style = style.look


def _text(walk: Walk, element: etree._Element) -> None:
    _add(walk, element.text or "")


def _sign(walk: Walk, element: etree._Element) -> None:
    if walk.paragraphs and walk.paragraphs[-1].in_run:
        _add(walk, _SIGNS[local(element)])


def _add(walk: Walk, text: str) -> None:
    if not walk.paragraphs:
        return
    paragraph = walk.paragraphs[-1]
    look = paragraph.look if paragraph.in_run else paragraph.style
    # White headings stand on grounds that a table's style may tell; figures do not.
    white = look.white and not walk.has_ground and any(sign.isdigit() for sign in text)
    if look.hidden or white:
        if text.strip():
            walk.hidden.append(text.strip())
    else:
        raised = signs().raise_(text, lower=look.level == "lowered") if look.level else text
        paragraph.signs.append(raised)


def _symbol(walk: Walk, element: etree._Element) -> None:
    """A sign by its place in a font: that of Symbol has digits and signs where ASCII has them."""
    code = attribute(element, "char")
    place = int(code, 16) if _HEXADECIMAL.fullmatch(code) else 0
    is_private = _PRIVATE <= place < _PRIVATE + 0x100
    sign = (
        chr(place - _PRIVATE if is_private else place) if place < _SURROGATES or is_private else ""
    )
    is_plain = attribute(element, "font").lower().startswith("symbol") and sign in _SYMBOLS
    _add(walk, sign if sign and (is_plain or not is_private) else UNKNOWN)


def _field(walk: Walk, element: etree._Element) -> None:
    """Where a field begins, where its result does, and where it ends."""
    if not walk.paragraphs:
        return
    paragraph, kind = walk.paragraphs[-1], attribute(element, "fldCharType")
    if kind == "begin":
        paragraph.fields.append(Field(len(paragraph.signs)))
        _choice(paragraph.fields[-1], element)
    elif kind == "end" and paragraph.fields:
        ended = paragraph.fields.pop()
        if "".join(paragraph.signs[ended.begin :]).strip():
            return
        if ended.chosen:
            _add(walk, ended.chosen)
        else:
            walk.builder.leave_unread(FIELD)


def _choice(begun: Field, element: etree._Element) -> None:
    """What a list of choices shows, which stands nowhere as text."""
    for choices in element.iter():
        if local(choices) == "ddList":
            entries = [attribute(each, "val") for each in named(choices, "listEntry")]
            at = value(choices, "result") or value(choices, "default") or "0"
            if at.isdecimal() and int(at) < len(entries):
                begun.chosen = entries[int(at)]


def _word_art(walk: Walk, element: etree._Element) -> None:
    _add(walk, attribute(element, "string"))


def _drawing(walk: Walk, _: etree._Element) -> None:
    walk.builder.leave_unread(DRAWING)


def _close_paragraph(walk: Walk, element: etree._Element) -> None:
    paragraph = walk.paragraphs.pop()
    text = "".join(paragraph.signs)
    if paragraph.list:
        label = walk.numbering.label(paragraph.list, paragraph.level)
        text = label + text if text.strip() or walk.builder.box is not None else text
    for line in text.split("\n"):
        walk.builder.line(line)
    if not walk.paragraphs:
        element.clear()


def _open_table(walk: Walk) -> None:
    walk.builder.open_table()


def _close_table(walk: Walk, element: etree._Element) -> None:
    walk.builder.close_table()
    if not walk.paragraphs:
        element.clear()


def _open_row(walk: Walk) -> None:
    walk.builder.open_row()


def _row_properties(walk: Walk, element: etree._Element) -> None:
    row = walk.builder.row
    if row is None:
        return
    row.before = _count(value(element, "gridBefore"), 0)
    row.dropped = bool(named(element, "del")) or is_on(element, "hidden")
    if is_on(element, "hidden"):
        walk.hidden.append("a row")


def _open_box(walk: Walk) -> None:
    walk.has_ground = False
    walk.builder.open_box()


def _close_box(walk: Walk, _: etree._Element) -> None:
    walk.builder.close_box()


def _box_properties(walk: Walk, element: etree._Element) -> None:
    box = walk.builder.box
    if box is None:
        return
    box.columns = _count(value(element, "gridSpan"), 1)
    merges = [*named(element, "vMerge"), *named(element, "vmerge")]
    walk.has_ground = any(attribute(each, "fill") not in _NO_FILL for each in named(element, "shd"))
    box.goes_on = any(attribute(each, "val") != "restart" for each in merges)


def _object(walk: Walk, _: etree._Element) -> None:
    walk.objects += 1
    walk.builder.leave_unread(OBJECT)


def _picture(walk: Walk, _: etree._Element) -> None:
    walk.pictures += 1
    walk.builder.leave_unread(PICTURE)


def _is_property(element: etree._Element) -> bool:
    """A mark in the properties of a row or cell, which says that it was deleted."""
    parent = element.getparent()
    return parent is not None and local(parent) in {"trPr", "tcPr", "rPr"}


def _count(text: str, least: int) -> int:
    """A number of columns as written; `least` where it is none."""
    digits = text if text.isascii() and text.isdigit() else ""
    return max(least, int(digits[:9])) if digits else least


_STARTS: dict[str, Callable[[Walk], None]] = {
    "p": _open_paragraph,
    "r": _open_run,
    "tbl": _open_table,
    "tr": _open_row,
    "tc": _open_box,
}
_ENDS: dict[str, Callable[[Walk, etree._Element], None]] = {
    "p": _close_paragraph,
    "r": _close_run,
    "pPr": _paragraph_properties,
    "rPr": _run_properties,
    "t": _text,
    "sym": _symbol,
    "fldChar": _field,
    "textpath": _word_art,
    "chart": _drawing,
    "relIds": _drawing,
    "tbl": _close_table,
    "trPr": _row_properties,
    "tc": _close_box,
    "tcPr": _box_properties,
    "OLEObject": _object,
    "altChunk": _object,
    "blip": _picture,
    "imagedata": _picture,
    **dict.fromkeys(_SIGNS, _sign),
}
