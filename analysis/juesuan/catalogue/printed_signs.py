"""Signs of printed texts: which mean the same, and which stand around a figure (`signs.toml`)."""

from __future__ import annotations

from juesuan.catalogue.files import once
from juesuan.catalogue.strict import Entry, toml_as


class Signs(Entry, frozen=True):
    """All of `signs.toml`; of `radicals` and `raised` each sign stands for one of the other."""

    dashes: str
    spaces: str
    quotes: str
    radicals: str
    ideographs: str
    raised: str
    raised_of: str
    money: tuple[str, ...]
    masks: str
    unread: str

    def __post_init__(self) -> None:
        for one, other in (("radicals", "ideographs"), ("raised", "raised_of")):
            if len(getattr(self, one)) != len(getattr(self, other)):
                raise ValueError(f"{one} and {other} differ in length")

    def raise_(self, text: str, *, lower: bool = False) -> str:
        """A text with those of its signs raised, or lowered, that can be."""
        half = len(self.raised) // 2
        at = slice(half, None) if lower else slice(half)
        return text.translate(str.maketrans(self.raised_of[at], self.raised[at]))


@once
def signs() -> Signs:
    """The signs of `signs.toml`."""
    return toml_as("signs.toml", Signs)
