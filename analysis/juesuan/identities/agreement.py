"""Figures for people beside exact ones: where both are given, they have to be the same money."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from juesuan.catalogue import Column, frames, wording
from juesuan.catalogue.faults import fault
from juesuan.catalogue.lexicon import lexicon
from juesuan.errors import FrameError
from juesuan.money import FEN_OF_WAN

_EXACT = "_fen"
# What the last digit of a float may be off, in floats that lie beside each other.
_STEPS = 2


def agreeing(name: str, frame: pd.DataFrame) -> None:
    """Refuse a frame in which `amount` and `amount_fen`, `budget` and `budget_fen` … disagree.

    A figure that is not given disagrees with nothing, but one in 万元 needs its 分. Raises
    `FrameError` naming the first row and both figures, and for 分 that are no whole numbers.
    """
    if frame.empty:
        return
    known = {column.name: column for column in frames()[name].columns}
    for column in known.values():
        if column.name not in frame:
            continue
        if column.type == "money":
            _whole(name, column.name, frame[column.name])
        exact = f"{column.name}{_EXACT}"
        if exact in known and exact in frame:
            _same(name, column, frame)


def _whole(name: str, column: str, values: pd.Series[Any]) -> None:
    if pd.api.types.is_integer_dtype(values.dtype) and not values.hasnans:
        return
    fen = _floats(name, column, values)
    wrong = np.flatnonzero(fen != np.rint(fen))
    if len(wrong):
        figure = "nothing" if np.isnan(fen[wrong[0]]) else repr(float(fen[wrong[0]]))
        raise FrameError(
            fault("fen_not_whole", column=column, name=name, figure=figure, row=wrong[0])
        )


def _same(name: str, column: Column, frame: pd.DataFrame) -> None:
    exact = f"{column.name}{_EXACT}"
    shown, fen = (_floats(name, each, frame[each]) for each in (column.name, exact))
    factor = _factors(column, frame)
    # Half a 分 and more is another amount: doubled, it is a whole one.
    apart = 2 * np.abs(shown * factor - fen) > 1 + 2 * _STEPS * np.spacing(np.abs(fen))
    if "unit" not in frame:
        apart |= np.isnan(fen) & ~np.isnan(shown)
    wrong = np.flatnonzero(apart)
    if not len(wrong):
        return
    at = int(wrong[0])
    unit = column.unit or (frame["unit"].iloc[at] if "unit" in frame else None)
    money = "NA" if np.isnan(fen[at]) else f"{fen[at]:.0f}"
    more = f" (and in {len(wrong) - 1} more rows)" if len(wrong) > 1 else ""
    raise FrameError(
        fault(
            "frame_disagrees",
            name=name,
            row=at,
            more=more,
            column=column.name,
            shown=shown[at],
            unit=unit,
            exact=exact,
            money=money,
        )
    )


def _factors(column: Column, frame: pd.DataFrame) -> NDArray[np.float64] | float:
    """分 in one unit of each figure; NaN where its unit is none of money."""
    if column.unit == lexicon().money:
        return FEN_OF_WAN
    if "unit" in frame:
        units = frame["unit"].astype("category").cat
        named = [wording().units.get(unit, np.nan) for unit in units.categories]
        # The place behind the last unit is that of -1, which stands for NA.
        factors: NDArray[np.float64] = np.array([*named, np.nan])[units.codes.to_numpy()]
        return factors
    return np.nan


def _floats(name: str, column: str, values: pd.Series[Any]) -> NDArray[np.float64]:
    try:
        floats: NDArray[np.float64] = values.to_numpy(np.float64, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise FrameError(fault("no_figures", column=column, name=name, error=error)) from None
    return floats
