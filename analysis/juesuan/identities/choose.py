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
    found = np.empty(len(holds[0]), dtype=object)
    found[:] = _given(default)
    for mask, choice in zip(reversed(holds), reversed(choices), strict=True):
        value = _given(choice)
        found[mask] = value[mask] if isinstance(value, np.ndarray) else value
    return found


def column(value: Any, size: int = 0) -> NDArray[Any]:
    """One value, or one for each row, as an array."""
    given = _given(value)
    if isinstance(given, np.ndarray):
        return given
    found = np.empty(size, dtype=object)
    found[:] = given
    return found


def _given(value: Any) -> Any:
    if isinstance(value, (str, np.ndarray)) or not hasattr(value, "__len__"):
        return value
    found = np.empty(len(value), dtype=object)
    found[:] = list(value)
    return found
