"""The bytes of a web page as text: by its mark, by what they are, by what the page declares."""

from __future__ import annotations

import codecs
import re

from juesuan.errors import UnreadableDocument
from juesuan.readers.text import decode

_DECLARED = re.compile(
    rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,20})", re.IGNORECASE
)
_DECLARED_WITHIN = 4096
# GB18030 holds all of these; pages declare the oldest one.
_CHINESE = frozenset({"gb2312", "gbk", "hz", "iso2022_cn", "ascii", "iso8859-1", "cp1252"})
# A page in the wrong encoding has more signs that are none.
_MOST_BAD = 0.002


def page_text(
    data: bytes, name: str, charset: str | None = None
) -> tuple[str, str, tuple[str, ...]]:
    """The text of a page, its encoding, and remarks on bytes that are no signs.

    `charset` is what a mail says of a page. UTF-8 comes before what the page declares, since
    programs that save a page anew often leave its declaration as it was.

    Raises `UnreadableDocument` for an empty page and for bytes in no known encoding.
    """
    declared = _declared(data, charset)
    if declared not in (None, "utf-8", "gb18030"):
        try:
            return data.decode(declared), declared, ()
        except (UnicodeDecodeError, LookupError):
            pass
    try:
        return decode(data, name)
    except UnreadableDocument:
        found = [(encoding, data.decode(encoding, "replace")) for encoding in ("utf-8", "gb18030")]
        encoding, text = min(found, key=lambda each: each[1].count("\ufffd"))
        bad = text.count("\ufffd")
        if not text.strip("\x00\ufffd \r\n\t") or bad > 1 + _MOST_BAD * len(text) or "\x00" in text:
            raise
        return text, encoding, (f"{bad} bytes are no signs in {encoding} and are left out",)


def _declared(data: bytes, charset: str | None) -> str | None:
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    name = charset or (match[1].decode("ascii") if match else None)
    try:
        found = codecs.lookup(name).name if name else None
    except (LookupError, ValueError):
        return None
    if found in _CHINESE:
        return "gb18030"
    # UTF-16 is told by its marks and zeros, not by a declaration that was read as single bytes.
    return None if found is None or found.startswith(("utf-16", "utf-32", "utf_7")) else found
