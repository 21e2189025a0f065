"""The levels of codes: 类, 款 and 项, their digits and their parents."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.terms import DIGITS, LEVELS

# 类款项, and how names are marked with them, in plain characters.
WORDS = "".join(lexicon().levels)
MARKS = tuple(f"({word})" for word in WORDS)

_LEVEL = {digits: name for name, digits in DIGITS.items()}
_LENGTHS = tuple(_LEVEL)

HIGHEST, LONGEST = _LENGTHS[0], _LENGTHS[-1]
# So many digits more has each level than the one above it.
STEP = _LENGTHS[1] - HIGHEST
# The key of the row that is the sum of a table.
TOTAL = LEVELS[0]
# What a code looks like.
PATTERN = rf"\d{{{HIGHEST}}}(?:\d{{{STEP}}}){{0,{len(_LENGTHS) - 1}}}"


def level_of(code: str) -> str:
    """类, 款 or 项 as `class`, `section`, `item`, from the number of digits."""
    return _LEVEL[len(code)]


def parent_of(code: str) -> str:
    """The code one level up; "" (the 合计 row) for a 类.

    >>> parent_of("2012901"), parent_of("201")
    ('20129', '')
    """
    return code[:-STEP] if len(code) > HIGHEST else ""


def class_of(code: str) -> str:
    """The 类 that a code belongs to."""
    return code[:HIGHEST]


def path_of(code: str) -> tuple[str, ...]:
    """A code below all codes above it, from the 类 down.

    >>> path_of("2012901")
    ('201', '20129', '2012901')
    """
    return tuple(code[:digits] for digits in _LENGTHS if digits <= len(code))


def parts_of(code: str) -> tuple[str, ...]:
    """A code's digits as they stand in a column for each level.

    >>> parts_of("2012901")
    ('201', '29', '01')
    """
    return tuple(part[len(parent_of(part)) :] for part in path_of(code))


def level_of_line(key: str | None) -> str:
    """The level of a row that has no code: `total`, or `line`."""
    return TOTAL if key == TOTAL else "line"


def joined_parts(parts: Sequence[str]) -> str:
    """The code that such digits are; a zero in front may have been lost.

    >>> joined_parts(["201", "29", "1"])
    '2012901'
    """
    return parts[0] + "".join(part.zfill(STEP) for part in parts[1:])
