"""Where lines of text stand in a picture: inked pixels, joined sign by sign."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from juesuan.readers.scan.picture_page import PicturePage
from juesuan.readers.scan.sign_reader import Picture

# In sizes of the type: the gaps within a word, around a figure beside another text, and within a
# text; smaller spots are dirt, and smaller marks are points and commas; up to so high is one line,
# and so far apart are two; what is wider and higher than this is a stamp or a drawing.
_WORD, _FIGURE, _GAP = 0.3, 0.3, 1.05
_SPECK, _MARK, _LINE, _APART, _LARGE = 0.06, 0.3, 1.45, 1.2, 2.3
# What is left of drawn lines: so long and so thin.
_LONG, _THIN = 1.4, 0.16
# In shares of their usual height: how much the digits of a figure differ in height, and how wide
# they are at most. So many are a figure.
_UNEVEN, _WIDEST, _FEWEST = 0.16, 0.8, 3
# Of its height: how wide a digit is at least, with what it leaves free at its sides.
_NARROW = 0.5
# Of a line's height: what is left around it.
_MARGIN = 0.15


class InkBox(NamedTuple):
    """A line of text in pixels, counted from the left and from the top."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Its height."""
        return self.bottom - self.top

    def cut(self, grey: Picture, margin: float = _MARGIN) -> Picture:
        """Its part of a picture with a margin, in shares of its height."""
        pad = max(round(self.height * margin), 1)
        part = grey[
            max(self.top - pad, 0) : self.bottom + pad,
            max(self.left - 2 * pad, 0) : self.right + 2 * pad,
        ]
        return np.ascontiguousarray(part)


def spots(page: PicturePage) -> NDArray[np.int32]:
    """The inked spots of a page without dirt, rests of lines and stamps.

    Left, top, right and bottom, a row each.
    """
    _, _, boxes, _ = cv2.connectedComponentsWithStats(page.ink, connectivity=8)
    left, top, width, height, area = boxes[1:].T
    longer, shorter = np.maximum(width, height), np.minimum(width, height)
    is_rest = (longer > _LONG * page.size) & (shorter < _THIN * page.size)
    is_rest |= shorter > _LARGE * page.size
    is_type = (longer >= max(_SPECK * page.size, 2)) & (area > 2)
    found = np.column_stack((left, top, left + width, top + height))
    return np.asarray(found[is_type & ~is_rest], np.int32)


def lines_of(found: NDArray[np.int32], page: PicturePage) -> list[InkBox]:
    """The lines that spots stand in, from top to bottom; marks alone are none."""
    size = page.size
    extent = (found[:, 2:] - found[:, :2]).max(axis=1)
    signs = found[extent >= _MARK * size]
    if not len(signs):
        return []
    bands = [
        part
        for band in _bands(signs[:, [1, 3]].tolist(), size)
        for part in _divided(band, signs, page)
    ]
    middles = found[:, [1, 3]].mean(axis=1)
    centres = np.array([(top + bottom) / 2 for top, bottom in bands])
    owner = np.abs(middles[:, None] - centres).argmin(axis=1)
    lines = []
    for at, (top, bottom) in enumerate(bands):
        own = found[owner == at]
        # Points stand at the foot of their line, and dirt further off.
        own = own[(own[:, 1] >= top - size / 4) & (own[:, 3] <= bottom + size / 4)]
        if len(own):
            (left, high), (right, low) = own[:, :2].min(axis=0), own[:, 2:].max(axis=0)
            lines.append(InkBox(int(left), int(high), int(right), int(low)))
    return lines


def pieces_of(found: NDArray[np.int32], page: PicturePage) -> list[InkBox]:
    """The texts that spots make up, a new one behind each wide gap, in no order.

    A figure is a text of its own where a column's gap parts it from what stands beside it.
    """
    texts: list[tuple[InkBox, bool]] = []
    marks: list[tuple[InkBox, bool]] = []
    for part in _words(found, page):
        if lines := lines_of(found[part], page):
            texts += [(line, _is_figure(_inside(found, line), page.size)) for line in lines]
        else:
            # A colon or comma goes with what stands in front of it and behind it.
            ends = (found[part, :2].min(axis=0), found[part, 2:].max(axis=0))
            left, top, right, bottom = np.concatenate(ends).tolist()
            middle, half = (top + bottom) // 2, round(page.size / 2)
            marks.append((InkBox(left, middle - half, right, middle + half), False))
    joined = _joined([*texts, *marks], page.size)
    alone = {box for box, _ in marks}
    return [box for box in joined if box not in alone]


