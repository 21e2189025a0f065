"""Frames with the columns and types of the dictionary, from plain columns or records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from juesuan.catalogue import Column
from juesuan.catalogue.files import once
from juesuan.catalogue.measures import named_frames
from juesuan.schema.arrays import Array, category_of
from juesuan.schema.types import type_of


def make_frame(
    name: str, values: Mapping[str, Sequence[Any] | None], size: int | None = None
) -> pd.DataFrame:
    """The frame `name` from its columns; None is NA. Every column of the dictionary is needed.

    A column that is None as a whole is NA in `size` rows.
    """
    entry = named_frames()[name]
    if missing := [column.name for column in entry.columns if column.name not in values]:
        raise KeyError(f"frame {name} lacks the columns {missing}")
    return _frame(name, [_typed(each, values[each.name], size) for each in entry.columns])


def _frame(name: str, arrays: Sequence[Array]) -> pd.DataFrame:
    """The frame of these columns. The public constructor looks at each of them several times."""
    index = pd.RangeIndex(len(arrays[0]))
    return pd.DataFrame._from_arrays(  # type: ignore[attr-defined, no-any-return]  # noqa: SLF001
        arrays, columns=_names(name).view(), index=index, verify_integrity=False
    )


@once
def _names(name: str) -> pd.Index:
    return pd.Index([column.name for column in named_frames()[name].columns], dtype="str")


def _typed(column: Column, values: Sequence[Any] | None, size: int | None) -> Array:
    if isinstance(values, ExtensionArray):
        return values
    return type_of(column).made([None] * (size or 0) if values is None else values)


def from_records(name: str, records: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The frame `name` from dictionaries, a row each; a key that is left out is NA."""
    rows = list(records)
    columns = [column.name for column in named_frames()[name].columns]
    return make_frame(name, {column: [row.get(column) for row in rows] for column in columns})


def trimmed(part: pd.DataFrame) -> pd.DataFrame:
    """Rows taken out of a frame as a frame of their own: categories are those that occur."""
    found = part.reset_index(drop=True)
    keys = found.select_dtypes("category").columns
    return found.assign(**{str(key): found[key].cat.remove_unused_categories() for key in keys})


def concatenate(name: str, parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Frames of one name below each other; categories become those of all of them."""
    entry = named_frames()[name]
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
    listed = [part.categories.tolist() for part in parts]
    names = sorted(set().union(*listed))
    place, together = {name: at for at, name in enumerate(names)}, category_of(tuple(names))
    # The last place is that of -1, which stands for NA.
    codes = [
        np.array([*(place[name] for name in own), -1])[part.codes]
        for own, part in zip(listed, parts, strict=True)
    ]
    return pd.Categorical.from_codes(np.concatenate(codes), dtype=together, validate=False)
