"""The characters of a PDF page where they stand: Unicode, origin on the baseline, reading order."""

from __future__ import annotations

import ctypes
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import repeat
from statistics import median, mode
from typing import Any

import msgspec
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from juesuan.readers.pdf import calls
from juesuan.readers.pdf.turn import Numbers, Turn, is_oblique, quarters_of
from juesuan.readers.pdf.unprinted import Unprinted

# So many characters of a page are looked at for its text's direction and size.
_SAMPLE = 14
_BLANK = "\r\n\t \u00a0\u3000\x00\ufffe\uffff\x02"
UNKNOWN = "\ufffd"
UNKNOWN_CODE = ord(UNKNOWN)
_NO_CHARACTER = 0x110000
_USUAL_SIZE = 10.0
_DIGITS = "0123456789０１２３４５６７８９.,"
_LINE_END = ord("\n")
_EVERY = 8
_LONGEST_LOST = 64
# In points: type whose origin is further outside the visible part of the page is not printed.
_OUTSIDE = 2.0
# Characters of other planes are all looked up here.
_BEYOND = 0x10000
_KINDS = np.zeros(_BEYOND + 1, np.uint8)
_IS_BLANK, _IS_DIGIT, _IS_CONTROL, _IS_HALF = 1, 2, 4, 8
Places = NDArray[Any]
Codes = NDArray[np.uint32]


def _mark(kind: int, points: Iterable[int]) -> None:
    _KINDS[list(points)] |= kind


