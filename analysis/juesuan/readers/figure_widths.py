"""How wide recognised figures are for their signs: one that has lost a digit or a point is not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from juesuan.readers.recognised import Recognised

# So many figures tell how wide digits and points are on a page; in widths of a digit, how far a
# figure may be off.
_FEWEST, _MOST_OFF = 4, 0.4
_ROUNDS = 3


def as_wide_as_read(figures: Sequence[Recognised]) -> list[bool]:
    """For each figure of a page, whether it is as wide as its signs make it.

    Where there are too few figures, or these do not agree, none is.
    """
    if len(figures) < _FEWEST:
        return [False] * len(figures)
    digits = np.array([sum(map(str.isdecimal, each.text)) for each in figures], float)
    others = np.array([len(each.text) for each in figures]) - digits
    counts = np.column_stack((digits, others, np.ones(len(figures))))
    # On a page that lies on its side figures are higher than wide.
    widths = np.array([max(x1 - x0, y1 - y0) for x0, y0, x1, y1 in (each.box for each in figures)])
    return _fitting(counts, widths)


def _fitting(counts: NDArray[np.float64], widths: NDArray[np.float64]) -> list[bool]:
    kept = np.ones(len(widths), bool)
    off = np.zeros(len(widths))
    digit = 0.0
    for _ in range(_ROUNDS):
        fit, *_ = np.linalg.lstsq(counts[kept], widths[kept], rcond=None)
        digit = float(fit[0])
        off = np.abs(widths - counts @ fit)
        again = off <= max(np.median(off) * 3, _MOST_OFF * abs(digit))
        if (again == kept).all() or again.sum() < _FEWEST:
            break
        kept = again
    if digit <= 0:
        return [False] * len(widths)
    fitting: list[bool] = (off <= _MOST_OFF * digit).tolist()
    return fitting
