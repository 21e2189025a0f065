"""The wordings of lists in prose: terms that are defined, units in the scope of the accounts."""

from __future__ import annotations

import re
from functools import cached_property

from juesuan.catalogue.files import once
from juesuan.catalogue.levels import WORDS
from juesuan.catalogue.strict import Entry, has_groups, toml_as
from juesuan.catalogue.terms import DIGITS


class GlossaryWording(Entry, frozen=True):
    """Terms: `prose_lists.toml` tells what each entry is for."""

    heading: re.Pattern[str]
    term: re.Pattern[str]
    separator: re.Pattern[str]
    path_separator: re.Pattern[str]
    no_term: re.Pattern[str]
    title: re.Pattern[str]
    defines: re.Pattern[str]
    path: re.Pattern[str]
    foreign: re.Pattern[str]

    def __post_init__(self) -> None:
        has_groups(self.path, *DIGITS)

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """A term with its numbering and separator (groups `number`, `path_term`, `term`)."""
        return re.compile(rf"(?P<number>{self._numbers})?{self._body}")

    @cached_property
    def numbered(self) -> re.Pattern[str]:
        """The same after the end of a sentence, where it needs its numbering."""
        return re.compile(rf"(?<=。)(?P<number>{self._numbers}){self._body}")

    @cached_property
    def numbered_title(self) -> re.Pattern[str]:
        """A numbered line without a definition."""
        return re.compile(rf"(?P<number>{self._numbers})(?P<term>{self.title.pattern})")

    @property
    def _numbers(self) -> str:
        return f"(?:{prose_lists().numbering.pattern})+"

    @property
    def _body(self) -> str:
        path = rf'"?[^,。;:]{{1,70}}?\([{WORDS}]\)"?{self.path_separator.pattern}'
        term = rf"(?P<term>{self.term.pattern})(?:{self.separator.pattern})"
        return rf"(?:(?P<path_term>{path})|{term})(?=.)"


class UnitsWording(Entry, frozen=True):
    """Units: `prose_lists.toml` tells what each entry is for."""

    heading: re.Pattern[str]
    duties: re.Pattern[str]
    announces: re.Pattern[str]
    announces_other: re.Pattern[str]
    opening: re.Pattern[str]
    header: re.Pattern[str]
    remark: re.Pattern[str]
    trailing: re.Pattern[str]
    main: re.Pattern[str]
    main_suffix: re.Pattern[str]
    name: re.Pattern[str]
    generic: re.Pattern[str]
    name_end: re.Pattern[str]
    alone: re.Pattern[str]
    not_alone: re.Pattern[str]
    reports: re.Pattern[str]
    list_number: re.Pattern[str]

    def __post_init__(self) -> None:
        has_groups(self.alone, "name")
        has_groups(self.list_number, "bracketed", "arabic", "chinese")


class ProseLists(Entry, frozen=True):
    """The file."""

    numbering: re.Pattern[str]
    section_end: re.Pattern[str]
    glossary: GlossaryWording
    units: UnitsWording


@once
def prose_lists() -> ProseLists:
    """The patterns of `prose_lists.toml`, compiled once."""
    return toml_as("prose_lists.toml", ProseLists)


@once
def numbered(heading: re.Pattern[str]) -> re.Pattern[str]:
    """A heading with what may number it as the group `number`."""
    return re.compile(rf"(?P<number>{prose_lists().numbering.pattern})?{heading.pattern}")
