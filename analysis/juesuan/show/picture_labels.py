"""Labels on the picture of a page, where they cover nothing that is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

Box = tuple[float, float, float, float]  # left, top, right, bottom, in pixels
Colour = tuple[int, int, int]
Spots = Callable[[float, float], Iterable[tuple[float, float]]]
# In pixels: the sizes of the type, tried from the largest on, and the room around a label.
_SIZES = (18, 16, 14, 12, 11)
_ROOM = 2
# A pixel darker than this is print.
_PRINT = 200
_STEP = 40


class Labels:
    """Finds free places on a page for short texts, and draws them."""

    def __init__(self, image: Image) -> None:
        self.page = image.convert("L")
        self.taken: list[Box] = []
        self.found: list[tuple[float, float, str, int, Colour]] = []

    def inside(self, boxes: Sequence[Box], text: str, colour: Colour) -> None:
        """A label in a corner of the first box that has room for it; over the last one if none."""
        self._place(text, colour, lambda w, h: (spot for b in boxes for spot in _corners(b, w, h)))

    def beside(self, boxes: Sequence[Box], text: str, colour: Colour) -> None:
        """A label above the boxes, or below them, as far to the left as there is room."""
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
        steps = range(int(left), max(int(right), int(left) + 1), _STEP)
        self._place(
            text,
            colour,
            lambda _, h: ((x, y) for y in (top - h - _ROOM, bottom + _ROOM) for x in steps),
        )

    def draw(self, drawing: ImageDraw) -> None:
        """Draw every label."""
        for x, y, text, size, colour in self.found:
            drawing.text((x, y), text, fill=colour, font=_font(size))

    def _place(self, text: str, colour: Colour, spots: Spots) -> None:
        for size in _SIZES:
            _, _, width, height = _font(size).getbbox(text)
            for x, y in spots(width, height):
                box = (x, y, x + width, y + height)
                if self._is_free(box):
                    self.taken.append(box)
                    self.found.append((x, y, text, size, colour))
                    return
        # Nowhere is room: better over the print than not at all.
        x, y = next(iter(spots(0, height)))
        self.found.append((x, y, text, _SIZES[-1], colour))

    def _is_free(self, box: Box) -> bool:
        left, top, right, bottom = (round(edge) for edge in box)
        if left < 0 or top < 0 or right > self.page.width or bottom > self.page.height:
            return False
        crossed = any(
            left < b[2] and b[0] < right and top < b[3] and b[1] < bottom for b in self.taken
        )
        prints = self.page.crop((left, top, right + 1, bottom + 1)).histogram()[:_PRINT]
        return not crossed and not any(prints)


def _corners(box: Box, width: float, height: float) -> Iterator[tuple[float, float]]:
    """Where a label stands in the corners of a box; nowhere where it is wider than the box."""
    left, top, right, bottom = box
    if width + 2 * _ROOM > right - left:
        return
    for y in (bottom - height - 2 * _ROOM, top + _ROOM):
        for x in (left + 2 * _ROOM, right - width - 2 * _ROOM):
            yield x, y


def _font(size: int) -> FreeTypeFont | ImageFont:
    import PIL.ImageFont

    return PIL.ImageFont.load_default(size=size)
