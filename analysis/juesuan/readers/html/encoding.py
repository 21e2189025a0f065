"""The bytes of a web page as text: by its mark, by what they are, by what the page declares."""

from __future__ import annotations

import codecs
import re

from juesuan.catalogue.remarks import Remark, remark
from juesuan.errors import UnreadableDocument
from juesuan.readers.text import decode

_DECLARED = re.compile(
    rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,20})", re.IGNORECASE
)
_DECLARED_WITHIN = 4096
# GB18030 holds all of these; pages declare the oldest one. Other encodings no page of the mainland
# is in: a declaration of one is a slip.
_CHINESE = frozenset({"gb2312", "gbk", "gb18030"})
_TRADITIONAL = frozenset({"big5", "big5hkscs", "cp950"})
_WIDE = re.compile("[\u2e80-\uffef]")
# A page in the wrong encoding has more signs that are none.
_MOST_BAD = 0.002


def page_text(
    data: bytes, name: str, charset: str | None = None
) -> tuple[str, str, tuple[Remark, ...]]:
    """The text of a page, its encoding, and remarks on bytes that are no signs.

    `charset` is what a mail says of a page. UTF-8 comes before what the page declares, since
    programs that save a page anew often leave its declaration as it was.

    Raises `UnreadableDocument` for an empty page and for bytes in no known encoding.
    """
    declared = _declared(data, charset)
    if declared and (charset or declared in _TRADITIONAL) and (text := _strict(data, declared)):
        return text, declared, ()
    try:
        text, encoding, remarks = decode(data, name)
    except UnreadableDocument:
        if found := _lenient(data):
            return found
        raise
    # Two bytes of a short Chinese text may be a Cyrillic letter in UTF-8.
    doubtful = encoding == "utf-8" and declared == "gb18030" and not _WIDE.search(text)
    if doubtful and (again := _strict(data, "gb18030")):
        return again, "gb18030", remarks
    return text, encoding, remarks


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _lenient(data: bytes) -> tuple[str, str, tuple[Remark, ...]] | None:
    """The text without the few bytes that are no signs; None where they are too many."""
    found = [(data.decode(encoding, "replace"), encoding) for encoding in ("utf-8", "gb18030")]
    text, encoding = min(found, key=lambda each: each[0].count("\ufffd"))
    bad = text.count("\ufffd")
    if "\x00" in text or bad > 1 + _MOST_BAD * len(text) or not text.strip("\ufffd \r\n\t"):
        return None
    return text, encoding, (remark("bytes_no_signs", count=bad, encoding=encoding),)


def _declared(data: bytes, charset: str | None) -> str | None:
    """What the page or the mail declares; UTF-16 and others are told by the bytes themselves."""
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    name = charset or (match[1].decode("ascii") if match else "")
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if found in _CHINESE:
        return "gb18030"
    return found if found in _TRADITIONAL or found == "utf-8" else None
