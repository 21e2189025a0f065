"""Lists of the prose that say how many parts an amount has: 项目支出共2项, and both follow."""

from __future__ import annotations

import numpy as np

from juesuan.identities.columns import Columns, Mask, equal
from juesuan.identities.dictionaries import refuse, units
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.intervals import allowed
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.ladder import ladder
from juesuan.identities.operands import operand
from juesuan.identities.stack import Stack

# What may stand between the amounts of a list.
_BESIDE = ("amount", "share")


class CountedListsToAddUp(Arguments, frozen=True):
    """As many amounts as were counted (`units`) of a subject add up to its own amount.

    They stand behind the count, to the end of its paragraph, and no other amount does.
    """

    type = "expect_counted_lists_to_add_up"
    kind = "records"
    frames = ("claims",)

    units: tuple[str, ...]

    def __post_init__(self) -> None:
        for unit in self.units:
            refuse("units", unit, units(), "unit")

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """The amount of each counted subject against the sum of its list."""
        pairs = stack.paired
        amounts = equal(pairs["quantity"], "amount") & pairs.known("value_fen")
        amounts &= ~equal(pairs["role"], ("reason", "purpose", "base", "budget"))
        counts = equal(pairs["quantity"], "count") & equal(pairs["unit"], self.units)
        counts &= (pairs.numbers("value") > 1) & (pairs["amount"] >= 0)
        lists = {at: _list(pairs, amounts, at) for at in np.flatnonzero(counts).tolist()}
        closed = {at: parts for at, parts in lists.items() if parts}
        if not closed:
            return {}
        listed = pairs.take(np.array(list(closed), dtype=np.int64))
        whole = operand(stack, pairs, listed["amount"])
        sums = [operand(stack, pairs, np.array(parts)) for parts in closed.values()]
        fen, own, fine = (
            np.array([each[name].sum() for each in sums], dtype=np.int64)
            for name in ("fen", "own", "fine")
        )
        ended = ladder(whole["fen"] - fen, whole["own"] + own, whole["fine"] + fine)
        checks = listed.only("document_id", "page", "row").assign(
            name=listed["subject"],
            reported_fen=whole["fen"],
            computed_fen=fen,
            allowed_fen=allowed(whole["own"] + own),
            verdict=ended.verdict_words,
            reason=ended.reason_words,
        )
        return judged(identity, settled(checks))


def _list(pairs: Columns, amounts: Mask, at: int) -> list[int]:
    """The amounts behind a count, where they are as many as it says; none else."""
    same = (pairs["document_id"] == pairs["document_id"][at]) & (
        pairs["number"] == pairs["number"][at]
    )
    behind = np.flatnonzero(same & (np.arange(pairs.size) > at))
    parts = [each for each in behind.tolist() if amounts[each]]
    alone = bool(equal(pairs["quantity"][behind], _BESIDE).all())
    return parts if alone and len(parts) == pairs.numbers("value")[at] else []
