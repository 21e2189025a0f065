"""Type that is no part of the print: watermarks, stamps, and what nobody can see."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, repeat
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from juesuan.readers.pdf import calls
from juesuan.readers.pdf.compared import changing
from juesuan.readers.pdf.edges import Edges, Texts, apply
from juesuan.readers.pdf.turn import OBLIQUE, Turn

# In shares of full: colours from here on are white, from there on pale; alpha up to here is pale.
_WHITE, _PALE, _CLEAR = 245, 160, 140
# Colours so near each other are one.
_ALIKE = 40
# Pale type so much larger than the page's usual one is a watermark; type of so many points, and so
# small a part of the usual one, cannot be seen.
_LARGE, _TINY, _TINY_PART = 1.6, 2.0, 0.35
# Type up to this part of the usual one is small.
_SMALL = 0.85
# More signs on more areas than this are a drawing: they are taken for print.
_MOST_COMPARED = 20_000_000
# The share of a page that a scan's picture covers at least.
_SCAN = 0.25
# In points: type that reaches so far into the part that its clipping leaves is seen.
_INSIDE = 0.5
_MOST_MARKS = 20
_INVISIBLE = [pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP]
_FILLED = [pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP]

Flags = NDArray[np.bool_]


class Unprinted(NamedTuple):
    """Text objects that are no part of the print, and the form that they stand in (0: the page).

    `unseen` says that they cannot be seen; others are watermarks and stamps.
    """

    form: int
    texts: list[int]
    unseen: list[bool]


def unprinted(
    page: pypdfium2.PdfPage,
    edges: Edges,
    turn: Turn,
    size: float,
    *,
    figures: set[int],
    is_scan: bool,
    is_layered: bool,
) -> tuple[list[Unprinted], set[int]]:
    """The type of a page that is no part of its print, and what is printed in small type.

    `size` is the page's usual type's.

    `figures` are the text objects that hold digits. On a scan the recognised words are invisible by
    design. A page `is_layered` where some of its layers may be switched off.
    """
    found: list[Unprinted] = []
    small: set[int] = set()
    with np.errstate(all="ignore"):
        for texts in edges.texts:
            across, up = _directions(texts)
            oblique = _oblique(across)
            heights = calls.font_sizes(texts.objects) * up
            small.update(compress(texts.objects, (heights < _SMALL * size).tolist()))
            unseen = np.zeros(len(texts.objects), np.bool_)
            if not is_scan:
                unseen = _unseen(texts, heights, edges, turn, size)
                unseen |= _clipped(texts, figures)
                unseen |= _vanished(page, texts, edges, turn, unseen, is_layered=is_layered)
            marked = (oblique | unseen).tolist()
            if any(marked):
                gone = list(compress(texts.objects, marked))
                seen = list(compress(unseen.tolist(), marked))
                found.append(Unprinted(texts.form, gone, seen))
    return found, small


def is_recognised(edges: Edges) -> bool:
    """All type is invisible, over a picture: a program recognised the words of a scan."""
    texts = [text for group in edges.texts for text in group.objects]
    invisible = (calls.render_mode(text) in _INVISIBLE for text in texts)
    return edges.picture > _SCAN and bool(texts) and all(invisible)


def _directions(texts: Texts) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where type runs, a row each, and how much it is stretched upwards."""
    matrices = calls.matrices(texts.objects)
    across = np.abs(matrices[:, :2] @ texts.matrix[:2, :2])
    up = np.abs(matrices[:, 2:4] @ texts.matrix[:2, :2]).max(axis=1)
    return across, up


def _oblique(across: NDArray[np.float64]) -> Flags:
    """The direction of the type is that of no edge of the page."""
    x, y = across.T
    marked: Flags = np.minimum(x, y) > OBLIQUE * np.maximum(x, y)
    return marked


def _unseen(
    texts: Texts, heights: NDArray[np.float64], edges: Edges, turn: Turn, size: float
) -> Flags:
    """Invisible, transparent or tiny type, and white or large pale type on white ground."""
    colours = calls.colours(texts.objects)
    red, green, blue, alpha = colours.T
    lightest = np.minimum(np.minimum(red, green), blue)
    modes = np.array(list(map(calls.render_mode, texts.objects)))
    marked: Flags = np.isin(modes, _INVISIBLE) | (heights <= min(_TINY, _TINY_PART * size))
    faint = (lightest >= _PALE) | (alpha <= _CLEAR)
    if not faint.any():
        return marked
    filled = np.isin(modes, _FILLED)
    marked |= filled & (alpha == 0)
    pale = np.flatnonzero(faint & filled & ~marked).tolist()
    if len(pale) * len(edges.areas) > _MOST_COMPARED:
        return marked
    boxes = np.array([area.box for area in edges.areas]).reshape(-1, 4)
    for at in pale:
        large = heights[at] >= _LARGE * size
        if lightest[at] >= _WHITE or large:
            x, y = _middles(texts, turn, [at])[0]
            over = (boxes[:, :2] <= (x, y)).all(axis=1) & ((x, y) <= boxes[:, 2:]).all(axis=1)
            marked[at] = not _is_dark(edges, np.flatnonzero(over).tolist())
    return marked


