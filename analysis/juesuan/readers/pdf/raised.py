"""Digits in small type above or below the line: marks of notes, and no part of a figure."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import numpy as np

from juesuan.catalogue.printed_signs import signs
from juesuan.readers.pdf.glyphs import TextPage
from juesuan.readers.pdf.turn import Numbers

# In sizes of the type: how far a mark stands off the line, and from what it marks.
_OFF, _FURTHEST_OFF = 0.06, 0.8
_BESIDE, _OVER = 1.4, 0.1
# More of them on a page are a text in small type.
_MOST = 300


def raise_marks(text: TextPage, small: AbstractSet[int]) -> None:
    """Set digits of these small text objects that stand beside larger type as raised signs.

    They come to stand on the line of what they mark.
    """
    places = [at for at, owner in text.digits() if owner in small]
    if not places or len(places) > _MOST:
        return
    others = np.setdiff1d(text.printed, np.array(places))
    if not len(others):
        return
    whole, at = text.places_of(others.tolist()), text.places_of(places)
    x, y = whole.T
    moved: dict[int, tuple[float, float]] = {}
    run: dict[int, tuple[float, bool]] = {}
    for place, (left, height) in zip(places, at.tolist(), strict=True):
        # The next digit of a mark stands beside the first one.
        found = run.get(place - 1) or _line_beside(left, height, x, y, text.size)
        if found is None:
            continue
        line, is_lower = run[place] = found
        raised = signs().raise_(chr(int(text.codes[place])), lower=is_lower)
        text.codes[place] = ord(raised)
        moved[place] = (left, line)
    text.moved.update(moved)


def _line_beside(
    left: float, height: float, x: Numbers, y: Numbers, size: float
) -> tuple[float, bool] | None:
    """The line of the larger type in front of a mark, and whether the mark stands below it."""
    off = np.abs(y - height)
    near = (
        (off > _OFF * size)
        & (off < _FURTHEST_OFF * size)
        & (left - x < _BESIDE * size)
        & (left - x > _OVER * size)
    )
    found = np.flatnonzero(near)
    if not len(found):
        return None
    closest = found[np.argmax(x[found])]
    return float(y[closest]), bool(y[closest] > height)
