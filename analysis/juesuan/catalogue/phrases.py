"""How sentences state quantities: figures with units, reasons, budget items."""

from __future__ import annotations

import re
from functools import cached_property

from juesuan.catalogue.files import once
from juesuan.catalogue.first_signs import at_first_signs
from juesuan.catalogue.forms import tables
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.strict import Entry, all_of, has_groups, toml_as
from juesuan.catalogue.terms import STATED
from juesuan.catalogue.wording import wording


class FigureWording(Entry, frozen=True):
    """Units by the kind of quantity, and the words around a number."""

    money: tuple[str, ...]
    percent: tuple[str, ...]
    score: tuple[str, ...]
    count: tuple[str, ...]
    times: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]
    joined: re.Pattern[str]
    skip_before: re.Pattern[str]
    bound: re.Pattern[str]
    skip_behind: re.Pattern[str]
    tables: re.Pattern[str]

    def __post_init__(self) -> None:
        all_of(self.money, wording().units, "unit of money")

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Unit → kind of quantity."""
        kinds = ("money", "percent", "score", "count", "times")
        return {unit: kind for kind in kinds for unit in getattr(self, kind)}

    @cached_property
    def figure(self) -> re.Pattern[str]:
        """A number with its unit; the longest unit counts."""
        unit, before, behind = (
            "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
            for words in (self.kinds, self.before, self.behind)
        )
        # behind a unit it is the sign of a range: 50%-80%
        ends = re.escape("".join({unit[-1] for unit in (*self.money, *self.percent)}))
        return at_first_signs(
            rf"(?P<before>{before})?(?<![0-9.A-Za-z])(?P<number>(?:(?<![0-9A-Za-z){ends}-])-)?"
            r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)"
            r"(?:\.[0-9]+)?)(?P<stray>\.)?"
            rf"(?P<behind>{behind})?(?P<unit>{unit})?"
        )


class TableWording(Entry, frozen=True):
    """Tables in the prose: a line of headings, one heading, a figure of a row."""

    header: re.Pattern[str]
    column: re.Pattern[str]
    figure: re.Pattern[str]

    def __post_init__(self) -> None:
        has_groups(self.header, "names")


class ReasonWording(Entry, frozen=True):
    """Where reasons begin and end, what numbers them, and the sign of the changes among them."""

    tail: re.Pattern[str]
    begin: re.Pattern[str]
    numbered: re.Pattern[str]
    signs: dict[str, int]

    def __post_init__(self) -> None:
        all_of(self.signs, lexicon().directions, "direction")


class ItemWords(Entry, frozen=True):
    """The words for what the paragraph of a budget item tells."""

    budget: str
    actual: str
    printed_rate: str


class ExecutionWording(Entry, frozen=True):
    """Budget against actual; `table_rows` and `parts` lead to measures."""

    section: re.Pattern[str]
    total: re.Pattern[str]
    table_rows: dict[str, str]
    budget: re.Pattern[str]
    actual: re.Pattern[str]
    parts: dict[str, str]
    no_budget: re.Pattern[str]
    lacking: ItemWords
    others: re.Pattern[str]

    def __post_init__(self) -> None:
        measures = {measure for table in tables().values() for measure in table.measures}
        all_of((*self.table_rows.values(), *self.parts.values()), measures, "measure")


class PlanWording(Entry, frozen=True):
    """What an amount of the year before is called, by the measure that its words name."""

    prior_kinds: dict[str, str]

    def __post_init__(self) -> None:
        all_of(self.prior_kinds, STATED, "measure that is stated")


class Phrases(Entry, frozen=True):
    """The file."""

    figures: FigureWording
    tables: TableWording
    reasons: ReasonWording
    execution: ExecutionWording
    plan: PlanWording


@once
def phrases() -> Phrases:
    """The patterns of `phrases.toml`, compiled once."""
    return toml_as("phrases.toml", Phrases)
