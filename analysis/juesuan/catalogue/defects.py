"""Defects of the text itself: `defects.toml` tells what each entry means."""

from __future__ import annotations

import re

from juesuan.catalogue.files import once
from juesuan.catalogue.problems import problem_texts
from juesuan.catalogue.strict import Entry, one_of, toml_as


class Defect(Entry, frozen=True):
    """What a defect looks like, and the kind of problem that it is."""

    kind: str
    pattern: re.Pattern[str]

    def __post_init__(self) -> None:
        one_of(self.kind, problem_texts(), "kind of problem")


class Defects(Entry, frozen=True):
    """The file."""

    defects: tuple[Defect, ...]


@once
def defects() -> tuple[Defect, ...]:
    """The entries of the file."""
    return toml_as("defects.toml", Defects).defects
