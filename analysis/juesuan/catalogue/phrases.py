"""How sentences state quantities: triggers, subjects, reasons, budget items."""

from __future__ import annotations

import re
from functools import cached_property

from juesuan.catalogue.files import once
from juesuan.catalogue.forms import tables
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.strict import Entry, all_of, has_groups, one_of, toml_as
from juesuan.catalogue.terms import DIGITS, QUANTITIES, STATED
from juesuan.catalogue.wording import wording


class FigureWording(Entry, frozen=True):
    """Units by the kind of quantity, and the words around a number."""

    money: tuple[str, ...]
    percent: tuple[str, ...]
    score: tuple[str, ...]
    count: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]
    relative: str
    skip_before: re.Pattern[str]
    skip_behind: re.Pattern[str]
    level: re.Pattern[str]
    tables: re.Pattern[str]

    def __post_init__(self) -> None:
        all_of(self.money, wording().units, "unit of money")

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Unit → kind of quantity."""
        kinds = ("money", "percent", "score", "count")
        return {unit: kind for kind in kinds for unit in getattr(self, kind)}

    @cached_property
    def figure(self) -> re.Pattern[str]:
        """A number with its unit; the longest unit counts."""
        unit, before, behind = (
            "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
            for words in (self.kinds, self.before, self.behind)
        )
        return re.compile(
            rf"(?P<before>{before})?"
            r"(?<![0-9.A-Za-z])(?P<number>\d[\d,]*(?:\.\d+)?)"
            rf"(?P<behind>{behind})?(?P<unit>{unit})?"
        )


class Trigger(Entry, frozen=True):
    """Words in front of a figure and what they make of it."""

    unit: str
    pattern: re.Pattern[str]
    quantity: str
    direction: str | None = None
    measure: str | None = None

    def __post_init__(self) -> None:
        one_of(self.quantity, QUANTITIES, "quantity")
        one_of(self.direction, lexicon().directions, "direction")
        one_of(self.measure, STATED, "measure")


class SubjectWording(Entry, frozen=True):
    """What is left of the clause in front of a figure."""

    breaks: re.Pattern[str]
    drop: re.Pattern[str]
    empty: re.Pattern[str]
    longest: int
    changes: dict[str, str]

    def __post_init__(self) -> None:
        all_of(self.changes.values(), lexicon().directions, "direction")


class ReasonWording(Entry, frozen=True):
    """Where reasons begin and end, and the sign of the changes among them."""

    tail: re.Pattern[str]
    begin: re.Pattern[str]
    signs: dict[str, int]

    def __post_init__(self) -> None:
        all_of(self.signs, lexicon().directions, "direction")


class ExecutionWording(Entry, frozen=True):
    """Budget against actual; `table_rows` and `parts` lead to measures."""

    section: re.Pattern[str]
    paths: tuple[re.Pattern[str], ...]
    total: re.Pattern[str]
    table_header: re.Pattern[str]
    table_rows: dict[str, str]
    parts: dict[str, str]
    kinds: tuple[str, ...]

    def __post_init__(self) -> None:
        measures = {measure for table in tables().values() for measure in table.measures}
        all_of((*self.table_rows.values(), *self.parts.values()), measures, "measure")
        for path in self.paths:
            has_groups(path, *DIGITS)


class Phrases(Entry, frozen=True):
    """The file; the first of the triggers that fits counts."""

    figures: FigureWording
    triggers: tuple[Trigger, ...]
    subjects: SubjectWording
    reasons: ReasonWording
    execution: ExecutionWording

    def __post_init__(self) -> None:
        kinds = {*self.figures.kinds.values(), *self.figures.level.groupindex, "level", "none"}
        all_of((trigger.unit for trigger in self.triggers), sorted(kinds), "unit of a trigger")

    @cached_property
    def triggers_of(self) -> dict[str, tuple[Trigger, ...]]:
        """The triggers by the kind of the quantity."""
        units = dict.fromkeys(trigger.unit for trigger in self.triggers)
        return {unit: tuple(t for t in self.triggers if t.unit == unit) for unit in units}


@once
def phrases() -> Phrases:
    """The patterns of `phrases.toml`, compiled once."""
    return toml_as("phrases.toml", Phrases)
