"""Every quantity in a passage: figure, unit, exactness, and the words in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from juesuan.catalogue import wording
from juesuan.catalogue.phrases import Phrases, phrases
from juesuan.money import Money, parse_money
from juesuan.narrative.prose import Passage


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a passage's text, from `start` to `end`.

    `kind` is money, percent, score, count or none (no unit). `money` is set for money that can be
    held in whole 分; `precision` is one unit of the last printed digit, in the figure's own unit.
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


def quantities(passage: Passage) -> Iterator[Quantity]:
    """The quantities of a passage in order; dates, numbering and captions are none."""
    known, text = phrases(), passage.text
    begin = last = 0
    for match in known.figure.finditer(text):
        start, end = match.span("number")[0], match.end()
        if known.skip_before.search(text[:start]) and match["unit"] is None:
            continue
        if known.skip_behind.search(text[match.end("number") :]):
            continue
        if text[last : match.start()] != known.relative:
            begin = max(last, text.rfind("。", 0, start) + 1)
        yield _quantity(
            known,
            match["number"],
            match["unit"] or "",
            text[begin : match.start()],
            (start, end),
            match["before"] or match["behind"],
        )
        last = end


def _quantity(
    known: Phrases,
    number: str,
    unit: str,
    before: str,
    span: tuple[int, int],
    approximate: str | None,
) -> Quantity:
    kind = known.kinds.get(unit, "none")
    value = Decimal(number.replace(",", ""))
    exponent = value.as_tuple().exponent
    precision = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    money = parse_money(number, wording().units[unit]) if kind == "money" else None
    return Quantity(*span, value, precision, unit, kind, money, approximate, before)
