"""The characters of a PDF page where they stand: Unicode, origin on the baseline, reading order."""

from __future__ import annotations

import ctypes
import unicodedata
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from statistics import median

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from juesuan.readers.pdf import calls
from juesuan.readers.pdf.turn import Numbers, Turn, is_oblique, quarters_of

# So many characters of a page are looked at for its text's direction and size.
_SAMPLE = 24
_BLANK = "\r\n\t \u00a0\u3000\x00\ufffe\uffff\x02"
UNKNOWN = "\ufffd"
_USUAL_SIZE = 10.0
_BLANKS = frozenset(_BLANK)
_DIGITS = frozenset("0123456789０１２３４５６７８９.,")
_UNSAMPLED = _BLANKS | _DIGITS
_EVERY = 8
# In the place of a character that is no part of the print.
_NOTHING = "\x00"
# In points: type whose origin is further outside the visible part of the page is not printed.
_OUTSIDE = 2.0


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a page that are no blanks, in the order of its content.

    `x` and `y` are their origins in upright coordinates, `at` their places in the page's text,
    `breaks` the places of its line ends. Characters are known by their number in these lists:
    columns of numbers are read much faster than an object for each.
    """

    signs: list[str]
    x: list[float]
    y: list[float]
    at: list[int]
    breaks: list[int]

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
            return "".join(signs[numbers.start : numbers.stop])
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
    signs: list[str]
    turn: Turn
    size: float
    unmapped: float
    box: tuple[float, float, float, float]
    lacks: bool = False

    @property
    def has_type(self) -> bool:
        """Any character is printed."""
        return any(sign not in _BLANKS for sign in self.signs)

    def leave_out(self, objects: AbstractSet[int]) -> None:
        """Forget the characters of these text objects."""
        place = calls.address(self.handle)
        printed = _printed(self.signs)
        for at, owner in zip(printed, map(calls.text_object, repeat(place), printed), strict=True):
            if owner in objects:
                self.signs[at] = _NOTHING
                self.lacks = True

    def origins(self, places: Sequence[int]) -> tuple[Numbers, list[int]]:
        """Where characters stand on their baseline, upright, and which of them (by number here).

        Characters outside the visible part of the page are left out.
        """
        found = self.turn.points(calls.origins(calls.address(self.handle), places))
        left, bottom, right, top = self.box
        x, y = found.T
        inside = (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
        if inside.all():
            return found, list(range(len(places)))
        self.lacks = True
        return found[inside], np.flatnonzero(inside).tolist()

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
        printed = _printed(self.signs)
        places, inside = self.origins(printed)
        at = [printed[number] for number in inside] if len(inside) < len(printed) else printed
        breaks = [at for at, sign in enumerate(self.signs) if sign == "\n"]
        signs = [self.signs[each] for each in at]
        return Glyphs(signs, places[:, 0].tolist(), places[:, 1].tolist(), at, breaks)

    def lines(self) -> list[tuple[str, int]]:
        """The page's lines in the order of its content, and the place of their first sign."""
        found: list[tuple[str, int]] = []
        start = 0
        for text in "".join(self.signs).split("\n"):
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


def _printed(signs: Sequence[str]) -> list[int]:
    """The places of the signs that are no blanks."""
    return [at for at, sign in enumerate(signs) if sign not in _BLANKS]


def _signs(handle: object) -> tuple[list[str], float]:
    """The character at each place, and the share that has no Unicode map: those are replaced."""
    count = pdfium.FPDFText_CountChars(handle)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(handle, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", errors="surrogatepass")
    if len(text) == count:
        signs = list(text)
    else:
        codes = (pdfium.FPDFText_GetUnicode(handle, at) for at in range(count))
        signs = [chr(code) if code < 0x110000 else UNKNOWN for code in codes]
    if odd := {sign for sign in set(signs) if _is_odd(sign)}:
        signs = [UNKNOWN if sign in odd else sign for sign in signs]
    # Every digit is looked at, of other signs a sample.
    places = [at for at, sign in enumerate(signs) if sign in _DIGITS]
    places += [at for at in range(0, count, _EVERY) if signs[at] not in _UNSAMPLED]
    failed = map(calls.lacks_unicode, repeat(calls.address(handle)), places)
    unmapped = [at for at, fails in zip(places, failed, strict=True) if fails == 1]
    for at in unmapped:
        signs[at] = UNKNOWN
    return signs, len(unmapped) / max(len(places), 1)


@cache
def _is_odd(sign: str) -> bool:
    """Half of a character outside the basic plane, or a control character: neither is text."""
    return unicodedata.category(sign) in ("Cs", "Cc") and sign not in _BLANKS


def _typography(handle: object, signs: Sequence[str]) -> tuple[Turn, float]:
    """The direction and size that most of the type of a page has."""
    printed = _printed(signs)
    if not printed:
        return Turn(0), _USUAL_SIZE
    sample = printed[:: max(len(printed) // _SAMPLE, 1)]
    matrix = pdfium.FS_MATRIX()
    quarters: Counter[int] = Counter()
    sizes: list[float] = []
    for at in sample:
        if pdfium.FPDFText_GetMatrix(handle, at, matrix) and not is_oblique(matrix.a, matrix.b):
            quarters[quarters_of(matrix.a, matrix.b)] += 1
            height = max(abs(matrix.c), abs(matrix.d))
            sizes.append(pdfium.FPDFText_GetFontSize(handle, at) * height)
    usual = median(sizes) if sizes else _USUAL_SIZE
    turn = Turn(quarters.most_common(1)[0][0]) if quarters else Turn(0)
    return turn, usual if usual > 1 else _USUAL_SIZE
