"""What errors say, from `errors.toml`: a fault is the name of an entry and its values."""

from __future__ import annotations

from pathlib import Path

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
from juesuan.catalogue.sayings import listed, say
from juesuan.catalogue.strict import toml_as
from juesuan.language import Language, options
from juesuan.printable import told


class FaultText(Said, frozen=True):
    """An entry of `errors.toml`: what is said, and what to do about it where that is known."""

    hint: str | None = None
    hint_zh: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        same_placeholders(self.hint or "", self.hint_zh or "")
        in_both_languages(self, "hint")

    @property
    def placeholders(self) -> frozenset[str]:
        """The values that a fault needs."""
        return placeholders(self.text) | placeholders(self.hint or "")


@once
def fault_texts() -> dict[str, FaultText]:
    """The entries of `errors.toml` by name."""
    return toml_as("errors.toml", dict[str, FaultText])


class Fault(msgspec.Struct, frozen=True):
    """What an error says, in either language; its texts raise `CatalogueError` as `Remark` does."""

    name: str
    values: Values = ()

    def __str__(self) -> str:
        return self.said(options.language)

    def whole(self, *, source: str | None, page: int | None, line: int | None) -> str:
        """All of it, in the language of the options: where, what was found, what to do."""
        where = [source] if source else []
        numbers = (("page", page), ("line", line))
        where += [say(name, number=number) for name, number in numbers if number is not None]
        said = told(str(self))
        said = listed(where) + say("colon") + said if where else said
        if not (hint := self.advised(options.language)):
            return said
        return f"{said}{_between(said)}{told(hint)}"

    def said(self, language: Language) -> str:
        """What was found."""
        text = self._text
        return filled(text.text if language == "en" else text.text_zh, self.values, language)

    def advised(self, language: Language) -> str | None:
        """What to do about it; None where there is nothing to add."""
        text = self._text
        hint = text.hint if language == "en" else text.hint_zh
        return filled(hint, self.values, language) if hint else None

    @property
    def _text(self) -> FaultText:
        text = entry_of(fault_texts(), self.name, "fault")
        refuse_other_values(self.name, self.values, text.placeholders)
        return text


def _between(said: str) -> str:
    """What parts the hint from a message: of several lines it is one more."""
    if "\n" in said:
        return "\n"
    ended = said.endswith((".", "?", "!", "。", "？", "！"))
    return say("next_sentence" if ended else "end_of_sentence")


def fault(name: str, /, **values: object) -> Fault:
    """A fault of the catalogue; several texts may be given as a tuple."""
    return Fault(name, tuple((key, _value(value)) for key, value in values.items()))


def _value(value: object) -> Value:
    # What cannot travel between processes is said here.
    return str(value) if isinstance(value, (BaseException, Path)) else value  # type: ignore[return-value]
