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
