"""The page itself: one self-contained file, which needs no network."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from juesuan._version import __version__
from juesuan.catalogue import tables
from juesuan.catalogue.kind_names import kind_names
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.sayings import say
from juesuan.catalogue.terms import SEVERITIES, VERDICTS
from juesuan.catalogue.verdict_words import severity_word, verdict_words
from juesuan.identities.identity import Identity
from juesuan.identities.judgement import REASONS
from juesuan.identities.suites import identities
from juesuan.language import options
from juesuan.show.report_summary import MOST, UNDEFINED, About, BuildSummary
from juesuan.show.rule_names import suite_name

# So many findings and documents stand in the page where no script runs.
_FIRST = 50


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
    """The page as HTML in the language of the options; every text of a document is escaped.

    Search, filters and sorting work on findings and documents as data; without scripts the first
    of them stand there all the same.
    """
    from jinja2 import Environment, StrictUndefined

    folder = files("juesuan.show")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string((folder / "report.html.j2").read_text(encoding="utf-8"))
    style, script = (
        (folder / name).read_text(encoding="utf-8") for name in ("report.css", "report.js")
    )
    return template.render(
        version=__version__,
        language="zh-CN" if options.language == "zh" else "en",
        style=style,
        script=script,
        data=_data(summary),
        summary=summary,
        set_aside=set_aside,
        most=MOST,
        first=_FIRST,
        suites=_suites(summary),
        verdicts=VERDICTS,
        words={name: str(said) for name, said in verdict_words().verdicts.items()},
        severities=_severities(),
        kinds=kind_names(),
        money=lexicon().money,
        comma=say("comma"),
        stop=say("end_of_sentence"),
        t=say,
        zip=zip,
        formulas={each.name: each.formula for each in identities()},
        reasons=[
            (why, str(verdict_words().reasons[why]), found)
            for why in REASONS
            if (found := _open(summary, why))
        ],
    )


def _data(summary: BuildSummary) -> str:
    """The findings and the documents as JSON that may stand in a page."""
    names = ("severity", "kind", "title", "message", "printed", "against", "difference")
    said = {
        "findings": [
            {name: getattr(each, name) for name in (*names, "suspect", "hint")}
            | {
                "document": each.document_id,
                "table": tables()[each.table].title if each.table in tables() else each.table,
                "place": each.where,
                "order": (SEVERITIES.index(each.severity), each.rank),
            }
            for each in summary.wrong.kept
        ],
        "documents": list(map(_row, summary.documents)),
        "verdicts": VERDICTS,
        "severities": _severities(),
        "kinds": kind_names(),
        "comma": say("comma"),
        "money": lexicon().money,
        "words": {
            "printed": say("report_printed"),
            "against": say("report_against"),
            "difference": say("report_difference"),
            "likeliest": say("report_likeliest"),
            "more": say("report_more"),
        },
    }
    told = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return told.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _row(each: About) -> list[str | int]:
    disclosed = f"{each.disclosed}/{each.checked}/{each.required}"
    named = [each.document_id, each.title, each.source]
    return [*named, each.tables, each.amounts, disclosed, *each.checks.counts.values()]


def _severities() -> dict[str, str]:
    return {name: severity_word(name, options.language) for name in SEVERITIES}


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
            suite_name(name),
            tuple(
                (each, tuple(summary.coverage[each.name, verdict] for verdict in VERDICTS))
                for each in members
            ),
        )
        for name, members in groupby(identities(), key=lambda each: each.suite)
    ]
