"""The one metric: how the checks of one identity end on a batch."""

from __future__ import annotations

import json
import weakref
from typing import Any

import pandas as pd
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from juesuan.identities.gx.stacked import unstack
from juesuan.identities.stack import Stack
from juesuan.identities.suites import identity_of
from juesuan.identities.verdicts import counts, evaluate

METRIC = "juesuan.verdicts"

# So many findings go into a result; all of them are in the frame `verdicts`.
FINDINGS = 20

_stacks: dict[int, Stack] = {}


class IdentityVerdicts(TableMetricProvider):
    """The verdicts of one identity, counted; `identity` is its entry in a suite, as JSON."""

    metric_name = METRIC
    value_keys = ("identity",)

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(
        cls,  # noqa: N805 - the decorator makes it a class method
        execution_engine: PandasExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],  # noqa: ARG002 - what Great Expectations passes
        runtime_configuration: dict[str, Any],  # noqa: ARG002
    ) -> dict[str, Any]:
        batch, _, _ = execution_engine.get_compute_domain(
            domain_kwargs=metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE
        )
        identity = identity_of("", json.loads(metric_value_kwargs["identity"]))
        return tally(evaluate(identity, stack_of(batch)))


def tally(verdicts: pd.DataFrame) -> dict[str, Any]:
    """Counts by verdict and by reason, and the first findings with their documents."""
    wrong = verdicts[verdicts["verdict"].eq("inconsistent")].head(FINDINGS)
    reasons = verdicts["reason"].dropna().value_counts()
    return {
        "verdicts": counts(verdicts),
        "reasons": {str(reason): int(count) for reason, count in reasons.items() if count},
        "findings": [
            {"document_id": str(document), "message": str(message)}
            for document, message in zip(wrong["document_id"], wrong["message"], strict=True)
        ],
    }


def stack_of(batch: pd.DataFrame) -> Stack:
    """The frames of a batch, taken apart once for all the expectations that look at it."""
    key = id(batch)
    if key not in _stacks:
        _stacks[key] = Stack(unstack(batch))
        weakref.finalize(batch, _stacks.pop, key, None).atexit = False
    return _stacks[key]
