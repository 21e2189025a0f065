"""How sentences state quantities: triggers, subjects, reasons, budget items."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from juesuan.catalogue.files import toml


@dataclass(frozen=True)
class Trigger:
    """Words in front of a figure and what they make of it."""

    unit: str
    pattern: re.Pattern[str]
    quantity: str
    direction: str | None
    measure: str | None


@dataclass(frozen=True)
class Phrases:
    """Compiled patterns of `phrases.toml`; see the comments there."""

    figure: re.Pattern[str]
    kinds: dict[str, str]
    level: re.Pattern[str]
    relative: str
    skip_before: re.Pattern[str]
    skip_behind: re.Pattern[str]
    tables: re.Pattern[str]
    triggers: dict[str, tuple[Trigger, ...]]
    breaks: re.Pattern[str]
    drop: re.Pattern[str]
    empty: re.Pattern[str]
    longest: int
    changes: dict[str, str]
    reason: re.Pattern[str]
    reason_tail: re.Pattern[str]
    signs: dict[str, int]
    execution: re.Pattern[str]
    paths: tuple[re.Pattern[str], ...]
    total: re.Pattern[str]
    table_header: re.Pattern[str]
    table_rows: dict[str, str]
    parts: dict[str, str]
    budget_kinds: tuple[str, ...]


@cache
def phrases() -> Phrases:
    """The patterns of `phrases.toml`, compiled once."""
    data = toml("phrases.toml")
    figures, subjects, reasons = data["figures"], data["subjects"], data["reasons"]
    kinds = {
        unit: kind for kind in ("money", "percent", "score", "count") for unit in figures[kind]
    }
    triggers: dict[str, tuple[Trigger, ...]] = {}
    for entry in data["triggers"]:
        triggers[entry["unit"]] = (*triggers.get(entry["unit"], ()), _trigger(entry))
    return Phrases(
        figure=_figure(figures),
        kinds=kinds,
        level=re.compile(figures["level"]),
        relative=figures["relative"],
        skip_before=re.compile(figures["skip_before"]),
        skip_behind=re.compile(figures["skip_behind"]),
        tables=re.compile(figures["tables"]),
        triggers=triggers,
        breaks=re.compile(subjects["breaks"]),
        drop=re.compile("|".join(f"(?:{pattern})" for pattern in subjects["drop"])),
        empty=re.compile(subjects["empty"]),
        longest=subjects["longest"],
        changes=subjects["changes"],
        reason=re.compile(reasons["begin"]),
        reason_tail=re.compile(reasons["tail"]),
        signs=reasons["signs"],
        execution=re.compile(data["execution"]["section"]),
        paths=tuple(re.compile(pattern) for pattern in data["execution"]["paths"]),
        total=re.compile(data["execution"]["total"]),
        table_header=re.compile(data["execution"]["table_header"]),
        table_rows=data["execution"]["table_rows"],
        parts=data["execution"]["parts"],
        budget_kinds=tuple(data["execution"]["kinds"]),
    )


def _trigger(entry: dict[str, Any]) -> Trigger:
    pattern = re.compile(entry["pattern"])
    return Trigger(
        entry["unit"], pattern, entry["quantity"], entry.get("direction"), entry.get("measure")
    )


def _figure(figures: dict[str, Any]) -> re.Pattern[str]:
    """A number with its unit; the longest unit counts."""
    units = [unit for kind in ("money", "percent", "score", "count") for unit in figures[kind]]
    any_of = {
        name: "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        for name, words in (
            ("unit", units),
            ("before", figures["before"]),
            ("behind", figures["behind"]),
        )
    }
    return re.compile(
        rf"(?P<before>{any_of['before']})?"
        r"(?<![0-9.A-Za-z])(?P<number>\d[\d,]*(?:\.\d+)?)"
        rf"(?P<behind>{any_of['behind']})?(?P<unit>{any_of['unit']})?"
    )
