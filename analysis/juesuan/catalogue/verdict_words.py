"""Checks in words: how they end, the kinds and types of identities, what a verdict says."""

from __future__ import annotations

from juesuan.catalogue.files import once
from juesuan.catalogue.remarks import Said, entry_of, same_placeholders
from juesuan.catalogue.strict import Entry, exactly, toml_as
from juesuan.catalogue.terms import VERDICTS
from juesuan.language import options


class Kind(Entry, frozen=True):
    """A kind of identity: its name for people, and what to do about one that does not hold."""

    title: str
    title_zh: str
    advice: str
    advice_zh: str

    def __post_init__(self) -> None:
        same_placeholders(self.advice, self.advice_zh)

    @property
    def name(self) -> str:
        """What the kind is called."""
        return self.title if options.language == "en" else self.title_zh

    @property
    def advised(self) -> str:
        """What to do."""
        return self.advice if options.language == "en" else self.advice_zh


class VerdictWords(Entry, frozen=True):
    """The file: `reasons` in the order of their category, `claims` by type of identity.

    `advice` is by the name of an identity, where it tells more than that of its kind.
    """

    verdicts: dict[str, Said]
    reasons: dict[str, Said]
    kinds: dict[str, Kind]
    advice: dict[str, Said]
    claims: dict[str, Said]
    sentences: dict[str, Said]

    def __post_init__(self) -> None:
        exactly(self.verdicts, VERDICTS, "verdict")


@once
def verdict_words() -> VerdictWords:
    """The entries of `verdict_words.toml`."""
    return toml_as("verdict_words.toml", VerdictWords)


def verdicts_zh() -> dict[str, str]:
    """How a check ends, in Chinese."""
    return {name: said.text_zh for name, said in verdict_words().verdicts.items()}


def sentence(name: str, **values: object) -> str:
    """A sentence about a verdict with its values. Raises `CatalogueError` for an unknown name.

    >>> sentence("repair_sign", printed="-1.00", repaired="1.00")
    '-1.00 would be 1.00: the sign'
    """
    return entry_of(verdict_words().sentences, name, "sentence").text.format_map(values)
