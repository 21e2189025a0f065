"""Verdicts: every check of every identity, evaluated over whole frames at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from juesuan.catalogue import frames
from juesuan.identities import code_rules as codes
from juesuan.identities import directions, percents, published, records, restated
from juesuan.identities import name_rules as labels
from juesuan.identities.columns import Columns
from juesuan.identities.judged import Judged, assembled, judged
from juesuan.identities.judgement import VERDICTS
from juesuan.identities.stack import Stack
from juesuan.identities.suites import Identity, Sum, identities
from juesuan.identities.sum_frame import sum_frame
from juesuan.identities.sums import evaluate as evaluate_sum
from juesuan.schema import concatenate

_URGENT = ("inconsistent", "not_checked", "rounding", "exact")

Rule = Callable[[Identity, Stack], Judged]

# expectation type → the function that evaluates it, and the frames without which it cannot
RULES: Mapping[str, tuple[Rule, tuple[str, ...]]] = {
    "expect_claims_to_restate_tables": (restated.restated, ("claims", "amounts")),
    "expect_percents_to_follow_from_amounts": (percents.percents, ("claims",)),
    "expect_directions_to_fit_amounts": (directions.directions, ("claims",)),
    "expect_records_to_add_up": (records.sums, ()),
    "expect_rates_of_records": (records.rates, ()),
    "expect_scores_to_follow_rates": (records.scores, ()),
    "expect_names_of_codes_to_agree": (labels.names_of_codes, ("rows",)),
    "expect_names_of_items_to_agree": (labels.names_of_items, ("execution", "rows")),
    "expect_named_expenses_to_have_amounts": (labels.named_expenses, ("mentions", "amounts")),
    "expect_mentions_to_agree": (labels.mentions, ("mentions", "documents")),
    "expect_codes_to_have_parents": (codes.parents, ("rows",)),
    "expect_codes_to_belong": (codes.belonging, ("rows",)),
    "expect_rows_to_be_explained": (labels.explained, ("execution", "rows", "amounts")),
    "expect_table_to_be_published": (published.tables, ("tables",)),
    "expect_contents_to_list_tables": (published.contents, ("tables", "mentions")),
}


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
    sums = [identity for identity in wanted if isinstance(identity, Sum)]
    if sums and "amounts" in stack:
        parts.append(sum_frame([evaluate_sum(each, stack.intake) for each in sums], stack.intake))
    rules = [each for each in wanted if not isinstance(each, Sum) or "amounts" not in stack]
    parts.append(assembled([_judge(each, stack) for each in rules]))
    frame = concatenate("verdicts", parts)
    return frame.iloc[_urgent_first(frame)].reset_index(drop=True)


def _urgent_first(frame: pd.DataFrame) -> NDArray[np.int64]:
    """Positions with what does not hold first, otherwise in the order of the suites."""
    verdict = frame["verdict"].cat
    rank = np.array([_URGENT.index(name) for name in verdict.categories], dtype=np.int64)
    return np.argsort(rank[verdict.codes.to_numpy()], kind="stable")


def evaluate(identity: Identity, stack: Stack) -> pd.DataFrame:
    """The verdicts of one identity."""
    return verdicts(stack, [identity])


def _judge(identity: Identity, stack: Stack) -> Judged:
    """The verdicts of one identity that is no sum; of a sum, that there are no amounts."""
    if isinstance(identity, Sum):
        return _without(identity, stack, ["amounts"], identity.total.table)
    rule, needed = RULES[identity.type]
    needed = needed or _frames_of(identity)
    if absent := [name for name in needed if name not in stack]:
        return _without(identity, stack, absent, identity.arguments.get("table"))
    return rule(identity, stack)


def _without(identity: Identity, stack: Stack, absent: list[str], table: str | None) -> Judged:
    missing = Columns.made(document_id=stack.documents.to_numpy(dtype=object))
    return judged(
        identity, missing.given(reason="frame_missing", table=table, found=", ".join(absent))
    )


def _frames_of(identity: Identity) -> tuple[str, ...]:
    """The frames that the arguments of an identity over records name."""
    found = [value for value in _values(identity.arguments) if value in frames()]
    return tuple(dict.fromkeys(found))


def _values(arguments: Any) -> Iterable[str]:
    if isinstance(arguments, Mapping):
        frame = arguments.get("frame")
        yield from [frame] if isinstance(frame, str) else []
        for value in arguments.values():
            yield from _values(value)
    elif isinstance(arguments, list):
        for value in arguments:
            yield from _values(value)


def counts(frame: pd.DataFrame) -> dict[str, int]:
    """How many verdicts of each kind, in the order exact, rounding, inconsistent, not_checked."""
    found = frame["verdict"].value_counts()
    return {name: int(found.get(name, 0)) for name in VERDICTS}
