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

    `lines` are the names that begin rows. `general` words say nothing of their own (小计), `groups`
    stand above columns; `ranks` is the place of each wording of a measure.
    """

    measures: dict[str, str]
    components: dict[str, str]
    labels: frozenset[str]
    structural: frozenset[str]
    lines: frozenset[str]
    general: frozenset[str]
    groups: frozenset[str]
    ranks: dict[tuple[str, str], int]

    def measure(self, path: Sequence[str]) -> str | None:
        """The measure of a column by its headings, from the top; None where they tell of none.

        What stands above a general word (小计) says of what it is one.
        """
        if not self.labels.isdisjoint(path):
            return None
        general: str | None = None
        for at in reversed(range(len(path))):
            text = path[at]
            plain = _ADDITION.sub("", text)
            own = self.measures.get(text, self.measures.get(plain))
            if plain in self.general:
                general = general or own
            elif own:
                return own if self._may_hold(own, path[:at]) else None
            elif (general is None and plain in self.groups) or not (
                {text, plain} & (self.structural | self.components.keys())
            ):
                return None
        return general

    def _may_hold(self, measure: str, above: Sequence[str]) -> bool:
        """Nothing above a heading says that it is a part of something else, or of another year."""
        for text in above:
            plain = _ADDITION.sub("", text)
            other = self.measures.get(text, self.measures.get(plain))
            if other and plain not in self.general and not f"{measure}_".startswith(f"{other}_"):
                return False
            if not other and wording().headers.other_quantity.search(text):
                return False
        return True

    def rank(self, measure: str, path: Sequence[str]) -> int:
        """How far down in the catalogue the wording stands that names the measure."""
        ranks = (self.ranks.get((measure, text)) for text in path)
        return min((rank for rank in ranks if rank is not None), default=len(self.ranks))

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

    def is_label(self, text: str) -> bool:
        """A heading of columns of codes and names, or several of them in one cell: 类款项."""
        return text in self.labels or (len(text) > 1 and self.labels.issuperset(text))

    def is_line(self, text: str) -> bool:
        """The name of a line, whether numbered or not."""
        return text in self.lines or unnumbered(text) in self.lines


def unnumbered(text: str) -> str:
    """A bare text without the numbering in front: 一、 (1) 其中:."""
    match = wording().numbering.lines.match(text)
    return text[match.end() :] if match else text


@cache
def words_of(key: str) -> Words:
    """The words of one table."""
    table = tables()[key]
    headings = table.headings.items()
    measures = {bare(w): name for name, ws in headings if name[0] != "@" for w in ws}
    groups = {bare(word) for name, words in headings if name[0] == "@" for word in words}
    labels = frozenset(map(bare, wording().headers.labels))
    structural = {
        *map(bare, (*wording().headers.structure, *wording().headers.groups)),
        *groups,
        *labels,
    }
    lines = named_lines(key)
    components = {name: line.key for name, line in lines} if table.shape == "components" else {}
    ranks = {(n, bare(w)): at for n, words in headings for at, w in enumerate(words)}
    return Words(
        measures,
        components,
        labels,
        frozenset(structural),
        frozenset(n for n, _ in lines),
        frozenset(map(bare, wording().headers.general)),
        frozenset(map(bare, wording().headers.groups)) - groups,
        ranks,
    )
