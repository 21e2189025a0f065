"""Type that is no part of the print: watermarks, stamps, and what nobody can see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from juesuan.readers.pdf import calls
from juesuan.readers.pdf.edges import Edges, Matrix
from juesuan.readers.pdf.turn import OBLIQUE, Turn

# In shares of full: colours from here on are white, from there on pale; alpha up to here is pale.
_WHITE, _PALE, _CLEAR = 245, 160, 140
# Pale type so much larger than the page's usual one is a watermark.
_LARGE = 1.6
# More white signs on more areas than this are a drawing: they are taken for print.
_MOST_COMPARED = 20_000_000
# The share of a page that a scan's picture covers at least.
_SCAN = 0.25
_INVISIBLE = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
_FILLED = {pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP}


def unprinted(edges: Edges, turn: Turn, size: float, *, is_scan: bool) -> set[int]:
    """The text objects of a page that are no part of its print; `size` is its usual type's.

    On a scan the recognised words are invisible by design.
    """
    found: set[int] = set()
    with np.errstate(all="ignore"):
        for texts, matrix in edges.texts:
            marked = _oblique(texts, matrix)
            if not is_scan:
                marked |= _unseen(texts, matrix, edges, turn, size)
            found.update(texts[at] for at in np.flatnonzero(marked).tolist())
    return found


def is_recognised(edges: Edges) -> bool:
    """All type is invisible, over a picture: a program recognised the words of a scan."""
    texts = [text for group, _ in edges.texts for text in group]
    invisible = (calls.render_mode(text) in _INVISIBLE for text in texts)
    return edges.picture > _SCAN and bool(texts) and all(invisible)


def _oblique(texts: Sequence[int], matrix: Matrix) -> NDArray[np.bool_]:
    """The direction of the type is that of no edge of the page."""
    across, up = np.abs(calls.matrices(texts)[:, :2] @ matrix[:2, :2]).T
    marked: NDArray[np.bool_] = np.minimum(across, up) > OBLIQUE * np.maximum(across, up)
    return marked


def _unseen(
    texts: Sequence[int], matrix: Matrix, edges: Edges, turn: Turn, size: float
) -> NDArray[np.bool_]:
    """Invisible or transparent type, and white or large pale type on white ground."""
    colours = calls.colours(texts)
    red, green, blue, alpha = colours.T
    lightest = np.minimum(np.minimum(red, green), blue)
    modes = list(map(calls.render_mode, texts))
    marked = np.zeros(len(texts), np.bool_)
    faint = (lightest >= _PALE) | (alpha <= _CLEAR)
    if not faint.any() and _INVISIBLE.isdisjoint(modes):
        return marked
    filled = np.array([mode in _FILLED for mode in modes]) & (colours.sum(axis=1) > 0)
    marked |= np.array([mode in _INVISIBLE for mode in modes]) | (filled & (alpha == 0))
    pale = np.flatnonzero(faint & filled & ~marked).tolist()
    if len(pale) * len(edges.areas) > _MOST_COMPARED:
        return marked
    boxes = np.array([box for _, box in edges.areas]).reshape(-1, 4)
    for at in pale:
        large = _height(texts[at], matrix) >= _LARGE * size
        if lightest[at] >= _WHITE or large:
            x, y = _middle(texts[at], matrix, turn)
            over = (boxes[:, :2] <= (x, y)).all(axis=1) & ((x, y) <= boxes[:, 2:]).all(axis=1)
            marked[at] = not _is_dark(edges.areas[each][0] for each in np.flatnonzero(over))
    return marked


def _height(text: int, matrix: Matrix) -> float:
    up = calls.matrices([text])[:, 2:4] @ matrix[:2, :2]
    return float(calls.font_sizes([text])[0] * np.abs(up).max())


def _middle(text: int, matrix: Matrix, turn: Turn) -> tuple[float, float]:
    box = calls.bounds([text])[0].astype(float)
    middle = np.array([[(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]])
    ((x, y),) = turn.points(middle @ matrix[:2, :2] + matrix[2, :2]).tolist()
    return x, y


def _is_dark(areas: Iterable[int]) -> bool:
    """A picture (0) or an area that is not white is among them."""
    lightest = (
        int(calls.colours([each])[0, :3].min()) if each else 0
        for each in areas
        if not each or calls.draw_mode(each)[0]
    )
    return any(light < _PALE for light in lightest)
