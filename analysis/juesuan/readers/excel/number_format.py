"""What Excel shows of a number: its value under its number format, digit for digit.

A published table is what its reader sees, so the displayed figure is the printed one: 1234.5678
under `#,##0.00` is 1,234.57, its last digit 0.01. The syntax is ECMA-376 part 1, 18.8.31. A format
that is not understood gives no figure: the number behind it may be in another unit.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import msgspec

GENERAL = "General"
# General shows so many digits of a number; with more decimals than these it is cut to them.
_GENERAL_DIGITS = 10
_MOST_DECIMALS = 6
# Smaller numbers are what binary fractions leave of 0; larger ones are no amounts.
_NOISE = Decimal("1e-9")
_MOST_DIGITS = 20
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<digits>[0#?][0#?,]*)|(?P<point>\.)|(?P<percent>%)|(?P<text>@)"
    r"|(?P<date>[yYmMdDhHsSeEgGbB]|年|月|日|AM/PM)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d+", re.IGNORECASE)
_DURATION = re.compile(r"[hms]+", re.IGNORECASE)
_SYMBOL = re.compile(r"\$([^-]*)")
_LITERAL = " -+()¥￥$€£:,、/'"
# Day 0 of the two calendars; the first counts a 29 February 1900 that never was.
_DAY_ZERO = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 - no zone
_LATEST = 2_958_466


class _Section(msgspec.Struct, frozen=True):
    """One section of a format: digits placeholders before and behind the point, and literals."""

    kind: str  # number, general, date, text, literal or unknown
    before: str = ""
    whole: str = ""
    decimals: str = ""
    behind: str = ""
    percent: bool = False

    @property
    def literals(self) -> str:
        return self.before + self.behind


class Shown(msgspec.Struct, frozen=True):
    """A number as it is shown. `open_zeros`: the format leaves out the zeros at its end.

    One that `hides` shows nothing, or a dash, for a number that is not 0.
    `text` is None where the format is not understood.
    """

    text: str | None
    open_zeros: bool = False
    hides: bool = False


def show(number: Decimal, number_format: str, *, since_1904: bool = False) -> Shown:
    """A number under its format."""
    if number and number.adjusted() > _MOST_DIGITS:
        return Shown(None)
    if abs(number) < _NOISE:
        number = Decimal(0)
    sections = _sections(number_format)
    section, is_signed = _section_for(number, sections)
    if section.kind == "date":
        return Shown(_date(number, since_1904=since_1904))
    if section.kind == "general":
        text = _general(abs(number) if is_signed else number)
        return Shown(_signed(section.before + text + section.behind, number), open_zeros=True)
    if section.kind == "literal":
        text = section.before.strip()
        return Shown(text, hides=bool(number) and not any(map(str.isalnum, text)))
    if section.kind != "number":
        return Shown(None)
    return _shown(number, section)


def _section_for(number: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section, bool]:
    """The section for a number's sign, and whether it shows the sign itself."""
    if number < 0 and len(sections) > 1:
        return sections[1], True
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _shown(number: Decimal, section: _Section) -> Shown:
    value = abs(number) * (100 if section.percent else 1)
    rounded = value.quantize(Decimal(1).scaleb(-len(section.decimals)), ROUND_HALF_UP)
    if not rounded and "0" not in section.whole + section.decimals:
        return Shown(section.literals.strip())
    digits = f"{rounded:,f}" if "," in section.whole else f"{rounded:f}"
    whole, _, decimals = digits.partition(".")
    whole = whole.zfill(section.whole.replace(",", "").count("0"))
    required = len(section.decimals.rstrip("#?"))
    kept = decimals[:required] + decimals[required:].rstrip("0")
    text = f"{whole}.{kept}" if kept else whole
    text = f"{section.before}{text}{'%' if section.percent else ''}{section.behind}"
    open_zeros = required < len(section.decimals)
    return Shown(_signed(text.strip(), number if rounded else Decimal(0)), open_zeros=open_zeros)


def _signed(text: str, number: Decimal) -> str:
    """A negative number says so, where its format only colours it."""
    return f"-{text}" if number < 0 and "-" not in text and "(" not in text else text


def _general(number: Decimal) -> str:
    """The number with all its decimals; cut as General cuts it where these are noise."""
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > _MOST_DECIMALS:
        number = Decimal(f"{number:.{_GENERAL_DIGITS}g}")
        number = round(number, max(_MOST_DECIMALS, -number.adjusted()))
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(number: Decimal, *, since_1904: bool) -> str | None:
    if not 0 <= number < _LATEST:
        return None
    moment = _DAY_ZERO[since_1904] + timedelta(days=float(number))
    is_day = number == int(number)
    return f"{moment:%Y-%m-%d}" if is_day else f"{moment:%Y-%m-%d %H:%M:%S}"


@cache
def _sections(number_format: str) -> tuple[_Section, ...]:
    parts: list[str] = [""]
    for match in _PIECE.finditer(number_format):
        if match[0] == ";":
            parts.append("")
        else:
            parts[-1] += match[0]
    return tuple(_section(part) for part in parts)


def _section(part: str) -> _Section:  # noqa: C901, PLR0911, PLR0912 - a branch a sign
    before = behind = whole = decimals = ""
    kind, percent, point = "literal", False, False
    for match in _PIECE.finditer(part):
        literal = match["quoted"] or match["escaped"] or ""
        if (bracket := match["bracket"]) is not None:
            if symbol := _SYMBOL.match(bracket):
                literal = symbol[1]
            elif _DURATION.fullmatch(bracket):
                return _Section("date")
            elif not _COLOUR.fullmatch(bracket):
                return _Section("unknown")
        elif digits := match["digits"]:
            # Thousands are scaled away by a comma at the end; literals may part the digits.
            if digits.endswith(",") or behind or (decimals and point):
                return _Section("unknown")
            kind = "number"
            if point:
                decimals = digits
            else:
                whole += digits
        elif match["point"]:
            kind, point = "number", True
        elif match["percent"]:
            percent = True
            continue
        elif match["general"]:
            kind = "general"
        elif match["date"]:
            return _Section("date" if kind == "literal" else "unknown")
        elif match["text"]:
            kind = "text" if kind == "literal" else "unknown"
        elif other := match["other"]:
            if other not in _LITERAL:
                return _Section("unknown")
            literal = other
        if kind == "literal":
            before += literal
        else:
            behind += literal
    if kind == "number" and "," in decimals:
        return _Section("unknown")
    if kind == "text":
        return _Section("general")
    return _Section(kind, before.lstrip(), whole, decimals, behind.rstrip(), percent)
