"""Amounts that the prose restates, against the cells of the tables."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from juesuan.graph.intervals import allowed, excess
from juesuan.graph.judged import Judged, judged, settled
from juesuan.graph.operands import units
from juesuan.graph.places import keyed
from juesuan.graph.stack import Stack
from juesuan.graph.suites import Identity

Series: TypeAlias = "pd.Series[Any]"


def restated(identity: Identity, stack: Stack) -> Judged:
    """Each amount that the prose restates against the cell of the table; a blank cell is 0.

    A decimal that the prose drops (24.6 for 24.60) counts as printed first; what holds only
    without it is `rounding`, `fewer_decimals`.
    """
    every = stack.once("restated", lambda: _every(stack))
    return judged(identity, every[every["table"].eq(identity.arguments["table"])])


def _every(stack: Stack) -> pd.DataFrame:
    """The same for the tables together."""
    claims = keyed(stack["claims"])
    stated = claims["value_fen"].notna() | claims["quantity"].eq("absence")
    mine = claims[claims["table"].notna() & stated].reset_index(drop=True)
    cell = stack.places.find(mine)
    reported = mine["value_fen"].fillna(0).astype(np.int64)
    found = mine[["document_id", "table", "side", "code", "measure", "page", "row"]].assign(
        name=mine["subject"], reported_fen=reported, computed_fen=cell["fen"]
    )
    found["side"] = found["side"].replace("", None)
    own, fine = units(stack, mine)
    residual = (reported - cell["fen"]).to_numpy()
    narrow, wide = fine + cell["precision"].to_numpy(), own + cell["precision"].to_numpy()
    found["allowed_fen"] = allowed(wide)
    found["verdict"] = np.select(
        [residual == 0, excess(residual, narrow) <= 0, excess(residual, wide) <= 0],
        ["exact", "rounding", "rounding"],
        "inconsistent",
    )
    found["reason"] = cell["reason"].to_numpy()
    coarse = (excess(residual, narrow) > 0) & (excess(residual, wide) <= 0)
    found.loc[coarse & found["reason"].isna(), "reason"] = "fewer_decimals"
    found.loc[mine["approximate"].notna(), "reason"] = "approximate"
    found["cells"] = _cells(mine).where(found["verdict"].eq("inconsistent"))
    return settled(found)


def _cells(claims: pd.DataFrame) -> Series:
    parts = claims[["table", "side", "key", "measure"]].astype(object)
    return parts.apply(
        lambda row: "/".join(part for part in row if part and pd.notna(part)), axis=1
    )
