"""The report as one self-contained page: no script, nothing from elsewhere, all text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from juesuan import __version__
from juesuan.corpus.manifest import Entry
from juesuan.graph.judgement import REASONS, VERDICTS
from juesuan.graph.suites import identities
from juesuan.report.findings import Findings, place

_SHOWN = 500


def page(findings: Findings, entries: Sequence[Entry]) -> str:
    """The page for the documents of a build and the sources that were set aside."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(figure=_figure, share=_share, place=place)
    source = files("juesuan.report").joinpath("template.html").read_text(encoding="utf-8")
    aside = [entry for entry in entries if entry.state != "read"]
    return environment.from_string(source).render(
        findings=findings,
        aside=aside,
        coverage=_coverage(findings),
        reasons=[(name, REASONS.get(name, ""), n) for name, n in findings.reasons.most_common()],
        verdicts=VERDICTS,
        shown=_SHOWN,
        version=__version__,
    )


def _coverage(findings: Findings) -> list[dict[str, Any]]:
    """Every identity with its number of verdicts of each kind, those that never ran included."""
    return [
        {
            "identity": identity,
            "counts": [findings.coverage[identity.name, verdict] for verdict in VERDICTS],
        }
        for identity in identities()
    ]


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:,.2f}"


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.1%}"
