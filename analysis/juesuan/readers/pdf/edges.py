"""The ruled lines of a PDF page: what is stroked, and what is drawn as a thin rectangle."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as pdfium

from juesuan.readers.limits import DEFAULT_LIMITS
from juesuan.readers.pdf.turn import Turn

# In points. A filled rectangle up to this width is a ruled line; a wider one is a background.
_THICKEST_LINE = 3.0
# Forms may hold forms; a file whose forms hold themselves is not followed further.
_DEEPEST_FORM = 8
_SEGMENTS_OF_LINE = 2

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass
class Edges:
    """Ruled lines in upright coordinates: (place, from, to), y counted upwards.

    `picture` is the share of the page that its largest picture covers, `objects` how many objects
    are drawn.
    """

    horizontal: list[tuple[float, float, float]] = field(default_factory=list)
    vertical: list[tuple[float, float, float]] = field(default_factory=list)
    picture: float = 0.0
    objects: int = 0

    def add(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Take a thin box, as a line along its longer side."""
        if x1 - x0 >= y1 - y0:
            self.horizontal.append(((y0 + y1) / 2, x0, x1))
        else:
            self.vertical.append(((x0 + x1) / 2, y0, y1))


class _Walk:
    """One walk over the objects of a page, forms included."""

    def __init__(self, turn: Turn, area: float, most_objects: int) -> None:
        self.turn = turn
        self.area = area
        self.most = most_objects
        self.edges = Edges()
        self.seen = 0
        self._box = [ctypes.c_float() for _ in range(4)]

    def page(self, page: object) -> None:
        """Look at every object of the page."""
        get, count = pdfium.FPDFPage_GetObject, pdfium.FPDFPage_CountObjects(page)
        self._objects(get, page, count, None, 0)

    def _objects(
        self,
        get: Callable[[object, int], object],
        holder: object,
        count: int,
        matrix: Matrix | None,
        depth: int,
    ) -> None:
        kind_of = pdfium.FPDFPageObj_GetType
        path, text = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_TEXT
        self.seen += count
        for at in range(count if self.seen <= self.most else 0):
            each = get(holder, at)
            kind = kind_of(each)
            if kind == text:
                continue
            if kind == path:
                self._path(each, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                self._form(each, matrix, depth)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                x0, y0, x1, y1 = self._bounds(each, matrix)
                share = (x1 - x0) * (y1 - y0) / self.area if self.area else 0.0
                self.edges.picture = max(self.edges.picture, share)

    def _form(self, form: object, matrix: Matrix | None, depth: int) -> None:
        get, count = pdfium.FPDFFormObj_GetObject, pdfium.FPDFFormObj_CountObjects(form)
        own = _matrix(form)
        whole = own if matrix is None else _product(own, matrix)
        self._objects(get, form, count, whole, depth + 1)

    def _path(self, path: object, matrix: Matrix | None) -> None:
        x0, y0, x1, y1 = self._bounds(path, matrix)
        if min(x1 - x0, y1 - y0) <= _THICKEST_LINE:
            self.edges.add(x0, y0, x1, y1)
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        for points in _subpaths(path):
            self._subpath(points, path, matrix, stroked=bool(stroke.value))

    def _subpath(
        self,
        points: list[tuple[float, float]],
        path: object,
        matrix: Matrix | None,
        *,
        stroked: bool,
    ) -> None:
        """A part of a path: thin as a whole, or lines where it is stroked."""
        whole = _product(_matrix(path), matrix or _IDENTITY)
        placed = [self.turn.point(*_apply(whole, x, y)) for x, y in points]
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THICKEST_LINE:
            self.edges.add(min(xs), min(ys), max(xs), max(ys))
        elif stroked:
            for (ax, ay), (bx, by) in pairwise(placed):
                if min(abs(ax - bx), abs(ay - by)) <= _THICKEST_LINE / 2:
                    self.edges.add(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def _bounds(self, each: object, matrix: Matrix | None) -> Box:
        left, bottom, right, top = self._box
        if not pdfium.FPDFPageObj_GetBounds(each, left, bottom, right, top):
            return (0.0, 0.0, 0.0, 0.0)
        box = (left.value, bottom.value, right.value, top.value)
        if matrix is not None:
            corners = [_apply(matrix, x, y) for x in box[::2] for y in box[1::2]]
            box = (
                min(x for x, _ in corners),
                min(y for _, y in corners),
                max(x for x, _ in corners),
                max(y for _, y in corners),
            )
        return self.turn.box(*box) if self.turn.quarters else box


def page_edges(
    page: object, turn: Turn, area: float, most_objects: int = DEFAULT_LIMITS.objects
) -> Edges:
    """The ruled lines of a page; `area` is the page's, in square points.

    Beyond so many objects no more are looked at.
    """
    walk = _Walk(turn, area, most_objects)
    walk.page(page)
    walk.edges.objects = walk.seen
    return walk.edges


def _subpaths(path: object) -> list[list[tuple[float, float]]]:
    """The corners of each part of a path; curves end a part, since tables have none."""
    parts: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(pdfium.FPDFPath_CountSegments(path), DEFAULT_LIMITS.objects)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_LINETO and parts:
            parts[-1].append((x.value, y.value))
        else:
            parts.append([(x.value, y.value)])
        if pdfium.FPDFPathSegment_GetClose(segment) and len(parts[-1]) > _SEGMENTS_OF_LINE:
            parts[-1].append(parts[-1][0])
    return [part for part in parts if len(part) > 1]


def _matrix(each: object) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(each, found):
        return _IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
