"""The numbering of a form's lines: 一、 二、 … on either side, each side by itself."""

from __future__ import annotations

import re

_NUMERAL = re.compile(r"[(]?([一二三四五六七八九十]{1,3})[)、.]")
_ONES = "一二三四五六七八九"


def numeral(text: str, start: int = 0) -> int:
    """The value of the Chinese numeral (1 to 99) that numbers the text from `start` on; else 0."""
    match = _NUMERAL.match(text, start)
    if match is None:
        return 0
    before, ten, behind = match[1].rpartition("十")
    tens = (_ONES.find(before) + 1 or 1) if ten else 0
    return 10 * tens + _ONES.find(behind) + 1 if behind else 10 * tens


class Numbering:
    """The last numeral of either side; the left side's line is printed first."""

    def __init__(self) -> None:
        self._last = {"income": 0, "expenditure": 0}

    def side(self, value: int) -> str | None:
        """The side whose next line has this numeral; None where it fits neither."""
        return next((side for side, last in self._last.items() if value == last + 1), None)

    def take(self, value: int, side: str | None) -> None:
        """A line of this side has the numeral."""
        if value and side:
            self._last[side] = value
