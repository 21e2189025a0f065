"""Rows of a frame as dictionaries of plain values."""

from __future__ import annotations

from typing import Any

import pandas as pd

from juesuan.schema.arrays import arrays_of, objects_of


def plain_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A dictionary for each row, None where a value is NA.

    It goes column by column: pandas' own way, through a frame of objects, costs fifty times as much
    for the few rows of a table.
    """
    columns = (objects_of(array).tolist() for array in arrays_of(frame))
    names = list(map(str, frame.columns))
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
