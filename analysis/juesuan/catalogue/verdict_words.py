"""Checks in words: how they end, the kinds and types of identities, what a verdict says."""

from __future__ import annotations

from juesuan.catalogue.files import once
from juesuan.catalogue.remarks import Said, Value, entry_of, filled, same_placeholders
from juesuan.catalogue.strict import Entry, exactly, one_of, toml_as
from juesuan.catalogue.terms import SEVERITIES, VERDICTS
from juesuan.language import Language, options

# What several checks that fail for one cause have in common.
TOGETHER = (
    "cells", "claim", "subject", "wording", "code", "table", "identity", "kind", "alone",
)  # fmt: skip


class Kind(Entry, frozen=True):
    """A kind of identity: its name for people, and what to do about one that does not hold."""

    title: str
    title_zh: str
    advice: str
    advice_zh: str
    severity: str
    together: str

    def __post_init__(self) -> None:
        same_placeholders(self.advice, self.advice_zh)
        one_of(self.severity, SEVERITIES, "severity")
        one_of(self.together, TOGETHER, "thing that checks have in common")

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

    `suites` are those whose identities are of no one table. `advice` is by the name of an
    identity, where it tells more than that of its kind; so are `together` and what the total of a
    whole document is `called`.
    """

    verdicts: dict[str, Said]
    severities: dict[str, Said]
    reasons: dict[str, Said]
    kinds: dict[str, Kind]
    suites: dict[str, Said]
    advice: dict[str, Said]
    together: dict[str, str]
    called: dict[str, str]
    claims: dict[str, Said]
    sentences: dict[str, Said]

    def __post_init__(self) -> None:
        exactly(self.verdicts, VERDICTS, "verdict")
        exactly(self.severities, SEVERITIES, "severity")
        for common in self.together.values():
            one_of(common, TOGETHER, "thing that checks have in common")


@once
def verdict_words() -> VerdictWords:
    """The entries of `verdict_words.toml`."""
    return toml_as("verdict_words.toml", VerdictWords)


def verdicts_zh() -> dict[str, str]:
    """How a check ends, in Chinese."""
    return {name: said.text_zh for name, said in verdict_words().verdicts.items()}


def sentence(name: str, language: Language = "en", /, **values: Value) -> str:
    """A sentence about a verdict with its values. Raises `CatalogueError` for an unknown name.

    >>> sentence("repair_sign", printed="-1.00", repaired="1.00")
    '-1.00 would be 1.00: the sign'
    """
    said = entry_of(verdict_words().sentences, name, "sentence")
    return filled(said.text if language == "en" else said.text_zh, tuple(values.items()), language)


def severity_word(name: str, language: Language = "en") -> str:
    """How grave a finding is."""
    said = verdict_words().severities[name]
    return said.text if language == "en" else said.text_zh


@once
def _translated() -> dict[str, str]:
    """The Chinese of each text that a verdict gives instead of a figure."""
    return {said.text: said.text_zh for said in verdict_words().sentences.values()}


def in_language(text: str, language: Language) -> str:
    """What a verdict gives as printed or computed: words of the catalogue in the language.

    >>> in_language("no amount", "zh"), in_language("住房改革支出", "zh")
    ('没有金额', '住房改革支出')
    """
    return text if language == "en" else _translated().get(text, text)
