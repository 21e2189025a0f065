"""Families of files that no program writes, each made from small accounts by a seed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

from .account import random_account
from .damage import damaged, damaged_elements, damaged_markup
from .excel import ExcelLayout, print_xls, print_xlsx
from .html import HtmlLayout, print_page
from .layout import Layout
from .markup import MarkupLayout
from .parts import broken_parts, changed_sheets, changed_values, packed, unpacked
from .pdf import PdfLayout, print_pdf
from .records import broken_container, broken_records
from .text import print_text
from .word import WordLayout, print_word

Change = Callable[[bytes, Random], bytes]

_EXCEL = (
    ExcelLayout(hidden=True, prose=False),
    ExcelLayout(one_sheet=1, numbers="formula", codes_as_numbers=True),
)
_MARKUPS = (MarkupLayout(), MarkupLayout(nested=True), MarkupLayout(rows_a_table=6, decoys=True))
_PAGES = (HtmlLayout(), HtmlLayout(encoding="gbk", closed=False), HtmlLayout(strokes="lines"))
_WORDS = (WordLayout(), WordLayout(controls=True, boxed=True), WordLayout(inserted=True))
_PDFS = (PdfLayout(), PdfLayout(form=True, turned="rotated", borders="thin_rectangles"))


@cache
def sound(medium: str) -> tuple[bytes, ...]:
    """Small accounts in a medium, as programs write them."""
    account = random_account(Random(1), classes=(1, 1), full_lists=False)
    layout = Layout(line_numbers=True)
    if medium in ("xls", "xlsx"):
        printed = print_xls if medium == "xls" else print_xlsx
        return tuple(printed(account, layout, excel) for excel in _EXCEL)
    if medium == "html":
        pages = zip(_MARKUPS, _PAGES, strict=True)
        return tuple(print_page(account, layout, *each) for each in pages)
    if medium == "docx":
        words = zip(_MARKUPS, _WORDS, strict=True)
        return tuple(print_word(account, layout, *each) for each in words)
    if medium == "pdf":
        return tuple(print_pdf(account, layout, pdf) for pdf in _PDFS)
    return (print_text(account, layout).encode(),)


def _of_one_part(change: Change, suffixes: tuple[str, ...] = (".xml", ".rels")) -> Change:
    """A change of bytes or markup as one of a package's parts, its checksum right."""

    def changed(data: bytes, rng: Random) -> bytes:
        parts = unpacked(data)
        name = rng.choice([name for name in parts if name.endswith(suffixes)])
        parts[name] = change(parts[name], rng) if parts[name] else b""
        return packed(parts)

    return changed


def _in_an_archive(data: bytes, rng: Random) -> bytes:
    """The package with other flags, methods and sizes in its directory."""
    changed = bytearray(data)
    at = data.find(b"PK\x01\x02")
    for _ in range(rng.choice((1, 3, 10))):
        changed[rng.randrange(at, len(changed))] = rng.choice((0, 1, 8, 9, 0x7F, 0xFF))
    return bytes(changed)


def _deep_page(data: bytes, rng: Random) -> bytes:
    """The page with tags in tags, deeper than any stack, and cells of any size."""
    tag = rng.choice((b"div", b"table", b"td", b"b", b"ul", b"span", b"p", b"tr"))
    depth = rng.choice((100, 1_000, 20_000))
    at = rng.randrange(len(data))
    spans = rng.choice(
        (b"", b" colspan=0", b" colspan=99999999", b" rowspan=-1", b" rowspan=65535")
    )
    return data[:at] + b"<%s%s>" % (tag, spans) * depth + data[at:]


def _signs(data: bytes, rng: Random) -> bytes:
    """The text with signs that are no text: controls, marks, halves of characters."""
    odd = ("\x1b[31m", "\x07", "\x00", "\u202e", "\u2066", "\ufeff", "\x85", "\u2028", "\x0c")
    pieces = [data[at : at + 40] for at in range(0, len(data), 40)]
    for _ in range(rng.choice((1, 10, 200))):
        at = rng.randrange(len(pieces))
        pieces[at] += rng.choice(
            (*(sign.encode() for sign in odd), b"\xff", b"\xed\xa0\x80", b"\xe4")
        )
    encoding = rng.choice(("utf-8", "utf-8", "gb18030", "utf-16"))
    text = b"".join(pieces)
    return text if encoding == "utf-8" else text.decode(errors="replace").encode(encoding)


def _other_objects(data: bytes, rng: Random) -> bytes:
    """The file with numbers and names of its dictionaries exchanged."""
    names = (b"/Kids", b"/Parent", b"/Contents", b"/Resources", b"/Length", b"/Type", b"/Count")
    for _ in range(rng.choice((1, 3, 10))):
        name, other = rng.choice(names), rng.choice((*names, b"/Filter", b"/XObject", b"/Font"))
        at = data.find(name, rng.randrange(len(data)))
        if at >= 0:
            rest = data[at + len(name) :]
            put = rng.choice(
                (other, name + b" 1 0 R", name + b" -1", name + b" [1 0 R 1 0 R]", b"")
            )
            data = data[:at] + put + rest
    return data


@dataclass(frozen=True)
class Family:
    """A kind of damage to the files of a medium."""

    medium: str
    change: Change

    def case(self, seed: int) -> bytes:
        """The file of a seed."""
        rng = Random(seed)
        return self.change(rng.choice(sound(self.medium)), rng)


FAMILIES = {
    "xls: records": Family("xls", broken_records),
    "xls: container": Family("xls", broken_container),
    "xls: bytes": Family("xls", damaged),
    "xlsx: sheets": Family("xlsx", changed_sheets),
    "xlsx: values": Family("xlsx", changed_values),
    "xlsx: parts": Family("xlsx", broken_parts),
    "xlsx: elements": Family("xlsx", _of_one_part(damaged_elements)),
    "xlsx: directory": Family("xlsx", _in_an_archive),
    "docx: values": Family("docx", changed_values),
    "docx: parts": Family("docx", broken_parts),
    "docx: elements": Family("docx", _of_one_part(damaged_elements)),
    "docx: bytes": Family("docx", _of_one_part(damaged)),
    "html: tags": Family("html", damaged_markup),
    "html: depth": Family("html", _deep_page),
    "html: bytes": Family("html", damaged),
    "pdf: objects": Family("pdf", _other_objects),
    "pdf: bytes": Family("pdf", damaged),
    "text: signs": Family("text", _signs),
    "text: bytes": Family("text", damaged),
}
