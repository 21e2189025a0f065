"""An identity: an entry of a suite with its arguments, and where the types of identities stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, ClassVar

from juesuan.catalogue.strict import Entry, nearest
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.errors import CatalogueError, SuiteError


class Arguments(Entry, frozen=True):
    """The arguments of one type of identity, as `kwargs` of a suite give them.

    A type is a subclass in a file of its own: its fields are the arguments, its `__post_init__`
    refuses words that no dictionary has (by ValueError, which becomes a `SuiteError`), and beside
    them stands what evaluates it. A type over the frames of documents has
    `judge(identity, stack)`; one over amounts of tables is an `Addition`.
    """

    # As a suite names it: expect_…, from which the name of its Great Expectations class is made.
    type: ClassVar[str]
    # The kind of its verdicts.
    kind: ClassVar[str]
    # The frames without which it is not checked.
    frames: ClassVar[tuple[str, ...]] = ()

    @property
    def needed(self) -> tuple[str, ...]:
        """The frames without which it is not checked, with those that the arguments name."""
        return self.frames

    def identity(self, name: str, suite: str, formula: str, source: str) -> Identity:
        """The identity that these arguments state."""
        return Identity(name, suite, self.type, self.kind, formula, source, self)


@dataclass(frozen=True)
class Identity:
    """One expectation of a suite: its type, and the kind of its verdicts."""

    name: str
    suite: str
    type: str
    kind: str
    formula: str
    source: str
    arguments: Any  # the `Arguments` of its type

    def __hash__(self) -> int:
        return hash(self.name)


def types() -> dict[str, type[Arguments]]:
    """The types of identities within a document, by the names that suites give them."""
    return types_in("juesuan.identities.types")


@cache
def types_in(folder: str) -> dict[str, type[Arguments]]:
    """The types that the modules of a package define, by the names that suites give them.

    A module is found by being there: a new type is one new file, with its claim in words in
    `verdict_words.toml`. Raises `CatalogueError` for a kind or claim that is not there.
    """
    known: dict[str, type[Arguments]] = {}
    for module in iter_modules(import_module(folder).__path__):
        for record in _defined(f"{folder}.{module.name}"):
            _in_words("kinds", record.kind, verdict_words().kinds)
            _in_words("claims", record.type, verdict_words().claims)
            if record.type in known:
                raise SuiteError(f"two types are called {record.type}", source=record.__module__)
            known[record.type] = record
    return known


def _in_words(section: str, name: str, known: Collection[str]) -> None:
    """Refuse a type whose kind or claim nobody could read. Raises `CatalogueError`."""
    if name not in known:
        raise CatalogueError(
            f"there is no [{section}.{name}]{nearest(name, known)}",
            source="verdict_words.toml",
            hint="The kind of a type of identity and its claim are said to people: add them there.",
        )


def _defined(module: str) -> Iterator[type[Arguments]]:
    for value in dict.fromkeys(filter(callable, vars(import_module(module)).values())):
        if isinstance(value, type) and issubclass(value, Arguments) and value.__module__ == module:
            yield value
