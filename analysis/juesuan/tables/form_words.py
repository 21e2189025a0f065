"""The words of a table's form: which headings name a measure, which a component, which nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from juesuan.catalogue import Table, wording
from juesuan.catalogue.forms import BELOW
from juesuan.catalogue.layouts import layouts
from juesuan.catalogue.levels import TOTAL
from juesuan.readers.characters import bare
from juesuan.tables.labels import named_lines

# What may be added to a heading: 决算数（万元）.
_ADDITION = re.compile(r"\([^()]*\)$")


class Words(msgspec.Struct, frozen=True):
    """`measures` and `components` by heading, `labels` and other `structural` headings.

    `general` words say nothing of their own (小计), `groups`
    stand above columns; `ranks` is the place of each wording of a measure. `wholes` are groups of
    the form that are their total where they stand above no columns.
    """

    measures: dict[str, str]
    components: dict[str, str]
    labels: frozenset[str]
    structural: frozenset[str]
    general: frozenset[str]
    groups: frozenset[str]
    ranks: dict[tuple[str, str], int]
    wholes: frozenset[str]

    def measure(self, path: Sequence[str]) -> str | None:
        """The measure of a column by its headings, from the top; None where they tell of none.

        What stands above a general word (小计) says of what it is one.
        """
        if not self.labels.isdisjoint(path):
            return None
        if whole := self.measures.get(BELOW.join(path)):
            return whole
        if len(path) == 1 and path[0] in self.wholes:
            return TOTAL
        general: str | None = None
        for at in reversed(range(len(path))):
            text = path[at]
            plain = without_addition(text)
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
            plain = without_addition(text)
            other = self.measures.get(text, self.measures.get(plain))
            if other and plain not in self.general and not f"{measure}_".startswith(f"{other}_"):
                return False
            if not other and wording().headers.other_quantity.search(text):
                return False
        return True

    def rank(self, measure: str, path: Sequence[str]) -> int:
        """How far down in the catalogue the wording stands that names the measure."""
        ranks = (self.ranks.get((measure, text)) for text in (*path, BELOW.join(path)))
        return min((rank for rank in ranks if rank is not None), default=len(self.ranks))

    def component(self, path: Sequence[str]) -> str | None:
        """The component that a column's headings name; 合计 only where they name no other.

        A 小计 under none of them is that of all.
        """
        found = [self.components[text] for text in reversed(path) if text in self.components]
        if not found and path and path[-1] == layouts().words.sum:
            return TOTAL if TOTAL in self.components.values() else None
        others = [key for key in found if key != TOTAL]
        return next(iter([*others, *found]), None)


def without_addition(text: str) -> str:
    """A heading without what is added to it in brackets."""
    return _ADDITION.sub("", text)


@cache
def words_of(table: Table) -> Words:
    """The words of one table."""
    headings = table.headings.items()
    measures = {bare(w): name for name, ws in headings if name[0] != "@" for w in ws}
    groups = {bare(word) for name, words in headings if name[0] == "@" for word in words}
    labels = frozenset(map(bare, wording().headers.labels))
    own = map(bare, (*wording().headers.structure, *wording().headers.groups))
    structural = {*own, *groups, *labels}
    lines = named_lines(table) if table.shape == "components" else ()
    # What heads components is, as a heading of columns, their total.
    components = {
        name: TOTAL if line.heads else line.key for name, line in lines if line.after is None
    }
    ranks = {(n, bare(w)): at for n, words in headings for at, w in enumerate(words)}
    return Words(
        measures,
        components,
        labels,
        frozenset(structural),
        frozenset(map(bare, wording().headers.general)),
        frozenset(map(bare, wording().headers.groups)) - groups - components.keys(),
        ranks,
        frozenset(groups if TOTAL in measures.values() else ()),
    )
