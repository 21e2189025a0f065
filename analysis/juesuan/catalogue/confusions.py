"""What a recogniser of text takes for what, in figures of a picture (`confusions.toml`)."""

from __future__ import annotations

import re
from functools import cached_property

from juesuan.catalogue.files import once
from juesuan.catalogue.strict import Entry, toml_as

_FIGURE = re.compile(r"[-(]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\)?")
# A figure whose signs between groups, or in front of its two decimals, are one for the other.
_LOOSE = re.compile(r"(?P<whole>[-(]?\d{1,3}(?:[.,]\d{3})*)[.,](?P<decimals>\d{2}\)?)")


class Confusions(Entry, frozen=True, dict=True):
    """All of `confusions.toml`; each of the `strange` signs stands for one of `meant`."""

    strange: str
    meant: str
    words: dict[str, str]
    digits: dict[str, str]

    def __post_init__(self) -> None:
        if len(self.strange) != len(self.meant):
            raise ValueError("strange and meant differ in length")
        for wrong, right in self.words.items():
            if wrong == right or len(wrong) != len(right) or right in self.words:
                raise ValueError(f"words: {wrong} = {right!r} is no other word as long")
        for digit, others in self.digits.items():
            if not (len(digit) == 1 and (digit + others).isdecimal()) or digit in others:
                raise ValueError(f"digits: {digit} = {others!r} are no other digits")

    @cached_property
    def _plain(self) -> dict[int, int]:
        return str.maketrans(self.strange, self.meant)

    def figure(self, text: str) -> str:
        """The figure that a recognised text is, in plain signs; "" for what is none.

        1.234,56 and 1,234.56 are one figure: no digit is another, only what parts them.
        """
        plain = "".join(text.split()).translate(self._plain)
        if sum(map(str.isdecimal, text)) * 2 < len(plain):
            return ""
        if _FIGURE.fullmatch(plain):
            return plain
        loose = _LOOSE.fullmatch(plain)
        return f"{loose['whole'].replace('.', ',')}.{loose['decimals']}" if loose else ""

    def worded(self, text: str) -> str:
        """A recognised text with the words that it can only mean."""
        return self._words.sub(lambda found: self.words[found[0]], text)

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self.words)))

    def alike(self, digit: str) -> str:
        """The digits that one may have been, in their order; "" for another sign."""
        others = (other for other, own in self.digits.items() if digit in own)
        return "".join(sorted({*self.digits.get(digit, ""), *others}))


@once
def confusions() -> Confusions:
    """The confusions of `confusions.toml`."""
    return toml_as("confusions.toml", Confusions)
