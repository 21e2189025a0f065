"""Printed figures as intervals: the one owner of tolerance.

A printed figure r whose last digit counts in units of u stands for [r − u/2, r + u/2]; a blank
cell is exactly 0 (after XBRL Calculations 1.1). Residuals and units are whole 分, and halves are
avoided by doubling the residual instead of halving the unit.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Whole = TypeVar("Whole", int, NDArray[np.int64])
# Whole numbers of any size: products of two amounts do not fit 64 bits.
Big = NDArray[np.object_]
Ends = TypeVar("Ends", int, NDArray[np.object_])


def excess(residual: Whole, width: Whole) -> Whole:
    """How far, doubled, a residual is outside what rounding allows; 0 or less is consistent.

    `residual` is total − Σ weight·part, `width` the sum of |weight|·u over all printed figures.
    """
    return abs(residual) * 2 - width


def excess_above(residual: Whole, width: Whole) -> Whole:
    """The same where the parts may only not be above the whole: residual is whole − Σ parts."""
    return -residual * 2 - width


def allowed(width: Whole) -> Whole:
    """The largest residual that rounding explains, in 分."""
    return width // 2


def unit_of(fen: int, precision: int, finest: int) -> int:
    """The unit of a figure's last digit.

    A zero that is printed short ("0", "—") counts as exact as the most precise figure of its table.
    """
    return min(precision, finest) if fen == 0 else precision


def units_of(
    fen: NDArray[np.int64], precision: NDArray[np.int64], finest: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The same for many figures."""
    return np.where(fen == 0, np.minimum(precision, finest), precision)


def percent_is_exact(percent: Big, scale: Big, part: Big, whole: Big) -> NDArray[np.bool_]:
    """Whether printed percents are those of the printed figures, rounded to their last digit.

    `percent` counts in units of its last digit, of which `scale` make one per cent.
    """
    return np.asarray(2 * abs(percent * whole - 100 * scale * part) <= abs(whole), dtype=np.bool_)


def percent_is_possible(
    percent: Big, scale: Big, part: tuple[Big, Big], whole: tuple[Big, Big]
) -> NDArray[np.bool_]:
    """Whether some pair of values inside the intervals of two figures gives the percent.

    `part` and `whole` are the ends of the figures' intervals, doubled (see `ends`); both figures
    are not negative. Percents are taken of figures in 元, so that any pair may be the true one.
    """
    low = 2 * 100 * scale * np.maximum(part[0], 0) <= (2 * percent + 1) * whole[1]
    high = 2 * 100 * scale * part[1] >= (2 * percent - 1) * np.maximum(whole[0], 0)
    return np.asarray(low & high, dtype=np.bool_)


def percent_allowance(percent: float, unit: float, fen: int, precision: int) -> float:
    """How far a printed percent may be from the one that the printed figures give.

    Half a unit of its own last digit, and what half a unit of the last digit of an amount that it
    is taken of makes of it.
    """
    return unit / 2 + abs(percent) * precision / (2 * abs(fen))


def ends(fen: Ends, unit: Ends) -> tuple[Ends, Ends]:
    """The ends of a figure's interval, doubled."""
    return 2 * fen - unit, 2 * fen + unit
