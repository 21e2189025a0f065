"""Flattened text: what is left when a document's words are taken out of a PDF or a web page."""

from __future__ import annotations

import codecs
import hashlib

from juesuan.catalogue.remarks import Remark, remark
from juesuan.errors import UnreadableDocument
from juesuan.readers.limits import DEFAULT_LIMITS, Limits
from juesuan.readers.piped import is_rule
from juesuan.readers.source import Line, Source

# Signatures of the media people rename to .txt, with what they are.
_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"\xd0\xcf\x11\xe0": "a damaged old Word or Excel file",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
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
        raise _too_long(f"{len(data):,} bytes of text", "text_bytes", name, limits)
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
                    raise _too_long(f"more than {limits.lines:,} lines", "lines", name, limits)
                lines.append(Line(number + offset, page if len(pages) > 1 else None, printed))
        number += page_text.count("\n")
    if not lines:
        raise UnreadableDocument(
            "the file holds no text", source=name, hint="Save the document's text into it again."
        )
    digest = hashlib.sha256(data).hexdigest()
    count = len(pages) if len(pages) > 1 else None
    reader = f"text 1 ({encoding})"
    return Source(name, digest, "text/plain", reader, count, tuple(lines), remarks)


def _too_long(what: str, limit: str, name: str, limits: Limits) -> UnreadableDocument:
    return UnreadableDocument(
        f"the file holds {what}, far more than accounts have",
        source=name,
        hint=f"At most {getattr(limits, limit):,} are read: save the accounts alone, or raise "
        f"juesuan.Limits({limit}=…).",
    )


def decode(data: bytes, name: str) -> tuple[str, str, tuple[Remark, ...]]:
    """The text with line feeds as line ends, its encoding, and remarks on the bytes."""
    if not data.strip(b"\x00\r\n\t "):
        raise UnreadableDocument(
            "the file is empty", source=name, hint="Save the document's text into it again."
        )
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableDocument(
                f"this is {kind}, not text",
                source=name,
                hint="Save the document as PDF, .xlsx, .docx, web page or text.",
            )
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
    raise UnreadableDocument(
        "the bytes are neither UTF-8, UTF-16, UTF-32 nor GB18030 text",
        source=name,
        line=_bad_line(data),
        hint="Open the file in an editor and save it as UTF-8.",
    )


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
