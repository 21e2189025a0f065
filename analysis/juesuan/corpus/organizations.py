"""Names of organizations: when two are the same, and when they only may be."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pandas as pd

from juesuan.catalogue.corpus_words import corpus_rules
from juesuan.catalogue.faults import fault
from juesuan.readers.characters import compact, plain, unquoted


def same_name(printed: object) -> str:
    """A name without what differs from printer to printer: widths, spaces, quotation marks.

    Nothing is guessed: 汉阳区总工会 and 武汉市汉阳区总工会 stay two. "" for NA.
    """
    return unquoted(compact(plain(printed))) if isinstance(printed, str) else ""


def scoped_names(documents: pd.DataFrame) -> pd.Series[str]:
    """The name of each document's organization with its scope (本级, 汇总) in brackets."""
    names = documents["organization"].map(same_name)
    scopes = documents["scope"].astype(object)
    scoped = names + "(" + scopes.where(scopes.notna(), "").astype(str) + ")"
    return names.where(names.eq("") | scopes.isna(), scoped)


def spellings(organizations: Iterable[str]) -> pd.DataFrame:
    """Pairs of names (`one`, `other`) that may be one organization, with the `reason`.

    They are kept apart everywhere. The rules are in `catalogue/data/corpus.toml`.
    """
    names = sorted({name for name in map(same_name, organizations) if name})
    pairs: dict[tuple[str, str], str] = {}
    for pattern in corpus_rules().spellings.dropped:
        groups: dict[str, list[str]] = {}
        for name in names:
            if rest := pattern.sub("", name):
                groups.setdefault(rest, []).append(name)
        for rest, alike in groups.items():
            for pair in combinations(alike, 2):
                pairs.setdefault(
                    pair, str(fault("names_but_for", rest=rest, pattern=pattern.pattern))
                )
    for one, other in _endings(names):
        pairs.setdefault((one, other), str(fault("name_ends_with", name=max(one, other, key=len))))
    rows = [(one, other, reason) for (one, other), reason in sorted(pairs.items())]
    return pd.DataFrame(rows, columns=["one", "other", "reason"], dtype="str")


def _endings(names: list[str]) -> Iterable[tuple[str, str]]:
    """Pairs of which one name ends with the other; sorted backwards they are neighbours."""
    backwards = sorted((name[::-1], name) for name in names)
    open_: list[tuple[str, str]] = []
    for reverse, name in backwards:
        while open_ and not reverse.startswith(open_[-1][0]):
            open_.pop()
        for _, ending in open_:
            first, second = sorted((ending, name))
            yield first, second
        if len(name) >= corpus_rules().spellings.shortest_ending:
            open_.append((reverse, name))
