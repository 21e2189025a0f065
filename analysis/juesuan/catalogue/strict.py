"""Data files as typed records: what a file says beyond its type is an error, never passed over."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from juesuan.catalogue.files import toml
from juesuan.errors import CatalogueError, JuesuanError

Kind = TypeVar("Kind")

_UNKNOWN = re.compile(r"unknown field `(?P<word>[^`]*)`")
_PLACE = re.compile(r" - at `\$\.?(?P<place>.*)`$")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of a data file; checks of its words stand in `__post_init__`, by `one_of`."""


def toml_as(name: str, kind: type[Kind]) -> Kind:
    """`catalogue/data/NAME` as a record; raises `CatalogueError` as `typed` does."""
    return typed(toml(name), kind, name)


def typed(
    data: Any, kind: type[Kind], file: str, error: type[JuesuanError] = CatalogueError
) -> Kind:
    """Plain data as a record of `kind`, in which `re.Pattern[str]` is a compiled expression.

    Raises `error` naming the file, the entry and the nearest right word for an unknown or missing
    key, a value of another type, a broken expression, and whatever the records refuse themselves.
    """
    try:
        return msgspec.convert(data, kind, dec_hook=_compiled)
    except msgspec.ValidationError as refused:
        said = str(refused)
        place = _PLACE.search(said)
        message = _PLACE.sub("", said)
        if unknown := _UNKNOWN.search(message):
            message = f"there is no key {unknown['word']!r}" + nearest(unknown["word"], _keys(kind))
        entry = f" {place['place']}:" if place and place["place"] else ""
        raise error(f"{entry} {message}".strip(), source=file) from None


def one_of(value: str | None, allowed: Collection[str], what: str) -> None:
    """Refuse a word that is not in its dictionary; None is no word. Raises ValueError."""
    if value is not None and value not in allowed:
        raise ValueError(f"there is no {what} {value!r}" + nearest(value, allowed))


def nearest(word: str, allowed: Collection[str]) -> str:
    """What may have been meant, as the end of a sentence."""
    close = get_close_matches(word, allowed, n=1, cutoff=0.5)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; there are {', '.join(map(str, allowed))}" if len(allowed) <= 20 else ""


def _compiled(kind: Any, value: Any) -> Any:
    if getattr(kind, "__origin__", kind) is re.Pattern and isinstance(value, str):
        try:
            return re.compile(value)
        except re.error as error:
            raise ValueError(f"the expression {value!r} is broken: {error}") from error
    raise ValueError(f"expected an expression, got {value!r}")


def _keys(kind: Any) -> list[str]:
    """The keys of a record and of all records inside it."""
    return list(dict.fromkeys(name for record in _records(kind, set()) for name in _names(record)))


def _names(record: type[msgspec.Struct]) -> tuple[str, ...]:
    return record.__struct_encode_fields__


def _records(kind: Any, seen: set[Any]) -> Iterator[type[msgspec.Struct]]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind not in seen:
        seen.add(kind)
        yield kind
        for inner in get_type_hints(kind).values():
            yield from _records(inner, seen)
    for inner in get_args(kind):
        yield from _records(inner, seen)
