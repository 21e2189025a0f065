"""What all expectation classes of this package share: one metric, one result, sentences."""

from __future__ import annotations

import json
from inspect import isabstract
from typing import Any, ClassVar

from great_expectations.compatibility import pydantic
from great_expectations.core import ExpectationValidationResult
from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.render.components import (
    CollapseContent,
    LegacyDiagnosticRendererType,
    LegacyRendererType,
    RenderedStringTemplateContent,
    RenderedTableContent,
)
from great_expectations.render.renderer.renderer import renderer
from great_expectations.validator.metric_configuration import MetricConfiguration
from great_expectations.validator.validator import ValidationDependencies

from juesuan.identities.gx.metric import METRIC
from juesuan.identities.gx.sentences import finding_rows, observed, prescribed, unexpected
from juesuan.identities.suites import Meta, identity_of


class IdentityExpectation(BatchExpectation):
    """An accounting identity over the frames of any number of documents, stacked as one batch.

    A batch is the frame of `juesuan.stack_frames`, or the frame `amounts` alone. The expectation
    fails when a check is `inconsistent`. `meta` may name the `identity`, its `formula` and its
    `source`, as the suites of this package do. The result holds `element_count` (checks),
    `missing_count` (those not reached), `unexpected_count` and `unexpected_percent` (inconsistent,
    among those reached), and in `details` the counts by verdict and by reason and the first
    findings.
    """

    # What the type claims, in words, with its arguments in braces; a class without is abstract.
    claim: ClassVar[str]

    @classmethod
    def is_abstract(cls) -> bool:
        """Whether the class stands for no type of expectation."""
        return "claim" not in vars(cls) or isabstract(cls)

    @pydantic.root_validator(skip_on_failure=True)
    def _known(cls: type[IdentityExpectation], values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805 - as pydantic has it
        """Arguments that the graph does not understand are refused when they are written."""
        identity_of("", _entry(cls, values))
        return values

    def entry(self) -> dict[str, Any]:
        """The expectation as an entry of a suite: type, arguments, meta."""
        return _entry(type(self), dict(self))

    def get_validation_dependencies(
        self,
        execution_engine: ExecutionEngine[Any] | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> ValidationDependencies:
        """The one metric, asked for this identity."""
        dependencies = super().get_validation_dependencies(execution_engine, runtime_configuration)
        configuration = MetricConfiguration(
            metric_name=METRIC,
            metric_domain_kwargs={"batch_id": self.batch_id},
            metric_value_kwargs={"identity": json.dumps(self.entry(), ensure_ascii=False)},
        )
        dependencies.set_metric_configuration(METRIC, configuration)
        return dependencies

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG002 - GX passes it
        execution_engine: ExecutionEngine[Any] | None = None,  # noqa: ARG002
    ) -> dict[str, Any]:
        details = metrics[METRIC]
        verdicts = details["verdicts"]
        checks, missing = sum(verdicts.values()), verdicts["not_checked"]
        wrong, reached = verdicts["inconsistent"], checks - missing
        return {
            # What lacks a frame of the batch has not been looked at, and so has not held.
            "success": not wrong and not details["reasons"].get("frame_missing"),
            "result": {
                "element_count": checks,
                "missing_count": missing,
                "missing_percent": 100 * missing / checks if checks else None,
                "unexpected_count": wrong,
                "unexpected_percent": 100 * wrong / reached if reached else 0,
                "details": details,
            },
        }

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    def _prescriptive_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG003 - GX passes it
        **_: object,
    ) -> list[RenderedStringTemplateContent]:
        stated = configuration or (result.expectation_config if result else None)
        return [_text(prescribed(cls.claim, stated.kwargs, stated.meta or {}))] if stated else []

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.STATUS_ICON)
    def _diagnostic_status_icon_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,  # noqa: ARG003 - GX passes it
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG003
    ) -> RenderedStringTemplateContent:
        """In words: the icons of Great Expectations are not there where there is no network."""
        return _icon(result)

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.OBSERVED_VALUE)
    def _diagnostic_observed_value_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,  # noqa: ARG003 - GX passes it
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG003
    ) -> str:
        details = _details(result)
        return observed(details) if details else "--"

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_STATEMENT)
    def _diagnostic_unexpected_statement_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> list[Any]:
        details = _details(result)
        if not details:  # it raised: Great Expectations shows the error
            shown: list[Any] = super()._diagnostic_unexpected_statement_renderer(
                configuration, result, runtime_configuration
            )
            return shown
        words = unexpected(details)
        if not words:
            return []
        return [_text(words, {"tag": "strong", "styling": {"classes": ["text-danger"]}})]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def _diagnostic_unexpected_table_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,  # noqa: ARG003 - GX passes it
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG003
    ) -> list[RenderedTableContent | CollapseContent] | None:
        rows = finding_rows(_details(result))
        if not rows:
            return None
        return [
            RenderedTableContent(
                content_block_type="table",
                header_row=["Document", "Finding"],
                table=[[_text(cell) for cell in row] for row in rows],
                styling={"body": {"classes": ["table-bordered", "table-sm", "mt-3"]}},
            )
        ]


def _entry(kind: type[IdentityExpectation], values: dict[str, Any]) -> dict[str, Any]:
    meta = values.get("meta") or {}
    known = {key: meta[key] for key in Meta.__struct_fields__ if key in meta}
    name = kind.expectation_type
    return {
        "type": name,
        "kwargs": {
            field.alias: values[field.name]
            for field in kind.__fields__.values()
            if field.name not in IdentityExpectation.__fields__
            and (field.required or values[field.name] is not None)
        },
        "meta": {"identity": name, "formula": "", "source": ""} | known,
    }


def _icon(result: ExpectationValidationResult | None) -> RenderedStringTemplateContent:
    """How an expectation ended: what held, what no figure let run, what lacked a frame."""
    details = _details(result)
    verdicts = details.get("verdicts", {})
    ran = sum(verdicts.values()) > verdicts.get("not_checked", 0)
    if result and result.success:
        # The class that the filter “Failed Only” hides.
        words = "✔ holds" if ran else "– not run"
        return _text(words, parent=["hide-succeeded-validation-target-child"])
    if details.get("reasons", {}).get("frame_missing"):
        return _text("– frame missing")
    return _text("✘ does not hold" if details else "✘ error")


def _details(result: ExpectationValidationResult | None) -> dict[str, Any]:
    details: dict[str, Any] = (result.result or {}).get("details") or {} if result else {}
    return details


def _text(
    words: str, styled: dict[str, Any] | None = None, parent: list[str] | None = None
) -> RenderedStringTemplateContent:
    """Words that Great Expectations escapes and does not search for parameters."""
    return RenderedStringTemplateContent(
        content_block_type="string_template",
        string_template={"template": "$words", "params": {"words": words}, **(styled or {})},
        styling={"parent": {"classes": parent}} if parent else None,
    )
