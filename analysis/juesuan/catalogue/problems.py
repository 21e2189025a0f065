"""The kinds of problems, and a problem: its kind, what it is about, where it stands."""

from __future__ import annotations

import re

import msgspec

from juesuan.catalogue.files import once
from juesuan.catalogue.remarks import (
    Said,
    Value,
    Values,
    entry_of,
    filled,
    in_both_languages,
    placeholders,
    refuse_other_values,
    same_placeholders,
)
from juesuan.catalogue.strict import Entry, one_of, toml_as
from juesuan.catalogue.terms import SEVERITIES
from juesuan.errors import CatalogueError
from juesuan.language import Language

_VALUE_ALONE = re.compile(r"\{\w+\}")


class ProblemText(Entry, frozen=True):
    """An entry of `problems.toml`: how grave it is, what is said, what to do about it.

    `title` is what its kind is called; `meaning` tells the kind where the message is one value
    alone. All problems of a kind that come `together` are one finding; with a check of `identity`
    that does not hold they are the same one.
    """

    severity: str
    message: str
    message_zh: str
    title: str | None = None
    title_zh: str | None = None
    hint: str | None = None
    hint_zh: str | None = None
    meaning: str | None = None
    meaning_zh: str | None = None
    together: bool = False
    identity: str | None = None

    def __post_init__(self) -> None:
        one_of(self.severity, SEVERITIES, "severity")
        same_placeholders(self.message, self.message_zh)
        same_placeholders(self.hint or "", self.hint_zh or "")
        in_both_languages(self, "title", "hint", "meaning")
        if bool(self.meaning) != bool(_VALUE_ALONE.fullmatch(self.message)):
            raise ValueError("a meaning belongs to a message that is one value alone")

    @property
    def placeholders(self) -> frozenset[str]:
        """The values that a problem needs."""
        return placeholders(self.message) | placeholders(self.hint or "")


@once
def problem_texts() -> dict[str, ProblemText]:
    """The entries of `problems.toml` by name: a kind, and behind a point its variant."""
    return toml_as("problems.toml", dict[str, ProblemText])


@once
def problem_kinds() -> dict[str, Said]:
    """What each kind of problem is called. Raises `CatalogueError` where one has no name or two."""
    titles: dict[str, Said] = {}
    for name, entry in problem_texts().items():
        kind = kind_of(name)
        if (kind in titles) == bool(entry.title):
            raise CatalogueError(f"problems.toml, {name}: a kind has one title, at its first entry")
        if entry.title:
            titles[kind] = Said(entry.title, entry.title_zh or "")
    return titles


@once
def kinds_together() -> frozenset[str]:
    """The kinds of which a document's problems are one finding, however many."""
    return frozenset(kind_of(name) for name, entry in problem_texts().items() if entry.together)


def kind_of(name: str) -> str:
    """The kind that an entry belongs to."""
    return name.partition(".")[0]


class Problem(msgspec.Struct, frozen=True):
    """Something that a person should look at; `table` is None where it concerns no table.

    `name` is its entry in `problems.toml`, `values` stand in the placeholders of its texts; its
    texts raise `CatalogueError` where these are not those of the catalogue.
    """

    name: str
    values: Values = ()
    table: str | None = None
    page: int | None = None
    row: int | None = None
    found: str = ""

    @property
    def kind(self) -> str:
        """The kind as the frame `problems` has it."""
        return kind_of(self.name)

    @property
    def severity(self) -> str:
        """One of `SEVERITIES`."""
        return self._text.severity

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.said("en")

    @property
    def hint(self) -> str | None:
        """What to do about it, in English; None where there is nothing to add."""
        return self.advised("en")

    def said(self, language: Language) -> str:
        """What is wrong."""
        text = self._text
        return filled(text.message if language == "en" else text.message_zh, self.values, language)

    def advised(self, language: Language) -> str | None:
        """What to do about it; None where there is nothing to add."""
        text = self._text
        hint = text.hint if language == "en" else text.hint_zh
        return filled(hint, self.values, language) if hint else None

    @property
    def _text(self) -> ProblemText:
        text = entry_of(problem_texts(), self.name, "kind of problem")
        refuse_other_values(self.name, self.values, text.placeholders)
        return text


def problem(name: str, /, **values: Value) -> Problem:
    """A problem of the catalogue that is not tied to a place yet."""
    return Problem(name, tuple(values.items()))
