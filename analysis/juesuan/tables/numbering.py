"""The numbering of a form's lines: 一、 二、 … on either side, each side by itself."""

from __future__ import annotations

import re

from juesuan.catalogue.terms import SIDES
from juesuan.readers.numerals import ONES, TEN, value

_NUMERAL = re.compile(rf"[(]?([{ONES}{TEN}]{{1,3}})[)、.]")


def numeral(text: str, start: int = 0) -> int:
    """The value of the Chinese numeral (1 to 99) that numbers the text from `start` on; else 0."""
    match = _NUMERAL.match(text, start)
    if match is None:
        return 0
    return value(match[1])


class Numbering:
    """The last numeral of either side; the left side's line is printed first."""

    def __init__(self) -> None:
        self._last = dict.fromkeys(SIDES, 0)

    def side(self, number: int) -> str | None:
        """The side whose next line has this numeral; None where it fits neither."""
        return next((side for side, last in self._last.items() if number == last + 1), None)

    def take(self, number: int, side: str | None) -> None:
        """A line of this side has the numeral."""
        if number and side:
            self._last[side] = number
