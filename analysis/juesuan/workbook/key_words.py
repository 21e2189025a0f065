"""What keys are called on the sheets of a Chinese workbook, and the keys back."""

from __future__ import annotations

from juesuan.catalogue import tables
from juesuan.catalogue.files import once
from juesuan.catalogue.form_title import form_title, of_kind
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.value_words import Words, words_of
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.show.rule_names import rules_zh

# Columns that hold what a document prints, or what a verdict says in its place.
SAID = ("reported_text", "computed_text", "printed", "against")


# Columns whose words are those of the forms, which a budget says otherwise.
_OF_FORMS = ("table", "measure", "identity")


def words_for(frame: str, column: str, table: str | None, kind: str | None = None) -> Words:
    """The words of a column's keys in documents of a kind; an identity is called by its formula.

    Whatever the kind, the words of every kind are read back.
    """
    if column in _OF_FORMS:
        return _of_forms(frame, column, table, kind)
    return _said() if column in SAID else words_of(frame, column, table)


@once
def _of_forms(frame: str, column: str, table: str | None, kind: str | None) -> Words:
    told = _rules() if column == "identity" else words_of(frame, column, table)
    budget = lexicon().account.budget
    others = {key: _as_said(word, column, budget) for key, word in told.words.items()}
    # 预算数 and 决算数 of one table stay apart.
    apart = {key: told.words[key] if word in told.keys else word for key, word in others.items()}
    keys = {word: key for key, word in apart.items()} | dict(told.keys)
    return Words(apart if kind == budget else told.words, keys)


def _as_said(word: str, column: str, kind: str) -> str:
    """A heading, or the titles of tables within a word, as documents of a kind say them."""
    if column == "measure":
        return of_kind(word, kind)
    for form in tables().values():
        word = word.replace(form.title, form_title(form.key, kind))
    return word


@once
def _rules() -> Words:
    """The formula of each identity."""
    return Words(rules_zh(), {word: key for key, word in rules_zh().items()})


@once
def _said() -> Words:
    """What a verdict says in place of a figure."""
    told = {
        said.text: said.text_zh
        for said in verdict_words().sentences.values()
        if said.text.isascii() and said.text.replace(" ", "").isalpha()
    }
    return Words(told, {word: key for key, word in told.items()})
