"""Prose for reading: paragraphs without spaces, and where each sign stands in the printed text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

import msgspec
from msgspec.structs import replace

from juesuan.catalogue import wording
from juesuan.catalogue.files import once
from juesuan.catalogue.performance_wording import performance_wording
from juesuan.catalogue.phrases import phrases
from juesuan.narrative.paragraphs import Paragraph
from juesuan.readers.characters import compact, plain

_WORDS = re.compile(r"\S+")
_STARS = "**"


class Passage(msgspec.Struct, frozen=True):
    """A paragraph to be read.

    `text` is its text in plain characters without spaces; `positions[i]` is where its sign i
    stands in `paragraph.text`. `number` is the paragraph's number in the frame `paragraphs`.
    """

    number: int
    paragraph: Paragraph
    text: str
    positions: tuple[int, ...]

    @property
    def section(self) -> str:
        """The headings above it, in plain characters without spaces."""
        return "".join(self.headings)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings above it, outermost first, each in plain characters without spaces."""
        return _headings(self.paragraph.section)

    @property
    def heading(self) -> str:
        """The innermost heading above it, "" where there is none."""
        return self.paragraph.section[-1] if self.paragraph.section else ""

    @property
    def is_table(self) -> bool:
        """A table that was flattened: it has no sentences."""
        return self.paragraph.tabular or bool(phrases().figures.tables.search(self.text))

    @property
    def sentences(self) -> Passage | None:
        """What can be read as sentences: of a flattened table the reasons of its deviation only."""
        if not self.is_table:
            return self
        deviation = performance_wording().table.deviation
        reasons = None if self.paragraph.tabular else deviation.search(self.text)
        if reasons is None:
            return None
        at = reasons.end()
        return replace(self, text=self.text[at:], positions=self.positions[at:])

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of `text` as positions in the printed paragraph."""
        return self.positions[start], self.positions[end - 1] + 1

    def place(self, at: int) -> tuple[int | None, int]:
        """Page and row of a sign of `text`."""
        return self.paragraph.place(self.positions[at])

    def words(self, start: int, end: int) -> str:
        """A stretch of `text` as it is printed, without spaces."""
        first, last = self.printed(start, end)
        return "".join(self.paragraph.text[first:last].split())


@lru_cache(maxsize=1024)
def _headings(headings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(compact(plain(heading)) for heading in headings)


def passages(paragraphs: Sequence[Paragraph]) -> Iterator[Passage]:
    """The prose, without the notes of tables."""
    for number, paragraph in enumerate(paragraphs, start=1):
        if paragraph.table is None:
            text = plain(paragraph.text)
            words = list(_words(text))
            positions = tuple(chain.from_iterable(range(*span) for span in words))
            yield Passage(number, paragraph, "".join(text[a:b] for a, b in words), positions)


def _words(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text without spaces and without the marks of emphasis in Markdown."""
    marks = _emphasis().finditer(text) if _STARS in text else ()
    ends = [match.span(name) for match in marks for name in ("open", "close")]
    begins = (0, *(end for _, end in ends))
    stops = (*(start for start, _ in ends), len(text))
    for begin, stop in zip(begins, stops, strict=True):
        yield from (match.span() for match in _WORDS.finditer(text, begin, stop))


@once
def _emphasis() -> re.Pattern[str]:
    """Stars around a stretch of text.

    Stars behind a digit, or in front of a unit, a percent sign or a stop, are what stands for a
    figure or a name that is left out: 支出1**万元，增长**%, 张**，李**.
    """
    units = "|".join(map(re.escape, (*wording().units, "%")))
    return re.compile(
        rf"(?<![0-9.*])(?P<open>\*\*+)(?!{units})(?=[^\s*,。;、:)])"
        r"[^*]*(?<=[^\s*])(?P<close>\*\*+)"
    )
