"""The page itself: one self-contained file, which needs no network and no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from juesuan._version import __version__
from juesuan.catalogue.terms import VERDICTS
from juesuan.identities.identity import Identity
from juesuan.identities.judgement import REASONS
from juesuan.identities.suites import identities
from juesuan.show.report_summary import MOST, UNDEFINED, BuildSummary


@dataclass(frozen=True)
class Suite:
    """The identities of one suite, each with its count of every verdict."""

    name: str
    identities: tuple[tuple[Identity, tuple[int, ...]], ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """The counts of the whole suite."""
        return tuple(map(sum, zip(*(counts for _, counts in self.identities), strict=True)))


def page(summary: BuildSummary, set_aside: Sequence[Mapping[str, Any]]) -> str:
    """The page as HTML; every text of a document is escaped."""
    from jinja2 import Environment, StrictUndefined

    folder = files("juesuan.show")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string((folder / "report.html.j2").read_text(encoding="utf-8"))
    style = (folder / "report.css").read_text(encoding="utf-8")
    return template.render(
        version=__version__,
        style=style,
        summary=summary,
        set_aside=set_aside,
        most=MOST,
        suites=_suites(summary),
        verdicts=VERDICTS,
        zip=zip,
        reasons=[(why, REASONS[why], found) for why in REASONS if (found := _open(summary, why))],
    )


def write_report(
    folder: Path, summary: BuildSummary, set_aside: Sequence[Mapping[str, Any]]
) -> None:
    """Write `index.html` into a new folder."""
    folder.mkdir()
    (folder / "index.html").write_text(page(summary, set_aside), encoding="utf-8", newline="\n")


def _open(summary: BuildSummary, reason: str) -> Sequence[tuple[str, int]]:
    return [] if reason == UNDEFINED else summary.by_reason(reason)


def _suites(summary: BuildSummary) -> list[Suite]:
    return [
        Suite(
            name,
            tuple(
                (each, tuple(summary.coverage[each.name, verdict] for verdict in VERDICTS))
                for each in members
            ),
        )
        for name, members in groupby(identities(), key=lambda each: each.suite)
    ]
