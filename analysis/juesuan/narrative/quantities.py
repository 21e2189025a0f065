"""Every quantity in a passage: figure, unit, exactness, and the words in front of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from juesuan.catalogue import wording
from juesuan.catalogue.phrases import FigureWording, phrases
from juesuan.money import Money, parse_money
from juesuan.narrative.prose import Passage

# What words alone can state: see `figures.level` of phrases.toml.
_WORDS = ("level", "absent", "more", "less")

# The words that make a number none of a quantity stand this near.
_NEAR = 16
# And those that say what a figure is that is measured against others (27 万元的 63.2%).
_REACH = 200


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a passage's text, from `start` to `end`.

    `kind` is money, percent, score, count, none (no unit), and without a
    figure (value 0) level (持平), more and less (大于预算) and absent (无…支出, whose words it
    spans).
    `money` is set for money that can be held in whole 分; `precision` is one unit of the last
    printed digit, in the figure's own unit.
    `before` is the text in front of it: from the figure before, or from the sentence's beginning.
    """

    start: int
    end: int
    value: Decimal
    precision: Decimal
    unit: str
    kind: str
    money: Money | None
    approximate: str | None
    before: str

    @property
    def has_figure(self) -> bool:
        """A figure is printed: not so where words alone say that nothing changed or was spent."""
        return self.kind not in _WORDS


def quantities(passage: Passage) -> Iterator[Quantity]:
    """The quantities of a passage in order; dates, numbering and captions are none."""
    known, text = phrases().figures, passage.text
    matches = [*known.figure.finditer(text), *known.level.finditer(text)]
    begin = last = 0
    for match in sorted(matches, key=lambda match: match.start()):
        level = match.re is known.level
        if not level and _states_nothing(known, match):
            continue
        if text[last : match.start()] != known.relative:
            begin = max(last, text.rfind("。", last, match.start()) + 1)
        else:
            begin = max(begin, match.start() - _REACH)
        before = text[begin : match.start()]
        yield _level(match, before) if level else _quantity(known, match, before)
        last = match.end()


def _states_nothing(known: FigureWording, match: re.Match[str]) -> bool:
    """A date, a numbering, a threshold."""
    text, start = match.string, match.start("number")
    if match["unit"] is None and known.skip_before.search(text[max(0, start - _NEAR) : start]):
        return True
    behind = match.end("number")
    return bool(known.skip_behind.search(text[behind : behind + _NEAR]))


def _level(match: re.Match[str], before: str) -> Quantity:
    """持平 states that nothing changed, 无…支出 that there was none, without a figure."""
    zero = Decimal(0)
    kind = match.lastgroup or "level"
    span = match.span("absent") if kind == "absent" else match.span()
    return Quantity(*span, zero, zero, "", kind, None, None, before)


def _quantity(known: FigureWording, match: re.Match[str], before: str) -> Quantity:
    number, unit = match["number"], match["unit"] or ""
    kind = known.kinds.get(unit, "none")
    value = Decimal(number.replace(",", ""))
    exponent = value.as_tuple().exponent
    precision = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    money = parse_money(number, wording().units[unit]) if kind == "money" else None
    return Quantity(
        match.start("number"),
        match.end(),
        value,
        precision,
        unit,
        kind,
        money,
        match["before"] or match["behind"],
        before,
    )
