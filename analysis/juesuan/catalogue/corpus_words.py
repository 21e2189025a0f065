"""What a corpus knows of documents beside each other: `corpus.toml` tells what each entry means."""

from __future__ import annotations

import re

from juesuan.catalogue.files import once
from juesuan.catalogue.forms import check_cell
from juesuan.catalogue.remarks import same_placeholders
from juesuan.catalogue.strict import Entry, all_of, fills, toml_as
from juesuan.catalogue.terms import LEVELS


class Editions(Entry, frozen=True):
    """When two documents of one name are one account, and what a corrected one says."""

    same_share: float
    date: re.Pattern[str]
    said_in_name: re.Pattern[str]
    said_in_text: re.Pattern[str]
    first_paragraphs: int

    def __post_init__(self) -> None:
        if self.date.groups != 3:
            raise ValueError("`date` has other groups than year, month and day")


class Spellings(Entry, frozen=True):
    """Which names may be those of one organization."""

    dropped: tuple[re.Pattern[str], ...]
    shortest_ending: int


class Units(Entry, frozen=True):
    """How the accounts of a department's own are called."""

    own_endings: tuple[str, ...]


class Outlier(Entry, frozen=True, tag_field="rule"):
    """A rule about what is unusual; `reason` is said with value, usual, others and year."""

    floor_fen: int
    reason: str
    reason_zh: str

    @property
    def rule(self) -> str:
        """The rule's name."""
        return str(self.__struct_config__.tag)

    def __post_init__(self) -> None:
        fills(self.reason, "value", "usual", "others", "year")
        same_placeholders(self.reason, self.reason_zh)


class Coded(Outlier, frozen=True):
    """A rule about the amounts of tables by code."""

    tables: tuple[str, ...]
    levels: tuple[str, ...]
    measure: str

    def __post_init__(self) -> None:
        super().__post_init__()
        all_of(self.levels, LEVELS, "level")
        for table in self.tables:
            check_cell(table, measure=self.measure)


class Robust(Coded, frozen=True):
    """A rule about robust deviations from a median."""

    deviations: float
    least: int
    smallest_share: float


class OverYears(Robust, frozen=True, tag="over_years"):
    """An amount beside those of the organization's other years."""


class AmongPeers(Robust, frozen=True, tag="among_peers"):
    """A code's share beside those in the documents of the year."""


class Growth(Coded, frozen=True, tag="growth"):
    """An amount beside that of the year before."""

    times: float


class Completion(Outlier, frozen=True, tag="completion"):
    """The part of a budget that was spent, in percent."""

    low: float
    high: float


class CorpusRules(Entry, frozen=True):
    """The file."""

    editions: Editions
    spellings: Spellings
    units: Units
    outliers: tuple[OverYears | AmongPeers | Growth | Completion, ...]


@once
def corpus_rules() -> CorpusRules:
    """The rules for documents beside each other."""
    return toml_as("corpus.toml", CorpusRules)