_mark(_IS_CONTROL, {*range(0x20), *range(0x7F, 0xA0)} - set(map(ord, _BLANK)))
_mark(_IS_BLANK, map(ord, _BLANK))
_mark(_IS_DIGIT, map(ord, _DIGITS))
_mark(_IS_HALF, range(0xD800, 0xE000))  # halves of a character outside the basic plane


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a page that are no blanks, in the order of its content.

    `points` are their origins in upright coordinates, `places` their places in the page's text,
    `breaks` the places of its line ends; `x`, `y` and `at` are the same as lists. Characters are
    known by their number: columns of numbers are read much faster than an object for each.
    """

    signs: str
    points: Numbers
    places: Places
    breaks: list[int]
    x: list[float] = field(init=False)
    y: list[float] = field(init=False)
    at: list[int] = field(init=False)

    def __post_init__(self) -> None:
        x, y = self.points.T.tolist()
        object.__setattr__(self, "x", x)
        object.__setattr__(self, "y", y)
        object.__setattr__(self, "at", self.places.tolist())

    def __len__(self) -> int:
        """How many characters there are."""
        return len(self.signs)

    def is_spaced(self, number: int) -> bool:
        """Blanks stand in front of a character."""
        return number == 0 or self.at[number] - self.at[number - 1] > 1

    def line(self, number: int) -> int:
        """The text line that a character is printed in."""
        return bisect(self.breaks, self.at[number])

    def text(self, numbers: Sequence[int]) -> str:
        """Characters in this order, with a space where blanks stand."""
        signs = self.signs
        if type(numbers) is range and self.at[numbers[-1]] - self.at[numbers[0]] < len(numbers):
            return signs[numbers.start : numbers.stop]
        return "".join(
            f" {signs[each]}" if self.is_spaced(each) else signs[each] for each in numbers
        ).strip()


class TextPage(msgspec.Struct):
    """A page's text. `size` is the usual height of its type in points, `box` its visible part.

    `codes` are the numbers of its characters, `printed` the places of those that are no blanks.
    `unmapped` is the share of its characters (every digit, a sample of others) without a Unicode
    map. `lacks` says that type was left out, which is no part of the print; `lost` are the texts
    among it that cannot be seen, with their middles. `moved` are the marks of notes by their place,
    with where they would stand on the line.
    """

    handle: object
    codes: Codes
    printed: Places
    turn: Turn
    size: float
    unmapped: float
    box: tuple[float, float, float, float]
    lacks: bool = False
    lost: list[tuple[float, float, str]] = []
    moved: dict[int, tuple[float, float]] = {}

    @property
    def has_type(self) -> bool:
        """Any character is printed."""
        return bool(len(self.printed))

    def digits(self, *, first: bool = False) -> list[tuple[int, int]]:
        """The places of digits, or of the first of each run, and the text objects they are of."""
        digits = (_KINDS[np.minimum(self.codes, _BEYOND)] & _IS_DIGIT) > 0
        if first:
            digits[1:] &= ~digits[:-1].copy()
        places = np.flatnonzero(digits).tolist()
        owners = map(calls.text_object, repeat(calls.address(self.handle)), places)
        return list(zip(places, owners, strict=True))

    def figure_at(self, place: int) -> str:
        """The digits and signs of a number that begins at a place."""
        digits = (
            (_KINDS[np.minimum(self.codes[place : place + _LONGEST_LOST], _BEYOND)]) & _IS_DIGIT
        )
        length = int(np.argmin(np.append(digits, 0)))
        return _text(self.codes[place : place + length])

    def places_of(self, places: Sequence[int]) -> Numbers:
        """Where characters stand on their baseline, upright."""
        return self.turn.points(calls.origins(calls.address(self.handle), places))

    def leave_out(self, page: pypdfium2.PdfPage, gone: Sequence[Unprinted]) -> None:
        """Take text objects out of the page, and read its text anew.

        pdfium takes type on one spot for one, and may keep the one that is not seen.
        """
        for form, texts, unseen in gone:
            holder = calls.page_object_of(form) if form else None
            for text, is_unseen in zip(texts, unseen, strict=True):
                each = calls.page_object_of(text)
                if is_unseen and (lost := _lost(each, self.handle)):
                    left, bottom, right, top = calls.bounds([text])[0].tolist()
                    ((x, y),) = self.turn.points(
                        np.array([[(left + right) / 2, (bottom + top) / 2]])
                    )
                    self.lost.append((float(x), float(y), lost))
                if holder:
                    pdfium.FPDFFormObj_RemoveObject(holder, each)
                else:
                    pdfium.FPDFPage_RemoveObject(page.raw, each)
        pdfium.FPDFText_ClosePage(self.handle)
        self.handle = pdfium.FPDFText_LoadPage(page.raw)
        read = _text_page(self.handle, page)
        self.codes, self.printed, self.unmapped = read.codes, read.printed, read.unmapped
        self.size = read.size if read.has_type else self.size
        self.lacks = True

    def origins(self, places: Sequence[int]) -> tuple[Numbers, NDArray[np.bool_] | None]:
        """Where characters stand on their baseline, upright; and which stand on the page.

        None where all do. Those outside the visible part of the page are no part of the print.
        """
        found = self.places_of(places)
        if self.moved:
            found[:] = [
                self.moved.get(at, (x, y)) for at, (x, y) in zip(places, found, strict=True)
            ]
        left, bottom, right, top = self.box
        x, y = found.T
        inside = (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
        if inside.all():
            return found, None
        self.lacks = True
        return found[inside], inside

    def extent(self, at: int) -> tuple[float, float]:
        """Where a character's advance begins and ends, along the line."""
        box = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self.handle, at, box)
        left, _, right, _ = self.turn.box(box.left, box.bottom, box.right, box.top)
        return left, right

    def is_one_piece(self, at: int, other: int) -> bool:
        """Two characters are drawn as one string."""
        first, second = (pdfium.FPDFText_GetTextObject(self.handle, each) for each in (at, other))
        return (
            ctypes.cast(first, ctypes.c_void_p).value == ctypes.cast(second, ctypes.c_void_p).value
        )

    def glyphs(self) -> Glyphs:
        """Every character that is no blank, with its place."""
        at = self.printed
        places, inside = self.origins(at.tolist())
        at = at if inside is None else at[inside]
        ends = np.flatnonzero(self.codes == _LINE_END).tolist()
        return Glyphs(_text(self.codes[at]), places, at, ends)

    def lines(self) -> list[tuple[str, int]]:
        """The page's lines in the order of its content, and the place of their first sign."""
        found: list[tuple[str, int]] = []
        start = 0
        for text in _text(self.codes).split("\n"):
            kept = text.rstrip(_BLANK)
            bare = kept.lstrip(_BLANK)
            if bare:
                found.append((bare, start + len(kept) - len(bare)))
            start += len(text) + 1
        return found


@contextmanager
def upright(page: pypdfium2.PdfPage) -> Iterator[TextPage]:
    """The page's text; where type runs up or down the page, the page is turned first."""
    handle = pdfium.FPDFText_LoadPage(page.raw)
    try:
        text = _text_page(handle, page)
        if text.turn.quarters != page.get_rotation() // 90:
            pdfium.FPDFText_ClosePage(handle)
            pdfium.FPDFPage_SetRotation(page.raw, text.turn.quarters)
            handle = pdfium.FPDFText_LoadPage(page.raw)
            text = _text_page(handle, page)
        yield text
        handle = text.handle
    finally:
        pdfium.FPDFText_ClosePage(handle)


