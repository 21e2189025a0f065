"""The reasons that a plan gives, against the direction of what they explain."""

from __future__ import annotations

import re

import numpy as np

from juesuan.identities.choose import choose
from juesuan.identities.dictionaries import refuse, refuse_directions
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged
from juesuan.identities.stack import Stack


class ReasonsToFitDirections(Arguments, frozen=True):
    """A reason that says of an expense that it rose or fell fits the change that it explains.

    `words` has the signs of directions, `moves` a pattern for each: the last words of a reason that
    say so of the expense itself. Reasons that also use the other's words are left alone.
    """

    type = "expect_reasons_to_fit_directions"
    kind = "direction"
    frames = ("plan",)

    words: dict[str, int]
    moves: dict[str, re.Pattern[str]]

    def __post_init__(self) -> None:
        refuse_directions("words", self.words)
        for word in self.moves:
            refuse("moves", word, self.words, "direction of words")

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """Each reason whose last words tell a direction, beside the one that is stated."""
        plan = stack.columns("plan")
        told = np.array([self._told(reason) for reason in plan["reason"]], dtype=object)
        signs = np.array([self.words.get(word, 0) for word in plan["direction"]], dtype=np.int64)
        spoken = np.array([word is not None for word in told], dtype=np.bool_) & (signs != 0)
        if not spoken.any():
            return {}
        plan, told, signs = plan.take(spoken), told[spoken], signs[spoken]
        fits = np.array([self.words[word] for word in told], dtype=np.int64) == signs
        return judged(
            identity,
            plan.only("document_id", "code", "page", "row").assign(
                name=plan["item_name"],
                reported_text=plan["direction"],
                computed_text=told,
                verdict=choose(fits, "exact", "inconsistent"),
            ),
        )

    def _told(self, reason: str | None) -> str | None:
        """The one direction that a reason ends with; None where it tells none, or both."""
        ends = [word for word, pattern in self.moves.items() if pattern.search(reason or "")]
        return ends[0] if len(ends) == 1 else None
