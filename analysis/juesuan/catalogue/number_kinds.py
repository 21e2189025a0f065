"""What a printed number may be: `numbers.toml` tells what each entry means."""

from __future__ import annotations

import re

from juesuan.catalogue.files import once
from juesuan.catalogue.remarks import filled, placeholders
from juesuan.catalogue.strict import Entry, exactly, toml_as
from juesuan.catalogue.terms import NUMBERS
from juesuan.errors import CatalogueError
from juesuan.language import options


class NumberKind(Entry, frozen=True):
    """A kind: how counts of it are told, and the words that make a number one of it."""

    text: str
    text_zh: str
    pattern: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        for text in (self.text, self.text_zh):
            if placeholders(text) != {"count"}:
                raise ValueError(f"{text!r} does not tell the count")

    def told(self, count: int) -> str:
        """How many there are: 12 dates."""
        language = options.language
        text = self.text if language == "en" else self.text_zh
        return filled(text, (("count", count),), language)


@once
def number_kinds() -> dict[str, NumberKind]:
    """The kinds by name, in the order in which they are told.

    Raises `CatalogueError` where one of `NUMBERS` is missing, or a kind can be found by nothing.
    """
    found = toml_as("numbers.toml", dict[str, NumberKind])
    try:
        known = [name for name in found if name in NUMBERS or not found[name].pattern]
        exactly(known, NUMBERS, "kind of number without a pattern")
    except ValueError as error:
        raise CatalogueError(str(error), source="numbers.toml") from None
    return found
