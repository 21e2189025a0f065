"""Frames with the columns and types of the dictionary, from plain columns or records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from juesuan.catalogue import Column, frames

Array: TypeAlias = "ExtensionArray | NDArray[Any]"

_STRING = pd.StringDtype(na_value=np.nan)


def make_frame(
    name: str, values: Mapping[str, Sequence[Any] | None], size: int | None = None
) -> pd.DataFrame:
    """The frame `name` from its columns; None is NA. Every column of the dictionary is needed.

    A column that is None as a whole is NA in `size` rows.
    """
    entry = frames()[name]
    if missing := [column.name for column in entry.columns if column.name not in values]:
        raise KeyError(f"frame {name} lacks the columns {missing}")
    typed = {
        column.name: _typed(column, _filled(values[column.name], size)) for column in entry.columns
    }
    rows = len(next(iter(typed.values())))
    return pd.DataFrame(typed, index=pd.RangeIndex(rows), copy=False)


def _filled(values: Sequence[Any] | None, size: int | None) -> Sequence[Any]:
    return [None] * (size or 0) if values is None else values


def from_records(name: str, records: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The frame `name` from dictionaries, a row each; a key that is left out is NA."""
    rows = list(records)
    values = {
        column.name: [row.get(column.name) for row in rows] for column in frames()[name].columns
    }
    return make_frame(name, values)


def _typed(column: Column, values: Any) -> Array:  # noqa: PLR0911 - one for each type
    if isinstance(values, ExtensionArray):
        return values
    if column.type == "text":
        # By way of Arrow: half the time of pandas' own conversion.
        words = pa.array(values, type=pa.large_string())
        return _STRING.__from_arrow__(words)  # type: ignore[attr-defined, no-any-return]
    if column.type == "key":
        return _categories(values)
    if column.type == "whole":
        return _whole(values)
    if column.type == "money":
        return np.asarray(values, dtype=np.int64)
    if isinstance(values, np.ndarray):
        return values.astype(np.float64)
    return np.array([np.nan if v is None else v for v in values], dtype=np.float64)


def _whole(values: Sequence[Any]) -> ExtensionArray:
    """Whole numbers; pandas' own conversion looks at each value several times."""
    missing = [value is None or value is pd.NA for value in values]
    found = [0 if no else value for value, no in zip(values, missing, strict=True)]
    return pd.arrays.IntegerArray(np.array(found, np.int64), np.array(missing, np.bool_))


def _categories(values: Sequence[Any]) -> ExtensionArray:
    """A category whose categories are sorted, so that equal values give equal frames."""
    present = sorted({value for value in values if value is not None})
    numbers = {value: number for number, value in enumerate(present)}
    codes = [-1 if value is None else numbers[value] for value in values]
    return pd.Categorical.from_codes(codes, dtype=_category_of(tuple(present)), validate=False)


@lru_cache(maxsize=4096)
def _category_of(names: tuple[str, ...]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(pd.Index(names, dtype=_STRING))


def trimmed(part: pd.DataFrame) -> pd.DataFrame:
    """Rows taken out of a frame as a frame of their own: categories are those that occur."""
    found = part.reset_index(drop=True)
    keys = found.select_dtypes("category").columns
    return found.assign(**{str(key): found[key].cat.remove_unused_categories() for key in keys})


def concatenate(name: str, parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Frames of one name below each other; categories become those of all of them."""
    entry = frames()[name]
    if not parts:
        return from_records(name, ())
    merged: dict[str, Any] = {}
    for column in entry.columns:
        arrays = [part[column.name].array for part in parts]
        merged[column.name] = _joined_keys(arrays) if column.type == "key" else _joined(arrays)
    return pd.DataFrame(merged, copy=False)


def _joined(parts: Sequence[Any]) -> Any:
    # Without the indexes that pandas' own concatenation makes: a quarter of its time.
    if len({(type(part), part.dtype) for part in parts}) == 1:
        return type(parts[0])._concat_same_type(parts)  # noqa: SLF001 - pandas' interface of arrays
    return pd.concat([pd.Series(part) for part in parts], ignore_index=True).array


def _joined_keys(parts: Sequence[Any]) -> pd.Categorical:
    """Categories become those of all, sorted."""
    together = _category_of(tuple(sorted(set().union(*(part.categories for part in parts)))))
    # The last place is that of -1, which stands for NA.
    codes = [
        np.append(together.categories.get_indexer(part.categories), -1)[part.codes]
        for part in parts
    ]
    return pd.Categorical.from_codes(np.concatenate(codes), dtype=together, validate=False)
