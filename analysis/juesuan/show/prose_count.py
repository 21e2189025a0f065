"""How many figures of the prose are placed: whose they are, what they are, when, and which cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from juesuan.catalogue.plain_names import plain_name

# What is measured against something, and what says of itself what it is.
_MEASURED = ("change", "growth", "multiple", "completion_rate")
# Figures of these restate no cell.
_OTHERS = ("budget", "base", "reason")


class ProseCount(NamedTuple):
    """Of `figures` that state a quantity so many are `placed`."""

    placed: int
    figures: int


def prose_count(frames: Mapping[str, pd.DataFrame]) -> ProseCount:
    """Counts the figures that have subject, role and year, and their cell where there is one."""
    claims = frames["claims"]
    figures = claims[claims["value"].notna()]
    placed = is_placed(figures, frames["rows"])
    return ProseCount(int(placed.sum()), len(figures))


def is_placed(figures: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """Which figures are placed; `rows` are the printed rows of the document's tables.

    An amount has a role, what is measured something that it is measured against. An amount of the
    year whose subject is the name of a printed row is tied to a cell. A subject that only a heading
    tells does not count.
    """
    amount = figures["quantity"].eq("amount")
    measured = figures["quantity"].isin(_MEASURED)
    role = np.where(amount, figures["role"].notna(), True)
    against = figures["compared_with"].notna() | figures["role"].notna()
    names = {plain_name(name) for name in rows["name"].dropna()}
    named = np.array([plain_name(each) in names for each in figures["subject"].fillna("")], bool)
    has_cell = amount & named & ~figures["role"].isin(_OTHERS)
    return (
        figures["subject_from"].eq("sentence").fillna(value=False)
        & figures["year"].notna()
        & role
        & (~measured | against)
        & (~has_cell | figures["table"].notna())
    )
