"""The reasons given for a change, with their amounts, signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from juesuan.catalogue import wording
from juesuan.catalogue.phrases import phrases
from juesuan.money import Money, parse_money
from juesuan.narrative.claims import Claim
from juesuan.narrative.prose import Passage


@dataclass(frozen=True, slots=True)
class Change:
    """A reason: what grew (positive) or shrank (negative) by how much."""

    passage: Passage
    at: int
    subject: str | None
    reason: str
    money: Money


def read_changes(passages: Sequence[Passage], claims: Iterable[Claim]) -> list[Change]:
    """Every reason with an amount behind 主要原因; the subject is what changed."""
    spoken: dict[int, list[Claim]] = {}
    for claim in claims:
        spoken.setdefault(claim.passage.number, []).append(claim)
    found: list[Change] = []
    for passage in passages:
        if begin := phrases().reason.search(passage.text):
            subject = _subject(spoken.get(passage.number, []), begin.start())
            end = passage.text.find("。", begin.end())
            end = len(passage.text) if end < 0 else end
            for match in phrases().reason_item.finditer(passage.text, begin.end(), end):
                money = parse_money(match["figure"], wording().units[match["unit"]])
                if money is not None and match["what"]:
                    sign = 1 if match["sign"] in phrases().increase else -1
                    what = passage.words(*match.span("what"))
                    signed = Money(sign * money.fen, money.precision)
                    found.append(Change(passage, match.start(), subject, what, signed))
    return found


def _subject(claims: Iterable[Claim], before: int) -> str | None:
    """What the passage spoke of in front of the reasons."""
    subject: str | None = None
    for claim in claims:
        if claim.quantity.end <= before:
            subject = claim.subject
    return subject
