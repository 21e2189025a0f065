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
    chosen = np.empty(len(holds[0]), dtype=object)
    chosen[:] = _plain(default)
    for mask, choice in zip(reversed(holds), reversed(choices), strict=True):
        value = _plain(choice)
        chosen[mask] = value[mask] if isinstance(value, np.ndarray) else value
    return chosen


def column(value: Any, size: int = 0) -> NDArray[Any]:
    """One value, or one for each row, as an array."""
    values = _plain(value)
    return values if isinstance(values, np.ndarray) else np.full(size, values, dtype=object)


def _plain(value: Any) -> Any:
    """One value as it is, several as an array."""
    if isinstance(value, (str, np.ndarray)) or not hasattr(value, "__len__"):
        return value
    return np.fromiter(value, dtype=object, count=len(value))
