"""The ruled lines of a PDF page: what is stroked, and what is drawn as a thin rectangle."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec
import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from juesuan.readers.limits import DEFAULT_LIMITS
from juesuan.readers.pdf import calls
from juesuan.readers.pdf.turn import Turn

# In points. A filled rectangle up to this width is a ruled line; a wider one is a background.
_THICKEST_LINE = 3.0
# Forms may hold forms; a file whose forms hold themselves is not followed further.
_DEEPEST_FORM = 8
MOST_FORMS = 2_000
_SEGMENTS_OF_LINE = 2
# The segments of so many paths are held at once.
_TOGETHER = 1_000
# In points: no page is so large.
_FAR = 1e5
_IDENTITY = np.eye(3)

Matrix = NDArray[np.float64]  # three by three; points are rows in front of it
Boxes = NDArray[np.float64]  # left, bottom, right, top
Numbers = NDArray[np.float64]
Order = tuple[float, float]


class Texts(NamedTuple):
    """The text objects of a page or form (0: the page), with the matrix of the form.

    `orders` tell what is drawn first, among areas and texts of the whole page.
    """

    objects: list[int]
    matrix: Matrix
    form: int
    orders: NDArray[np.float64]


class Area(NamedTuple):
    """A path (its object; 0 for a picture) wider than a line: its box, and when it is drawn."""

    object: int
    box: tuple[float, ...]
    order: float


class Edges(msgspec.Struct):
    """What is drawn on a page, in upright coordinates, y counted upwards.

    `thin` are boxes as thin as a line. `picture` is the share of the page that its largest
    picture covers, `count` how many objects are drawn. `texts` are the text objects, `areas` the
    wider paths and pictures. `is_whole` says that every object was looked at.
    """

    thin: list[Boxes] = []
    picture: float = 0.0
    count: int = 0
    is_whole: bool = True
    texts: list[Texts] = []
    areas: list[Area] = []

    def strokes(self, shortest: float, longest: float) -> Boxes:
        """The boxes of level lines of such a length."""
        boxes = np.concatenate(self.thin) if self.thin else np.zeros((0, 4))
        wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
        found: Boxes = boxes[(shortest <= wide) & (wide <= longest) & (high * 2 < wide)]
        return found

    def lines(self) -> tuple[Boxes, Boxes]:
        """Horizontal and vertical lines, a row each: place, from, to.

        A thin box is a line along its longer side.
        """
        boxes = np.concatenate(self.thin) if self.thin else np.zeros((0, 4))
        if not np.abs(boxes).max(initial=0) < _FAR:
            boxes = boxes[(np.abs(boxes) < _FAR).all(axis=1)]
        left, bottom, right, top = boxes.T
        flat = right - left >= top - bottom
        lines = np.empty((len(boxes), 3))
        lines[:, 0] = np.where(flat, bottom + top, left + right) / 2
        lines[:, 1] = np.where(flat, left, bottom)
        lines[:, 2] = np.where(flat, right, top)
        return lines[flat], lines[~flat]


class _Walk:
    """One walk over the objects of a page, forms included."""

    def __init__(self, turn: Turn, area: float, most_objects: int) -> None:
        self.turn = turn
        self.area = area
        self.most = most_objects
        self.edges = Edges()
        self.forms = 0

    def objects(self, holder: int, matrix: Matrix, depth: int, order: Order = (0.0, 1.0)) -> None:
        """Look at every object of a page (depth 0) or form, drawn within these two in order."""
        most = self.most - self.edges.count
        if calls.count(holder, in_form=depth > 0) > most:
            self.edges.is_whole = False
            return
        found, kinds = calls.objects(holder, in_form=depth > 0)
        self.edges.count += len(found)
        step = (order[1] - order[0]) / max(len(found), 1)
        orders = order[0] + step * np.arange(len(found), dtype=np.float64)
        by_kind = {
            kind: (found[kinds == kind].tolist(), orders[kinds == kind])
            for kind in np.flatnonzero(np.bincount(kinds))
        }
        none: tuple[list[int], NDArray[np.float64]] = ([], orders[:0])
        texts, drawn = by_kind.get(pdfium.FPDF_PAGEOBJ_TEXT, none)
        if texts:
            self.edges.texts.append(Texts(texts, matrix, holder if depth else 0, drawn))
        paths, drawn = by_kind.get(pdfium.FPDF_PAGEOBJ_PATH, none)
        if paths:
            self._paths(paths, matrix, drawn)
        pictures, drawn = by_kind.get(pdfium.FPDF_PAGEOBJ_IMAGE, none)
        if pictures:
            self._pictures(pictures, matrix, drawn)
        for form, at in zip(*by_kind.get(pdfium.FPDF_PAGEOBJ_FORM, none), strict=True):
            if depth == _DEEPEST_FORM or self.forms == MOST_FORMS:
                self.edges.is_whole = False
                break
            self.forms += 1
            self.objects(form, _matrices([form])[0] @ matrix, depth + 1, (at, at + step))

    def _pictures(self, pictures: Sequence[int], matrix: Matrix, orders: Numbers) -> None:
        boxes = self._boxes(pictures, matrix)
        shares = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
        if self.area:
            self.edges.picture = max(self.edges.picture, float(shares.max()) / self.area)
        placed = zip(boxes.tolist(), orders.tolist(), strict=True)
        self.edges.areas += [Area(0, tuple(box), order) for box, order in placed]

    def _paths(self, paths: Sequence[int], matrix: Matrix, orders: Numbers) -> None:
        boxes = self._boxes(paths, matrix)
        thin = _are_thin(boxes)
        self.edges.thin.append(boxes[thin])
        if thin.all():
            return
        wide = np.flatnonzero(~thin)
        places = zip(wide.tolist(), boxes[wide].tolist(), orders[wide].tolist(), strict=True)
        self.edges.areas += [Area(paths[at], tuple(box), order) for at, box, order in places]
        for start in range(0, len(wide), _TOGETHER):
            self._wide([paths[at] for at in wide[start : start + _TOGETHER].tolist()], matrix)

    def _wide(self, paths: Sequence[int], matrix: Matrix) -> None:
        """Paths that are no lines as a whole: their parts may be."""
        wholes = _matrices(paths) @ matrix
        stroked = calls.draw_modes(paths)[:, 1].tolist()
        lines: list[tuple[float, ...]] = []
        every = zip(wholes, stroked, calls.corners(paths, self.most), strict=True)
        for whole, is_stroked, (points, kinds, closes) in every:
            placed = self.turn.points(apply(whole, points.astype(np.float64)))
            for part in _subpaths(placed.tolist(), kinds, closes):
                lines += _lines(part, stroked=is_stroked)
        if lines:
            self.edges.thin.append(np.array(lines))

    def _boxes(self, each: Sequence[int], matrix: Matrix) -> Boxes:
        boxes = calls.bounds(each).astype(np.float64)
        if matrix is not _IDENTITY:
            x, y = [0, 0, 2, 2], [1, 3, 1, 3]
            placed = np.stack([apply(matrix, boxes[:, [i, j]]) for i, j in zip(x, y, strict=True)])
            boxes = np.column_stack((placed.min(axis=0), placed.max(axis=0)))
        boxes = self.turn.boxes(boxes)
        if not np.isfinite(boxes).all():
            boxes[~np.isfinite(boxes).all(axis=1)] = 0.0
        return boxes


def page_edges(
    page: object, turn: Turn, area: float, most_objects: int = DEFAULT_LIMITS.objects
) -> Edges:
    """The ruled lines of a page; `area` is the page's, in square points.

    A page or form with more than `most_objects` is not looked at.
    """
    walk = _Walk(turn, area, most_objects)
    with np.errstate(all="ignore"):  # numbers of damaged files may be of any size
        walk.objects(calls.address(page), _IDENTITY, 0)
    return walk.edges


def _are_thin(boxes: Boxes) -> NDArray[np.bool_]:
    wide = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) > _THICKEST_LINE
    return ~wide


def _subpaths(
    points: Sequence[Sequence[float]], kinds: Sequence[int], closes: Sequence[int]
) -> list[list[Sequence[float]]]:
    """The corners of each part of a path; curves end a part, since tables have none."""
    parts: list[list[Sequence[float]]] = []
    for point, kind, close in zip(points, kinds, closes, strict=True):
        if kind == pdfium.FPDF_SEGMENT_LINETO and parts:
            parts[-1].append(point)
        else:
            parts.append([point])
        if close and len(parts[-1]) > _SEGMENTS_OF_LINE:
            parts[-1].append(parts[-1][0])
    return [part for part in parts if len(part) > 1]


def _lines(part: Sequence[Sequence[float]], *, stroked: bool) -> list[tuple[float, ...]]:
    """The boxes of a part of a path: thin as a whole, or lines where it is stroked."""
    xs, ys = [x for x, _ in part], [y for _, y in part]
    if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THICKEST_LINE:
        return [(min(xs), min(ys), max(xs), max(ys))]
    return [
        (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        for (ax, ay), (bx, by) in (pairwise(part) if stroked else ())
        if min(abs(ax - bx), abs(ay - by)) <= _THICKEST_LINE / 2
    ]


def _matrices(each: Sequence[int]) -> NDArray[np.float64]:
    """The matrices of objects, three by three."""
    found = np.zeros((len(each), 3, 3))
    found[:, :, :2] = calls.matrices(each).reshape(-1, 3, 2)
    found[:, 2, 2] = 1
    return found


def apply(matrix: Matrix, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points of a form, a row each, in the coordinates of what it stands in."""
    placed: NDArray[np.float64] = points @ matrix[:2, :2] + matrix[2, :2]
    return placed
