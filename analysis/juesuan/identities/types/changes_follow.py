"""Changes of the prose against the two amounts between which they lie."""

from __future__ import annotations

import re

import numpy as np

from juesuan.identities.choose import choose
from juesuan.identities.columns import Columns, Positions, at, equal, known
from juesuan.identities.dictionaries import refuse_directions
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.intervals import allowed
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.ladder import ladder
from juesuan.identities.operands import operand
from juesuan.identities.stack import Stack


class ChangesToFollowFromAmounts(Arguments, frozen=True):
    """A change is the amount less what it is measured against, both stated beside it.

    `words` gives the sign of each direction; `budget` are the comparisons with a budget.
    """

    type = "expect_changes_to_follow_from_amounts"
    kind = "restated"
    frames = ("claims",)

    words: dict[str, int]
    budget: re.Pattern[str]

    def __post_init__(self) -> None:
        refuse_directions("words", self.words)

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """Each change whose paragraph states its amount and its base, or else its budget."""
        pairs = stack.paired
        changes = equal(pairs["quantity"], "change") & pairs.known("value_fen")
        changes &= ~equal(pairs["role"], ("reason", "purpose")) & ~pairs.known("approximate")
        signs = np.array([self.words.get(word, 0) for word in pairs["direction"]], dtype=np.int64)
        stated, sign = pairs.take(changes), signs[changes]
        beside = _beside(pairs, stated, "amount")
        beside &= at(pairs["year"], stated["amount"]) == stated["year"]
        compared = [bool(self.budget.search(word or "")) for word in stated["compared_with"]]
        planned = np.array(compared, dtype=np.bool_) & _beside(pairs, stated, "budget")
        planned &= stated["budget"] != stated["amount"]  # of a budget, which states one alone
        printed = stated.known("base_fen")
        told = (sign != 0) | ~stated.known("direction") | (stated["value_fen"] == 0)
        chosen = beside & (printed | planned) & told
        if not chosen.any():
            return {}
        mine, sign = stated.take(chosen), sign[chosen]
        place = np.flatnonzero(changes)[chosen]
        change, amount, budget = (
            operand(stack, pairs, where) for where in (place, mine["amount"], mine["budget"])
        )
        base = np.where(printed[chosen], mine.whole("base_fen"), budget["fen"])
        gap = amount["fen"] - base
        # 差值为0.66万元 says nothing of the way.
        way = np.where(mine.known("direction"), sign, np.sign(gap))
        moved = np.where(way < 0, -1, 1) * np.abs(change["fen"])
        residual = moved - gap
        # What a base was printed with is not kept: with as many decimals as the amount.
        own, fine = (change[name] + 2 * amount[name] for name in ("own", "fine"))
        ended = ladder(residual, own, fine)
        checks = mine.only("document_id", "table", "code", "page", "row").assign(
            name=mine["subject"],
            reported_fen=moved,
            computed_fen=gap,
            allowed_fen=allowed(own),
            verdict=ended.verdict_words,
            reason=choose(known(ended.reason_words), ended.reason_words),
        )
        return judged(identity, settled(checks))


def _beside(pairs: Columns, stated: Columns, name: str) -> Positions:
    """Whether the claim at the position `name` is there, and in the same paragraph."""
    place = stated[name]
    return np.asarray((place >= 0) & (at(pairs["number"], place) == stated["number"]))
