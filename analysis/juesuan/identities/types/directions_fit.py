"""The words of the prose for more, less and equal, against the figures beside them."""

from __future__ import annotations

import re

import numpy as np

from juesuan.catalogue.verdict_words import sentence
from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import Columns, Mask, Positions, Values, at, below, equal, known
from juesuan.identities.dictionaries import refuse_directions
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged
from juesuan.identities.ladder import ladder
from juesuan.identities.operands import operand
from juesuan.identities.percents import stated_precision
from juesuan.identities.stack import Stack

# Per cent of a budget that was spent as it is.
_WHOLE = 100
_COLUMNS = ("document_id", "page", "row", "name", "reported_text", "computed_text", "verdict")


class DirectionsToFitAmounts(Arguments, frozen=True):
    """A word of direction fits the figures; `words` maps each word to a sign."""

    type = "expect_directions_to_fit_amounts"
    kind = "direction"
    frames = ("claims",)

    words: dict[str, int]
    against: re.Pattern[str]

    def __post_init__(self) -> None:
        refuse_directions("words", self.words)

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """Words for more, less and equal (`words` gives their signs) against figures beside them.

        大于, 小于 and 持平 speak of actual against budget where that is what they compare with
        (`against`); 增加 and 减少 have to be the same in the change and in its percent, where
        增长 −3.69 % is a fall.
        """
        pairs = stack.paired
        signs = np.array([self.words.get(word) for word in pairs["direction"]], dtype=object)
        compared, unpaired = _compared(pairs, signs, self._speaks_of_budget(pairs), stack)
        changed = _changed(pairs, signs)
        return judged(identity, below([compared, changed, unpaired], (*_COLUMNS, "reason")))

    def _speaks_of_budget(self, pairs: Columns) -> Mask:
        """Whether the sentence compares with the budget."""
        matches = [bool(self.against.search(word or "")) for word in pairs["compared_with"]]
        return np.array(matches, dtype=np.bool_)


def _compared(
    pairs: Columns, signs: Values, of_budget: Mask, stack: Stack
) -> tuple[Columns, Columns]:
    """Words that compare actual with budget; and those whose figures are not beside them."""
    compared = equal(pairs["quantity"], "comparison") & of_budget & known(signs)
    both = (pairs["budget"] >= 0) & (pairs["amount"] >= 0)
    rated = compared & ~both & (signs != 0)
    rated &= at(pairs["number"], pairs["rate"]) == pairs["number"]
    alone, about = pairs.take(compared & ~both & ~rated), pairs.take(compared & both)
    actual, budget = (operand(stack, pairs, about[name]) for name in ("amount", "budget"))
    gap = actual["fen"] - budget["fen"]
    signed = signs[compared & both].astype(np.int64)
    width = actual["fine"] + budget["fine"]
    equal_words = ladder(gap, width, width).verdict_words
    checks = _words(about, signed, np.sign(gap))
    checks = checks.assign(verdict=choose(signed == 0, equal_words, checks["verdict"]))
    unpaired = alone.only("document_id", "page", "row").assign(
        name=alone["subject"], reason="unpaired"
    )
    return below([checks, _rated(pairs, np.flatnonzero(rated), signs)], _COLUMNS), unpaired


def _rated(pairs: Columns, rows: Positions, signs: Values) -> Columns:
    """Words that compare with a budget of which the rate alone is told; 100 % fits all of them."""
    rates = pairs.take(pairs["rate"][rows])
    beyond = rates.numbers("value") - _WHOLE
    beyond = np.where(np.abs(beyond) < stated_precision(rates, rates.numbers("value")), 0, beyond)
    told = beyond != 0
    signed = signs[rows[told]].astype(np.int64)
    return _words(pairs.take(rows[told]), signed, np.sign(beyond[told]))


def _changed(pairs: Columns, signs: Values) -> Columns:
    """Words of a percent of change against the word of the change itself.

    A figure below zero turns its word round.
    """
    below_zero = pairs.numbers("value") < 0
    signs = choose(known(signs) & below_zero, -np.where(known(signs), signs, 0), signs)
    grown = equal(pairs["quantity"], "growth") & known(signs) & (pairs["change"] >= 0)
    (rows,) = np.nonzero(grown)
    before = signs[pairs["change"][rows]]
    agreed = rows[known(before)]
    true = before[known(before)].astype(np.int64)
    return _words(pairs.take(agreed), signs[agreed].astype(np.int64), true)


def _words(about: Columns, signs: Values, true: Values) -> Columns:
    """Verdicts on words from their sign and that of the figures."""
    return about.only("document_id", "page", "row").assign(
        name=about["subject"],
        reported_text=about["direction"],
        computed_text=first_of(
            [true > 0, true < 0], [sentence("more"), sentence("less")], sentence("equal")
        ),
        verdict=choose(signs == true, "exact", "inconsistent"),
    )
