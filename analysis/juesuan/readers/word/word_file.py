"""A Word file → its lines and grids; what is not read of it is said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lxml import etree

from juesuan.catalogue.faults import fault
from juesuan.catalogue.remarks import Remark, remark
from juesuan.errors import ScannedDocument, UnreadableDocument
from juesuan.readers.limits import DEFAULT_LIMITS, Limits
from juesuan.readers.page import Page, lay_out
from juesuan.readers.piped import piped
from juesuan.readers.source import Source
from juesuan.readers.word.body_elements import Walk
from juesuan.readers.word.list_numbers import read_numbering
from juesuan.readers.word.package_parts import parsed, read_parts
from juesuan.readers.word.word_styles import read_styles

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OLE, _RTF = b"\xd0\xcf\x11\xe0", b"{\\rtf"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_TOLD = 3


def read_word(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read a .docx file: its body with tables, text boxes and content controls.

    Headers, footers, notes and deleted text are left out; hidden text is left out and said. Word
    files have no pages: where one ends depends on who prints it.

    Raises `UnreadableDocument` for a damaged or locked file, an old .doc and Rich Text,
    `ScannedDocument` where it holds pictures alone.
    """
    if data.startswith((_OLE, _RTF)):
        raise _old(data, name)
    parts = read_parts(data, name, limits)
    styles = read_styles(parsed(parts.styles, name))
    walk = Walk(styles, read_numbering(parsed(parts.numbering, name)))
    walk.read(parts.document, name)
    lines, grids = lay_out([Page(None, tuple(piped(walk.builder.bounded(name, limits))))])
    if not lines and (walk.pictures or walk.objects):
        raise ScannedDocument(fault("word_of_pictures"), source=name)
    if not lines:
        raise UnreadableDocument(fault("word_without_text"), source=name)
    digest = hashlib.sha256(data).hexdigest()
    reader = f"word 1 (lxml {etree.__version__})"
    return Source(name, digest, _MEDIA_TYPE, reader, None, lines, tuple(_remarks(walk)), grids)


def _remarks(walk: Walk) -> Iterator[Remark]:
    if walk.hidden:
        first = "; ".join(repr(text[:30]) for text in walk.hidden[:_TOLD])
        yield remark("hidden_text", count=len(walk.hidden), first=first)
    if walk.objects:
        yield remark("embedded_objects", count=walk.objects)


def _old(data: bytes, name: str) -> UnreadableDocument:
    if _LOCKED in data:
        return UnreadableDocument(fault("locked"), source=name)
    kind = fault("kind_rich_text" if data.startswith(_RTF) else "kind_old_word")
    return UnreadableDocument(fault("old_word", kind=kind), source=name)
