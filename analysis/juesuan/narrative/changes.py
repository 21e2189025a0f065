"""The reasons given for a change, with their amounts, signed."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from juesuan.catalogue.phrases import phrases
from juesuan.money import Money
from juesuan.narrative.claim import Claim
from juesuan.narrative.prose import Passage

_MOVES = ("change", "growth", "multiple", "comparison")


class Change(msgspec.Struct, frozen=True):
    """A reason: what grew (positive) or shrank (negative) by how much, against what."""

    passage: Passage
    at: int
    subject: str | None
    reason: str
    money: Money
    compared: str | None


def read_changes(claims: Iterable[Claim]) -> list[Change]:
    """Every amount that a reason states; `subject` is what the reasons explain.

    An amount without a word of rise or fall goes the way of the change that it explains; one of
    the year before is the base of a change, none itself.
    """
    found: list[Change] = []
    explained: str | None = None
    compared: str | None = None
    passage: Passage | None = None
    for claim in claims:
        if claim.passage is not passage:
            passage, explained, compared = claim.passage, None, None
        if claim.role != "reason":
            explained = claim.direction or explained if claim.kind in _MOVES else explained
            compared = claim.compared or compared
        elif claim.kind in ("change", "amount") and not claim.before:
            found.extend(_change(claim, explained, compared))
    return found


def _change(claim: Claim, explained: str | None, compared: str | None) -> list[Change]:
    signs, money = phrases().reasons.signs, claim.quantity.money
    sign = signs.get(claim.direction or (explained if claim.kind == "amount" else None) or "")
    if sign is None or money is None or claim.subject is None:
        return []
    signed = Money(sign * money.fen, money.precision)
    about = claim.explains, claim.subject
    return [Change(claim.passage, claim.quantity.start, *about, signed, claim.compared or compared)]
