"""The words of a table's form: which headings name a measure, which a component, which nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from juesuan.catalogue import tables, wording
from juesuan.readers.characters import bare
from juesuan.tables.labels import named_lines

# What may be added to a heading: 决算数（万元）.
_ADDITION = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True)
class Words:
    """`measures` and `components` by heading, `labels` and other `structural` headings.

    `lines` are the names that begin rows.
    """

    measures: dict[str, str]
    components: dict[str, str]
    labels: frozenset[str]
    structural: frozenset[str]
    lines: frozenset[str]

    def measure(self, path: Sequence[str]) -> str | None:
        """The measure of a column by its headings, from the top; None where its last is unknown."""
        if not self.labels.isdisjoint(path):
            return None
        for text in reversed(path):
            plain = _ADDITION.sub("", text)
            if found := self.measures.get(text, self.measures.get(plain)):
                return found
            if not {text, plain} & (self.structural | self.components.keys()):
                return None
        return None

    def component(self, path: Sequence[str]) -> str | None:
        """The component that a column's headings name; 合计 only where they name no other."""
        found = [self.components[text] for text in reversed(path) if text in self.components]
        others = [key for key in found if key != "total"]
        return next(iter([*others, *found]), None)

    def is_heading(self, text: str) -> bool:
        """A text that the form prints in its heading."""
        plain = _ADDITION.sub("", text)
        return (
            text in self.measures
            or plain in self.measures
            or text in self.structural
            or text in self.components
        )

    def is_line(self, text: str) -> bool:
        """The name of a line, whether numbered or not."""
        return text in self.lines or unnumbered(text) in self.lines


def unnumbered(text: str) -> str:
    """A bare text without the numbering in front: 一、 (1) 其中:."""
    match = wording().numbering.match(text)
    return text[match.end() :] if match else text


@cache
def words_of(key: str) -> Words:
    """The words of one table."""
    table = tables()[key]
    headings = table.headings.items()
    measures = {bare(w): name for name, ws in headings if name[0] != "@" for w in ws}
    groups = {bare(word) for name, words in headings if name[0] == "@" for word in words}
    labels = frozenset(map(bare, wording().label_headings))
    structural = {*map(bare, (*wording().structure, *wording().groups)), *groups, *labels}
    lines = named_lines(key)
    components = {name: line.key for name, line in lines} if table.shape == "components" else {}
    return Words(
        measures, components, labels, frozenset(structural), frozenset(n for n, _ in lines)
    )
