"""Where the prose states the totals of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from juesuan.catalogue.files import toml


@dataclass(frozen=True)
class StatedSection:
    """A section of the prose, its sentence about totals, each measure's amount: figure, unit."""

    table: str
    section: re.Pattern[str]
    sentence: re.Pattern[str]
    amounts: dict[str, re.Pattern[str]]


@cache
def stated_sections() -> tuple[re.Pattern[str], tuple[StatedSection, ...]]:
    """The pattern of any heading, and the sections that state totals."""
    data = toml("stated.toml")
    sections = tuple(
        StatedSection(
            table,
            re.compile(entry["section"]),
            re.compile(data["sentence"]),
            {
                measure: re.compile(rf"(?<![一-龥]){word}{data['figure']}")
                for measure, word in entry["words"].items()
            },
        )
        for table, entry in data.items()
        if isinstance(entry, dict)
    )
    return re.compile(data["heading"]), sections
