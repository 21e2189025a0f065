"""The wordings of performance self-evaluations: projects, the whole department, indicators."""

from __future__ import annotations

import re
from functools import cached_property

from msgspec.structs import force_setattr

from juesuan.catalogue.dictionary import Column, frames
from juesuan.catalogue.files import once
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.strict import Entry, all_of, has_groups, toml_as

# what space may follow: a class with its quantifier, a Chinese sign, a bracket, a letter in
# brackets, a colon that is not part of "(?:"
_SIGN = re.compile(r"\[[^\]]*\][+*]?|[一-龥]|\\[()]|(?<=\\\()[A-Z]|(?<!\?):")
_ROW = (("budget", r"\s+"), ("actual", r"\s+"), ("rate", r"\s?%?\s+"), ("score", r"(?!\S)"))
# what stands behind the label of a figure in the flattened table
_FIGURES = {
    "figures": "".join(rf"(?P<{name}>[0-9][0-9,]*(?:\.[0-9]+)?){mark}" for name, mark in _ROW),
    "total": r":?\s*(?P<figure>[0-9]+(?:\.[0-9]+)?)(?!\S)",
}


class SummaryWording(Entry, frozen=True):
    """The summaries of projects; `labels` are by the field of a project."""

    opening: re.Pattern[str]
    end: re.Pattern[str]
    labels: dict[str, re.Pattern[str]]

    def __post_init__(self) -> None:
        has_groups(self.opening, "name")
        all_of(self.labels, _fields(), "field of a project")


class ChapterWording(Entry, frozen=True):
    """The chapters of an appendix; `headings` are by the field of a project."""

    heading: re.Pattern[str]
    whole: re.Pattern[str]
    no_name: re.Pattern[str]
    common: re.Pattern[str]
    headings: dict[str, re.Pattern[str]]

    def __post_init__(self) -> None:
        has_groups(self.heading, "name")
        all_of(self.headings, _fields(), "field of a project")


class TableWording(Entry, frozen=True):
    """The flattened table, matched against lines joined by line breaks.

    Space may stand between all signs, and behind `figures` and `total` stand their figures.
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
    level1: re.Pattern[str]
    level2: re.Pattern[str]
    words: re.Pattern[str]

    def __post_init__(self) -> None:
        has_groups(self.weight, "unit", "figure")
        has_groups(self.goal, "number", "weight")
        for name in self.__struct_fields__:
            spaced = _spaced(getattr(self, name).pattern) + _FIGURES.get(name, "")
            force_setattr(self, name, re.compile(spaced))

    @cached_property
    def level(self) -> re.Pattern[str]:
        """The cells of 一级 and 二级指标 (groups `level1`, `level2`); one may be absent."""
        level1, level2 = self.level1.pattern, self.level2.pattern
        return re.compile(
            rf"(?<!\S)(?={level1}|{level2})"
            rf"(?:(?P<level1>{level1})(?:(?<=\s)|(?!\S)))?(?P<level2>{level2})?(?!\S)"
        )


class CellWording(Entry, frozen=True):
    """What a cell of the flattened table may hold besides words."""

    counted: re.Pattern[str]
    value: re.Pattern[str]
    number: re.Pattern[str]


class PerformanceWording(Entry, frozen=True):
    """The file; `figures` are by the field of a project, with the groups `figure` and `unit`."""

    figures: dict[str, tuple[re.Pattern[str], ...]]
    summaries: SummaryWording
    chapters: ChapterWording
    table: TableWording
    cells: CellWording

    def __post_init__(self) -> None:
        all_of(self.figures, _fields(), "field of a project")
        for name, patterns in self.figures.items():
            groups = ("figure", "unit") if _fields()[name].unit == lexicon().money else ("figure",)
            for pattern in patterns:
                has_groups(pattern, *groups)


@once
def performance_wording() -> PerformanceWording:
    """The patterns of `performance.toml`, compiled once."""
    return toml_as("performance.toml", PerformanceWording)


def _fields() -> dict[str, Column]:
    return {column.name: column for column in frames()["projects"].columns}


def _spaced(pattern: str) -> str:
    """The pattern with space allowed behind its signs; digits stay together."""
    return _SIGN.sub(lambda match: match[0] + r"\s*", pattern)
