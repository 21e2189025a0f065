"""Words that a caller chose: one that is not among the choices is an error that says what is."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from juesuan.catalogue.faults import fault
from juesuan.catalogue.remarks import Value
from juesuan.catalogue.strict import MOST_NAMED, closest
from juesuan.errors import UnknownChoice, UnknownName

Chosen = TypeVar("Chosen", str, int)


def chosen(value: Chosen, allowed: Collection[Chosen], what: Value) -> Chosen:
    """The value, which is one of the choices of an option.

    Raises `UnknownChoice` that names the option, the nearest choice and all of them.

    >>> chosen("section", ["class", "section"], "level")
    'section'
    """
    if value not in allowed:
        given = {"what": what, "name": value, "near": near(str(value), list(map(str, allowed)))}
        if closest(str(value), list(map(str, allowed))):
            raise UnknownChoice(fault("no_such_of", **given, words=tuple(map(str, allowed))))
        raise UnknownChoice(fault("no_such", **given))
    return value


def unknown(
    name: object, allowed: Collection[str], what: Value, entry: str = "no_such"
) -> UnknownName:
    """The error for the name of something that does not exist, with the nearest name."""
    return UnknownName(fault(entry, what=what, name=name, near=near(str(name), allowed)))


def near(word: str, allowed: Collection[str]) -> Value:
    """What may have been meant, as the end of a sentence: the nearest word, or all of a few."""
    if close := closest(word, allowed):
        return fault("did_you_mean", word=close)
    if 0 < len(allowed) <= MOST_NAMED:
        return fault("there_are", words=tuple(map(str, allowed)))
    return ""
