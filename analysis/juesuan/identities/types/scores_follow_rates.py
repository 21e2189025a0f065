"""Scores for execution against weight × rate."""

from __future__ import annotations

import numpy as np

from juesuan.catalogue import frames
from juesuan.catalogue.verdict_words import sentence
from juesuan.identities.choose import choose
from juesuan.identities.dictionaries import columns_of, refuse, unit_of
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.intervals import ends, percent_is_possible
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.percents import stated_precision
from juesuan.identities.records import PARTS_OF_ONE
from juesuan.identities.stack import Stack

_NEEDED = ("execution_weight", "execution_score", "actual_fen", "budget_fen")


class ScoresToFollowRates(Arguments, frozen=True):
    """The execution score of `frame` is its weight times the rate of execution."""

    type = "expect_scores_to_follow_rates"
    kind = "score"

    frame: str

    def __post_init__(self) -> None:
        scored = [name for name in frames() if set(_NEEDED) <= set(columns_of(name))]
        refuse("frame", self.frame, scored, "frame with scores")

    @property
    def needed(self) -> tuple[str, ...]:
        """The frame."""
        return (self.frame,)

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """The score for execution against weight × actual ÷ budget, where the weight is printed.

        What is computed is never more than the weight, which is the most that can be scored. Where
        more than the budget was spent and the score is weight × (2 − rate), a hint says so.
        """
        frame = stack.columns(self.frame)
        for needed in _NEEDED:
            frame = frame.take(frame.known(needed))
        if not frame.size:
            return {}
        printed, weights = frame.numbers("execution_score"), frame.numbers("execution_weight")
        scale = np.rint(1 / stated_precision(frame, printed)).astype(np.int64)
        score = np.rint(printed * scale).astype(np.int64)
        money = [frame.whole(column) for column in ("actual_fen", "budget_fen")]
        units = [frame.whole(column) for column in ("actual_precision_fen", "budget_precision_fen")]
        verdicts, hints, computed = [], [], []
        for row in range(frame.size):
            actual, budget = (int(values[row]) for values in money)
            weight = round(weights[row] * PARTS_OF_ONE)
            spent, planned = (
                ends(fen, int(unit[row])) for fen, unit in zip((actual, budget), units, strict=True)
            )
            fits, over = (
                _score_fits(int(score[row]), int(scale[row]), weight, part, planned)
                for part in (spent, _over(spent, planned))
            )
            # Above its weight a score cannot be, whatever was spent.
            full = actual > budget and printed[row] == weights[row]
            verdicts.append("exact" if fits or full else "inconsistent")
            hints.append(
                sentence("over_executed")
                if budget > 0 and actual > budget and not fits and over
                else None
            )
            due = weights[row] * actual / budget if budget else None
            computed.append(None if due is None else min(due, weights[row]))
        verdict = np.array(verdicts, dtype=object)
        cells = [f"{self.frame}/{project}/execution_score" for project in frame.words("project")]
        checks = frame.only("document_id").assign(
            page=frame["figures_page"],
            row=frame["figures_row"],
            name=frame["project"],
            unit=unit_of("score"),
            verdict=verdict,
            hint=hints,
            cells=choose(verdict == "inconsistent", cells),
            reported=printed,
            computed=computed,
            reason=choose(money[1] == 0, "zero_base"),
        )
        return judged(identity, settled(checks))


def _over(actual: tuple[int, int], budget: tuple[int, int]) -> tuple[int, int]:
    """The ends of twice the budget less the actual."""
    return 2 * budget[0] - actual[1], 2 * budget[1] - actual[0]


def _score_fits(
    score: int, scale: int, weight: int, part: tuple[int, int], whole: tuple[int, int]
) -> bool:
    """Whether weight × part ÷ whole can be the score; part and whole are doubled ends."""
    stated, unit, low, high = (
        np.array([value], dtype=object) for value in (score, scale, *(weight * e for e in part))
    )
    base = [np.array([100 * PARTS_OF_ONE * end], dtype=object) for end in whole]
    return bool(percent_is_possible(stated, unit, (low, high), (base[0], base[1]))[0])
