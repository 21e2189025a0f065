"""The wordings of performance self-evaluations: projects, the whole department, indicators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from juesuan.catalogue.files import toml

Patterns = dict[str, tuple[re.Pattern[str], ...]]
# what space may follow: a class with its quantifier, a Chinese sign, a bracket, a letter in
# brackets, a colon that is not part of "(?:"
_SIGN = re.compile(r"\[[^\]]*\][+*]?|[一-龥]|\\[()]|(?<=\\\()[A-Z]|(?<!\?):")


@dataclass(frozen=True)
class ProjectWording:
    """Compiled patterns of `[figures]`, `[summaries]` and `[chapters]`; see `performance.toml`.

    Keys of `figures`, `labels` and `headings` are fields of a project. A figure's pattern has the
    groups `figure` and, for money, `unit`.
    """

    figures: Patterns
    opening: re.Pattern[str]
    end: re.Pattern[str]
    labels: dict[str, re.Pattern[str]]
    chapter: re.Pattern[str]
    whole: re.Pattern[str]
    no_name: re.Pattern[str]
    headings: dict[str, re.Pattern[str]]


@dataclass(frozen=True)
class TableWording:
    """Compiled patterns of `[table]`, matched against lines joined by line breaks.

    Space may stand between all signs. `level` finds the cells of 一级 and 二级指标 (groups
    `level1`, `level2`, one of them may be absent), `value` a cell with a figure and its unit,
    `words` a target in words.
    """

    title: re.Pattern[str]
    weight: re.Pattern[str]
    figures: re.Pattern[str]
    total: re.Pattern[str]
    deviation: re.Pattern[str]
    measures: re.Pattern[str]
    end: re.Pattern[str]
    goal: re.Pattern[str]
    goal_end: re.Pattern[str]
    header: re.Pattern[str]
    level: re.Pattern[str]
    counted: re.Pattern[str]
    value: re.Pattern[str]
    number: re.Pattern[str]
    words: re.Pattern[str]


@cache
def project_wording() -> ProjectWording:
    """The patterns for projects, compiled once."""
    data = toml("performance.toml")
    figures, summaries, chapters = data["figures"], data["summaries"], data["chapters"]
    money = figures["figure"] + rf"(?P<unit>{'|'.join(figures['money_units'])})"
    return ProjectWording(
        figures={
            name: tuple(
                re.compile(pattern.replace("MONEY", money).replace("FIGURE", figures["figure"]))
                for pattern in patterns
            )
            for name, patterns in figures.items()
            if name not in ("figure", "money_units")
        },
        opening=re.compile(summaries["opening"]),
        end=re.compile(summaries["end"]),
        labels={
            name: re.compile(rf"(?:^|(?<=[。;:,)]))(?:{pattern})")
            for name, pattern in summaries["labels"].items()
        },
        chapter=re.compile(chapters["heading"]),
        whole=re.compile(chapters["whole"]),
        no_name=re.compile(chapters["no_name"]),
        headings={name: re.compile(p) for name, p in chapters["headings"].items()},
    )


@cache
def table_wording() -> TableWording:
    """The patterns for the flattened table, compiled once."""
    own = toml("performance.toml")["table"]
    row = "".join(
        rf"(?P<{name}>[0-9][0-9,]*(?:\.[0-9]+)?){mark}"
        for name, mark in (
            ("budget", r"\s+"),
            ("actual", r"\s+"),
            ("rate", r"\s?%?\s+"),
            ("score", r"(?!\S)"),
        )
    )
    level1, level2 = (_spaced("|".join(own[name])) for name in ("level1", "level2"))
    level = (
        rf"(?<!\S)(?={level1}|{level2})"
        rf"(?:(?P<level1>{level1})(?:(?<=\s)|(?!\S)))?(?P<level2>{level2})?(?!\S)"
    )
    return TableWording(
        figures=re.compile(_spaced(own["figures"]) + row),
        total=re.compile(rf"{_spaced(own['total'])}:?\s*(?P<figure>[0-9]+(?:\.[0-9]+)?)(?!\S)"),
        level=re.compile(level),
        value=re.compile(own["value"]),
        number=re.compile(own["number"]),
        counted=re.compile(own["counted"]),
        words=re.compile(_spaced(own["words"])),
        **{
            name: re.compile(_spaced(own[name]))
            for name in (
                "title",
                "weight",
                "deviation",
                "measures",
                "end",
                "goal",
                "goal_end",
                "header",
            )
        },
    )


def _spaced(pattern: str) -> str:
    """The pattern with space allowed behind its signs; digits stay together."""
    return _SIGN.sub(lambda match: match[0] + r"\s*", pattern)
