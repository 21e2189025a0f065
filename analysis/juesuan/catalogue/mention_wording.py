"""What a document mentions of itself: `mentions.toml` tells what each entry means."""

from __future__ import annotations

import re

from juesuan.catalogue.files import once
from juesuan.catalogue.forms import check_cell
from juesuan.catalogue.strict import Entry, has_groups, toml_as


class OrganizationWording(Entry, frozen=True):
    """How a department's name may be misspelt."""

    confused: tuple[str, ...]
    ending: int
    beginning: int
    named: re.Pattern[str]
    acts: re.Pattern[str]
    place: re.Pattern[str]

    def __post_init__(self) -> None:
        has_groups(self.named, "name")
        has_groups(self.acts, "name")


class YearWording(Entry, frozen=True):
    """Where sentences speak of a year."""

    sentence: re.Pattern[str]
    closing: re.Pattern[str]
    compared: re.Pattern[str]
    against_itself: re.Pattern[str]

    def __post_init__(self) -> None:
        for pattern in (self.closing, self.compared, self.against_itself):
            has_groups(pattern, "year")


class ExpenseWording(Entry, frozen=True):
    """Where the main expenses of a table are named."""

    section: re.Pattern[str]
    list: re.Pattern[str]
    separators: re.Pattern[str]
    table: str
    drop: re.Pattern[str]

    def __post_init__(self) -> None:
        check_cell(self.table)
        has_groups(self.list, "names")


class MentionWording(Entry, frozen=True):
    """The file."""

    heading: re.Pattern[str]
    part: re.Pattern[str]
    title_year: re.Pattern[str]
    contents: int
    compared: str
    organization: OrganizationWording
    years: YearWording
    expenses: ExpenseWording

    def __post_init__(self) -> None:
        has_groups(self.heading, "year")
        has_groups(self.part, "year")
        has_groups(self.title_year, "year")


@once
def mention_wording() -> MentionWording:
    """The entries of the file."""
    return toml_as("mentions.toml", MentionWording)
