"""Where words stand on the pages of a PDF, and pictures of parts of a page."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from juesuan.catalogue.faults import fault
from juesuan.errors import UnreadableDocument

if TYPE_CHECKING:
    from PIL.Image import Image


class Box(NamedTuple):
    """In points of the page as it is stored: left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.bottom + self.top) / 2


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A document that was read before."""
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def page_of(document: pypdfium2.PdfDocument, number: int, name: str) -> pypdfium2.PdfPage:
    """Page `number` (1-based). Raises `UnreadableDocument` where there is none."""
    if not 1 <= number <= len(document):
        raise UnreadableDocument(fault("no_page", number=number, total=len(document)), source=name)
    return document[number - 1]


def boxes_of(page: pypdfium2.PdfPage, words: str) -> list[Box]:
    """Where words are printed: a box for each time, the first line of it where it is broken.

    A figure is found only as a whole: 3.90 is not in 13.90.
    """
    if not words:
        return []
    with (
        closing(page.get_textpage()) as text,
        closing(text.search(words, match_case=True)) as search,
    ):
        found = []
        while (hit := search.get_next()) is not None:
            index, count = hit
            if _is_whole(text, words, index, count) and text.count_rects(index, count):
                found.append(_first_line(text, index, count))
        return found


def _first_line(text: pypdfium2.PdfTextPage, index: int, count: int) -> Box:
    """One box for the pieces of a line, which are set apart where the type changes."""
    pieces = [Box(*text.get_rect(at)) for at in range(text.count_rects(index, count))]
    line = [each for each in pieces if each.bottom < pieces[0].middle < each.top]
    left, bottom, right, top = zip(*line, strict=True)
    return Box(min(left), min(bottom), max(right), max(top))


def _is_whole(text: pypdfium2.PdfTextPage, words: str, index: int, count: int) -> bool:
    if not words[-1:].isdigit():
        return True
    before = text.get_text_range(index - 1, 1) if index else ""
    after = text.get_text_range(index + count, 2)
    goes_on = after[:1].isdigit() or (after[:1] in ".," and after[1:2].isdigit())
    return not goes_on and not (before.isdigit() or before in (".", ","))


def size_of(page: pypdfium2.PdfPage, scale: float) -> tuple[int, int]:
    """How wide and high the page is with `scale` pixels for a point, as it is shown."""
    across, down = page.get_size()
    return math.ceil(across * scale), math.ceil(down * scale)


def picture_of(page: pypdfium2.PdfPage, scale: float, first: int, last: int) -> Image:
    """The page with `scale` pixels for a point, as it is shown, from a row of pixels to another."""
    below = size_of(page, scale)[1] - last
    # What is cut off is told in points, and rounded up to whole pixels.
    cut = [max(0, pixels - 0.5) / scale for pixels in (0, below, 0, first)]
    found: Image = page.render(scale=scale, crop=tuple(cut)).to_pil().convert("RGB")
    return found


def in_pixels(
    page: pypdfium2.PdfPage, box: Box, size: Sequence[int]
) -> tuple[float, float, float, float]:
    """A box on the picture of the page, which has this size: left, top, right, bottom."""
    corners = [_pixel(page, x, y, size) for x, y in ((box.left, box.top), (box.right, box.bottom))]
    (x0, y0), (x1, y1) = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _pixel(page: pypdfium2.PdfPage, x: float, y: float, size: Sequence[int]) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, size[0], size[1], 0, x, y, across, down)
    return across.value, down.value
