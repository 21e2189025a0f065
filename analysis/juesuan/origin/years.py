"""Years as documents write them: digits, Han numerals, two digits; dates are none."""

from __future__ import annotations

import re

from juesuan.catalogue.files import once
from juesuan.catalogue.origin_wording import origin_wording
from juesuan.readers.numerals import ONES


@once
def year_pattern() -> re.Pattern[str]:
    """A year with 年 or 年度 behind it; one of its groups is set."""
    words = origin_wording().year
    return re.compile(f"(?:{'|'.join(words.patterns)}){words.behind}")


def year_of(match: re.Match[str]) -> int:
    """The year that a match of `year_pattern` writes.

    >>> [year_of(year_pattern().search(text)) for text in ("二〇二四年度", "24年度", "2019年")]
    [2024, 2024, 2019]
    """
    words = origin_wording().year
    written = next(group for group in match.groups() if group)
    number = 0
    for sign in written:
        digit = 0 if sign in words.zeros else ONES.find(sign) + 1 or int(sign)
        number = 10 * number + digit
    return number if number >= 100 else words.century + number


def years_in(text: str) -> list[int]:
    """All years of a text, in their order; the days of a whole year are its year."""
    if whole := origin_wording().year.period.search(text):
        return [int(whole[1])]
    return [year_of(match) for match in year_pattern().finditer(text)]


@once
def own_year() -> re.Pattern[str]:
    """A year in the prose that is the account's own: 2024年度收入总计."""
    words = origin_wording().year
    return re.compile(f"(?:{'|'.join(words.patterns)}){words.behind}(?={words.prose})")
