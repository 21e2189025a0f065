"""What keys are called on the sheets of a Chinese workbook, and the keys back."""

from __future__ import annotations

from collections import Counter

from juesuan.catalogue import tables
from juesuan.catalogue.files import once
from juesuan.catalogue.value_words import Words, words_of
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.identities.identity import Identity
from juesuan.identities.suites import identities

# Columns that hold what a document prints, or what a verdict says in its place.
SAID = ("reported_text", "computed_text", "printed", "against")


def words_for(frame: str, column: str, table: str | None) -> Words:
    """The words of a column's keys; an identity is called by its formula."""
    if column == "identity":
        return _rules()
    return _said() if column in SAID else words_of(frame, column, table)


@once
def _rules() -> Words:
    """The formula of each identity; where several have one, with the table."""
    every = list(identities())
    count = Counter(each.formula for each in every)
    named = {
        each.name: each.formula if count[each.formula] == 1 else f"{each.formula}（{_place(each)}）"
        for each in every
    }
    again = Counter(named.values())
    named = {key: word if again[word] == 1 else f"{word}（{key}）" for key, word in named.items()}
    return Words(named, {word: key for key, word in named.items()})


def _place(identity: Identity) -> str:
    """The table that an identity is of: that of its suite, or the one that its name ends in."""
    if identity.suite in tables():
        return tables()[identity.suite].title
    own = [key for key in tables() if identity.name.endswith(f"_{key}")]
    return tables()[max(own, key=len)].title if own else identity.name


@once
def _said() -> Words:
    """What a verdict says in place of a figure."""
    told = {
        said.text: said.text_zh
        for said in verdict_words().sentences.values()
        if said.text.isascii() and said.text.replace(" ", "").isalpha()
    }
    return Words(told, {word: key for key, word in told.items()})
