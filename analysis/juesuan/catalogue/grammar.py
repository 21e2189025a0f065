"""How the prose is cut into clauses: marks, what they say, and what is left as a subject."""

from __future__ import annotations

import re
from functools import cached_property

from juesuan.catalogue.files import once
from juesuan.catalogue.first_signs import at_first_signs, first_signs
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.phrases import phrases
from juesuan.catalogue.strict import Entry, has_groups, one_of, toml_as
from juesuan.catalogue.terms import DIGITS

# What a mark may be; the state machine of `narrative/clauses.py` has a rule for each.
MARKS = (
    "level", "path", "coded", "parts", "reason", "aside", "mainly", "ordinal", "compared",
    "more", "less", "equal", "rate_of_difference", "difference", "completion", "planned", "actual",
    "share", "change", "level_with", "agrees", "absent", "year", "last_year", "stop", "open",
    "close",
)  # fmt: skip
_GROUPS = {"level": ("name", "level"), "path": tuple(DIGITS), "coded": ("code",)}


class Mark(Entry, frozen=True):
    """Words that say what stands beside them; `direction` is what they say of a change.

    One that begins with a name may begin with any sign: it is looked for where a text has what it
    `needs`.
    """

    kind: str
    pattern: re.Pattern[str]
    direction: str | None = None
    needs: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        one_of(self.kind, MARKS, "kind of a mark")
        one_of(self.direction, lexicon().directions, "direction")
        has_groups(self.pattern, *_GROUPS.get(self.kind, ()))
        if self.needs is None:
            first_signs(self.pattern.pattern)


class Between(Entry, frozen=True):
    """What may stand between a mark and its figure; which budget words mean."""

    filler: re.Pattern[str]
    number: re.Pattern[str]
    told: re.Pattern[str]
    earlier: re.Pattern[str]
    also: re.Pattern[str]
    relative: str
    points: str
    growth: re.Pattern[str]
    unitless: re.Pattern[str]
    counted: re.Pattern[str]
    planned: re.Pattern[str]
    last_year: str
    year: str
    any_budget: str
    budgets: dict[str, re.Pattern[str]]

    def __post_init__(self) -> None:
        one_of(self.points, phrases().figures.percent, "unit of percents")

    def budget(self, words: str | None) -> str | None:
        """The kind of budget that words name."""
        kinds = self.budgets.items()
        return next((kind for kind, each in kinds if words and each.search(words)), None)


class Worded(Entry, frozen=True):
    """Figures in words: 三成, 翻一番."""

    pattern: re.Pattern[str]
    direction: str
    digits: dict[str, int]

    def __post_init__(self) -> None:
        has_groups(self.pattern, "tenths", "times")
        one_of(self.direction, lexicon().directions, "direction")


class SubjectWording(Entry, frozen=True):
    """What is left of the words in front of a figure."""

    front: re.Pattern[str]
    back: re.Pattern[str]
    empty: re.Pattern[str]
    again: re.Pattern[str]
    joint: re.Pattern[str]
    each: re.Pattern[str]
    others: re.Pattern[str]
    heading: re.Pattern[str]
    vague: re.Pattern[str]
    leads: re.Pattern[str]
    money: re.Pattern[str]
    two: re.Pattern[str]
    listed: re.Pattern[str]
    passing: re.Pattern[str]
    totals: re.Pattern[str]
    sides: tuple[str, ...]
    longest: int
    behind: re.Pattern[str]
    counted: tuple[str, ...]
    before: re.Pattern[str]
    people: tuple[str, ...]
    group: re.Pattern[str]
    abroad: str
    thing: str
    verb: re.Pattern[str]

    @cached_property
    def behind_names(self) -> re.Pattern[str]:
        """What is dropped behind a name."""
        return at_first_signs(self.back.pattern)

    def __post_init__(self) -> None:
        has_groups(self.heading, "subject")
        has_groups(self.behind, "noun")
        has_groups(self.two, "before", "behind")
        has_groups(self.listed, "one", "other")


class Grammar(Entry, frozen=True):
    """The file; of marks that begin at one place the first counts, and names before the others."""

    figures: Between
    marks: tuple[Mark, ...]
    worded: Worded
    subjects: SubjectWording

    @cached_property
    def names(self) -> tuple[Mark, ...]:
        """The marks that may begin with any sign."""
        return tuple(mark for mark in self.marks if mark.needs)

    @cached_property
    def beginning(self) -> dict[str, tuple[Mark, ...]]:
        """Sign → the other marks that may begin with it."""
        found: dict[str, tuple[Mark, ...]] = {}
        for mark in self.marks:
            for sign in () if mark.needs else first_signs(mark.pattern.pattern):
                found[sign] = (*found.get(sign, ()), mark)
        return found

    @cached_property
    def sign(self) -> re.Pattern[str]:
        """A sign that a mark may begin with."""
        return re.compile(f"[{''.join(map(re.escape, self.beginning))}]")


@once
def grammar() -> Grammar:
    """The patterns of `grammar.toml`, compiled once."""
    return toml_as("grammar.toml", Grammar)
