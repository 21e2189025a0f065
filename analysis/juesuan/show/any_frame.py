"""Any frame as a sheet: blanks are blank, what does not hold stands first."""

from __future__ import annotations

from typing import Any

import pandas as pd

from juesuan.catalogue.measures import named_frames
from juesuan.catalogue.sayings import say
from juesuan.show.html_summary import after
from juesuan.show.sheet import Cell, Sheet

# So many rows are shown; the rest is counted below them.
_MOST = 60


def any_frame(name: str, frame: pd.DataFrame, owner: str) -> Sheet:
    """The frame's first rows: amounts in 万元, without document_id and columns that are empty."""
    exact = [column for column in frame if str(column).removesuffix("_fen") in frame]
    exact = [column for column in exact if str(column).endswith("_fen")]
    used = frame.drop(columns=["document_id", *exact]).dropna(axis=1, how="all")
    shown = used.head(_MOST)
    columns = [str(column) for column in shown.columns]
    numbers = [pd.api.types.is_numeric_dtype(shown[column]) for column in columns]
    body = [
        [Cell(_text(value), number=number) for value, number in zip(row, numbers, strict=True)]
        for row in shown.astype("object").itertuples(index=False)
    ]
    head = [[Cell(column) for column in columns]]
    rest = len(frame) - len(shown)
    notes = [say("more_rows", count=rest)] if rest else []
    if frame.empty:
        notes = [say("no_rows")]
    return Sheet(after(name, named_frames()[name].called), owner, columns, head, body, notes)


def _text(value: Any) -> str:
    if pd.isna(value):
        return ""
    return f"{value:,.2f}" if isinstance(value, float) else str(value)
