"""How much of a file is read: bounds on time and memory, for files made to exhaust them."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """The limits of every reader; a file beyond one raises `UnreadableDocument`, which names it.

    Where a larger file is trusted: `juesuan.read(path, limits=juesuan.Limits(cells=2_000_000))`.

    Attributes:
        text_bytes: bytes of a text; the longest accounts have some 300,000.
        pages: pages of a PDF; the accounts of a department with all its units have some 500.
        objects: drawn objects of one PDF page that are looked at for ruled lines.
        forms: forms (drawings within a drawing) that one PDF page draws, those in forms counted
            anew each time.
        content: bytes that describe one PDF page, forms counted anew each time they are drawn; the
            densest pages of accounts have two million.
        pictures: pages of a document that are recognised; each takes some seconds.
        pixels: pixels of the picture of one page; A4 at 300 dots an inch has nine million.
        unpacked: bytes that the parts of an .xlsx or .docx unpack to, all together.
        ratio: how many times its size a large part may unpack to; honest sheets stay below 200.
        sheets: sheets of a workbook.
        cells: cells of a workbook that hold something.
        columns: columns of one table of a workbook; the forms have no more than 20.
        page_bytes: bytes of a web page; the parser's tree takes some ten times as much.
        page_tags: tags of a web page; nine tables have some fifty thousand.
        word_tags: tags of one part of a .docx.
        lines: lines of a text, a web page or a .docx; the longest accounts have some ten thousand.
    """

    text_bytes: int = 10_000_000
    pages: int = 1_500
    objects: int = 400_000
    forms: int = 100_000
    content: int = 20_000_000
    pictures: int = 500
    pixels: int = 40_000_000
    unpacked: int = 200_000_000
    ratio: int = 600
    sheets: int = 1_000
    cells: int = 100_000
    columns: int = 300
    page_bytes: int = 60_000_000
    page_tags: int = 500_000
    word_tags: int = 2_000_000
    lines: int = 300_000


DEFAULT_LIMITS = Limits()
