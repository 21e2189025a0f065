"""What is said to people in English and Chinese: a remark is the name of a text and its values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from string import Formatter
from typing import NamedTuple, TypeAlias, TypeVar

import msgspec

from juesuan.catalogue.files import once
from juesuan.catalogue.strict import Entry, nearest, toml_as
from juesuan.errors import CatalogueError
from juesuan.language import Language, Spoken, options
from juesuan.printable import told

Value: TypeAlias = "str | float | Decimal | Spoken | tuple[str, ...]"
Values: TypeAlias = tuple[tuple[str, Value], ...]
Kind = TypeVar("Kind")

# Between what is said for one and what is said for several: cell{count:|s}
_COUNTED = "|"
# Between several names.
_BETWEEN: dict[Language, str] = {"en": ", ", "zh": "、"}


class Remark(msgspec.Struct, frozen=True):
    """An entry of `remarks.toml` with what stands in its placeholders; `str` is its English.

    A value may be a remark itself, which is then said in the same language.
    """

    name: str
    values: Values = ()

    def __str__(self) -> str:
        return self.said("en")

    def said(self, language: Language) -> str:
        """The sentence in one of the languages.

        Raises `CatalogueError` where its name or its values are not those of the catalogue.
        """
        entry = entry_of(remarks(), self.name, "remark")
        refuse_other_values(self.name, self.values, placeholders(entry.text))
        return filled(entry.text if language == "en" else entry.text_zh, self.values, language)


def remark(name: str, /, **values: Value) -> Remark:
    """A remark of the catalogue."""
    return Remark(name, tuple(values.items()))


def together(first: Remark, *others: Remark) -> Remark:
    """Several remarks as one."""
    for other in others:
        first = remark("together", first=first, second=other)
    return first


class Twofold(msgspec.Struct, frozen=True):
    """A text that was written in both languages before."""

    text: str
    text_zh: str

    def said(self, language: Language) -> str:
        """The text in one of them."""
        return self.text if language == "en" else self.text_zh


class Said(Entry, frozen=True):
    """A text in both languages, with the same placeholders in each."""

    text: str
    text_zh: str

    def __post_init__(self) -> None:
        same_placeholders(self.text, self.text_zh)

    def __str__(self) -> str:
        return self.text if options.language == "en" else self.text_zh


@once
def remarks() -> dict[str, Said]:
    """The texts of `remarks.toml` by name."""
    return toml_as("remarks.toml", dict[str, Said])


def entry_of(known: Mapping[str, Kind], name: str, what: str) -> Kind:
    """An entry by its name; raises `CatalogueError` with the nearest name where there is none."""
    if name not in known:
        raise CatalogueError(f"there is no {what} {name!r}" + nearest(name, known))
    return known[name]


@lru_cache(maxsize=4096)
def placeholders(template: str) -> frozenset[str]:
    """The names in a template; raises ValueError where it is broken."""
    return frozenset(part.name for part in _parts(template) if part.name is not None)


def same_placeholders(text: str, text_zh: str) -> None:
    """Refuse a text that has other placeholders in one language. Raises ValueError."""
    if odd := placeholders(text) ^ placeholders(text_zh):
        raise ValueError(f"only one language has {{{'}, {'.join(sorted(odd))}}}: {text!r}")


def in_both_languages(entry: object, *names: str) -> None:
    """Refuse an entry's texts that stand in one language alone. Raises ValueError."""
    for name in names:
        if bool(getattr(entry, name)) != bool(getattr(entry, f"{name}_zh")):
            raise ValueError(f"its {name} is given in one language alone")


def refuse_other_values(name: str, values: Values, needed: frozenset[str]) -> None:
    """Refuse values that a text lacks or does not have. Raises `CatalogueError`."""
    if odd := needed.symmetric_difference(dict(values)):
        raise CatalogueError(f"{name!r} has other values than its text: {', '.join(sorted(odd))}")


def filled(template: str, values: Values, language: Language) -> str:
    """A template with its values."""
    given = {key: _in(value, language) for key, value in values}
    return "".join(
        part.text if part.name is None else part.text + _shown(part, given[part.name])
        for part in _parts(template)
    )


class _Part(NamedTuple):
    """A text of a template and the placeholder behind it, None at the end, with its format."""

    text: str
    name: str | None
    form: str
    conversion: str | None


@lru_cache(maxsize=4096)
def _parts(template: str) -> tuple[_Part, ...]:
    parsed = Formatter().parse(template)
    return tuple(_Part(text, name, form or "", how) for text, name, form, how in parsed)


def _in(value: Value, language: Language) -> str | float | Decimal:
    if isinstance(value, tuple):
        value = _BETWEEN[language].join(value)
    if isinstance(value, str):
        return told(value)
    # Last, for it looks for each method of the protocol.
    return value.said(language) if isinstance(value, Spoken) else value


def _shown(part: _Part, value: str | float | Decimal) -> str:
    """A value in its format, or of `cell{count:|s}` the left for 1, else the right."""
    if _COUNTED in part.form:
        return part.form.split(_COUNTED)[bool(value != 1)]
    return format(Formatter().convert_field(value, part.conversion), part.form)
