"""A page drawn with and without some of its objects: which of them can be seen."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

# Pixels a point, and the longest side of the picture.
_SCALE, _LONGEST = 2.0, 3000.0
# Of 255: what differs by less looks the same.
_SAME = 24


def changing(
    page: pypdfium2.PdfPage, objects: Sequence[int], boxes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which of these objects change how the page looks where they stand.

    `boxes` are theirs in the page's coordinates: left, bottom, right, top.
    """
    scale = min(_SCALE, _LONGEST / max(*page.get_size(), 1.0))
    handles = [ctypes.cast(each, pdfium.FPDF_PAGEOBJECT) for each in objects]
    with_them = _drawn(page, scale)
    for handle in handles:
        pdfium.FPDFPageObj_SetIsActive(handle, False)
    without = _drawn(page, scale)
    for handle in handles:
        pdfium.FPDFPageObj_SetIsActive(handle, True)
    found: list[bool] = []
    for box in boxes.tolist():
        at = _part(page, with_them.shape, box)
        differs = np.abs(with_them[at].astype(np.int16) - without[at]) > _SAME
        found.append(bool(differs.any()))
    return np.array(found, np.bool_)


def _drawn(page: pypdfium2.PdfPage, scale: float) -> NDArray[np.uint8]:
    bitmap = page.render(scale=scale, grayscale=True, draw_annots=False, may_draw_forms=False)
    picture: NDArray[np.uint8] = bitmap.to_numpy()
    return picture.reshape(picture.shape[0], -1)


def _part(
    page: pypdfium2.PdfPage, shape: tuple[int, ...], box: Sequence[float]
) -> tuple[slice, slice]:
    """The rows and columns of the picture that a box covers."""
    height, width = shape
    x, y = ctypes.c_int(), ctypes.c_int()
    corners: list[tuple[int, int]] = []
    for at in ((box[0], box[1]), (box[2], box[3])):
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, *at, x, y)
        corners.append((x.value, y.value))
    (left, right), (top, bottom) = (sorted(side) for side in zip(*corners, strict=True))
    return slice(max(top, 0), bottom + 1), slice(max(left, 0), right + 1)
