"""What `theme.toml` holds."""

from __future__ import annotations

import re

from juesuan.catalogue import classification, tables
from juesuan.catalogue.files import once
from juesuan.catalogue.strict import Entry, all_of, exactly, fills, toml_as
from juesuan.catalogue.terms import VERDICTS
from juesuan.language import LANGUAGES, Language

_COLOUR = re.compile("#[0-9a-f]{6}")
# What figures fill into phrases.
_FILLED = (
    "amount",
    "count",
    "limit",
    "most",
    "name",
    "pages",
    "present",
    "printed",
    "share",
    "title",
    "what",
    "year",
)


class Size(Entry, frozen=True):
    """Heights and widths in pixels."""

    head: int
    row: int
    foot: int
    plain: int
    width: int


class Most(Entry, frozen=True):
    """What is too much for a figure: rows, percent."""

    rows: int
    rate: int


class Least(Entry, frozen=True):
    """What is too little for a label, and for an axis that begins at 0."""

    text: int
    share: float
    part: float
    steps: float


class Colours(Entry, frozen=True):
    """Colours by what they stand for, #rrggbb."""

    series: tuple[str, ...]
    rest: str
    before: str
    after: str
    more: str
    less: str
    total: str
    unknown: str

    def __post_init__(self) -> None:
        for value in (getattr(self, name) for name in self.__struct_fields__):
            _coloured(*((value,) if isinstance(value, str) else value))


class Patterns(Entry, frozen=True):
    """The pattern of each series."""

    series: tuple[str, ...]


class Verdict(Entry, frozen=True):
    """How a verdict is shown."""

    sign: str
    colour: str

    def __post_init__(self) -> None:
        _coloured(self.colour)


class Words(Entry, frozen=True):
    """The words in figures that are no printed label, in one language."""

    unit: str
    total: str
    budget: str
    actual: str
    executed: str
    rate: str
    score: str
    weight: str
    budget_column: str
    actual_column: str
    execution_score: str
    goals_score: str
    prose: str
    more: str
    less: str


class Phrases(Entry, frozen=True):
    """Titles and remarks in one language; in braces stand words and what a figure fills in."""

    subject: str
    source: str
    source_lines: str
    source_of_many: str
    source_of_pair: str
    of_year: str
    within: str
    largest: str
    worst: str
    negative: str
    lost: str
    heading: str
    structure_seen: str
    checks: str
    checks_source: str
    checks_seen: str
    completion: str
    completion_seen: str
    completion_above: str
    completion_below: str
    completion_without: str
    completion_met: str
    and_so: str
    spent: str
    claimed: str
    not_listed: str
    no_rate: str
    with_budget: str
    no_budget: str
    no_actual: str
    counted: str
    met: str
    budget_and_actual: str
    deviation_seen: str
    deviations: str
    planned: str
    before: str
    plans_seen: str
    budget_scatter: str
    flow: str
    flow_seen: str
    balance: str
    saved: str
    unknown_column: str
    lost_column: str
    other_funds: str
    goals: str
    indicator_table: str
    goals_seen: str
    no_goal: str
    indicators: str
    points: str
    scores_seen: str
    projects: str
    projects_seen: str
    three_public_seen: str
    three_public_share: str
    three_public_budget: str
    three_public_actual: str
    departments: str
    departments_seen: str
    years_seen: str
    year_seen: str
    untold: str
    year: str
    year_stated: str
    economic_seen: str
    basic_and_project: str
    basic_seen: str
    waterfall: str
    waterfall_seen: str
    not_from_zero: str
    rest: str
    rest_of_items: str
    rest_and_rounding: str
    rest_meaning: str

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            fills(getattr(self, name), *Words.__struct_fields__, *_FILLED)


class Theme(Entry, frozen=True):
    """The file; `verdicts` from the best to the worst."""

    fonts: tuple[str, ...]
    font_size: int
    ink: str
    paper: str
    grid: str
    endings: tuple[str, ...]
    common: tuple[str, ...]
    size: Size
    most: Most
    least: Least
    colours: Colours
    patterns: Patterns
    verdicts: dict[str, Verdict]
    classes: dict[str, str]
    indents: dict[str, int]
    words: dict[Language, Words]
    phrases: dict[Language, Phrases]

    @property
    def uniform(self) -> dict[str, object]:
        """Plotly's rule for text in areas: as large as has room in all, none below the least."""
        return {"minsize": self.least.text, "mode": "hide"}

    def __post_init__(self) -> None:
        _coloured(self.ink, self.paper, self.grid, *self.classes.values())
        all_of(self.classes, classification("functional").entries, "code")
        lines = [line.key for line in tables()["three_public"].lines]
        all_of(self.indents, lines, "line of three_public")
        for told in (self.words, self.phrases):
            exactly(told, LANGUAGES, "language")
        exactly(self.verdicts, VERDICTS, "verdict")
        if len(self.patterns.series) < len(self.colours.series):
            raise ValueError("there are fewer patterns than colours of series")


@once
def theme() -> Theme:
    """`theme.toml`."""
    return toml_as("theme.toml", Theme, "figures")


def _coloured(*values: str) -> None:
    for value in values:
        if not _COLOUR.fullmatch(value):
            raise ValueError(f"{value!r} is no colour #rrggbb")
