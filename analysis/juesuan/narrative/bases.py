"""The figures of a passage that others are measured against: budgets, amounts of other years."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter

import msgspec
from msgspec.structs import replace

from juesuan.catalogue import wording
from juesuan.catalogue.grammar import grammar
from juesuan.money import parse_money
from juesuan.narrative.claim import Claim
from juesuan.narrative.meanings import Meaning
from juesuan.narrative.quantities import Quantity

# What is measured against nothing.
_UNMEASURED = frozenset(("amount", "share", "count", "score", "rate", "absence"))


class Bases(msgspec.Struct):
    """By subject: the kind of budget named last, and first; the figure of each compared with.

    `text` is that of the passage. It is searched for years once, not anew for each figure.
    `standing` is what all of a sentence is compared with: 与上年的5万元相比，…; `years` are those
    that are named of the figures.
    """

    text: str
    kinds: dict[str | None, str] = {}
    first: dict[str | None, str] = {}
    figures: dict[tuple[str | None, str], Quantity] = {}
    standing: dict[str, Quantity] = {}
    years: dict[tuple[str | None, str], str | None] = {}
    named: list[tuple[int, str]] = []

    def __post_init__(self) -> None:
        """Note the years that the passage names, and where each ends."""
        named = wording().document.year.finditer(self.text)
        self.named = [(year.end(), year[1]) for year in named]

    def against(self, meant: Meaning, subject: str | None, compared: str | None) -> str | None:
        """What a figure is measured by; `compared` is what the sentence compares with."""
        any_budget = grammar().figures.any_budget
        if meant.of_budget or meant.against == any_budget:
            named = meant.against if meant.against != any_budget else None
            return named or self.kinds.get(subject) or any_budget
        if meant.kind in _UNMEASURED:
            return meant.against or (compared if meant.role == "base" else None)
        # 预算数600万元，调整数630万元，决算数620万元，增加20万元: that of the beginning
        return meant.against or compared or self.first.get(subject)

    def base(
        self,
        meant: Meaning,
        quantity: Quantity,
        subject: str | None,
        against: str | None,
        since: str | None,
    ) -> Quantity | None:
        """The printed figure that another is measured against; it may share the other's unit.

        One of another year than that which is compared with (`since`) is none: behind
        2022年预算数为5万元 comes 比2021年预算数减少1万元.
        """
        own = subject, against or ""
        other = bool(since and self.years.get(own)) and since != self.years.get(own)
        base = self.standing.get(own[1]) or (None if other else self.figures.get(own))
        if meant.kind in _UNMEASURED or base is None:
            return None
        if base.money or quantity.money is None:
            return base
        return replace(base, money=parse_money(str(base.value), wording().units[quantity.unit]))

    def keep(self, claim: Claim, meant: Meaning) -> None:
        """Remember a claim that later figures may be measured against, and the year before it."""
        behind = bisect_right(self.named, claim.quantity.start, key=itemgetter(0))
        year = self.named[behind - 1][1] if behind else None
        subject, any_budget = claim.subject, grammar().figures.any_budget
        against = claim.compared or any_budget
        budget = claim.measure == "budget"
        if budget or meant.role == "base":
            self.figures[subject, against] = claim.quantity
            self.years[subject, against] = year
        if claim.kind == "amount" and claim.year and not budget:
            # 2024年决算数为57.43万元，2025年支出决算为56.12万元，比2024年决算数减少2.28%
            self.figures[subject, grammar().figures.year.format(claim.year)] = claim.quantity
        if budget and self.first.get(subject) != any_budget:
            self.figures[subject, any_budget] = claim.quantity
            self.years[subject, any_budget] = year
        if budget or meant.of_budget:
            self.kinds[subject] = against
            self.first.setdefault(subject, against)
