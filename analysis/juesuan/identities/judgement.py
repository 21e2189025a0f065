"""How a check of an identity can end, and why it was not reached."""

from __future__ import annotations

from juesuan.catalogue.terms import VERDICTS
from juesuan.catalogue.verdict_words import verdict_words

EXACT, ROUNDING, INCONSISTENT, NOT_CHECKED = range(len(VERDICTS))

# reason → what to tell a person; their order is that of the numbers below
REASONS = {name: reason.text for name, reason in verdict_words().reasons.items()}
NO_REASON = -1
AMBIGUOUS, UNPLACED, SIDE_MISSING, FEWER_DECIMALS, LAST_DIGIT = range(5)
# reasons of checks that hold, or cannot, of which a person is told all the same
TOLD = ("zero_base", "fewer_decimals", "last_digit")
