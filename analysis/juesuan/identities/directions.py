"""The words of the prose for more, less and equal, against the figures beside them."""

from __future__ import annotations

import re

import numpy as np

from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import Columns, Mask, Values, below, equal, known
from juesuan.identities.intervals import excess
from juesuan.identities.judged import Judged, judged
from juesuan.identities.operands import operand
from juesuan.identities.stack import Stack
from juesuan.identities.suites import Identity

_TOLD = ("document_id", "page", "row", "name", "reported_text", "computed_text", "verdict")


def directions(identity: Identity, stack: Stack) -> Judged:
    """Words for more, less and equal (`words` gives their signs) against the figures beside them.

    大于 and 小于 speak of actual against budget, and so does 持平 where the words in front of it
    match `against`; 增加 and 减少 have to be the same in the change and in its percent.
    """
    pairs = stack.paired
    signs: dict[str, int] = identity.arguments["words"]
    said = np.array([signs.get(word) for word in pairs["direction"]], dtype=object)
    level = equal(pairs["quantity"], "change") & ~pairs.known("value")
    compared = equal(pairs["quantity"], "comparison") | (level & _against(pairs, identity))
    compared &= known(said)
    both = (pairs["budget"] >= 0) & (pairs["amount"] >= 0)
    alone, about = pairs.take(compared & ~both), pairs.take(compared & both)
    actual, budget = (operand(stack, pairs, about[name]) for name in ("amount", "budget"))
    gap = actual["fen"] - budget["fen"]
    signed = said[compared & both].astype(np.int64)
    equal_within = (signed == 0) & (excess(gap, actual["fine"] + budget["fine"]) <= 0) & (gap != 0)
    found = _words(about, signed, np.sign(gap))
    found = found.given(verdict=choose(equal_within, "rounding", found["verdict"]))
    grown = equal(pairs["quantity"], "growth") & known(said) & (pairs["change"] >= 0)
    (rows,) = np.nonzero(grown)
    before = said[pairs["change"][rows]]
    agreed = rows[known(before)]
    others = _words(
        pairs.take(agreed), said[agreed].astype(np.int64), before[known(before)].astype(np.int64)
    )
    unpaired = alone.only("document_id", "page", "row").given(
        name=alone["subject"], reason="unpaired"
    )
    return judged(identity, below([found, others, unpaired], (*_TOLD, "reason")))


def _against(pairs: Columns, identity: Identity) -> Mask:
    """Whether the sentence compares with the budget, by the words in front."""
    pattern = re.compile(identity.arguments["against"])
    before = zip(pairs["text"], pairs.whole("start"), strict=True)
    return np.array([bool(pattern.search((text or "")[:start])) for text, start in before], bool)


def _words(about: Columns, said: Values, true: Values) -> Columns:
    """Verdicts on words from their sign and that of the figures."""
    return about.only("document_id", "page", "row").given(
        name=about["subject"],
        reported_text=about["direction"],
        computed_text=first_of([true > 0, true < 0], ["more", "less"], "equal"),
        verdict=choose(said == true, "exact", "inconsistent"),
    )
