"""pdfium's functions that are called for every object and character of a page, at the least cost.

The wrappers of pypdfium2 convert each argument by its type; here handles and places in memory are
plain numbers and results go straight into arrays, which takes a third of the time.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import DTypeLike, NDArray

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int
# A place among objects or characters, counted from 0, goes as an address goes: pdfium reads the
# lower half of the register. ctypes takes twice as long for a number that it has to narrow.
_PLACE = ctypes.c_void_p
_HANDLE = ctypes.c_size_t  # 0 where there is none
Call = Callable[..., Any]
# The corners of a rectangle, with the first one again or not.
_RECTANGLE = (4, 5)
_LONGEST_MARK = 32
_OPAQUE = 255


def address(handle: Any) -> int:
    """The place of an object of pypdfium2 in memory."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _plain(function: Any, result: Any, *arguments: Any) -> Call:
    """A function of pdfium that takes and gives plain numbers."""
    return ctypes.PYFUNCTYPE(result, *arguments)(address(function))


def _filling(function: Any, count: int, *first: Any) -> Call:
    """A function that writes `count` numbers where it is told."""
    return _plain(function, None, *first, *[_ADDRESS] * count)


page_object = _plain(pdfium.FPDFPage_GetObject, _HANDLE, _ADDRESS, _PLACE)
form_object = _plain(pdfium.FPDFFormObj_GetObject, _HANDLE, _ADDRESS, _PLACE)
count_in_page = _plain(pdfium.FPDFPage_CountObjects, _INT, _ADDRESS)
count_in_form = _plain(pdfium.FPDFFormObj_CountObjects, _INT, _ADDRESS)
kind_of = _plain(pdfium.FPDFPageObj_GetType, _INT, _ADDRESS)
_clip = _plain(pdfium.FPDFPageObj_GetClipPath, _HANDLE, _ADDRESS)
_clip_paths = _plain(pdfium.FPDFClipPath_CountPaths, _INT, _ADDRESS)
_clip_segments = _plain(pdfium.FPDFClipPath_CountPathSegments, _INT, _ADDRESS, _PLACE)
_clip_segment = _plain(pdfium.FPDFClipPath_GetPathSegment, _HANDLE, _ADDRESS, _PLACE, _PLACE)
render_mode = _plain(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
text_object = _plain(pdfium.FPDFText_GetTextObject, _HANDLE, _ADDRESS, _PLACE)
lacks_unicode = _plain(pdfium.FPDFText_HasUnicodeMapError, _INT, _ADDRESS, _PLACE)
_bounds = _filling(pdfium.FPDFPageObj_GetBounds, 4, _ADDRESS)
_matrix = _filling(pdfium.FPDFPageObj_GetMatrix, 1, _ADDRESS)
_colour = _filling(pdfium.FPDFPageObj_GetFillColor, 4, _ADDRESS)
_size = _filling(pdfium.FPDFTextObj_GetFontSize, 1, _ADDRESS)
_origin = _filling(pdfium.FPDFText_GetCharOrigin, 2, _ADDRESS, _PLACE)
_draw_mode = _filling(pdfium.FPDFPath_GetDrawMode, 2, _ADDRESS)
_type_matrix = _filling(pdfium.FPDFText_GetMatrix, 1, _ADDRESS, _PLACE)
_type_size = _plain(pdfium.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _PLACE)
_segments = _plain(pdfium.FPDFPath_CountSegments, _INT, _ADDRESS)
_segment = _plain(pdfium.FPDFPath_GetPathSegment, _HANDLE, _ADDRESS, _PLACE)
_point = _filling(pdfium.FPDFPathSegment_GetPoint, 2, _ADDRESS)
_segment_kind = _plain(pdfium.FPDFPathSegment_GetType, _INT, _ADDRESS)
_segment_closes = _plain(pdfium.FPDFPathSegment_GetClose, _INT, _ADDRESS)


def count(holder: int, *, in_form: bool) -> int:
    """How many objects a page or form holds."""
    found: int = (count_in_form if in_form else count_in_page)(holder)
    return max(found, 0)


def objects(holder: int, *, in_form: bool) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The objects of a page or form, and their kinds."""
    places = range(count(holder, in_form=in_form))
    found = list(map(form_object if in_form else page_object, repeat(holder), places))
    return np.array(found, np.int64), np.array(list(map(kind_of, found)), np.int64)


def _filled(call: Call, width: int, dtype: DTypeLike, *before: Sequence[int] | repeat[int]) -> Any:
    """Call a filling function once a row; rows where it fails stay 0."""
    count = min(len(each) for each in before if not isinstance(each, repeat))
    found = np.zeros((count, width), dtype)
    step = found.itemsize * width
    first = found.ctypes.data
    starts = [first + at * found.itemsize for at in range(width)]
    targets = [range(start, start + count * step, step) for start in starts] if count else []
    if count:
        list(map(call, *before, *targets))
    return found


def bounds(each: Sequence[int]) -> NDArray[np.float32]:
    """Left, bottom, right and top of objects."""
    found: NDArray[np.float32] = _filled(_bounds, 4, np.float32, each)
    return found


def matrices(each: Sequence[int]) -> NDArray[np.float32]:
    """The six numbers of the matrix of objects."""
    found = np.zeros((len(each), 6), np.float32)
    first, step = found.ctypes.data, 6 * found.itemsize
    list(map(_matrix, each, range(first, first + len(each) * step, step)) if each else ())
    return found


def colours(each: Sequence[int]) -> NDArray[np.uint32]:
    """Red, green, blue and alpha of what objects are filled with."""
    found: NDArray[np.uint32] = np.zeros((len(each), 4), np.uint32)
    # Where a pattern fills, there is no colour to tell: it is not clear.
    found[:, 3] = _OPAQUE
    first, step = found.ctypes.data, 4 * found.itemsize
    starts = [first + at * found.itemsize for at in range(4)]
    if len(each):
        list(map(_colour, each, *(range(at, at + len(each) * step, step) for at in starts)))
    return found


def font_sizes(each: Sequence[int]) -> NDArray[np.float32]:
    """The size of the type of text objects, before their matrix."""
    found: NDArray[np.float32] = _filled(_size, 1, np.float32, each)
    return found[:, 0]


def origins(text: int, places: Sequence[int]) -> NDArray[np.float64]:
    """Where characters stand on their baseline."""
    found: NDArray[np.float64] = _filled(_origin, 2, np.float64, repeat(text), places)
    return found


def clips(each: Sequence[int]) -> tuple[list[int], NDArray[np.float32]]:
    """Which of these objects are clipped, by their place, and the box of their innermost clipping.

    Clippings of more corners than a rectangle's are none here.
    """
    found = list(map(_clip, each))
    counts = list(map(_clip_paths, found))
    places = [at for at, count in enumerate(counts) if count > 0]
    paths = [found[at] for at in places]
    last = [counts[at] - 1 for at in places]
    segments = list(map(_clip_segments, paths, last))
    kept = [at for at, count in enumerate(segments) if count in _RECTANGLE]
    ends: list[NDArray[np.float32]] = []
    for corner in (0, 2):
        handles = [_clip_segment(paths[at], last[at], corner) for at in kept]
        ends.append(_filled(_point, 2, np.float32, handles))
    boxes = np.column_stack((np.minimum(*ends), np.maximum(*ends)))
    return [places[at] for at in kept], boxes


def page_object_of(place: int) -> Any:
    """The object at a place in memory, as the wrappers of pypdfium2 take it."""
    return ctypes.cast(place, pdfium.FPDF_PAGEOBJECT)


def mark_name(mark: Any) -> str:
    """The name of a mark around an object."""
    length = ctypes.c_ulong()
    buffer = (ctypes.c_ushort * _LONGEST_MARK)()
    pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length)
    return bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")


def draw_modes(paths: Sequence[int]) -> NDArray[np.bool_]:
    """Whether each path is filled, and whether it is stroked."""
    found: NDArray[np.bool_] = _filled(_draw_mode, 2, np.int32, paths) != 0
    return found


def type_of(text: int, places: Sequence[int]) -> tuple[list[list[float]], list[float]]:
    """The directions along and up of characters as four numbers (0 where unknown); their sizes."""
    found = np.zeros((len(places), 6), np.float32)
    first, step = found.ctypes.data, 6 * found.itemsize
    targets = range(first, first + len(places) * step, step) if places else ()
    list(map(_type_matrix, repeat(text), places, targets))
    return found[:, :4].tolist(), list(map(_type_size, repeat(text), places))


def corners(
    paths: Sequence[int], most: int
) -> Iterator[tuple[NDArray[np.float32], list[int], list[int]]]:
    """The points of each path, the kind of each segment and whether it closes its part.

    Of a path with more than `most` segments, the first ones.
    """
    counts = [max(min(count, most), 0) for count in map(_segments, paths)]
    owners = chain.from_iterable(map(repeat, paths, counts))
    segments = list(map(_segment, owners, chain.from_iterable(map(range, counts))))
    points = _filled(_point, 2, np.float32, segments)
    kinds, closes = (list(map(call, segments)) for call in (_segment_kind, _segment_closes))
    stop = 0
    for count in counts:
        start, stop = stop, stop + count
        yield points[start:stop], kinds[start:stop], closes[start:stop]
