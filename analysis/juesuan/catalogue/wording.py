"""The wordings around the tables: titles, captions, notes, headings, page numbers, units."""

from __future__ import annotations

import re
from functools import cached_property

from msgspec.structs import force_setattr

from juesuan.catalogue.files import once
from juesuan.catalogue.forms import plain_title, tables
from juesuan.catalogue.strict import Entry, all_of, exactly, one_of, toml_as
from juesuan.catalogue.terms import AXES, SIDES

# How often what stands beside a title is repeated. Some of it can be taken apart in several ways
# (附表1-1.), which for any number of repetitions are too many to try.
BESIDE = "{0,6}"


class TitleWording(Entry, frozen=True):
    """Titles of tables, names of sheets, and what ends a table."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    within: re.Pattern[str]
    others: re.Pattern[str]
    performance: re.Pattern[str]
    sheet_before: re.Pattern[str]
    sheet_after: re.Pattern[str]
    kept: re.Pattern[str]
    continued: str
    any: re.Pattern[str]
    unknown: re.Pattern[str]
    contents_leader: re.Pattern[str]
    prose_headings: re.Pattern[str]
    body_words: tuple[str, ...]
    account_words: tuple[str, ...]
    attachment: str

    def __post_init__(self) -> None:
        for key, table in tables().items():
            for title in table.titles:
                if self.other.fullmatch(plain_title(title)):
                    raise ValueError(f"`others` has {title!r}, which is a title of {key}")

    @cached_property
    def other(self) -> re.Pattern[str]:
        """The title of a table that is known and none of the official ones."""
        return self._titled(f"{self.others.pattern}|{self.performance.pattern}")

    @cached_property
    def of_performance(self) -> re.Pattern[str]:
        """The title of a table of performance."""
        return self._titled(self.performance.pattern)

    def _titled(self, core: str) -> re.Pattern[str]:
        before, after = self.before.pattern, self.after.pattern
        return re.compile(f"(?=.{{0,60}}表)(?:{before}){BESIDE}(?:{core})(?:{after}){BESIDE}")

    @cached_property
    def form_number(self) -> re.Pattern[str]:
        """The number of a form by itself: 公开01表."""
        return re.compile(f"(?:{self.before.pattern})(?:{self.before.pattern}){BESIDE}表?")


class CaptionWording(Entry, frozen=True):
    """Units and other captions of a table."""

    end: re.Pattern[str]
    unit: re.Pattern[str]
    bracketed_unit: re.Pattern[str]
    skip: re.Pattern[str]


class TokenWording(Entry, frozen=True):
    """Numbers that are no amounts, and the signs around those that are."""

    number_in_text: re.Pattern[str]
    minus: re.Pattern[str]
    minus_perhaps: re.Pattern[str]
    currency: re.Pattern[str]
    note_marks: re.Pattern[str]
    hidden: re.Pattern[str]
    in_words: re.Pattern[str]
    explained: re.Pattern[str]
    threshold: re.Pattern[str]
    counted: re.Pattern[str]


class PageWording(Entry, frozen=True):
    """Page numbers."""

    lines: re.Pattern[str]


class NoteWording(Entry, frozen=True):
    """Notes under a table, and those that say that it is empty."""

    start: re.Pattern[str]
    inside: re.Pattern[str]
    declared_empty: re.Pattern[str]
    statements: re.Pattern[str]
    opening: re.Pattern[str]
    formula: re.Pattern[str]
    axes: dict[str, str]
    units: re.Pattern[str]

    def __post_init__(self) -> None:
        all_of(self.axes.values(), AXES, "axis")


class HeaderWording(Entry, frozen=True):
    """Words in the heading of a table; those that are looked for in turn, the longest first."""

    torn: tuple[str, ...]
    structure: tuple[str, ...]
    labels: tuple[str, ...]
    repeated: tuple[str, ...]
    line_number: str
    column_number: str
    groups: tuple[str, ...]
    general: tuple[str, ...]
    other_quantity: re.Pattern[str]
    no_money: re.Pattern[str]

    def __post_init__(self) -> None:
        for name in ("torn", "structure", "groups"):
            words = sorted(getattr(self, name), key=len, reverse=True)
            force_setattr(self, name, tuple(words))


class NumberingWording(Entry, frozen=True):
    """What numbers a line, and where the lines of a table begin."""

    lines: re.Pattern[str]
    body_start: re.Pattern[str]


class DocumentWording(Entry, frozen=True):
    """Years in titles of tables, whom to ask, and when the account was filled in."""

    year: re.Pattern[str]
    telephone: re.Pattern[str]
    reported_on: re.Pattern[str]

    def __post_init__(self) -> None:
        for pattern in (self.year, self.telephone, self.reported_on):
            if pattern.groups != 1:
                raise ValueError(f"{pattern.pattern!r} has other groups than what it looks for")


class ParagraphWording(Entry, frozen=True):
    """Headings and paragraphs of the prose."""

    levels: tuple[re.Pattern[str], ...]
    unnumbered: re.Pattern[str]
    inline: re.Pattern[str]
    markdown: re.Pattern[str]
    row: re.Pattern[str]
    starts: re.Pattern[str]
    ends: re.Pattern[str]
    heading_ends: re.Pattern[str]
    sentence: re.Pattern[str]
    heading_length: int
    longest: int
    piece: int
    cuts: re.Pattern[str]

    @cached_property
    def heading(self) -> re.Pattern[str]:
        """How a heading of any level begins."""
        return re.compile("|".join(f"(?:{level.pattern})" for level in self.levels))


class Wording(Entry, frozen=True):
    """The file; see the comments there for what each pattern is for."""

    default_unit: str
    titles: TitleWording
    captions: CaptionWording
    tokens: TokenWording
    page_numbers: PageWording
    notes: NoteWording
    headers: HeaderWording
    numbering: NumberingWording
    side_words: dict[str, str]
    units: dict[str, int]
    document: DocumentWording
    paragraphs: ParagraphWording

    def __post_init__(self) -> None:
        exactly(self.side_words, SIDES, "side")
        one_of(self.default_unit, self.units, "unit")


@once
def wording() -> Wording:
    """The patterns of `text.toml`, compiled once."""
    return toml_as("text.toml", Wording)
