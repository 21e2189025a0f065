"""Where the prose states the totals of a table."""

from __future__ import annotations

import re
from functools import cached_property

from juesuan.catalogue.files import once
from juesuan.catalogue.forms import check_cell
from juesuan.catalogue.strict import Entry, toml_as


class StatedSection(Entry, frozen=True):
    """A section of the prose, and the word in front of each measure's amount."""

    section: re.Pattern[str]
    words: dict[str, str]

    @cached_property
    def measures(self) -> dict[str, str]:
        """Word → measure."""
        return {word: measure for measure, word in self.words.items()}

    @cached_property
    def amount(self) -> re.Pattern[str]:
        """A word, the amount that follows and its unit."""
        words = "|".join(map(re.escape, self.words.values()))
        return re.compile(rf"(?<![一-龥])({words}){stated_wording().figure.pattern}")


class StatedWording(Entry, frozen=True):
    """The file: the sections by the table whose totals they state."""

    figure: re.Pattern[str]
    sentence_begin: re.Pattern[str]
    sentence_end: re.Pattern[str]
    heading: re.Pattern[str]
    sections: dict[str, StatedSection]

    def __post_init__(self) -> None:
        if self.figure.groups != 2:
            raise ValueError("`figure` has other groups than the number and its unit")
        for table, section in self.sections.items():
            for measure in section.words:
                check_cell(table, measure=measure)

    def sentence(self, text: str) -> str:
        """The sentence about totals, "" where there is none."""
        begin = self.sentence_begin.search(text)
        end = self.sentence_end.search(text, begin.end()) if begin else None
        return text[begin.start() : end.end()] if begin and end else ""


@once
def stated_wording() -> StatedWording:
    """The patterns of `stated.toml`, compiled once."""
    return toml_as("stated.toml", StatedWording)
