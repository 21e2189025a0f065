"""The characters of a PDF page where they stand: Unicode, origin on the baseline, reading order."""

from __future__ import annotations

import ctypes
import unicodedata
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from juesuan.readers.pdf.turn import Turn, quarters_of

# So many characters of a page are looked at for its text's direction and size.
_SAMPLE = 12
_BLANK = "\r\n\t \u00a0\u3000\x00\ufffe\uffff\x02"
UNKNOWN = "\ufffd"
_USUAL_SIZE = 10.0
_DIGITS = frozenset("0123456789０１２３４５６７８９.,")
_EVERY = 8


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
    """A page's text. `size` is the usual height of its type in points.

    `unmapped` is the share of its characters (every digit, a sample of others) without a Unicode
    map.
    """

    handle: object
    signs: list[str]
    turn: Turn
    size: float
    unmapped: float

    def origin(self, at: int) -> tuple[float, float]:
        """Where a character stands on its baseline, in upright coordinates."""
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self.handle, at, x, y)
        return self.turn.point(x.value, y.value)

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
        x, y = ctypes.c_double(), ctypes.c_double()
        origin, handle, signs = pdfium.FPDFText_GetCharOrigin, self.handle, self.signs
        kept = [at for at, sign in enumerate(signs) if sign not in _BLANK]
        xs: list[float] = []
        ys: list[float] = []
        for at in kept:
            origin(handle, at, x, y)
            xs.append(x.value)
            ys.append(y.value)
        if self.turn.quarters:
            turned = [self.turn.point(*place) for place in zip(xs, ys, strict=True)]
            xs, ys = [place[0] for place in turned], [place[1] for place in turned]
        breaks = [at for at, sign in enumerate(signs) if sign == "\n"]
        return Glyphs([signs[at] for at in kept], xs, ys, kept, breaks)

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
        text = _text_page(handle)
        if text.turn.quarters != page.get_rotation() // 90:
            pdfium.FPDFText_ClosePage(handle)
            pdfium.FPDFPage_SetRotation(page.raw, text.turn.quarters)
            handle = pdfium.FPDFText_LoadPage(page.raw)
            text = _text_page(handle)
        yield text
    finally:
        pdfium.FPDFText_ClosePage(handle)


def _text_page(handle: object) -> TextPage:
    """Look at a page's text: its signs, direction and size."""
    signs, unmapped = _signs(handle)
    turn, size = _typography(handle, signs)
    return TextPage(handle, signs, turn, size, unmapped)


def _signs(handle: object) -> tuple[list[str], float]:
    """The character at each place, and the share that has no Unicode map: those are replaced."""
    count = pdfium.FPDFText_CountChars(handle)
    buffer = ctypes.create_string_buffer(2 * (count + 1))
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    written = pdfium.FPDFText_GetText(handle, 0, count, pointer)
    text = buffer.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", errors="surrogatepass")
    if len(text) == count:
        signs = list(text)
    else:
        codes = (pdfium.FPDFText_GetUnicode(handle, at) for at in range(count))
        signs = [chr(code) if code < 0x110000 else UNKNOWN for code in codes]
    if odd := {sign for sign in set(signs) if _is_odd(sign)}:
        signs = [UNKNOWN if sign in odd else sign for sign in signs]
    failed = pdfium.FPDFText_HasUnicodeMapError
    # Every digit is looked at, of other signs a sample.
    digits = [at for at, sign in enumerate(signs) if sign in _DIGITS]
    places = [at for at in {*digits, *range(0, count, _EVERY)} if signs[at] not in _BLANK]
    unmapped = [at for at in places if failed(handle, at) == 1]
    for at in unmapped:
        signs[at] = UNKNOWN
    return signs, len(unmapped) / max(len(places), 1)


def _is_odd(sign: str) -> bool:
    """Half of a character outside the basic plane, or a control character: neither is text."""
    return unicodedata.category(sign) in ("Cs", "Cc") and sign not in _BLANK


def _typography(handle: object, signs: Sequence[str]) -> tuple[Turn, float]:
    """The direction and size that most of the type of a page has."""
    printed = [at for at, sign in enumerate(signs) if sign not in _BLANK]
    if not printed:
        return Turn(0), _USUAL_SIZE
    sample = printed[:: max(len(printed) // _SAMPLE, 1)]
    matrix = pdfium.FS_MATRIX()
    quarters: Counter[int] = Counter()
    sizes: list[float] = []
    for at in sample:
        if pdfium.FPDFText_GetMatrix(handle, at, matrix):
            quarters[quarters_of(matrix.a, matrix.b)] += 1
            height = max(abs(matrix.c), abs(matrix.d))
            sizes.append(pdfium.FPDFText_GetFontSize(handle, at) * height)
    usual = median(sizes) if sizes else _USUAL_SIZE
    turn = Turn(quarters.most_common(1)[0][0]) if quarters else Turn(0)
    return turn, usual if usual > 1 else _USUAL_SIZE
