"""The figures of sentences: their amounts and the units of their last digits."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from juesuan.graph.stack import Stack

Series: TypeAlias = "pd.Series[Any]"


def units(stack: Stack, claims: pd.DataFrame) -> tuple[Any, Any]:
    """One unit of the last digit as printed, and as the document's tables print."""
    finest = claims["document_id"].map(stack.finest)
    own: Series = (
        claims["precision_fen"].astype("Float64").fillna(finest.astype("Float64")).fillna(0)
    )
    fine = own.clip(upper=finest.astype("Float64").fillna(own))
    return own.to_numpy(dtype=np.int64), fine.to_numpy(dtype=np.int64)


def operand(stack: Stack, pairs: pd.DataFrame, at: Series) -> pd.DataFrame:
    """Amounts of claims by position as `fen`, `fine` and `own` units and `approximate`."""
    own, fine = units(stack, pairs)
    fen, where = pairs["value_fen"].fillna(0).to_numpy(dtype=np.int64), at.to_numpy()
    return pd.DataFrame(
        {
            "fen": np.where(where >= 0, fen[where], 0),
            "fine": fine[where],
            "own": own[where],
            "approximate": pairs["approximate"].notna().to_numpy()[where],
        },
        index=at.index,
    )
