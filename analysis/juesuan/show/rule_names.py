"""What identities and their suites are called: by key in English, in words in Chinese."""

from __future__ import annotations

from collections import Counter

from juesuan.catalogue import tables
from juesuan.catalogue.files import once
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.identities.identity import Identity
from juesuan.identities.suites import identities
from juesuan.language import options


def suite_name(suite: str) -> str:
    """A suite's name: that of its table, or what its identities are about."""
    if options.language == "en":
        return suite
    return tables()[suite].title if suite in tables() else str(verdict_words().suites[suite])


@once
def rules_zh() -> dict[str, str]:
    """The formula of each identity; where several have one, with the table."""
    every = list(identities())
    count = Counter(each.formula for each in every)
    return {
        each.name: each.formula if count[each.formula] == 1 else f"{each.formula}（{_place(each)}）"
        for each in every
    }


def _place(identity: Identity) -> str:
    """The table that an identity is of: that of its suite, or the one that its name ends in."""
    if identity.suite in tables():
        return tables()[identity.suite].title
    own = [key for key in tables() if identity.name.endswith(f"_{key}")]
    return tables()[max(own, key=len)].title if own else identity.name
