"""Where the totals of equations are printed, for the equations of many identities at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from juesuan.identities.addition import Sum
from juesuan.identities.cells import Integers
from juesuan.identities.equations import GROUPS, Booleans, Presence, key_parts


class TotalRows(NamedTuple):
    """For each equation the row of its total, else of a part, −1: none; whether the total has one.

    Rows are positions in `presence.rows`.
    """

    row: Integers
    has_total: Booleans


def total_rows(
    identities: Sequence[Sum], presence: Presence, number: Integers, key: Integers
) -> TotalRows:
    """The printed rows of equations by the number of their identity and their key."""
    document, group, _ = key_parts(key)
    row, has_total = np.full(len(key), -1, dtype=np.int64), np.zeros(len(key), dtype=np.bool_)
    by_row = np.array([each.by == "row" for each in identities], dtype=np.bool_)[number]
    row[by_row], has_total[by_row] = group[by_row], True
    printed, place, totals = _printed(identities, presence)
    # Of the rows with one key the first is the total's, where the total is printed.
    known, first = np.unique(printed, return_index=True)
    wanted = (number * len(presence.tables) + document) * GROUPS + group
    if len(known):
        at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        hit = (known[at] == wanted) & ~by_row
        row[hit] = place[first[at[hit]]]
        has_total[hit] = first[at[hit]] < totals
    return TotalRows(row, has_total)


def _printed(identities: Sequence[Sum], presence: Presence) -> tuple[Integers, Integers, int]:
    """The keys of printed rows and where they stand, totals first; how many are of totals."""
    rows = presence.rows
    keys, places, totals = [], [], 0
    chosen = [(number, each, each.total) for number, each in enumerate(identities)]
    of_totals = len(chosen)
    chosen += [
        (number, each, part)
        for number, each in enumerate(identities)
        for part in each.parts
        if each.by != "parent"
    ]
    for turn, (number, identity, selector) in enumerate(chosen):
        if identity.by == "row":
            continue
        at = rows.select(selector, measures=False)
        group = rows.code[at] if identity.by in ("parent", "code") else 0
        keys.append((number * len(presence.tables) + rows.document[at]) * GROUPS + group)
        places.append(at)
        totals += len(at) if turn < of_totals else 0
    none = np.zeros(0, dtype=np.int64)
    return np.concatenate([none, *keys]), np.concatenate([none, *places]), totals
