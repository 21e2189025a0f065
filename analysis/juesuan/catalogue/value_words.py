"""What the values of key columns are called in Chinese, and the keys back: `values.toml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from juesuan.catalogue.dictionary import columns
from juesuan.catalogue.disclosure import GROUPS, ITEM_STATUSES
from juesuan.catalogue.files import once
from juesuan.catalogue.forms import tables
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.number_kinds import number_kinds
from juesuan.catalogue.problems import problem_kinds
from juesuan.catalogue.strict import Entry, all_of, toml_as
from juesuan.catalogue.terms import AXES, LEVELS, PLACEMENTS, QUANTITIES, ROLES
from juesuan.catalogue.verdict_words import verdict_words, verdicts_zh
from juesuan.catalogue.wording import wording

# Kinds of findings that are those of no problem and no check.
_OF_FINDINGS = ("zero_base", "last_digit", "fewer_decimals")
# Before a value that is no key and would be taken for a word.
_PLAIN = "·"


class ValueWords(Entry, frozen=True):
    """The file: the word of each key by column, or by frame and column (`numbers.kind`)."""

    same: dict[str, str]
    words: dict[str, dict[str, str]]

    def __post_init__(self) -> None:
        named = (name.rpartition(".")[2] for name in (*self.words, *self.same))
        all_of(named, columns(), "column")
        all_of(self.same.values(), self.words, "column with words")
        for name, keys in _keys().items():
            all_of(self.words[name], keys, f"key of {name}")


def _keys() -> dict[str, Collection[str]]:
    """The keys of columns whose keys are defined elsewhere."""
    forms = tables()
    return {
        "level": LEVELS,
        "measure": {measure for form in forms.values() for measure in form.measures},
        "placement": PLACEMENTS,
        "quantity": QUANTITIES,
        "role": ROLES,
        "component": [line.key for line in forms["three_public"].lines],
        "axis": AXES,
        "group": GROUPS,
        "disclosure.status": ITEM_STATUSES,
        "numbers.kind": number_kinds(),
        "kind": _OF_FINDINGS,
    }


@once
def value_words() -> ValueWords:
    """The entries of `values.toml`."""
    return toml_as("values.toml", ValueWords)


class Words(msgspec.Struct, frozen=True):
    """The words of one column's keys, each of one key only, and the keys of the words."""

    words: Mapping[str, str]
    keys: Mapping[str, str]

    def word(self, key: str) -> str:
        """What a key is called; another value stays, marked where it would be taken for one."""
        if key in self.words:
            return self.words[key]
        return _PLAIN + key if key.lstrip(_PLAIN) in self.keys else key

    def key(self, word: str) -> str:
        """The key that a word stands for; another value stays.

        >>> words_of("verdicts", "verdict").key("相符")
        'exact'
        """
        if word in self.keys:
            return self.keys[word]
        return word[1:] if word[:1] == _PLAIN and word.lstrip(_PLAIN) in self.keys else word


@once
def words_of(frame: str, column: str, table: str | None = None) -> Words:
    """The words of the keys of a frame's column.

    `table` is the one that a measure is a column of: its headings are the words.

    >>> words_of("amounts", "measure", "expenditure").word("total")
    '本年支出合计'
    """
    told = value_words()
    name = f"{frame}.{column}"
    own = told.words.get(name)
    found = own or {**told.words.get(told.same.get(column, column), {}), **_elsewhere(column)}
    if column == "measure" and table in tables():
        form = tables()[table]
        found = {measure: form.heading(measure) for measure in form.measures}
    words = list(found.values())
    single = {k: word if words.count(word) == 1 else f"{word}（{k}）" for k, word in found.items()}
    return Words(single, {word: key for key, word in single.items()})


def _elsewhere(column: str) -> dict[str, str]:
    """The words of keys that another data file defines."""
    told = verdict_words()
    if column == "table":
        return {key: form.title for key, form in tables().items()}
    if column == "status":
        return {name: status.short_zh for name, status in lexicon().status.items()}
    if column == "side":
        return {side: word for side, word in wording().side_words.items() if word}
    if column == "kind":
        checks = {name: kind.title_zh for name, kind in told.kinds.items()}
        return {name: said.text_zh for name, said in problem_kinds().items()} | checks
    if column == "verdict":
        return verdicts_zh()
    said = {"severity": told.severities, "reason": told.reasons}.get(column, {})
    return {name: entry.text_zh for name, entry in said.items()}
