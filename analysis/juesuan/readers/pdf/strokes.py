"""Strokes in front of figures, which are their minus; what a page without cells leaves unread."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from juesuan.catalogue.remarks import Remark, remark
from juesuan.readers.pdf.edges import Boxes, Edges
from juesuan.readers.pdf.glyphs import TextPage
from juesuan.readers.pdf.turn import Numbers

# In sizes of the type: how long a minus is that is drawn, how high over the baseline, and how near
# to its figure.
_MINUS = (0.15, 0.9)
_LOW, _HIGH, _OVER, _BESIDE = 0.12, 0.62, 0.12, 0.8
# A copy stands so near to what is printed.
_COPY = 0.7


def minus_like(edges: Edges, size: float) -> Boxes:
    """The strokes of a page that are as long as a minus."""
    shortest, longest = (share * size for share in _MINUS)
    return edges.strokes(shortest, longest)


def in_front(strokes: Boxes, digits: Numbers, size: float) -> dict[int, int]:
    """Strokes that stand in front of a digit at half its height, and the digit."""
    x, y = digits.T / size
    found: dict[int, int] = {}
    for at, (_, bottom, right, top) in enumerate((strokes / size).tolist()):
        height, room = (bottom + top) / 2 - y, x - right
        near = (height > _LOW) & (height < _HIGH) & (room > -_OVER) & (room < _BESIDE)
        if near.any():
            beside = np.flatnonzero(near)
            found[at] = int(beside[np.argmin(room[near])])
    return found


def unplaced(text: TextPage, edges: Edges) -> Iterator[tuple[Remark, str]]:
    """What a page without ruled cells leaves unread: type that is not seen, a drawn minus."""
    if text.lost:
        whole = text.places_of(text.printed.tolist())
        for x, y, lost in text.lost:
            off = np.abs(whole - (x, y)) / text.size
            if not (off < _COPY).all(axis=1).any():
                yield remark("type_unseen", text=lost), lost
    strokes = minus_like(edges, text.size)
    places = [at for at, _ in text.digits(first=True)] if len(strokes) else []
    if places:
        found = in_front(strokes, text.places_of(places), text.size)
        for digit in sorted(found.values()):
            figure = text.figure_at(places[digit])
            yield remark("minus_unread", figure=figure), figure
