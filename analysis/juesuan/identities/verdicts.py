"""Verdicts: every check of every identity, evaluated over whole frames at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from juesuan.catalogue.terms import MOST_URGENT, VERDICTS
from juesuan.errors import SuiteError
from juesuan.identities.addition import Sum
from juesuan.identities.columns import Columns
from juesuan.identities.equations import is_about
from juesuan.identities.identity import Identity
from juesuan.identities.judged import Judged, assembled, judged
from juesuan.identities.stack import Stack
from juesuan.identities.suites import identities
from juesuan.identities.sum_frame import sum_frame
from juesuan.identities.sums import evaluate as evaluate_sums
from juesuan.schema import concatenate


def verdicts(
    given: Stack | Mapping[str, pd.DataFrame], chosen: Iterable[Identity] | None = None
) -> pd.DataFrame:
    """The frame `verdicts` for the frames of any number of documents.

    `chosen` are the identities to check, all of them by default. What does not hold stands first,
    then what was not checked, what holds within rounding, and what is exact; within these the
    order is that of the identities. Amounts in 万元 with their exact 分 beside them. Raises
    `FrameError` for frames that do not fit together.
    """
    stack = given if isinstance(given, Stack) else Stack(given)
    wanted = list(identities() if chosen is None else chosen)
    parts: list[pd.DataFrame] = []
    given_amounts = "amounts" in stack
    sums = [each for each in wanted if given_amounts and isinstance(each, Sum)]
    sums = [identity for identity in sums if is_about(identity, stack.intake.presence)]
    if sums:
        parts.append(sum_frame(evaluate_sums(sums, stack.intake), stack.intake))
    rules = [rule for rule in wanted if not (given_amounts and isinstance(rule, Sum))]
    parts.append(assembled([_judge(rule, stack) for rule in rules]))
    frame = concatenate("verdicts", parts)
    return frame.iloc[_urgent_first(frame)].reset_index(drop=True)


def _urgent_first(frame: pd.DataFrame) -> NDArray[np.int64]:
    """Positions with what does not hold first, otherwise in the order of the suites."""
    verdict = frame["verdict"].cat
    rank = np.array([MOST_URGENT.index(name) for name in verdict.categories], dtype=np.int64)
    return np.argsort(rank[verdict.codes.to_numpy()], kind="stable")


def evaluate(identity: Identity, stack: Stack) -> pd.DataFrame:
    """The verdicts of one identity."""
    return verdicts(stack, [identity])


def _judge(identity: Identity, stack: Stack) -> Judged:
    """The verdicts of one identity; where a frame that it needs is absent, that it is."""
    rule = identity.arguments
    if absent := [name for name in rule.needed if name not in stack]:
        return _without(identity, stack, absent)
    if not hasattr(rule, "judge"):
        raise SuiteError(
            f"{identity.name} is of the type {identity.type}, which spans documents",
            hint="A corpus checks it: corpus.across.",
        )
    checks: Judged = rule.judge(identity, stack)
    return checks


def _without(identity: Identity, stack: Stack, absent: list[str]) -> Judged:
    table = identity.total.table if isinstance(identity, Sum) else None
    missing = Columns.made(document_id=stack.documents.to_numpy(dtype=object)).assign(
        reason="frame_missing",
        table=table or getattr(identity.arguments, "table", None),
        about=", ".join(absent),
    )
    return judged(identity, missing)


def counts(frame: pd.DataFrame) -> dict[str, int]:
    """How many verdicts of each kind, in the order exact, rounding, inconsistent, not_checked."""
    counted = frame["verdict"].value_counts()
    return {name: int(counted.get(name, 0)) for name in VERDICTS}
