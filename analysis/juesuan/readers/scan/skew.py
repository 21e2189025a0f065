"""Which way a page's picture is turned, and by how much it is askew."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from juesuan.readers.scan.ink import pieces_of, spots
from juesuan.readers.scan.picture_page import Matrix, PicturePage, parted
from juesuan.readers.scan.sign_reader import Picture, recognise

# In degrees: how far a page is askew at most, and the steps in which it is looked for.
_MOST, _STEP, _FINE = 5.0, 0.5, 0.025
# Pixels along the longer side, to look for the angle in.
_SMALL = 1000
# So many lines tell which way is up; in sizes of the type, the gap between signs of one word.
_LINES, _NEAR = 10, 0.16
_FAINT = 40


def upright(grey: Picture, dpi: float) -> PicturePage:
    """The page, made level, in that one of four quarter turns in which it is read most surely.

    Signs that lie on their side are recognised too: the gaps between signs tell which way they run.
    """
    angle = _angle(grey)
    angle = angle if abs(angle) >= _FINE else 0.0
    flat = _turned(grey, angle) if angle else grey
    back = np.asarray(cv2.invertAffineTransform(_rotation(grey, angle)), float)
    first = parted(flat, dpi, back)
    turns = (1, 3) if _runs_down(first) else (0, 2)
    pages = [
        parted(np.ascontiguousarray(np.rot90(flat, at)), dpi, back @ _quarters_back(flat, at))
        for at in turns
    ]
    return max(pages, key=_legible)


def _runs_down(page: PicturePage) -> bool:
    """The signs of the page are nearer to those above and below them than to those beside."""
    gap = round(_NEAR * page.size) | 1
    signs = np.zeros_like(page.ink)
    for left, top, right, bottom in spots(page).tolist():
        signs[top:bottom, left:right] = 1
    beside, below = (
        cv2.connectedComponents(cv2.morphologyEx(signs, cv2.MORPH_CLOSE, np.ones(shape, np.uint8)))[
            0
        ]
        for shape in ((1, gap), (gap, 1))
    )
    return bool(below < beside)


def _quarters_back(flat: Picture, quarters: int) -> Matrix:
    """From pixels of a picture turned by quarters, against the clock, to those before."""
    last_y, last_x = flat.shape[0] - 1, flat.shape[1] - 1
    rows = {
        0: ((1, 0, 0), (0, 1, 0)),
        1: ((0, -1, last_x), (1, 0, 0)),
        2: ((-1, 0, last_x), (0, -1, last_y)),
        3: ((0, 1, 0), (-1, 0, last_y)),
    }[quarters]
    return np.array((*rows, (0, 0, 1)), float)


def _legible(page: PicturePage) -> float:
    """How surely its longest lines of text are recognised, from 0 to 1."""
    chosen = sorted(pieces_of(spots(page), page), key=lambda box: -box.width)[:_LINES]
    reads = recognise([box.cut(page.grey) for box in chosen])
    return sum(sum(read.sure) / max(len(read.sure), 1) for read in reads) / max(len(reads), 1)


def _angle(grey: Picture) -> float:
    """The angle, in degrees, at which the rows of the picture differ most."""
    shrink = min(1.0, _SMALL / max(grey.shape))
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    dark = np.asarray(255 - small, np.uint8)
    dark[dark < _FAINT] = 0
    coarse = _best(dark, np.arange(-_MOST, _MOST + _STEP / 2, _STEP))
    middle = _best(dark, coarse + np.arange(-_STEP, _STEP + 0.01, 0.1))
    return _best(dark, middle + np.arange(-0.1, 0.101, _FINE))


def _best(dark: Picture, angles: NDArray[np.float64]) -> float:
    best: float = max(angles.tolist(), key=lambda angle: _contrast(dark, angle))
    return best


def _contrast(dark: Picture, angle: float) -> float:
    rows = np.asarray(_turned(dark, angle, 0).sum(axis=1), np.float64)
    contrast: float = sum(np.square(np.diff(rows)).tolist())
    return contrast


def _rotation(picture: Picture, angle: float) -> Matrix:
    height, width = picture.shape
    return np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), float)


def _turned(picture: Picture, angle: float, ground: int = 255) -> Picture:
    height, width = picture.shape
    matrix = _rotation(picture, angle)
    how = cv2.INTER_CUBIC if ground else cv2.INTER_LINEAR
    found = cv2.warpAffine(
        picture, matrix, (width, height), flags=how,
        borderMode=cv2.BORDER_CONSTANT, borderValue=ground,
    )  # fmt: skip
    return np.asarray(found, np.uint8)
