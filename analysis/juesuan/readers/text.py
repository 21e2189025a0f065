"""Flattened text: what is left when a document's words are taken out of a PDF or a web page."""

from __future__ import annotations

import codecs
import hashlib

from juesuan.catalogue.faults import Fault, fault
from juesuan.catalogue.remarks import Remark, remark
from juesuan.errors import UnreadableDocument
from juesuan.readers.limits import DEFAULT_LIMITS, Limits
from juesuan.readers.markdown import unmarked
from juesuan.readers.piped import is_rule
from juesuan.readers.source import Line, Source
from juesuan.readers.typed_tables import typed_tables

# Signatures of the media people rename to .txt, with what they are.
_SIGNATURES = {
    b"%PDF": "kind_pdf",
    b"PK\x03\x04": "kind_office",
    b"\xd0\xcf\x11\xe0": "kind_old_office",
    b"Rar!": "kind_rar",
    b"7z\xbc\xaf": "kind_zip7",
    b"\x89PNG": "kind_picture",
    b"\xff\xd8\xff": "kind_picture",
}
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read_text(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read a text file in UTF-8, UTF-16, UTF-32 or GB18030 (GBK, GB2312); form feeds end pages.

    Raises `UnreadableDocument` for an empty file, another medium, bytes in no known encoding, and
    a text beyond `limits.text_bytes` or `limits.lines`.
    """
    if len(data) > limits.text_bytes:
        raise _too_long(fault("bytes_of_text", count=len(data)), "text_bytes", name, limits)
    text, encoding, remarks = decode(data, name)
    pages = text.split("\f")
    while len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    lines: list[Line] = []
    number = 1
    for page, page_text in enumerate(pages, start=1):
        for offset, printed in enumerate(page_text.split("\n")):
            if printed.strip() and not is_rule(printed):
                if len(lines) == limits.lines:
                    raise _too_long(fault("more_lines", count=limits.lines), "lines", name, limits)
                at = page if len(pages) > 1 else None
                lines.append(Line(len(lines) + 1, at, unmarked(printed), number + offset))
        number += page_text.count("\n")
    if not lines:
        raise UnreadableDocument(fault("no_text"), source=name)
    digest = hashlib.sha256(data).hexdigest()
    count = len(pages) if len(pages) > 1 else None
    reader = f"text 1 ({encoding})"
    grids = tuple(typed_tables(lines))
    return Source(name, digest, "text/plain", reader, count, tuple(lines), remarks, grids)


def _too_long(what: Fault, limit: str, name: str, limits: Limits) -> UnreadableDocument:
    return UnreadableDocument(
        fault("text_too_long", what=what, most=getattr(limits, limit), limit=limit), source=name
    )


def decode(data: bytes, name: str) -> tuple[str, str, tuple[Remark, ...]]:
    """The text with line feeds as line ends, its encoding, and remarks on the bytes."""
    if not data.strip(b"\x00\r\n\t "):
        raise UnreadableDocument(fault("file_empty"), source=name)
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableDocument(fault("not_text", kind=fault(kind)), source=name)
    for encoding in _candidates(data):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(data)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            # What the decoder still holds is the beginning of a character that never ends.
            remarks = (remark("ends_in_character"),) if decoder.getstate()[0] else ()
            return text.replace("\r\n", "\n").replace("\r", "\n"), encoding, remarks
    raise UnreadableDocument(fault("encoding_unknown"), source=name, line=_bad_line(data))


def _candidates(data: bytes) -> tuple[str, ...]:
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return (encoding,)
    if b"\x00" in data:
        # Chinese text has line ends and digits, whose other byte is zero in UTF-16.
        return ("utf-16-le", "utf-16-be") if b"\n\x00" in data else ("utf-16-be", "utf-16-le")
    return ("utf-8", "gb18030")


def _bad_line(data: bytes) -> int:
    """The line of the first byte that is not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1
