"""The plan of a budget: what its prose says of each 类, 款 and 项, against the year before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from juesuan.catalogue.phrases import phrases
from juesuan.catalogue.terms import STATED
from juesuan.money import Money
from juesuan.narrative.claim import Claim, Path
from juesuan.narrative.code_names import CodeNames
from juesuan.narrative.execution import ASIDE, item_of
from juesuan.narrative.prose import Passage

BUDGET, ACTUAL = STATED


class Planned(msgspec.Struct):
    """A budget item: the path as named, its amount, last year's, how it moved and why.

    `budget` is the amount that is stated first, the heading's; another one in its sentence is a
    claim. `prior_kind` says what `prior` is: 年初预算 or 执行数. `change` and `growth` are
    signed; what is not stated is None.
    """

    path: Path
    passage: Passage
    at: int  # where its first figure stands in the passage's text
    budget: Money | None = None
    prior: Money | None = None
    prior_kind: str | None = None
    change: Money | None = None
    growth: Decimal | None = None
    direction: str | None = None
    reason: str | None = None
    code: str | None = None


def read_plan(
    claims: Iterable[Claim],
    passages: Sequence[Passage],
    names: CodeNames,
    fiscal_year: int | None,
) -> list[Planned]:
    """The items that the prose plans, in its order; `fiscal_year` is the budget's."""
    found: dict[Path, Planned] = {}
    last: dict[Path, int] = {}
    for claim in claims:
        key = item_of(claim, names) if claim.role not in ASIDE or _is_prior(claim) else None
        if key and (path := key[0]):
            item = found.setdefault(path, Planned(path, claim.passage, claim.quantity.start))
            _take(item, claim, earlier=_is_earlier(claim, fiscal_year))
            last[path] = claim.passage.number
    texts = {passage.number: passage.text for passage in passages}
    for path, item in found.items():
        item.reason = item.reason or _reason_below(texts, last[path])
    return [item for item in found.values() if item.budget is not None]


def _reason_below(texts: Mapping[int, str], number: int) -> str | None:
    """The reason that the passage below gives, or goes on with where a page ends in between."""
    known = phrases().reasons
    here, below = texts.get(number, ""), texts.get(number + 1, "")
    opened = known.begin.search(here)
    begun = known.begin.match(below)
    if begun or (opened and not here[opened.end() :].strip(":")):
        words = below[begun.end() if begun else 0 :].lstrip(":")
        return known.tail.sub("", words) or None
    return None


def _is_prior(claim: Claim) -> bool:
    return claim.role == ASIDE[-1] and claim.kind == "amount"


def _is_earlier(claim: Claim, fiscal_year: int | None) -> bool:
    """Whether an amount is one of the year before."""
    named = claim.year is not None and fiscal_year is not None and claim.year < fiscal_year
    return claim.before or named or _is_prior(claim)


def _take(item: Planned, claim: Claim, *, earlier: bool) -> None:
    """Put a claim's figure in its place; the first that is stated counts."""
    money = claim.quantity.money
    item.code = item.code or claim.code
    if claim.reason and claim.reason[0] < claim.reason[1] and item.reason is None:
        words = claim.passage.words(*claim.reason)
        item.reason = phrases().reasons.tail.sub("", words) or None
    if claim.kind == "amount" and money is not None:
        if not earlier:
            item.budget = item.budget or money
        elif item.prior is None:
            item.prior = money
            item.prior_kind = phrases().plan.prior_kinds[claim.measure or BUDGET]
    if claim.kind in ("change", "growth", "comparison"):
        item.direction = item.direction or claim.direction
        sign = phrases().reasons.signs.get(claim.direction or "")
        if sign is None:
            return
        if claim.kind == "growth":
            item.growth = sign * claim.quantity.value if item.growth is None else item.growth
        elif claim.kind == "change" and money is not None:
            item.change = item.change or Money(sign * money.fen, money.precision)
