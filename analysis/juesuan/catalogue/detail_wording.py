"""What the smaller sections state, item by item, and how the year's key work is written."""

from __future__ import annotations

import re

from juesuan.catalogue.dictionary import frames
from juesuan.catalogue.files import once
from juesuan.catalogue.forms import tables
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.phrases import phrases
from juesuan.catalogue.strict import Entry, all_of, exactly, has_groups, one_of, toml_as
from juesuan.catalogue.terms import QUANTITIES, STATED


class Guard(Entry, frozen=True):
    """Figures that no entry may take; `quantities` is empty where it holds for all."""

    context: re.Pattern[str]
    quantities: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        all_of(self.quantities, QUANTITIES, "quantity")


class SubjectStart(Entry, frozen=True):
    """Words that may stand in front of a subject."""

    before: re.Pattern[str]


class Component(Entry, frozen=True):
    """A component of the “三公” expenses by the whole subject."""

    key: str
    subject: re.Pattern[str]

    def __post_init__(self) -> None:
        one_of(self.key, _components(), "component")


class DetailEntry(Entry, frozen=True):
    """What a claim must be to be an item; the comments of `details.toml` say how each is used."""

    frame: str
    item: str
    quantities: tuple[str, ...]
    measure: str | None = None
    units: tuple[str, ...] = ()
    subject: re.Pattern[str] | None = None
    component: str | None = None
    context: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        one_of(self.frame, frames(), "frame")
        all_of(self.quantities, QUANTITIES, "quantity")
        all_of(self.units, phrases().figures.kinds, "unit")
        one_of(self.measure, STATED, "measure")
        one_of(self.component or None, _components(), "component")


class KeyWorkWording(Entry, frozen=True):
    """The section of the year's key work, as prose and as a flattened table."""

    heading: re.Pattern[str]
    numberings: tuple[re.Pattern[str], ...]
    title_end: re.Pattern[str]
    header: re.Pattern[str]
    header_start: str

    def __post_init__(self) -> None:
        for numbering in self.numberings:
            has_groups(numbering, "number")


class DetailWording(Entry, frozen=True):
    """The file; `sections` and the entries are by frame, the first entry that fits counts."""

    sections: dict[str, re.Pattern[str]]
    signs: dict[str, int]
    guards: tuple[Guard, ...]
    subjects: SubjectStart
    components: tuple[Component, ...]
    entries: tuple[DetailEntry, ...]
    key_work: KeyWorkWording

    def __post_init__(self) -> None:
        exactly(self.signs, lexicon().directions, "direction")
        exactly(self.sections, {entry.frame for entry in self.entries}, "frame with entries")


def _components() -> list[str]:
    whole = (table for table in tables().values() if table.shape == "components")
    return [line.key for table in whole for line in table.lines]


@once
def detail_wording() -> DetailWording:
    """The patterns of `details.toml`, compiled once."""
    return toml_as("details.toml", DetailWording)
