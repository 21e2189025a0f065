"""A web page → its lines and grids; nothing that it refers to is fetched."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from lxml import etree

from juesuan.catalogue.faults import fault
from juesuan.catalogue.remarks import Remark, remark, together
from juesuan.errors import UnreadableDocument
from juesuan.readers.html.elements import Walk
from juesuan.readers.html.encoding import page_text
from juesuan.readers.html.mhtml import is_mhtml, pages
from juesuan.readers.limits import DEFAULT_LIMITS, Limits
from juesuan.readers.page import Page, lay_out
from juesuan.readers.piped import piped
from juesuan.readers.source import Source

_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|style|center|font|link|base)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_START_WITHIN = 8192
# Office formats of 2003 that are XML in one file; programs save them as .doc and .xls.
_FLAT = {
    b"schemas.microsoft.com/office/word/2003/wordml": ("kind_word_2003", ".docx"),
    b"<Workbook": ("kind_excel_2003", ".xlsx"),
    b"schemas.microsoft.com/office/2006/xmlPackage": ("kind_word_flat", ".docx"),
}
_XML = b"<?xml"
_PAGE_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_TOLD = 3


def is_html(data: bytes) -> bool:
    """The bytes begin as a web page or a web archive, whatever the file's name."""
    start = data[:_START_WITHIN]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    start = start.replace(b"\x00", b"")
    return bool(_START.match(start)) or _flat(start) is not None or is_mhtml(data)


def _flat(start: bytes) -> tuple[str, str] | None:
    """Which office format in one XML file begins so, and what it should be saved as."""
    if not start.lstrip().startswith(_XML):
        return None
    return next((what for mark, what in _FLAT.items() if mark in start), None)


def read_html(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read a saved page, or the pages of a web archive.

    Hidden and deleted elements are left out and said; files of accounts that the page names are
    told in `attachments`. Raises `UnreadableDocument`.
    """
    tags = data.count(b"<")
    if len(data) > limits.page_bytes or tags > limits.page_tags:
        raise UnreadableDocument(
            fault("page_too_large", size=len(data) / 1000000.0, tags=tags), source=name
        )
    if flat := _flat(data[:_START_WITHIN].removeprefix(_MARKS[0]).replace(b"\x00", b"")):
        raise UnreadableDocument(
            fault("flat_office", kind=fault(flat[0]), suffix=flat[1]), source=name
        )
    given = pages(data, name) if is_mhtml(data) else [(data, None)]
    walk, encoding = Walk(), ""
    remarks: list[Remark] = []
    for page, charset in given:
        text, encoding, said = page_text(page, name, charset)
        remarks += said
        root, cut = _parsed(text, name)
        remarks += cut
        if root is not None:
            walk.read(root)
    lines, grids = lay_out([Page(None, tuple(piped(walk.builder.bounded(name, limits))))])
    if not lines:
        raise _nothing(walk, name, remarks)
    return Source(
        name,
        hashlib.sha256(data).hexdigest(),
        "text/html",
        f"html 1 (lxml {etree.__version__}, {encoding})",
        None,
        lines,
        (*remarks, *_remarks(walk)),
        grids,
        attachments=tuple(walk.attachments),
    )


def _parsed(text: str, name: str) -> tuple[etree._Element | None, list[Remark]]:
    """A page's tree, and a remark where the parser gave up on the way."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    # A zero byte would end the text for the parser.
    # What stands behind the end of a page is shown as a part of it.
    data = _PAGE_END.sub("", text.replace("\x00", "")).encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(fault("page_damaged", error=error), source=name) from error
    limits = [each for each in parser.error_log if each.type_name == "ERR_RESOURCE_LIMIT"]
    return root, [remark("page_cut", line=each.line, said=each.message) for each in limits[:1]]


def _remarks(walk: Walk) -> Iterator[Remark]:
    if walk.hidden:
        first = "; ".join(repr(text[:30]) for text in walk.hidden[:_TOLD])
        yield remark("hidden_elements", count=len(walk.hidden), first=first)
    if walk.attachments:
        yield remark("attachments", names="; ".join(walk.attachments))


def _nothing(walk: Walk, name: str, remarks: list[Remark]) -> UnreadableDocument:
    if walk.frames:
        return UnreadableDocument(fault("page_of_frames"), source=name)
    if walk.attachments:
        return UnreadableDocument(
            fault("page_without_text", attachments=tuple(walk.attachments)), source=name
        )
    if remarks:
        said = together(*remarks)
        return UnreadableDocument(fault("page_empty_and", said=said), source=name)
    return UnreadableDocument(fault("page_empty"), source=name)
