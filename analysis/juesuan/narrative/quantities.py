"""Every figure in a passage: its number, unit and exactness."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from juesuan.catalogue import wording
from juesuan.catalogue.grammar import grammar
from juesuan.catalogue.phrases import FigureWording, phrases
from juesuan.money import Money, parse_money
from juesuan.narrative.prose import Passage

# Units that a stray point may have torn from their figure; with others it numbers a list.
_TORN = ("money", "percent")
# The words that make a number none of a quantity stand this near.
_NEAR = 16


class Quantity(Struct, frozen=True):
    """A figure in a passage's text, from `start` to `end`.

    `kind` is money, percent, score, count, times (倍), tenths (成), none (no unit), or words, where
    words alone state something and no figure is printed (value 0).
    `money` is set for money that can be held in whole 分; `precision` is one unit of the last
    printed digit, in the figure's own unit. `torn` says that a stray point stands before the unit.
    """

    start: int
    end: int
    value: Decimal
    precision: Decimal
    unit: str
    kind: str
    money: Money | None = None
    approximate: str | None = None
    torn: bool = False

    @property
    def has_figure(self) -> bool:
        """A figure is printed: not so where words alone say that nothing changed or was spent."""
        return self.kind != "words"


def quantities(passage: Passage) -> Iterator[Quantity]:
    """The figures of a passage in order; dates, numbering and captions are none."""
    known, text = phrases().figures, passage.text
    found = (_read(known, match) for match in _matches(known, text))
    yield from _with_shared_units(known, text, [each for each in found if each])


def _matches(known: FigureWording, text: str) -> list[re.Match[str]]:
    matches = [*known.figure.finditer(text), *grammar().worded.pattern.finditer(text)]
    return sorted(matches, key=lambda match: match.start())


def _read(known: FigureWording, match: re.Match[str]) -> Quantity | None:
    if match.re is not known.figure:
        return _worded(match)
    return None if _states_nothing(known, match) else _quantity(known, match)


def _with_shared_units(
    known: FigureWording, text: str, found: Sequence[Quantity]
) -> Iterator[Quantity]:
    """各是4125.49,4143.91万元: a figure with decimals shares the unit of the one joined to it."""
    for each, behind in zip_longest(found, found[1:]):
        between = text[each.end : behind.start] if behind else ""
        shares = behind and each.kind == "none" and behind.kind in _TORN and each.precision < 1
        if shares and known.joined.fullmatch(between):
            money = None
            if behind.kind == "money":
                money = parse_money(text[each.start : each.end], wording().units[behind.unit])
            yield replace(each, unit=behind.unit, kind=behind.kind, money=money)
        else:
            yield each


def said(start: int, end: int) -> Quantity:
    """What words state without a figure: that nothing changed, that there was none."""
    return Quantity(start, end, Decimal(0), Decimal(0), "", "words")


def money_of_nothing(quantity: Quantity) -> Quantity:
    """An amount of 0 is one without its unit too: 年初预算为0，支出决算为3万元."""
    if quantity.kind != "none" or quantity.value:
        return quantity
    return replace(quantity, kind="money", money=parse_money("0", 1))


def _states_nothing(known: FigureWording, match: re.Match[str]) -> bool:
    """A date, a numbering, a threshold."""
    text, start = match.string, match.start("number")
    before = text[max(0, start - _NEAR) : start]
    if (match["unit"] is None and known.skip_before.search(before)) or known.bound.search(before):
        return True
    if match["stray"] and known.kinds.get(match["unit"] or "") not in (None, *_TORN):
        return True  # 2.项目支出
    behind = match.end("stray") if match["stray"] and match["unit"] else match.end("number")
    return bool(known.skip_behind.search(text[behind : behind + _NEAR]))


def _worded(match: re.Match[str]) -> Quantity:
    """三成 and 翻一番, whose figures are words."""
    kind = "tenths" if match["tenths"] else "times"
    value = Decimal(grammar().worded.digits[match["tenths"] or match["times"]])
    return Quantity(*match.span(), value, Decimal(1), match[0][-1], kind)


def _quantity(known: FigureWording, match: re.Match[str]) -> Quantity:
    number, unit = match["number"], match["unit"] or ""
    kind = known.kinds.get(unit, "none")
    value = Decimal(number.replace(",", ""))
    exponent = value.as_tuple().exponent
    precision = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    money = parse_money(number, wording().units[unit]) if kind == "money" else None
    end = match.end() if unit or not match["stray"] else match.end("number")
    about = match["before"] or match["behind"]
    torn = bool(unit and match["stray"])
    return Quantity(match.start("number"), end, value, precision, unit, kind, money, about, torn)
