"""How a document says whose account it is, of which year, of what kind."""

from __future__ import annotations

import re

from juesuan.catalogue.files import once
from juesuan.catalogue.strict import Entry, toml_as

Pattern = re.Pattern[str]


class TitleWords(Entry, frozen=True):
    """The parts of a title around the organization and the year."""

    kind: Pattern
    owner: Pattern
    after: tuple[str, ...]
    before: tuple[str, ...]
    between: Pattern
    behind: Pattern
    suffix: Pattern
    other: Pattern
    both: Pattern
    sentence: Pattern
    goes_on: Pattern


class KindWords(Entry, frozen=True):
    """What tells a final account, a budget and other reports where no title does."""

    government: Pattern
    whole: Pattern
    other: Pattern
    account: Pattern
    budget: Pattern
    attached: Pattern
    section: Pattern
    figure: Pattern


class YearWords(Entry, frozen=True):
    """A year in digits, Han numerals or two digits, and where the prose speaks of its own."""

    patterns: tuple[str, ...]
    behind: str
    zeros: str
    century: int
    prose: str
    period: Pattern


class NameWords(Entry, frozen=True):
    """What is a name of an organization and what is none."""

    signs: Pattern
    generic: tuple[str, ...]
    shortest: int
    longest: int
    placeholder: Pattern
    begins: Pattern
    torn: Pattern
    seat: Pattern
    ends: str


class ScopeWords(Entry, frozen=True):
    """The body's own account, or that with its units: in brackets, or bare behind a name."""

    main: Pattern
    consolidated: Pattern
    bare: Pattern


class CaptionWords(Entry, frozen=True):
    """The caption of a table that names its owner, and where the name ends."""

    begin: Pattern
    end: Pattern
    table: Pattern


class HeadingWords(Entry, frozen=True):
    """The headings of a report's parts."""

    part: Pattern
    numbered: Pattern
    about: Pattern
    account: Pattern


class DateWords(Entry, frozen=True):
    """When a page was published."""

    published: Pattern


class OriginWording(Entry, frozen=True):
    """The patterns of `origin.toml`; see the comments there."""

    title: TitleWords
    year: YearWords
    name: NameWords
    scope: ScopeWords
    captions: CaptionWords
    headings: HeadingWords
    dates: DateWords
    kinds: KindWords


@once
def origin_wording() -> OriginWording:
    """The patterns of `origin.toml`."""
    return toml_as("origin.toml", OriginWording)
