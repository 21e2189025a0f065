"""The part of a page where something stands, as a picture with its place marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from juesuan.readers.pdf.text_boxes import (
    Box,
    boxes_of,
    in_pixels,
    opened,
    page_of,
    picture_of,
    size_of,
)
from juesuan.readers.seen_figures import Place, SeenFigures
from juesuan.show.printed_words import Printed

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

# Colours of what it is about and of what takes part.
MAIN, OTHER = (213, 94, 0), (0, 114, 178)
_TINT = 56
_SCALE = 2.0
# Points of the page shown above and below, and how far what takes part may be to be shown too.
_AROUND, _NEAR = 48, 160
# Two boxes are on one line where their middles are so near, in points.
_LINE = 8
_ROOM = 2


def crop(
    data: bytes,
    name: str,
    printed: Sequence[Printed],
    scale: float = _SCALE,
    seen: SeenFigures | None = None,
) -> Image:
    """The page of the first of the places, as wide as it is, around where it stands.

    What is looked for is framed, orange what it is about, blue what takes part: by the words of the
    page, or where it was `seen` in a picture. Where it is not found as it is told, the whole page
    is shown. Raises `UnreadableDocument` where the file
    has no such page.
    """
    import PIL.Image
    import PIL.ImageDraw

    with opened(data) as document:
        number = printed[0].page
        page = page_of(document, number, name)
        size = size_of(page, scale)
        boxes = [
            (each.main, box)
            for each in printed
            if each.page == number and (box := _framed(page, each, size, seen or {})) is not None
        ]
        first, last = _shown(boxes, scale, size[1]) if boxes else (0, size[1])
        image = picture_of(page, scale, first, last)
        page.close()
    if not boxes:
        return image
    image = image.convert("RGBA")
    tint = PIL.Image.new("RGBA", image.size, (0, 0, 0, 0))
    drawing = PIL.ImageDraw.Draw(tint)
    for main, (left, top, right, bottom) in boxes:
        colour = MAIN if main else OTHER
        room = _ROOM * scale
        frame = (left - room, top - room - first, right + room, bottom + room - first)
        drawing.rectangle(frame, fill=(*colour, _TINT), outline=colour, width=round(scale))
    return PIL.Image.alpha_composite(image, tint).convert("RGB")


def place_of(page: pypdfium2.PdfPage, printed: Printed) -> Box | None:
    """Where something is printed, or what stands before it; None where neither is found."""
    found = next((boxes for text in printed.texts if (boxes := boxes_of(page, text))), [])
    lines = [line for words in printed.beside for line in boxes_of(page, words)]
    if not found:
        return lines[0] if lines else None
    for line in lines:
        on_line = sorted(box for box in found if abs(box.middle - line.middle) < _LINE)
        if on_line:
            return on_line[min(printed.turn, len(on_line) - 1)]
    return found[0]


def _framed(
    page: pypdfium2.PdfPage, printed: Printed, size: tuple[int, int], seen: SeenFigures
) -> Place | None:
    """Where something stands in a picture of the page of so many pixels; None where unknown."""
    if (box := place_of(page, printed)) is not None:
        return in_pixels(page, box, size)
    places = seen.get((printed.page, printed.row, printed.texts[0]), ())
    if not places:
        return None
    scale = size[0] / page.get_width()
    left, top, right, bottom = places[min(printed.turn, len(places) - 1)]
    return left * scale, top * scale, right * scale, bottom * scale


def _shown(
    boxes: Sequence[tuple[bool, tuple[float, float, float, float]]], scale: float, height: int
) -> tuple[int, int]:
    """From where to where the page is shown, top and bottom in pixels."""
    _, first = next((each for each in boxes if each[0]), boxes[0])
    near = [box for _, box in boxes if abs(box[1] - first[1]) < _NEAR * scale]
    top = min(box[1] for box in near) - _AROUND * scale
    bottom = max(box[3] for box in near) + _AROUND * scale
    return max(0, round(top)), min(height, round(bottom))
