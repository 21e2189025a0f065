"""Which amounts were recognised in a picture, and which of them identities confirm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from juesuan.frames.blank_cells import blank_cells
from juesuan.frames.sound_amounts import sound_amounts
from juesuan.readers.source import Source


def with_recognition(
    source: Source, amounts: pd.DataFrame, others: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """The amounts with `recognized` and `confirmed`; `others` are `rows` and `tables`."""
    seen = amounts["page"].isin(source.recognised).to_numpy(dtype=bool)
    told = np.zeros(len(seen), np.bool_)
    if seen.any():
        told[_confirmed(source, amounts, seen, others)] = True
    return amounts.assign(
        recognized=pd.arrays.BooleanArray(seen, np.zeros(len(seen), np.bool_)),
        confirmed=pd.arrays.BooleanArray(told, ~seen),
    )


def _confirmed(
    source: Source,
    amounts: pd.DataFrame,
    seen: NDArray[np.bool_],
    others: Mapping[str, pd.DataFrame],
) -> list[int]:
    """The positions of the amounts that are confirmed."""
    from juesuan.identities.cell_names import names_of
    from juesuan.identities.confirmed import Evidence, confirmed
    from juesuan.identities.equations_of import equations_of
    from juesuan.identities.intake import intake

    blank = blank_cells(amounts, others["rows"], others["tables"])
    taken = intake(blank.behind(amounts), others["rows"], others["tables"])
    placed = np.flatnonzero(amounts["placement"].ne("ambiguous").to_numpy())
    names = list(names_of(taken.placed.cells, np.arange(len(placed))))
    sound = sound_amounts(source, amounts, seen, others)
    held: dict[str, list[int]] = defaultdict(list)
    for name, at in zip(names, placed.tolist(), strict=True):
        held[name].append(at)
    raws = amounts["raw"].tolist()
    evidence = {
        # A cell that is printed twice is taken for none of both.
        name: Evidence(_digits(raws[at[0]]), len(at) == 1 and sound[at[0]], not seen[at[0]])
        for name, at in held.items()
    }
    return [held[name][0] for name in confirmed(equations_of(taken), evidence, blank.beside)]


def _digits(raw: str) -> str:
    return "".join(filter(str.isdecimal, raw))
