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
    differs = np.abs(with_them - without) > _SAME
    found = [_any_in(page, differs, box) for box in boxes.tolist()]
    return np.array(found, np.bool_)


def _drawn(page: pypdfium2.PdfPage, scale: float) -> NDArray[np.int16]:
    bitmap = page.render(scale=scale, grayscale=True, draw_annots=False, may_draw_forms=False)
    picture: NDArray[np.int16] = bitmap.to_numpy().astype(np.int16)
    return picture.reshape(picture.shape[0], -1)


def _any_in(page: pypdfium2.PdfPage, differs: NDArray[np.bool_], box: Sequence[float]) -> bool:
    height, width = differs.shape
    x, y = ctypes.c_int(), ctypes.c_int()
    corners: list[tuple[int, int]] = []
    for at in ((box[0], box[1]), (box[2], box[3])):
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, *at, x, y)
        corners.append((x.value, y.value))
    (left, right), (top, bottom) = (sorted(side) for side in zip(*corners, strict=True))
    return bool(differs[max(top, 0) : bottom + 1, max(left, 0) : right + 1].any())
