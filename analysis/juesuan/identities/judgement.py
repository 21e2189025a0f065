"""How a check of an identity can end, and why it was not reached."""

from __future__ import annotations

from juesuan.catalogue.terms import VERDICTS
from juesuan.catalogue.verdict_words import verdict_words

EXACT, ROUNDING, INCONSISTENT, NOT_CHECKED = range(len(VERDICTS))

# reason → what to tell a person; their order is that of the numbers below
REASONS = {name: reason.text for name, reason in verdict_words().reasons.items()}
NO_REASON = -1
AMBIGUOUS, UNPLACED, SIDE_MISSING, FEWER_DECIMALS = range(4)
# the reason of a rate whose base is 0
ZERO_BASE = "zero_base"
