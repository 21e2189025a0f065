"""Type that is no part of the print: watermarks, stamps, and what nobody can see."""

from __future__ import annotations

from collections.abc import Sequence

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
    along = np.abs(calls.matrices(texts)[:, :2] @ matrix[:2, :2])
    marked: NDArray[np.bool_] = along.min(axis=1) > OBLIQUE * along.max(axis=1)
    return marked


def _unseen(
    texts: Sequence[int], matrix: Matrix, edges: Edges, turn: Turn, size: float
) -> NDArray[np.bool_]:
    """Invisible or transparent type, and white or large pale type on white ground."""
    colours = calls.colours(texts)
    lightest, alpha = colours[:, :3].min(axis=1), colours[:, 3]
    modes = list(map(calls.render_mode, texts))
    marked = np.zeros(len(texts), np.bool_)
    faint = (lightest >= _PALE) | (alpha <= _CLEAR)
    if not faint.any() and _INVISIBLE.isdisjoint(modes):
        return marked
    filled = np.array([mode in _FILLED for mode in modes]) & (colours.sum(axis=1) > 0)
    marked |= np.array([mode in _INVISIBLE for mode in modes]) | (filled & (alpha == 0))
    pale = faint & filled & ~marked
    for at in np.flatnonzero(pale).tolist():
        large = _height(texts[at], matrix) >= _LARGE * size
        if (lightest[at] >= _WHITE or large) and not _on_dark(texts[at], matrix, edges, turn):
            marked[at] = True
    return marked


def _height(text: int, matrix: Matrix) -> float:
    up = calls.matrices([text])[:, 2:4] @ matrix[:2, :2]
    return float(calls.font_sizes([text])[0] * np.abs(up).max())


def _on_dark(text: int, matrix: Matrix, edges: Edges, turn: Turn) -> bool:
    """A picture or an area that is not white lies where the middle of the type is."""
    box = calls.bounds([text])[0].astype(float)
    middle = np.array([[(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]])
    ((x, y),) = turn.points(middle @ matrix[:2, :2] + matrix[2, :2]).tolist()
    over = [each for each, (a, b, c, d) in edges.areas if a <= x <= c and b <= y <= d]
    if 0 in over:
        return True
    filled = [each for each in over if calls.draw_mode(each)[0]]
    return bool((calls.colours(filled)[:, :3].min(axis=1) < _PALE).any())
