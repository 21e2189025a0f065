"""The characters of a PDF page where they stand: Unicode, origin on the baseline, reading order."""

from __future__ import annotations

import ctypes
import unicodedata
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from statistics import median
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from juesuan.readers.pdf import calls
from juesuan.readers.pdf.turn import Numbers, Turn, is_oblique, quarters_of

# So many characters of a page are looked at for its text's direction and size.
_SAMPLE = 14
_BLANK = "\r\n\t \u00a0\u3000\x00\ufffe\uffff\x02"
UNKNOWN = "\ufffd"
_USUAL_SIZE = 10.0
_DIGITS = "0123456789０１２３４５６７８９.,"
_LINE_END = ord("\n")
_EVERY = 8
# In the place of a character that is no part of the print.
_NOTHING = "\x00"
# In points: type whose origin is further outside the visible part of the page is not printed.
_OUTSIDE = 2.0
# Characters of other planes are all looked up here.
_BEYOND = 0x10000
_IS_BLANK = np.isin(np.arange(_BEYOND + 1), list(map(ord, _BLANK)))
_IS_DIGIT = np.isin(np.arange(_BEYOND + 1), list(map(ord, _DIGITS)))
Places = NDArray[Any]


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
        if isinstance(numbers, range) and self.at[numbers[-1]] - self.at[numbers[0]] < len(numbers):
            return signs[numbers.start : numbers.stop]
        return "".join(
            f" {signs[each]}" if self.is_spaced(each) else signs[each] for each in numbers
        ).strip()


@dataclass(slots=True)
class TextPage:
    """A page's text. `size` is the usual height of its type in points, `box` its visible part.

    `unmapped` is the share of its characters (every digit, a sample of others) without a Unicode
    map. `lacks` says that type was left out, which is no part of the print.
    """

    handle: object
    signs: str
    turn: Turn
    size: float
    unmapped: float
    box: tuple[float, float, float, float]
    lacks: bool = False

    @property
    def has_type(self) -> bool:
        """Any character is printed."""
        return bool(self.signs.strip(_BLANK))

    def leave_out(self, objects: AbstractSet[int]) -> None:
        """Forget the characters of these text objects."""
        printed = _printed(_codes(self.signs)).tolist()
        owners = map(calls.text_object, repeat(calls.address(self.handle)), printed)
        gone = [at for at, owner in zip(printed, owners, strict=True) if owner in objects]
        if gone:
            self.signs = _replaced(self.signs, gone, _NOTHING)
            self.lacks = True

    def origins(self, places: Sequence[int]) -> tuple[Numbers, NDArray[np.bool_] | None]:
        """Where characters stand on their baseline, upright; and which stand on the page.

        None where all do. Those outside the visible part of the page are no part of the print.
        """
        found = self.turn.points(calls.origins(calls.address(self.handle), places))
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
        codes = _codes(self.signs)
        at = _printed(codes)
        places, inside = self.origins(at.tolist())
        at = at if inside is None else at[inside]
        signs = codes[at].tobytes().decode("utf-32-le", errors="surrogatepass")
        return Glyphs(signs, places, at, np.flatnonzero(codes == _LINE_END).tolist())

    def lines(self) -> list[tuple[str, int]]:
        """The page's lines in the order of its content, and the place of their first sign."""
        found: list[tuple[str, int]] = []
        start = 0
        for text in self.signs.split("\n"):
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
    finally:
        pdfium.FPDFText_ClosePage(handle)


def _text_page(handle: object, page: pypdfium2.PdfPage) -> TextPage:
    """Look at a page's text: its signs, direction and size."""
    signs, unmapped = _signs(handle)
    turn, size = _typography(handle, signs)
    left, bottom, right, top = turn.box(*page.get_bbox())
    box = (left - _OUTSIDE, bottom - _OUTSIDE, right + _OUTSIDE, top + _OUTSIDE)
    return TextPage(handle, signs, turn, size, unmapped, box)


def _codes(signs: str) -> Places:
    """The numbers of characters."""
    return np.frombuffer(signs.encode("utf-32-le", errors="surrogatepass"), np.uint32)


def _printed(codes: Places) -> Places:
    """The places of the signs that are no blanks."""
    return np.flatnonzero(~_IS_BLANK[np.minimum(codes, _BEYOND)])


def _replaced(signs: str, places: Sequence[int], by: str) -> str:
    kept = list(signs)
    for at in places:
        kept[at] = by
    return "".join(kept)


def _signs(handle: object) -> tuple[str, float]:
    """The character at each place, and the share that has no Unicode map: those are replaced."""
    count = pdfium.FPDFText_CountChars(handle)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(handle, 0, count, buffer)
    signs = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", errors="surrogatepass")
    if len(signs) != count:
        codes = (pdfium.FPDFText_GetUnicode(handle, at) for at in range(count))
        signs = "".join(chr(code) if code < 0x110000 else UNKNOWN for code in codes)
    if odd := {ord(sign): UNKNOWN for sign in set(signs) if _is_odd(sign)}:
        signs = signs.translate(odd)
    # Every digit is looked at, of other signs a sample.
    numbers = np.minimum(_codes(signs), _BEYOND)
    looked = _IS_DIGIT[numbers]
    looked[::_EVERY] |= ~_IS_BLANK[numbers[::_EVERY]]
    places = np.flatnonzero(looked).tolist()
    failed = map(calls.lacks_unicode, repeat(calls.address(handle)), places)
    unmapped = [at for at, fails in zip(places, failed, strict=True) if fails == 1]
    if unmapped:
        signs = _replaced(signs, unmapped, UNKNOWN)
    return signs, len(unmapped) / max(len(places), 1)


@cache
def _is_odd(sign: str) -> bool:
    """Half of a character outside the basic plane, or a control character: neither is text."""
    return unicodedata.category(sign) in ("Cs", "Cc") and sign not in _BLANK


def _typography(handle: object, signs: str) -> tuple[Turn, float]:
    """The direction and size that most of the type of a page has."""
    printed = _printed(_codes(signs))
    sample = printed[:: max(len(printed) // _SAMPLE, 1)].tolist()
    quarters: Counter[int] = Counter()
    sizes: list[float] = []
    for (a, b, c, d), size in zip(*calls.type_of(calls.address(handle), sample), strict=True):
        if (a or b) and not is_oblique(a, b):
            quarters[quarters_of(a, b)] += 1
            sizes.append(size * max(abs(c), abs(d)))
    usual = median(sizes) if sizes else _USUAL_SIZE
    turn = Turn(quarters.most_common(1)[0][0]) if quarters else Turn(0)
    return turn, usual if usual > 1 else _USUAL_SIZE
