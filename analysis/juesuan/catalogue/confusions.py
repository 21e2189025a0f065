"""What a recogniser of text takes for what, in figures of a picture (`confusions.toml`)."""

from __future__ import annotations

import re
from functools import cached_property

from juesuan.catalogue.files import once
from juesuan.catalogue.strict import Entry, toml_as

_FIGURE = re.compile(r"[-(]?\d[\d,]*(\.\d+)?\)?")
# A point or comma in front of the last two digits parts 万元 or 元; others part groups.
_PARTS = re.compile(r"[.,](?=\d{2}\)?$)")
_GROUPS = re.compile(r"[.,](?=\d{3})")


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
        whole, point, decimals = plain, "", ""
        if parted := _PARTS.search(plain):
            whole, point, decimals = plain[: parted.start()], ".", plain[parted.end() :]
        elif plain.count(".") == 1 and not _GROUPS.search(plain):
            return plain if _FIGURE.fullmatch(plain) else ""
        found = _GROUPS.sub(",", whole) + point + decimals
        return found if _FIGURE.fullmatch(found) else ""

    def worded(self, text: str) -> str:
        """A recognised text with the words that it can only mean."""
        return self._words.sub(lambda found: self.words[found[0]], text)

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self.words)))

    def are_alike(self, one: str, other: str) -> bool:
        """Two digits look like each other."""
        return other in self.digits.get(one, "") or one in self.digits.get(other, "")


@once
def confusions() -> Confusions:
    """The confusions of `confusions.toml`."""
    return toml_as("confusions.toml", Confusions)
