"""The language in which people are spoken to: chosen, or that of their system."""

from __future__ import annotations

import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, Protocol, TypeAlias, get_args, runtime_checkable

Language: TypeAlias = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
# The variable of the environment that chooses for a process and all that it starts.
VARIABLE = "JUESUAN_LANGUAGE"
# What a system's locale begins with where it is Chinese; Windows has names of its own.
_CHINESE = ("zh", "chinese")


@runtime_checkable
class Spoken(Protocol):
    """What can be said in either language."""

    def said(self, language: Language) -> str:
        """The sentence."""
        ...


class Options:
    """What may be set for all of juesuan: `juesuan.options.language = "zh"`."""

    def __init__(self) -> None:
        self._language: Language | None = None

    def __repr__(self) -> str:
        return f"Options(language={self.language!r})"

    @property
    def language(self) -> Language:
        """`zh` or `en`: as set, else as the variable JUESUAN_LANGUAGE says, else the system's.

        Setting None goes back to those. Raises ValueError for another language.
        """
        return self._chosen() or _of_system()

    @language.setter
    def language(self, chosen: str | None) -> None:
        self._language = _known(chosen)

    def _chosen(self) -> Language | None:
        return self._language or _known(os.environ.get(VARIABLE))

    @contextmanager
    def spoken(self, language: Language) -> Iterator[None]:
        """For a while, as where something is said for whoever asked another process."""
        before = self._language
        self._language = language
        try:
            yield
        finally:
            self._language = before

    @contextmanager
    def of_documents(self) -> Iterator[None]:
        """For what is written of documents, whose tables are Chinese: so is the rest.

        Whatever the system's language; a language that was chosen is kept.
        """
        with self.spoken(self._chosen() or "zh"):
            yield


options = Options()


def _known(word: str | None) -> Language | None:
    """The language of a word; None for none."""
    for language in LANGUAGES:
        if word == language:
            return language
    if word:
        raise ValueError(f"there is no language {word!r}; there are {', '.join(LANGUAGES)}")
    return None


def _of_system() -> Language:
    given = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    word = next(filter(None, given), None) or locale.getlocale()[0] or ""
    return "zh" if word.lower().startswith(_CHINESE) else "en"
