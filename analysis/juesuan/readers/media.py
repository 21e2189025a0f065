"""Which reader a file needs, by its content: suffixes are often wrong."""

from __future__ import annotations

from juesuan.catalogue.faults import fault
from juesuan.errors import UnreadableDocument
from juesuan.readers.limits import DEFAULT_LIMITS, Limits
from juesuan.readers.ocr import AUTO, is_photo
from juesuan.readers.source import Source
from juesuan.readers.text import read_text

# A PDF may begin behind other bytes, such as a mail's.
_PDF, _PDF_WITHIN = b"%PDF-", 1024
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_COLUMNS = (".csv", ".tsv", ".tab", ".xls", ".xlsx", ".xlsm", ".et")
_RICH_TEXT = b"{\\rtf"
# The entries of a compound file's directory have this size; each begins with its name in UTF-16.
_ENTRY = 128


def read_source(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, ocr: str = AUTO) -> Source:
    """The lines and grids of a file in any medium that juesuan reads; `ocr` is one of `ocr.MODES`.

    Raises `UnreadableDocument`, and `ScannedDocument` where the pages are pictures.
    """
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _read_package(data, name, limits)
    if data.startswith(_COMPOUND):
        return _read_compound(data, name, limits)
    if data.startswith(_RICH_TEXT):
        return _read_word(data, name, limits)
    if _PDF in data[:_PDF_WITHIN]:
        from juesuan.readers.pdf import read_pdf
        from juesuan.readers.scan.pictured import Pictured

        return read_pdf(data, name, limits, Pictured(ocr, limits))
    if is_photo(data):
        from juesuan.readers.scan.photos import read_photos

        return read_photos(data, name, limits, ocr)
    return _read_signs(data, name, limits)


def _read_signs(data: bytes, name: str, limits: Limits) -> Source:
    """A file of text: a web page, columns, or lines."""
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")[:1] in b"<MFCDS":
        from juesuan.readers.html import is_html, read_html

        if is_html(data):
            return read_html(data, name, limits)
    if _is_in_columns(name):
        from juesuan.readers.excel.delimited import is_delimited
        from juesuan.readers.excel.excel_file import read_excel

        if is_delimited(data, name):
            return read_excel(data, name, limits)
    return read_text(data, name, limits)


def _is_in_columns(name: str) -> bool:
    return name.lower().endswith(_COLUMNS)


def _read_word(data: bytes, name: str, limits: Limits) -> Source:
    from juesuan.readers.word import read_word

    return read_word(data, name, limits)


def _read_package(data: bytes, name: str, limits: Limits) -> Source:
    """A zip file: a workbook, a text document, or something else."""
    from juesuan.readers.package import Package, summary

    parts = Package(data, name, limits).names
    if "xl/workbook.bin" in parts:
        raise UnreadableDocument(fault("binary_workbook"), source=name)
    if any(part.startswith("xl/") for part in parts):
        from juesuan.readers.excel import read_excel

        return read_excel(data, name, limits)
    if any(part.startswith("word/") for part in parts):
        return _read_word(data, name, limits)
    if "content.xml" in parts:
        raise UnreadableDocument(fault("open_document"), source=name)
    raise UnreadableDocument(fault("other_zip", parts=summary(parts)), source=name)


def _read_compound(data: bytes, name: str, limits: Limits) -> Source:
    """The container of old office files, and of new ones behind a password."""
    if _has_stream(data, "EncryptedPackage"):
        from juesuan.readers.excel.biff import locked

        raise locked(name)
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        from juesuan.readers.excel import read_excel

        return read_excel(data, name, limits)
    if _has_stream(data, "WordDocument"):
        return _read_word(data, name, limits)
    raise UnreadableDocument(fault("other_compound"), source=name)


def _has_stream(data: bytes, stream: str) -> bool:
    """The compound file's directory has an entry of this name."""
    entry = stream.encode("utf-16-le") + b"\x00\x00"
    at = data.find(entry)
    while at >= 0:
        if at % _ENTRY == 0:
            return True
        at = data.find(entry, at + 1)
    return False
