"""Which cells and sentences tell a document's headline figures: `headline.toml`."""

from __future__ import annotations

import re

from juesuan.catalogue.dictionary import frames
from juesuan.catalogue.files import once
from juesuan.catalogue.forms import check_cell, tables
from juesuan.catalogue.strict import Entry, all_of, exactly, one_of, toml_as
from juesuan.catalogue.terms import ROLES, SIDES

# What `execution` tells of the whole document, and what follows from a figure and its change.
OF_EXECUTION = ("initial_budget", "execution_actual")
CHANGE, BEFORE, GROWTH = "_change", "_before", "_growth"
# Columns of `headline`, `staff` and `ratios` that are no figure of the list.
_TITLED = (
    *("initial_budget", "completion", "item", "count"),
    *("ratio", "value", "numerator", "denominator"),
)


class HeadlineFigure(Entry, frozen=True):
    """A figure: its cells in the order in which they are looked for, else its words in prose."""

    name: str
    title_zh: str
    cells: tuple[str, ...] = ()
    claims: re.Pattern[str] | None = None
    role: str | None = None
    section: str | None = None
    items: tuple[str, ...] = ()
    change: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        for cell in self.cells:
            table, *rest = cell.split("/")
            one_of(table, tables(), "table")
            *side, line, measure = rest
            all_of(side, SIDES, "side")
            one_of(measure, tables()[table].measures, f"measure of {table}")
            if line != "total":
                check_cell(table, line=line)
        one_of(self.role, ROLES, "role")
        one_of(self.section, frames(), "frame")


class Counted(Entry, frozen=True):
    """Something that a number of people counts, and the subjects of such numbers."""

    name: str
    pattern: re.Pattern[str]


class Staff(Entry, frozen=True):
    """What numbers of people count, and the units that count people."""

    people: tuple[str, ...]
    other: re.Pattern[str]
    items: tuple[Counted, ...]


class Ratio(Entry, frozen=True):
    """An official ratio of two figures."""

    name: str
    numerator: str
    denominator: str


class HeadlineWording(Entry, frozen=True):
    """The file."""

    figures: tuple[HeadlineFigure, ...]
    titles_zh: dict[str, str]
    staff: Staff
    ratios: tuple[Ratio, ...]

    def __post_init__(self) -> None:
        names = [figure.name for figure in self.figures]
        known = [name + end for name in names for end in ("", CHANGE, BEFORE)]
        inputs = (name for ratio in self.ratios for name in (ratio.numerator, ratio.denominator))
        all_of(inputs, (*known, *OF_EXECUTION, *(item.name for item in self.staff.items)), "figure")
        exactly(self.titles_zh, (*_TITLED, CHANGE, GROWTH), "column")

    def title(self, column: str) -> str | None:
        """What a column of `headline`, `staff` or `ratios` is called in Chinese."""
        figures = {figure.name: figure.title_zh for figure in self.figures}
        for end in (CHANGE, GROWTH):
            if column.endswith(end) and column.removesuffix(end) in figures:
                return figures[column.removesuffix(end)] + self.titles_zh[end]
        return figures.get(column) or self.titles_zh.get(column)


@once
def headline_wording() -> HeadlineWording:
    """The entries of the file."""
    return toml_as("headline.toml", HeadlineWording)
