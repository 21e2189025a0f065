"""Lines of a table's body → tokens: figures, dashes, pieces of text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from juesuan.catalogue import wording
from juesuan.readers.source import Line

# Blanks may stand around the decimal point of a figure: "140. 13".
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\s?\.\s?\d+)?"
_PIECE = re.compile(
    r"(?P<dash>(?<!\S)-+(?!\S))"
    r"|(?P<numbering>[(]\s*\d{1,2}\s*[)](?=\s*[㐀-鿿]))"
    rf"|(?P<number>[(]?[-+]?{_DIGITS}[)]?)"
    r"|(?P<text>[^\s\d(+-]+|[(+-])"
)
_IDEOGRAPH = re.compile(r"[㐀-鿿]")
# A letter, a comma or a point that touches a number: one of its signs was misread.
_DAMAGE_BEFORE = re.compile(r"[A-Za-z.,]")
_DAMAGE_BEHIND = re.compile(r"[A-Za-z]|[.,](?=\S)")
_NUMBERS = re.compile(_DIGITS)
# A number that is no numbering, year or column: it has decimals, groups or many digits.
_LIKE_AMOUNT = re.compile(r"\d\s?\.\s?\d|\d,\d{3}|\d{5}")

Piece = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a line: `plain` for comparing, `printed` as it stands in the document.

    `unit` is the one that is printed in a cell behind its number; "" where the table's holds.
    """

    kind: str
    plain: str
    printed: str
    line: Line
    first_in_line: bool
    unit: str = ""

    @property
    def is_integer(self) -> bool:
        """Digits only: a code, a line number, or an amount without decimals."""
        return self.kind == "number" and self.plain.isdigit()

    @property
    def is_lone(self) -> bool:
        """A small whole number, not 0, alone in its line: a page's number looks like this."""
        small = self.is_integer and len(self.plain) <= 3 and int(self.plain) > 0
        return small and self.line.compact == self.plain

    @property
    def hides_amount(self) -> bool:
        """A text that holds a number like an amount, run together with other signs."""
        return self.kind == "text" and self.is_like_amount

    @property
    def is_like_amount(self) -> bool:
        """It holds a number with decimals, groups or many digits."""
        return bool(_LIKE_AMOUNT.search(self.plain))

    @property
    def numbers(self) -> int:
        """How many numbers the token holds, as `count_numbers` counts them."""
        return count_numbers(self.plain)


def count_numbers(text: str) -> int:
    """How many numbers are printed in a plain text: the unit of juesuan's bookkeeping."""
    return len(_NUMBERS.findall(text))


def tokenize(lines: Iterable[Line]) -> list[Token]:
    """The tokens of the lines in reading order."""
    tokens: list[Token] = []
    for line in lines:
        for position, (kind, start, end) in enumerate(_merge(_pieces(line.plain))):
            plain, printed = line.plain[start:end], line.printed[start:end]
            tokens.append(Token(kind, plain, printed, line, position == 0))
    return tokens


def _pieces(text: str) -> Iterator[Piece]:
    for match in _PIECE.finditer(text):
        kind, (start, end) = match.lastgroup or "text", match.span()
        if kind == "numbering":
            kind = "text"
        if kind != "number":
            yield kind, start, end
            continue
        opened, closed = text[start] == "(", text[end - 1] == ")"
        if opened and not closed:
            yield "text", start, start + 1
            start += 1
        if closed and not opened:
            yield "text" if _is_text(text, start, end - 1) else "number", start, end - 1
            yield "text", end - 1, end
        else:
            yield "text" if _is_text(text, start, end) else "number", start, end


def _is_text(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if wording().tokens.number_in_text.match(text, end):
        return True
    if _DAMAGE_BEFORE.match(before) or _DAMAGE_BEHIND.match(text, end):
        return True
    if "." in text[start:end]:
        return False
    return bool(_IDEOGRAPH.match(before) and _IDEOGRAPH.match(after))


def _merge(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of text with nothing between them are one token."""
    held: Piece | None = None
    for piece in pieces:
        if held and held[0] == piece[0] == "text" and held[2] == piece[1]:
            held = ("text", held[1], piece[2])
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held