def _words(found: NDArray[np.int32], page: PicturePage) -> list[NDArray[np.intp]]:
    """The spots of each word: those that hardly a gap parts."""
    if not len(found):
        return []
    size = page.size
    mask = np.zeros_like(page.ink)
    for left, top, right, bottom in found.tolist():
        # A flat stroke is a part of the sign above or below it: 一, 二, 三.
        flat = right - left > 2 * (bottom - top) and right - left > _MARK * size
        reach = round(_MARK * size) if flat else 0
        aside = _aside(right - left, bottom - top, size)
        mask[max(top - reach, 0) : bottom + reach, max(left - aside, 0) : right + aside] = 1
    gap = round(_WORD * size) | 1  # an even one would shift what it joins
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    _, labels, _, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    owner = labels[found[:, 1], found[:, 0]]
    order = np.argsort(owner, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(owner[order])) + 1)


def _aside(width: int, height: int, size: float) -> int:
    """What a narrow sign, as 1 is, leaves free on each side where others are inked."""
    is_digit = height >= _MARK * size * 1.5
    return max(round((_NARROW * height - width) / 2), 0) if is_digit else 0


def _inside(found: NDArray[np.int32], line: InkBox) -> NDArray[np.int32]:
    begins = (found[:, 0] >= line.left) & (found[:, 1] >= line.top)
    return found[begins & (found[:, 2] <= line.right) & (found[:, 3] <= line.bottom)]


def _is_figure(own: NDArray[np.int32], size: float) -> bool:
    """Its signs are as high as each other, and narrow, as digits are and ideographs are not."""
    width, height = (own[:, 2:] - own[:, :2]).T
    digits = height >= _MARK * size * 1.5
    if digits.sum() < _FEWEST:
        return False
    usual = float(np.median(height[digits]))
    even = np.abs(height[digits] - usual) <= _UNEVEN * usual
    return bool(even.mean() > 1 - _UNEVEN and np.median(width[digits]) <= _WIDEST * usual)


def _joined(texts: Iterable[tuple[InkBox, bool]], size: float) -> list[InkBox]:
    """Lines of which one goes on with another, on one height and without a gap, as one."""
    found: list[tuple[InkBox, bool]] = []
    for line, is_figure in sorted(texts):
        for at, (other, was_figure) in enumerate(found):
            shared = min(line.bottom, other.bottom) - max(line.top, other.top)
            is_level = shared >= min(line.height, other.height) / 2
            gap = _FIGURE if is_figure or was_figure else _GAP
            if is_level and line.left - other.right <= gap * size:
                whole = InkBox(
                    min(line.left, other.left),
                    min(line.top, other.top),
                    max(line.right, other.right),
                    max(line.bottom, other.bottom),
                )
                found[at] = (whole, is_figure)
                break
        else:
            found.append((line, is_figure))
    return [line for line, _ in found]


def _bands(extents: Sequence[Sequence[int]], size: float) -> list[tuple[int, int]]:
    """The heights at which signs stand: those that overlap, and flat signs at the next ones."""
    bands: list[list[int]] = []
    for top, bottom in sorted(map(tuple, extents)):
        if bands and top < bands[-1][1]:
            bands[-1][1] = max(bands[-1][1], bottom)
        else:
            bands.append([top, bottom])
    at = 1
    while at < len(bands):
        (top, _), (_, bottom) = bands[at - 1], bands[at]
        flat = min(b - t for t, b in bands[at - 1 : at + 1]) < size * 2 / 3
        if flat and bottom - top <= _APART * size:
            bands[at - 1 : at + 1] = [[top, bottom]]
        else:
            at += 1
    return [(top, bottom) for top, bottom in bands]


def _divided(
    band: tuple[int, int], signs: NDArray[np.int32], page: PicturePage
) -> list[tuple[int, int]]:
    """A band of several lines that touch each other, cut where it is inked least."""
    top, bottom = band
    count = round((bottom - top) / (_APART * page.size)) if bottom - top > _LINE * page.size else 1
    if count < 2:
        return [band]
    inside = signs[(signs[:, 1] >= top) & (signs[:, 3] <= bottom)]
    left, right = int(inside[:, 0].min()), int(inside[:, 2].max())
    rows = page.ink[top:bottom, left:right].sum(axis=1)
    step = (bottom - top) / count
    cuts = [top]
    for number in range(1, count):
        low, high = round((number - 0.35) * step), round((number + 0.35) * step)
        cuts.append(top + low + int(rows[low:high].argmin()))
    return list(zip(cuts, [*cuts[1:], bottom], strict=True))
