"""What an amount was used for, against the amount itself."""

from __future__ import annotations

import re

import numpy as np

from juesuan.identities.choose import choose
from juesuan.identities.columns import Columns, Mask, Positions, at, equal
from juesuan.identities.dictionaries import refuse_table
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.intervals import allowed
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.ladder import ladder
from juesuan.identities.operands import operand
from juesuan.identities.stack import Stack


class PurposesToBeWithinAmounts(Arguments, frozen=True):
    """Purposes behind an amount of `table` are within it; those `but` speaks of are parts of parts.

    A list of the main purposes may leave some out; one that names as many as the table has 项
    below the amount adds up to it.
    """

    type = "expect_purposes_to_be_within_amounts"
    kind = "records"
    frames = ("claims", "amounts")

    table: str
    but: re.Pattern[str]

    def __post_init__(self) -> None:
        refuse_table("table", self.table, coded=True)

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """The amount in front of a list against the sum of the list."""
        pairs = stack.paired
        listed = equal(pairs["quantity"], "amount") & equal(pairs["role"], "purpose")
        listed &= pairs.known("value_fen") & ~pairs.known("approximate")
        apart = [bool(self.but.search(text)) for text in pairs.words("text").tolist()]
        listed &= ~np.array(apart, dtype=np.bool_)
        total = pairs["latest"]
        near = np.abs(at(pairs.whole("number"), total, -9) - pairs.whole("number")) <= 1
        listed &= (total >= 0) & near & equal(at(pairs["table"], total), self.table)
        (places,) = np.nonzero(listed)
        if not len(places):
            return {}
        heads, group = np.unique(total[places].astype(np.int64), return_inverse=True)
        part, whole = operand(stack, pairs, places), operand(stack, pairs, heads)
        fen, own, fine = (_summed(part[name], group, len(heads)) for name in ("fen", "own", "fine"))
        residual = whole["fen"] - fen
        ended = ladder(residual, whole["own"] + own, whole["fine"] + fine)
        stated = pairs.take(heads)
        closed = (residual < 0) | _names_all(stated, group, stack, self.table)
        left_out = equal(ended.verdict_words, "inconsistent") & ~closed
        checks = stated.only("document_id", "table", "code", "page", "row").assign(
            name=stated["subject"],
            reported_fen=whole["fen"],
            computed_fen=fen,
            allowed_fen=allowed(whole["own"] + own),
            verdict=ended.verdict_words,
            reason=choose(left_out, "main_only", ended.reason_words),
        )
        return judged(identity, settled(checks))


def _summed(values: Positions, group: Positions, size: int) -> Positions:
    sums = np.zeros(size, dtype=np.int64)
    np.add.at(sums, group, values.astype(np.int64))
    return sums


def _names_all(stated: Columns, group: Positions, stack: Stack, table: str) -> Mask:
    """Whether a list of two or more is as long as that of the 项 with money below its amount."""
    amounts = stack.columns("amounts")
    items = equal(amounts["table"], table) & equal(amounts["level"], "item")
    items &= equal(amounts["measure"], "total") & (amounts["amount_fen"] != 0)
    mine = amounts.take(items)
    below: dict[tuple[str, str], int] = {}
    for document, code in zip(mine["document_id"], mine["code"], strict=True):
        for end in range(len(code)):
            below[document, code[:end]] = below.get((document, code[:end]), 0) + 1
    heads = zip(stated["document_id"], stated.words("code"), strict=True)
    count = np.bincount(group, minlength=stated.size)
    expected = [below.get(head, 0) if head[1] else 0 for head in heads]
    return np.asarray((count > 1) & (count == np.array(expected, dtype=np.int64)), dtype=np.bool_)
