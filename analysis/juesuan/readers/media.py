"""Which reader a file needs, by its content: suffixes are often wrong."""

from __future__ import annotations

from juesuan.readers.source import Source
from juesuan.readers.text import read_text

# A PDF may begin behind other bytes, such as a mail's.
_PDF, _PDF_WITHIN = b"%PDF-", 1024


def read_source(data: bytes, name: str) -> Source:
    """The lines and grids of a file in any medium that juesuan reads.

    Raises `UnreadableDocument`, and `ScannedDocument` where the pages are pictures.
    """
    if _PDF in data[:_PDF_WITHIN]:
        from juesuan.readers.pdf import read_pdf

        return read_pdf(data, name)
    return read_text(data, name)
