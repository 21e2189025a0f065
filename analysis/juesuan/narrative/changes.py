"""The reasons given for a change, with their amounts, signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from juesuan.catalogue.phrases import phrases
from juesuan.money import Money
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
    """Every change that is stated behind 主要原因; `subject` is what they explain."""
    spoken: dict[int, list[Claim]] = {}
    for claim in claims:
        spoken.setdefault(claim.passage.number, []).append(claim)
    found: list[Change] = []
    for passage in passages:
        if begin := phrases().reasons.begin.search(passage.text):
            end = passage.text.find("。", begin.end())
            end = len(passage.text) if end < 0 else end
            subject: str | None = None
            for claim in spoken.get(passage.number, []):
                if claim.quantity.end <= begin.start():
                    subject = claim.subject
                elif begin.end() <= claim.quantity.start < end:
                    found.extend(_change(claim, subject))
    return found


def _change(claim: Claim, subject: str | None) -> list[Change]:
    """The change that a claim states, none where it states another thing or no direction."""
    sign = phrases().reasons.signs.get(claim.direction or "")
    money = claim.quantity.money
    if claim.kind != "change" or sign is None or money is None or claim.subject is None:
        return []
    signed = Money(sign * money.fen, money.precision)
    return [Change(claim.passage, claim.quantity.start, subject, claim.subject, signed)]
