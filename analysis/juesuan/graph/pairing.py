"""Percents and words of the prose beside the amounts of the same sentence that they follow from."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import pandas as pd

Paired: TypeAlias = pd.DataFrame
Series: TypeAlias = "pd.Series[Any]"


def paired(claims: pd.DataFrame) -> Paired:
    """The claims in printed order, each with the positions of others of the same subject before it.

    Columns added: `amount`, `budget` and `change`, the last of each with the same subject in its
    section; `latest` and `second`, the last two amounts of its section whatever their subject,
    and `latest_change`. Positions count rows of the result; −1 is none.
    """
    order = ["document_id", "number", "start"]
    found = claims.sort_values(order, kind="stable").reset_index(drop=True)
    section = found.groupby(["document_id", "section"], dropna=False).ngroup()
    subject = pd.factorize(found["subject"])[0]
    money = found["value_fen"].notna()
    amount = money & found["quantity"].eq("amount")
    budget = amount & found["measure"].eq("budget")
    change = money & found["quantity"].eq("change")
    own = [section, pd.Series(subject)]
    found["amount"] = _last(amount & ~budget, own)
    found["budget"] = _last(budget, own)
    found["change"] = _last(change, own)
    found["latest"] = _last(amount, [section])
    found["second"] = _before(amount, section)
    found["latest_change"] = _last(change, [section])
    nameless = found["subject"].isna()
    found.loc[nameless, ["amount", "budget", "change"]] = -1
    return found


def _last(chosen: Series, groups: list[Series]) -> Series:
    """For each row the position of the last chosen row of its group at or above it; −1: none."""
    at = pd.Series(np.arange(len(chosen), dtype=float)).where(chosen)
    return at.groupby(groups).ffill().fillna(-1).astype(np.int64)


def _before(chosen: Series, group: Series) -> Series:
    """The position of the last but one chosen row of its group; −1: none."""
    at = pd.Series(np.arange(len(chosen), dtype=float)).where(chosen)
    earlier = at[chosen].groupby(group[chosen]).shift(1)
    return (
        earlier.reindex(at.index)
        .groupby(group)
        .ffill()
        .where(at.groupby(group).ffill().notna())
        .fillna(-1)
        .astype(np.int64)
    )
