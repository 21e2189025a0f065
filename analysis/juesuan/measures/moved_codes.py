"""Codes that the classification gave other digits from one year to the next: 30311 is 30113."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from juesuan.catalogue import classification, tables


def moved(planned: pd.DataFrame, spent: pd.DataFrame) -> dict[tuple[str, str], str]:
    """By table and code of a budget the code that took its place, where only the account has that.

    The name is one, the one's last year is the other's first, and no other code fits.
    """
    found: dict[tuple[str, str], str] = {}
    for table in set(planned["table"]) & set(spent["table"]):
        own, others = (set(each.loc[each["table"].eq(table), "code"]) for each in (planned, spent))
        system = tables()[table].codes
        if system:
            pairs = list(_successors(system, own - others, others - own))
            old, new = (Counter(each) for each in zip(*pairs, strict=True)) if pairs else ({}, {})
            found |= {(table, a): b for a, b in pairs if old[a] == new[b] == 1}
    return found


def _successors(system: str, old: Iterable[str], new: Iterable[str]) -> Iterable[tuple[str, str]]:
    entries = classification(system).entries
    begun = [(code, entry) for code in new for entry in entries.get(code, ()) if entry.from_year]
    for code in old:
        for last in entries.get(code, ()):
            for other, first in begun:
                same = last.name == first.name and len(code) == len(other)
                if same and last.to_year is not None and last.to_year + 1 == first.from_year:
                    yield code, other