def _lost(text: object, page: object) -> str:
    """The text of an object, where it holds a digit."""
    buffer = (ctypes.c_ushort * _LONGEST_LOST)()
    size = pdfium.FPDFTextObj_GetText(text, page, buffer, ctypes.sizeof(buffer))
    found = bytes(buffer)[: max(min(size, ctypes.sizeof(buffer)) - 2, 0)]
    read = found.decode("utf-16-le", "replace").strip()
    return read if any(sign.isdigit() for sign in read) else ""


def _text_page(handle: object, page: pypdfium2.PdfPage) -> TextPage:
    """Look at a page's text: its signs, direction and size."""
    codes = _codes(handle)
    kinds = _KINDS[np.minimum(codes, _BEYOND)]
    unmapped = _replace_unmapped(handle, codes, kinds)
    printed = np.flatnonzero((kinds & _IS_BLANK) == 0)
    turn, size = _typography(handle, printed)
    left, bottom, right, top = turn.box(*page.get_bbox())
    box = (left - _OUTSIDE, bottom - _OUTSIDE, right + _OUTSIDE, top + _OUTSIDE)
    return TextPage(handle, codes, printed, turn, size, unmapped, box)


def _text(codes: Codes) -> str:
    return codes.tobytes().decode("utf-32-le", errors="surrogatepass")


def _codes(handle: object) -> Codes:
    """The number of the character at each place."""
    count = pdfium.FPDFText_CountChars(handle)
    units = np.zeros(count + 1, np.uint16)
    buffer = units.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort))
    written = pdfium.FPDFText_GetText(handle, 0, count, buffer)
    codes = units[:count].astype(np.uint32)
    if written - 1 != count or (_KINDS[codes] & _IS_HALF).any():
        # Characters outside the basic plane are two units: places and units do not agree.
        each = (pdfium.FPDFText_GetUnicode(handle, at) for at in range(count))
        codes = np.fromiter(each, np.uint32, count)
        codes[codes >= _NO_CHARACTER] = UNKNOWN_CODE
    return codes


def _replace_unmapped(handle: object, codes: Codes, kinds: NDArray[np.uint8]) -> float:
    """Mark the characters that are not known as such; the share that has no Unicode map."""
    codes[(kinds & (_IS_CONTROL | _IS_HALF)) > 0] = UNKNOWN_CODE
    # Looked at are the first and last digit of every number, of other signs a sample; where one
    # of them has no map, every digit.
    digit = (kinds & _IS_DIGIT) > 0
    looked = digit.copy()
    looked[1:-1] &= ~(digit[:-2] & digit[2:])
    looked[::_EVERY] |= (kinds[::_EVERY] & _IS_BLANK) == 0
    unmapped = _without_map(handle, looked)
    if len(unmapped):
        looked |= digit
        unmapped = _without_map(handle, looked)
        codes[unmapped] = UNKNOWN_CODE
    return len(unmapped) / max(int(looked.sum()), 1)


def _without_map(handle: object, looked: NDArray[np.bool_]) -> Places:
    """The places looked at whose character has no Unicode map."""
    places: Places = np.flatnonzero(looked)
    failed = map(calls.lacks_unicode, repeat(calls.address(handle)), places.tolist())
    found: Places = places[np.fromiter(failed, np.int8, len(places)) == 1]
    return found


def _typography(handle: object, printed: Places) -> tuple[Turn, float]:
    """The direction and size that most of the type of a page has."""
    sample = printed[:: max(len(printed) // _SAMPLE, 1)].tolist()
    quarters: list[int] = []
    sizes: list[float] = []
    for (a, b, c, d), size in zip(*calls.type_of(calls.address(handle), sample), strict=True):
        if (a or b) and not is_oblique(a, b):
            quarters.append(quarters_of(a, b))
            sizes.append(size * max(abs(c), abs(d)))
    usual = median(sizes) if sizes else _USUAL_SIZE
    turn = Turn(mode(quarters)) if quarters else Turn(0)
    return turn, usual if usual > 1 else _USUAL_SIZE
