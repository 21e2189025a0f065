"""How much of a file is read: bounds on time and memory, for files made to exhaust them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of every reader; a file beyond one raises `UnreadableDocument`, which names it.

    Where a larger file is trusted: `juesuan.read(path, limits=juesuan.Limits(cells=2_000_000))`.

    Attributes:
        pages: pages of a PDF.
        objects: drawn objects of one PDF page that are looked at for ruled lines.
        unpacked: bytes that the parts of an .xlsx or .docx unpack to, all together.
        ratio: how many times its size a large part may unpack to; honest sheets stay below 200.
        sheets: sheets of a workbook.
        cells: cells of a workbook that hold something.
        columns: columns of one table of a workbook; the forms have no more than 20.
    """

    pages: int = 3_000
    objects: int = 400_000
    unpacked: int = 200_000_000
    ratio: int = 600
    sheets: int = 1_000
    cells: int = 100_000
    columns: int = 300


DEFAULT_LIMITS = Limits()
