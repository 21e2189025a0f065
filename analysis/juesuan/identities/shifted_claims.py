"""Sentences whose figures stand beside the next name: a run of restatements one off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

import numpy as np
import pandas as pd

from juesuan.identities.cell_names import PROSE, BlockName

# So many restatements are off at least, where they are no two that changed places.
_FEWEST = 3
_OF_ONE_LIST = ["document_id", "identity", "measure"]


def shifted_claims(verdicts: pd.DataFrame) -> Iterator[tuple[str, BlockName, list[int]]]:
    """The runs of each document: its id, the run from its first to its last code, its verdicts.

    In a run each restatement prints what the tables have of the name before it (behind it).
    """
    wrong = verdicts["verdict"].eq("inconsistent") & verdicts["kind"].eq("restated")
    wrong &= verdicts["code"].notna() & verdicts["code"].ne("")
    at = np.flatnonzero(wrong)
    if len(at) < 2:
        return
    names = [*_OF_ONE_LIST, "page", "row", "code", "name", "reported_fen", "computed_fen"]
    rows = verdicts[names].iloc[at].astype(object).assign(at=at).fillna({"page": 0, "row": 0})
    ordered = rows.sort_values([*_OF_ONE_LIST, "page", "row", "at"]).to_dict("records")
    for key, group in groupby(ordered, key=lambda row: [str(row[n]) for n in _OF_ONE_LIST]):
        listed = list(group)
        for by in (1, -1):
            for run in _runs(listed, by):
                block = BlockName(PROSE, None, run[0]["code"], run[-1]["code"], by)
                yield key[0], block, [row["at"] for row in run]


def _runs(rows: Sequence[dict[Any, Any]], by: int) -> Iterator[Sequence[dict[Any, Any]]]:
    """Stretches in which each prints the figure of the one before it, or behind it (-1)."""
    before, behind = (0, 1) if by > 0 else (1, 0)
    links = [
        pair[behind]["reported_fen"] == pair[before]["computed_fen"] for pair in pairwise(rows)
    ]
    first = 0
    for end in range(len(rows)):
        if end < len(links) and links[end]:
            continue
        run, first = rows[first : end + 1], end + 1
        swapped = len(run) == 2 and run[0]["reported_fen"] == run[1]["computed_fen"]
        swapped = swapped and run[1]["reported_fen"] == run[0]["computed_fen"] and by > 0
        if len(run) >= _FEWEST or swapped:
            yield run
