"""The picture of a page: grey on white paper, its type and its drawn lines told apart."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from juesuan.readers.scan.sign_reader import Picture

Matrix = NDArray[np.float64]  # two by three
Boxes = NDArray[np.int32]  # left, top, width, height; a row each

# Grey levels on white paper: type is darker than the first, drawn lines, which may be thinner than
# a pixel, are darker than the second.
_TYPE, _LINE = 178, 200
# So much of how coloured a pixel is makes it lighter still: ink of a seal is none of type.
_COLOUR = 0.4
# Paper that differs so much from grey level to grey level is smoothed before it is looked at.
_ROUGH = 9.0
# In inches: over so much a line is looked at together to tell it from dirt, and lines of type are
# no higher; how thick a drawn line is at most.
_SMEAR, _HIGHEST, _THICK = 0.05, 0.35, 0.035
# In sizes of the type: no stroke of a sign is as long, across and down.
_LONG_ACROSS, _LONG_DOWN = 2.4, 1.8
# So much of a drawn line is dark, and so little of what stands beside it, at such a distance in
# sizes of the type.
_SOLID, _BESIDE = 0.9, 0.25
_NEAR, _FAR = 0.08, 0.25
# In sizes of the type: lines of two directions so near to each other meet.
_MEET = 0.15
_POINTS = 72
_SMALLEST, _USUAL, _LARGEST = 0.06, 0.15, 0.4  # sizes of type in inches


class PicturePage(msgspec.Struct, frozen=True):
    """Grey levels without the drawn lines, where type is inked, the boxes of drawn lines.

    `size` is that of its type in pixels, `dpi` how many pixels an inch has. `back` takes a point of
    it (x, y, 1) to the picture as it was given.
    """

    grey: Picture
    ink: Picture
    across: Boxes
    down: Boxes
    size: float
    dpi: float
    back: Matrix

    @property
    def scale(self) -> float:
        """Points a pixel."""
        return _POINTS / self.dpi

    @property
    def height(self) -> float:
        """The height of the page in points."""
        return float(self.grey.shape[0]) * self.scale

    def shown(self, box: Sequence[int]) -> tuple[float, float, float, float]:
        """A box (left, top, right, bottom; pixels) on the picture as given, in points."""
        left, top, right, bottom = box
        corners = np.array([(x, y, 1) for x in (left, right) for y in (top, bottom)])
        there = corners @ self.back.T * self.scale
        (x0, y0), (x1, y1) = there.min(axis=0).tolist(), there.max(axis=0).tolist()
        return x0, y0, x1, y1


def on_white(picture: NDArray[np.uint8]) -> Picture:
    """Grey levels of a picture in colours or grey, its ground made white.

    Colours are lighter than their lightest part: a red stamp leaves the type under it.
    """
    grey = _without_colours(picture) if picture.ndim == 3 else picture
    height, width = grey.shape
    part = (max(width // 8, 1), max(height // 8, 1))
    small = cv2.resize(grey, part, interpolation=cv2.INTER_AREA)
    ground = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 21)
    ground = cv2.resize(ground, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.maximum(ground, 60), scale=255), np.uint8)


def _without_colours(picture: NDArray[np.uint8]) -> Picture:
    lightest, darkest = picture.max(axis=2), picture.min(axis=2)
    colour = cv2.convertScaleAbs(cv2.subtract(lightest, darkest), alpha=_COLOUR)
    return np.asarray(cv2.add(lightest, colour), np.uint8)


def parted(grey: Picture, dpi: float, back: Matrix) -> PicturePage:
    """Tell drawn lines and type of a level page apart; `back` as in `PicturePage`."""
    ink = (_smooth(grey) < _TYPE).astype(np.uint8)
    size = _type_size(ink, dpi)
    across, down = _crossing(_drawn(grey, size, dpi, 1), _drawn(grey, size, dpi, 0), size)
    clean = grey.copy()
    pad = max(round(dpi / 150), 1)
    for left, top, width, height in (*across.tolist(), *down.tolist()):
        there = np.s_[
            max(top - pad, 0) : top + height + pad, max(left - pad, 0) : left + width + pad
        ]
        ink[there], clean[there] = 0, 255
    return PicturePage(clean, ink, across, down, size, dpi, back)


def _smooth(grey: Picture) -> Picture:
    """The picture without the noise of its paper, if there is much."""
    part = grey[:: max(grey.shape[0] // 400, 1)]
    step = np.abs(np.diff(part.astype(np.int16), axis=1))
    # Most of a page is paper; white that is cut off at 255 differs from nothing.
    rough = float(np.percentile(step, 75))
    return np.asarray(cv2.GaussianBlur(grey, (3, 3), 0), np.uint8) if rough > _ROUGH else grey


def _type_size(ink: Picture, dpi: float) -> float:
    """The usual height of a line of type, in pixels."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    small = (boxes[:, 2:4] < _HIGHEST * dpi).all(axis=1) & (boxes[:, 4] > dpi / 25)
    small[0] = False
    kept = small[labels].astype(np.uint8)
    gap = round(_SMALLEST * dpi) | 1
    joined = cv2.morphologyEx(kept, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    width, height = boxes[1:, 2], boxes[1:, 3]
    whole = (width > height) & (height >= _SMALLEST * dpi) & (height <= _LARGEST * dpi)
    if not whole.any():
        return _USUAL * dpi
    heights = np.repeat(height[whole], width[whole].astype(np.int64))
    return float(np.median(heights))


def _drawn(grey: Picture, size: float, dpi: float, axis: int) -> Boxes:
    """The boxes of lines along an axis (1: across)."""
    smear = max(round(_SMEAR * dpi), 3)
    long = round((_LONG_ACROSS if axis else _LONG_DOWN) * size)
    dark = (cv2.blur(grey, (3, 1) if axis else (1, 3)) < _LINE).astype(np.uint8)
    smeared = (cv2.blur(grey, (smear, 1) if axis else (1, smear)) < _LINE).astype(np.uint8)
    # A line that is not quite level goes over from one row of pixels to the next.
    wide = cv2.dilate(smeared, np.ones((3, 1) if axis else (1, 3), np.uint8))
    kernel = np.ones((1, long) if axis else (long, 1), np.uint8)
    lines = cv2.morphologyEx(wide, cv2.MORPH_OPEN, kernel)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    found = boxes[1:, :4]
    found = found[found[:, 3 if axis else 2] <= _THICK * dpi + 2]
    keep = [
        _is_line(dark if axis else dark.T, box if axis else (box[1], box[0], box[3], box[2]), size)
        for box in found.tolist()
    ]
    return np.asarray(found[np.array(keep, np.bool_)] if len(found) else found, np.int32)


def _crossing(across: Boxes, down: Boxes, size: float) -> tuple[Boxes, Boxes]:
    """The lines that meet one of the other direction: others are strokes of large signs."""
    near = _MEET * size
    ends = across[:, :2] + across[:, 2:]
    bottoms = down[:, :2] + down[:, 2:]
    begins = across[:, None, :2] - near <= bottoms[None]
    stops = ends[:, None] + near >= down[None, :, :2]
    meets = np.asarray((begins & stops).all(axis=2), np.bool_)
    return across[meets.any(axis=1)], down[meets.any(axis=0)]


def _is_line(dark: Picture, box: Sequence[int], size: float) -> bool:
    """A box along the rows that is dark, between rows that are not, as those of type are."""
    x, y, width, height = box
    near, far = max(round(_NEAR * size), 1), max(round(_FAR * size), 3)
    own, above, below = (
        dark[max(first, 0) : max(last, 0), x : x + width]
        for first, last in (
            (y, y + height), (y - far, y - near), (y + height + near, y + height + far)
        )
    )  # fmt: skip
    beside = max((float(band.mean()) for band in (above, below) if band.size), default=0.0)
    return float(np.asarray(own).max(axis=0).mean()) >= _SOLID and beside <= _BESIDE
