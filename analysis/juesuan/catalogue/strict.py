"""Data files as typed records: what a file says beyond its type is an error, never passed over."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from juesuan.catalogue.files import once, toml
from juesuan.errors import CatalogueError, JuesuanError

Kind = TypeVar("Kind")
Place = tuple[str | int, ...]

_UNKNOWN = re.compile(r"^Object contains unknown field `(?P<word>[^`]*)`$")
_MISSING = re.compile(r"^Object missing required field `([^`]*)`$")
_OTHER = re.compile(r"^Invalid value '(?P<word>[^']*)'$")
_PLACE = re.compile(r" - at `\$(?P<place>.*)`$")
_STEP = re.compile(r"\.(?P<field>\w+)|\[(?P<index>\d+)\]|\[(?P<key>\.{3})\]")
# So few words are all named where one is not among them.
MOST_NAMED = 20
# A key of a dictionary, which msgspec does not tell.
_ANY = "..."
# What an entry of a list is called by, where it has one of these.
_OWN_NAMES = ("key", "code", "item", "subject", "pattern", "rule", "title")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """An entry of a data file; checks of its words stand in `__post_init__`, by `one_of`."""


class Shared(Entry, frozen=True, rename="upper"):
    """Words of the prose that several files look for."""

    reason: str


@once
def shared() -> Shared:
    """The words of `shared.toml`."""
    return typed(toml("shared.toml"), Shared, "shared.toml")


def toml_as(name: str, kind: type[Kind], room: str = "catalogue/data") -> Kind:
    """A data file as a record; raises `CatalogueError` as `typed` does.

    What the file names in `[parts]` stands in its other texts by that name, and so do the words of
    `shared.toml` in every file.
    """
    data = toml(name, room)
    parts = data.pop("parts", {})
    data = _filled(data, "REASON", shared().reason)
    for part in reversed(parts):
        before, data = data, _filled(data, part, str(parts[part]))
        if data == before:
            raise CatalogueError(f"parts, {part}: it stands nowhere in the file", source=name)
    return typed(data, kind, name)


def toml_named(name: str, kind: type[Kind], field: str) -> dict[str, Kind]:
    """A data file of records by name, each of which has its name as the field `field`."""
    data = toml(name)
    for key, entry in data.items():
        if isinstance(entry, dict):
            if field in entry:
                raise CatalogueError(f"{key}: there is no key {field!r}", source=name)
            entry[field] = key
    return typed(data, dict[str, kind], name)  # type: ignore[valid-type]


def typed(
    data: Any,
    kind: type[Kind],
    file: str,
    error: type[JuesuanError] = CatalogueError,
    *,
    strict: bool = True,
) -> Kind:
    """Plain data as a record of `kind`.

    In it `re.Pattern[str]` is a compiled expression, a list of expressions one that matches any
    of them. Numbers may be written as text where it is not `strict`: in a CSV file.

    Raises `error` naming the file, the entry and the nearest right word for an unknown or missing
    key, a value of another type, a broken expression, and whatever the records refuse themselves.
    """
    try:
        return msgspec.convert(data, kind, strict=strict, dec_hook=_compiled)
    except msgspec.ValidationError as refused:
        said = str(refused)
        at = _named(data, kind, _steps(said), said, strict=strict)
        message = _MISSING.sub(r"the key '\1' is missing", _PLACE.sub("", said))
        if unknown := _UNKNOWN.match(message):
            keys = [
                each for record in _records(kind, at) for each in record.__struct_encode_fields__
            ]
            message = f"there is no key {unknown['word']!r}" + nearest(unknown["word"], keys)
        elif other := _OTHER.match(message):
            tags = [str(record.__struct_config__.tag) for record in _records(kind, at[:-1])]
            message = f"there is no {at[-1]} {other['word']!r}" + nearest(other["word"], tags)
        entry = ", ".join(_told(data, at))
        raise error(f"{entry}: {message}" if entry else message, source=file) from None


def one_of(value: str | None, allowed: Collection[str], what: str) -> None:
    """Refuse a word that is not in its dictionary; None is no word. Raises ValueError."""
    if value is not None and value not in allowed:
        raise ValueError(f"there is no {what} {value!r}" + nearest(value, allowed))


def all_of(words: Iterable[str], allowed: Collection[str], what: str) -> None:
    """Refuse words that are not in their dictionary. Raises ValueError."""
    for word in words:
        one_of(word, allowed, what)


def refuse_unknown(words: Iterable[str], allowed: Collection[str], what: str, file: str) -> None:
    """Refuse words that another part of the catalogue lacks. Raises `CatalogueError`."""
    try:
        all_of(words, allowed, what)
    except ValueError as error:
        raise CatalogueError(str(error), source=file) from None


def exactly(words: Collection[str], wanted: Collection[str], what: str) -> None:
    """Refuse words that are not those of their dictionary, all of them. Raises ValueError."""
    all_of(words, wanted, what)
    if missing := [word for word in wanted if word not in words]:
        raise ValueError(f"the {what} {missing[0]!r} is missing")


def has_groups(pattern: re.Pattern[str], *names: str) -> None:
    """Refuse an expression without the groups that its matches are asked for. Raises ValueError."""
    for name in names:
        one_of(name, pattern.groupindex, f"group of {pattern.pattern!r}")


def fills(template: str, *names: str) -> None:
    """Refuse a text with other placeholders than these. Raises ValueError."""
    try:
        template.format(**dict.fromkeys(names, 1))
    except (KeyError, IndexError, ValueError) as error:
        raise ValueError(f"{template!r} is not filled by {', '.join(names)}: {error!r}") from error


def nearest(word: str, allowed: Collection[str]) -> str:
    """What may have been meant, as the end of a sentence."""
    if close := closest(word, allowed):
        return f"; did you mean {close!r}?"
    few = 0 < len(allowed) <= MOST_NAMED
    return f"; there are {', '.join(map(str, allowed))}" if few else ""


def closest(word: str, allowed: Collection[str]) -> str | None:
    """The word that is most like one that there is not; None where none is."""
    return next(iter(get_close_matches(word, allowed, n=1, cutoff=0.5)), None)


def _compiled(kind: Any, value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = "|".join(f"(?:{each})" for each in value)
    if getattr(kind, "__origin__", kind) is re.Pattern and isinstance(value, str):
        try:
            return re.compile(value)
        except re.error as error:
            raise ValueError(f"the expression {value!r} is broken: {error}") from error
    raise ValueError(f"expected an expression, got {value!r}")


def _filled(data: Any, part: str, words: str) -> Any:
    """The data with the words in place of their name, where no letter makes it another name."""
    if isinstance(data, dict):
        return {key: _filled(value, part, words) for key, value in data.items()}
    if isinstance(data, list):
        return [_filled(value, part, words) for value in data]
    if not isinstance(data, str) or part not in data:
        return data
    return re.sub(rf"(?<![A-Z]){re.escape(part)}(?![A-Z])", lambda _: words, data)


def _steps(said: str) -> Place:
    """The place that a refusal names, as fields and indices."""
    place = _PLACE.search(said)
    return tuple(
        int(step["index"]) if step["index"] else step["field"] or _ANY
        for step in _STEP.finditer(place["place"] if place else "")
    )


def _named(data: Any, kind: Any, at: Place, said: str, *, strict: bool) -> Place:
    """The place with the keys that msgspec leaves out: without the others it says the same."""
    while _ANY in at:
        before = at[: at.index(_ANY)]
        for key in _at(data, before):
            try:
                msgspec.convert(_only(data, before, key), kind, strict=strict, dec_hook=_compiled)
            except msgspec.ValidationError as refused:
                if str(refused) == said:
                    at = (*before, key, *at[len(before) + 1 :])
                    break
        else:
            return before
    return at


def _at(data: Any, place: Place) -> Any:
    for step in place:
        data = data[step]
    return data


def _only(data: Any, place: Place, key: str) -> Any:
    """The data with one key alone in the dictionary at a place."""
    if not place:
        return {key: data[key]}
    copied = data.copy()
    copied[place[0]] = _only(data[place[0]], place[1:], key)
    return copied


def _told(data: Any, place: Place) -> Iterator[str]:
    """The place in words: keys, and numbers of entries with what they are called by."""
    for step in place:
        data = data[step]
        if isinstance(step, str):
            yield step
            continue
        name = [data[each] for each in _OWN_NAMES if each in data] if isinstance(data, dict) else []
        yield f"entry {step + 1}" + (f" ({name[0]})" if name else "")


def _records(kind: Any, place: Place) -> Iterator[type[msgspec.Struct]]:
    """The records that stand at a place."""
    found = _parts(kind)
    for step in place:
        found = [inner for each in found for part in _step(each, step) for inner in _parts(part)]
    return (each for each in found if _is_record(each))


def _step(kind: Any, step: str | int) -> list[Any]:
    if _is_record(kind):
        fields = zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True)
        return [get_type_hints(kind)[field] for name, field in fields if name == step]
    return [get_args(kind)[-1 if get_origin(kind) is dict else 0]] if get_args(kind) else []


def _parts(kind: Any) -> list[Any]:
    return list(get_args(kind)) if get_origin(kind) in (Union, UnionType) else [kind]


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)
