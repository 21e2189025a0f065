"""Which cells and sentences tell a document's headline figures: `headline.toml`."""

from __future__ import annotations

import re

from juesuan.catalogue.dictionary import frames
from juesuan.catalogue.files import once
from juesuan.catalogue.forms import check_cell, tables
from juesuan.catalogue.remarks import Said
from juesuan.catalogue.strict import Entry, all_of, exactly, fills, one_of, toml_as
from juesuan.catalogue.terms import ROLES, SIDES
from juesuan.language import Language

# What `execution` tells of the whole document.
OF_EXECUTION = ("initial_budget", "execution_actual", "completion")
# What is said of a figure, as the end of its name; the last is a figure less its change.
CHANGE, GROWTH, BEFORE = ENDS = ("_change", "_growth", "_before")
_SAID = ("divided", "less", "missing", "zero", "other_fund")


class Input(Entry, frozen=True):
    """A figure: its cells in the order in which they are looked for, else its words in prose."""

    name: str
    title: str
    title_zh: str
    cells: tuple[str, ...] = ()
    claims: re.Pattern[str] | None = None
    role: str | None = None
    section: str | None = None
    items: tuple[str, ...] = ()

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


class HeadlineFigure(Input, frozen=True):
    """A figure of the headline; `change` matches the subject of its change on last year."""

    change: re.Pattern[str] | None = None


class Counted(Entry, frozen=True):
    """Something that a number of people counts, and the subjects of such numbers."""

    name: str
    pattern: re.Pattern[str]


class Staff(Entry, frozen=True):
    """What numbers of people count, and the units that count people."""

    people: tuple[str, ...]
    other: re.Pattern[str]
    items: tuple[Counted, ...]


class Basis(Entry, frozen=True):
    """The two figures of a ratio; it counts only where the figures `same` are one amount."""

    numerator: str
    denominator: str
    less: str | None = None
    same: tuple[str, str] | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the figures, in the order in which they are told; none twice."""
        given = (self.numerator, self.less, self.denominator)
        return tuple(dict.fromkeys(name for name in given if name))


class Ratio(Entry, frozen=True):
    """An official ratio, by the first of its bases that a document tells."""

    name: str
    bases: tuple[Basis, ...]


class HeadlineWording(Entry, frozen=True):
    """The file."""

    figures: tuple[HeadlineFigure, ...]
    inputs: tuple[Input, ...]
    titles: dict[str, str]
    titles_zh: dict[str, str]
    staff: Staff
    ratios: tuple[Ratio, ...]
    said: dict[str, Said]

    def __post_init__(self) -> None:
        names = [figure.name for figure in self.figures]
        known = [name + end for name in names for end in ("", CHANGE, BEFORE)]
        known += [*OF_EXECUTION, *(each.name for each in self.inputs)]
        known += [each.name for each in self.staff.items]
        for basis in (basis for ratio in self.ratios for basis in ratio.bases):
            all_of((*basis.parts, *(basis.same or ())), known, "figure")
        for titles in (self.titles, self.titles_zh):
            exactly(titles, (*OF_EXECUTION, *ENDS), "column")
            for title in titles.values():
                fills(title, "figure")
        exactly(self.said, _SAID, "text of ratios")

    def title(self, name: str, language: Language) -> str:
        """What a figure, its change or a number of people is called."""
        zh = language == "zh"
        called = {each.name: each.title_zh if zh else each.title for each in self.every}
        titles = self.titles_zh if zh else self.titles
        for end in ENDS:
            if name.endswith(end) and (figure := called.get(name.removesuffix(end))):
                return titles[end].format(figure=figure)
        return called.get(name) or titles.get(name) or name

    @property
    def every(self) -> tuple[Input, ...]:
        """The figures of the headline and those that only ratios are made of."""
        return (*self.figures, *self.inputs)


@once
def headline_wording() -> HeadlineWording:
    """The entries of the file."""
    return toml_as("headline.toml", HeadlineWording)
