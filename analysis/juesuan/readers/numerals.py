"""Chinese numerals from 1 to 99, as chapters and lines are numbered with them."""

from __future__ import annotations

ONES = "一二三四五六七八九"
TEN = "十"


def value(numeral: str) -> int:
    """The value of a numeral: 十 is 10, 二十一 is 21; 0 for an empty one."""
    before, ten, behind = numeral.rpartition(TEN)
    tens = (ONES.find(before) + 1 or 1) if ten else 0
    return 10 * tens + (ONES.find(behind) + 1 if behind else 0)


def numeral(number: int) -> str:
    """The numeral of a value from 1 to 99, "" for a higher one."""
    if number > 99:
        return ""
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else TEN if tens == 1 else ONES[tens - 1] + TEN
    return before + (ONES[ones - 1] if ones else "")
