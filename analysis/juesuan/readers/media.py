"""Which reader a file needs, by its content: suffixes are often wrong."""

from __future__ import annotations

from juesuan.readers.source import Source
from juesuan.readers.text import read_text

# A PDF may begin behind other bytes, such as a mail's.
_PDF, _PDF_WITHIN = b"%PDF-", 1024
_WORD = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")


def read_source(data: bytes, name: str) -> Source:
    """The lines and grids of a file in any medium that juesuan reads.

    Raises `UnreadableDocument`, and `ScannedDocument` where the pages are pictures.
    """
    if _PDF in data[:_PDF_WITHIN]:
        from juesuan.readers.pdf import read_pdf

        return read_pdf(data, name)
    if data.startswith(_WORD):
        from juesuan.readers.word import read_word

        return read_word(data, name)
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")[:1] in b"<MFCDS":
        from juesuan.readers.html import is_html, read_html

        if is_html(data):
            return read_html(data, name)
    return read_text(data, name)
