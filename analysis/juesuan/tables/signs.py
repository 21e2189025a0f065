"""The signs of a table's text told apart: figures with what touches them, dashes, words."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache

import msgspec

from juesuan.catalogue import wording

# Blanks may stand around the decimal point of a figure: "140. 13".
_GROUPS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)"
_DIGITS = rf"{_GROUPS}(?:\s?\.\s?\d+)?"
_PRINTED = re.compile(_DIGITS)
_IDEOGRAPH = "㐀-鿿"
# What may touch a figure in front and behind without being a part of it.
_BEFORE = rf"(?<![^\s{_IDEOGRAPH}):;、\"》】。])"
_BEHIND = rf"(?=[\s{_IDEOGRAPH}\"(%《【]|[:;、=。](?!\d)|$)"
# A number that is no numbering, year or column: it has decimals, groups or many digits.
_LIKE_AMOUNT = re.compile(r"\d\s?\.\s?\d|\d,\d{3}|\d{5}")
_POINT = re.compile(r"\d\s?[.,]|[.,]\d")
_OF_A_WORD = re.compile(f"[{_IDEOGRAPH}]")
_LETTER = re.compile("[A-Za-z]")
_NO_AMOUNT_BEGINS = re.compile(r"0[\d,]")

Span = tuple[int, int]


class Piece(msgspec.Struct, frozen=True):
    """A stretch of a line from `start` to `end`.

    `plain` is what it says: the text, or of a figure its digits, point and sign without the marks
    around it. `unit` is the unit of money that is printed at a figure.
    """

    kind: str
    start: int
    end: int
    plain: str
    unit: str = ""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The pattern of a piece, and that of whatever counts as one number."""
    known = wording().tokens
    units = "|".join(sorted(wording().units, key=len, reverse=True))
    money = f"(?:{known.currency.pattern})?"
    signed = rf"{money}(?P<sign>{known.minus.pattern}|[+])?{money}(?P<digits>{_DIGITS}|\.\d+)"
    hidden = f"{known.hidden.pattern}|{known.in_words.pattern}"
    piece = re.compile(
        r"(?P<dash>(?<!\S)-+(?!\S))"
        rf"|(?P<numbering>[(]\s*\d{{1,2}}\s*[)](?=\s*[{_IDEOGRAPH}]))"
        rf"|(?P<hidden>{hidden})"
        rf"|{_BEFORE}(?P<bracket>[(]\s*{_DIGITS}\s*[)]){_BEHIND}"
        rf"|{_BEFORE}(?<!{known.minus_perhaps.pattern})(?P<number>{signed}"
        rf"(?P<unit>{units})?(?:{known.note_marks.pattern})*){_BEHIND}"
        rf"|(?P<odd>(?:{known.minus_perhaps.pattern})?(?![):;、\"》】。])"
        rf"[^\s{_IDEOGRAPH}]*\d(?:[^\s{_IDEOGRAPH}]|(?<=\d)\s?(?=\.\s?\d))*)"
        rf"|(?P<text>[{_IDEOGRAPH}]+(?!\d)|[^\s\d{_IDEOGRAPH}]+(?!\d)|\S)"
    )
    return piece, re.compile(f"{hidden}|{_DIGITS}")


def count_numbers(text: str) -> int:
    """How many numbers are printed in a plain text: the unit of juesuan's bookkeeping."""
    return sum(1 for _ in _patterns()[1].finditer(text))


def printed_numbers(text: str, start: int = 0, stop: int = sys.maxsize) -> Iterator[Span]:
    """Where numbers in digits stand in a plain text, between two of its signs."""
    return (match.span() for match in _PRINTED.finditer(text, start, stop))


def is_like_amount(text: str) -> bool:
    """It holds a number with decimals, groups or many digits."""
    return bool(_LIKE_AMOUNT.search(text))


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a plain line; those of text that touch are one."""
    held: Piece | None = None
    for match in _patterns()[0].finditer(text):
        piece = _piece(text, match)
        if held and held.kind == piece.kind == "text" and held.end == piece.start:
            held = Piece("text", held.start, piece.end, text[held.start : piece.end])
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _piece(text: str, match: re.Match[str]) -> Piece:
    kind, (start, end) = match.lastgroup or "text", match.span()
    if kind in ("number", "bracket"):
        known = wording().tokens
        is_threshold = known.threshold.match(text, start)
        if is_threshold or known.number_in_text.match(text, end) or _is_inside(text, start, end):
            kind = _kind_in_text(text, start, end)
        else:
            return _figure(text, match)
    elif kind == "odd":
        kind = _kind_of_odd(text, start, end)
    elif kind != "dash":
        kind = "unreadable" if kind == "hidden" else "text"
    return Piece(kind, start, end, text[start:end])


def _figure(text: str, match: re.Match[str]) -> Piece:
    (start, end), digits = match.span(), match["digits"]
    if digits is None:
        return Piece("number", start, end, match["bracket"])
    # What begins a line with its point may be the end of a figure that was broken.
    broken = digits[0] == "." and not text[:start].strip()
    if broken or (_NO_AMOUNT_BEGINS.match(digits) and is_like_amount(digits)):
        return Piece("unreadable", start, end, match[0])
    sign = match["sign"] or ""
    plain = (sign if sign in "+-" else "-") + (f"0{digits}" if digits[0] == "." else digits)
    return Piece("number", start, end, plain, match["unit"] or "")


def _is_inside(text: str, start: int, end: int) -> bool:
    """A whole number between two signs of a word."""
    around = text[start - 1 : start], text[end : end + 1]
    return text[start:end].isdigit() and all(map(_OF_A_WORD.match, around))


def _kind_in_text(text: str, start: int, end: int) -> str:
    """A number in a text; one with decimals is an amount, unless it is a percentage."""
    exact = bool(_POINT.search(text[start:end])) and not text.startswith("%", end)
    return "unreadable" if exact else "text"


def _kind_of_odd(text: str, start: int, end: int) -> str:
    """Digits that other signs touch: a figure that cannot be read, or no amount at all."""
    odd = text[start:end]
    behind = start + max(at for at, sign in enumerate(odd) if sign.isdecimal()) + 1
    if wording().tokens.explained.fullmatch(odd):
        return "text"
    if wording().tokens.number_in_text.match(text, behind):
        # Numbering stands in front of something: 1. at a line's end is a figure cut at its point.
        cut = odd[-1] == "." and not text[end:].strip() and text[:start].strip()
        return "unreadable" if cut else _kind_in_text(text, start, behind)
    if is_like_amount(odd):
        return "unreadable"
    if _LETTER.search(odd):
        return "text"
    beside = text[start - 1 : start], text[end : end + 1]
    return "unreadable" if _POINT.search(odd) or not any(map(_OF_A_WORD.match, beside)) else "text"
