"""The ladder on which every check ends: exact, rounding, inconsistent. Nothing else decides it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from juesuan.catalogue.terms import VERDICTS
from juesuan.identities.intervals import excess
from juesuan.identities.judgement import (
    EXACT,
    FEWER_DECIMALS,
    INCONSISTENT,
    NO_REASON,
    REASONS,
    ROUNDING,
)

Mask = NDArray[np.bool_]
Integers = NDArray[np.int64]

_VERDICT_WORDS = np.array(VERDICTS, dtype=object)
# The last one is that of -1, no reason.
_REASON_WORDS = np.array([*REASONS, None], dtype=object)


class Rungs(NamedTuple):
    """Where checks ended, in numbers of `VERDICTS` and `judgement.REASONS`."""

    verdict: Integers
    reason: Integers

    @property
    def verdict_words(self) -> NDArray[np.object_]:
        """The verdicts as the frame has them."""
        return _VERDICT_WORDS[self.verdict]

    @property
    def reason_words(self) -> NDArray[np.object_]:
        """`fewer_decimals` where a check holds only so, else None."""
        return _REASON_WORDS[self.reason]


def ladder(residual: Integers, width: Integers, narrow: Integers, *, bound: Any = False) -> Rungs:
    """How checks end whose residual (reported − computed, in 分) is allowed to be of rounding.

    `width` is the sum of the units of all last digits as they are printed, `narrow` the same where
    each is read with the decimals that its table prints: what holds only by the printed ones is
    `rounding` with the reason `fewer_decimals`. Where `bound` is set the reported figure may only
    not be below the computed one.

    >>> some = (np.array(each) for each in ([0, 5, 50, 51], [100] * 4, [10] * 4))
    >>> ladder(*some).verdict_words.tolist()
    ['exact', 'rounding', 'rounding', 'inconsistent']
    """
    below = np.where(bound, np.minimum(residual, 0), residual)
    tight, loose = excess(below, narrow) <= 0, excess(below, width) <= 0
    return rungs(below == 0, tight, loose)


def rungs(holds: Mask, tight: Mask, loose: Mask) -> Rungs:
    """How checks end that hold exactly, within the tables' decimals, or within the printed ones."""
    near = np.where(tight | loose, ROUNDING, INCONSISTENT)
    fewer = ~holds & ~tight & loose
    return Rungs(
        np.where(holds, EXACT, near), np.where(fewer, FEWER_DECIMALS, NO_REASON).astype(np.int64)
    )