def _clipped(texts: Texts, figures: set[int]) -> Flags:
    """Type with digits of which its clipping leaves nothing."""
    marked = np.zeros(len(texts.objects), np.bool_)
    asked = [at for at, each in enumerate(texts.objects) if each in figures]
    of = [texts.objects[at] for at in asked]
    clipped, clips = calls.clips(of)
    if clipped:
        boxes = calls.bounds([of[at] for at in clipped])
        low = np.maximum(boxes[:, :2], clips[:, :2])
        high = np.minimum(boxes[:, 2:], clips[:, 2:])
        outside = (high - low < _INSIDE).any(axis=1) & ((boxes[:, 2:] - boxes[:, :2]) > 1).all(1)
        marked[[asked[clipped[at]] for at in np.flatnonzero(outside).tolist()]] = True
    return marked


def _vanished(
    page: pypdfium2.PdfPage,
    texts: Texts,
    edges: Edges,
    turn: Turn,
    known: Flags,
    *,
    is_layered: bool,
) -> Flags:
    """Type without which the page looks the same: covered, on its own colour, in a hidden layer.

    Only what may be so is looked at: the page is drawn with it and without it.
    """
    doubtful = _beside_areas(texts, edges, turn)
    if is_layered:
        doubtful |= [bool(texts.form) or _has_layer(text) for text in texts.objects]
    doubtful &= ~known
    at = np.flatnonzero(doubtful).tolist()
    marked = np.zeros(len(texts.objects), np.bool_)
    if at:
        objects = [texts.objects[each] for each in at]
        boxes = apply_boxes(texts, calls.bounds(objects).astype(np.float64))
        marked[at] = ~changing(page, objects, boxes)
    return marked


def apply_boxes(texts: Texts, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Boxes of a form's objects in the page's coordinates."""
    corners = np.stack([apply(texts.matrix, boxes[:, [i, j]]) for i in (0, 2) for j in (1, 3)])
    return np.column_stack((corners.min(axis=0), corners.max(axis=0)))


def _beside_areas(texts: Texts, edges: Edges, turn: Turn) -> Flags:
    """Type that an area drawn later lies over, or that stands on an area of its own colour."""
    doubtful = np.zeros(len(texts.objects), np.bool_)
    if not edges.areas or len(texts.objects) * len(edges.areas) > _MOST_COMPARED:
        return doubtful
    fills = _fills([area.object for area in edges.areas])
    # A picture hides what it lies over, and a filled area that is not clear.
    covers = (fills.is_picture | (fills.filled & (fills.alpha > _CLEAR))).tolist()
    dark = (fills.filled & (fills.colours.min(axis=1) < _PALE)).tolist()
    first = float(texts.orders[0])
    if not any(dark) and all(area.order <= first for area in edges.areas):
        return doubtful
    x, y = _middles(texts, turn, range(len(texts.objects))).T
    colours = calls.colours(texts.objects)[:, :3].astype(np.int64)
    for area, cover, is_dark, colour in zip(edges.areas, covers, dark, fills.colours, strict=True):
        hides = cover and area.order > first
        if not (hides or is_dark):
            continue
        left, bottom, right, top = area.box
        over = (left <= x) & (x <= right) & (bottom <= y) & (y <= top)
        if hides:
            doubtful |= over & (texts.orders < area.order)
        if is_dark:
            alike = (np.abs(colours - colour) < _ALIKE).all(axis=1)
            doubtful |= over & alike & (texts.orders > area.order)
    return doubtful


class _Fills(NamedTuple):
    """What areas are filled with: a row each."""

    is_picture: Flags
    filled: Flags
    colours: NDArray[np.int64]
    alpha: NDArray[np.int64]


def _fills(areas: list[int]) -> _Fills:
    """How paths, or pictures (0), are filled."""
    objects = np.array(areas, np.int64)
    paths = np.flatnonzero(objects).tolist()
    filled, colours = np.zeros(len(areas), np.bool_), np.zeros((len(areas), 4), np.int64)
    of = [areas[at] for at in paths]
    filled[paths] = calls.draw_modes(of)[:, 0]
    colours[paths] = calls.colours(of)
    return _Fills(objects == 0, filled, colours[:, :3], colours[:, 3])


def _has_layer(text: int) -> bool:
    """A text object belongs to a layer (optional content)."""
    marks = map(pdfium.FPDFPageObj_GetMark, repeat(calls.page_object_of(text)), range(_MOST_MARKS))
    return any(calls.mark_name(mark) == "OC" for mark in _until_none(marks))


def _until_none(marks: Iterator[object]) -> Iterator[object]:
    for mark in marks:
        if not mark:
            return
        yield mark


def _middles(texts: Texts, turn: Turn, places: range | list[int]) -> NDArray[np.float64]:
    box = calls.bounds([texts.objects[at] for at in places]).astype(float)
    middle = (box[:, :2] + box[:, 2:]) / 2
    return turn.points(apply(texts.matrix, middle))


def _is_dark(edges: Edges, areas: list[int]) -> bool:
    """A picture (0) or an area that is not white is among them."""
    if not areas:
        return False
    fills = _fills([edges.areas[at].object for at in areas])
    return bool((fills.is_picture | (fills.filled & (fills.colours.min(axis=1) < _PALE))).any())
