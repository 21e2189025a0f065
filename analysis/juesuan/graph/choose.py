"""Columns of objects chosen row by row: numpy's own `where` has no place for None."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Objects = NDArray[np.object_]


def choose(condition: Any, yes: Any, no: Any = None) -> Objects:
    """`yes` where a condition holds, else `no`; both are one value or one for each row."""
    return first_of([condition], [yes], no)


def first_of(conditions: Sequence[Any], choices: Sequence[Any], default: Any = None) -> Objects:
    """For each row the choice of the first condition that holds, else the default."""
    holds = [np.asarray(condition, dtype=np.bool_) for condition in conditions]
    found = _column(default, len(holds[0]))
    for mask, choice in zip(reversed(holds), reversed(choices), strict=True):
        found[mask] = _column(choice, len(mask))[mask]
    return found


def _column(value: Any, size: int) -> Objects:
    found = np.empty(size, dtype=object)
    if isinstance(value, str) or not hasattr(value, "__len__"):
        found[:] = value
    else:
        found[:] = list(value)
    return found
