"""Repairs that a recogniser's mistake explains: digits that look alike, a point that was lost."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from juesuan.catalogue.confusions import confusions

# A lost point makes an amount so many times as large: two decimals, or four.
_POINTS = (10**2, 10**4)


def misreadings(fen: int) -> Iterator[int]:
    """The amounts, in 分, that may be printed where one was recognised.

    >>> {1610800, 46108, 4670800} & set(misreadings(4610800)) == {1610800, 46108, 4670800}
    True
    """
    yield from (fen // by for by in _POINTS if fen and fen % by == 0)
    read = str(fen)
    for at, digit in enumerate(read):
        for other in filter(str.isdecimal, confusions().alike(digit)):
            yield int(f"{read[:at]}{other}{read[at + 1 :]}")


def misreadable(placed: pd.DataFrame) -> NDArray[np.bool_]:
    """For each amount, whether it was recognised in a picture and is not confirmed."""
    if not {"recognized", "confirmed"} <= set(placed.columns):
        return np.zeros(len(placed), np.bool_)
    seen, sure = (placed[name].fillna(value=False) for name in ("recognized", "confirmed"))
    return np.asarray(seen.to_numpy(dtype=bool) & ~sure.to_numpy(dtype=bool), np.bool_)
