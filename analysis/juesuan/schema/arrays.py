"""Columns of each type as arrays of pandas, from plain values and from Arrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray
from pandas.arrays import ArrowStringArray

Array: TypeAlias = "ExtensionArray | NDArray[Any]"

STRING = pd.StringDtype(na_value=np.nan)
WORDS = pa.large_string()


def words(values: Sequence[Any]) -> ExtensionArray:
    """Text, by way of Arrow: half the time of pandas' own conversion."""
    return words_of(pa.array(values, type=WORDS))


def words_of(values: pa.Array | pa.ChunkedArray) -> ExtensionArray:
    """Text from Arrow, not copied."""
    return STRING.__from_arrow__(values)  # type: ignore[attr-defined, no-any-return]


def keys(values: Sequence[Any]) -> ExtensionArray:
    """A category whose categories are sorted, so that equal values give equal frames."""
    present = sorted({value for value in values if value is not None})
    numbers = {value: number for number, value in enumerate(present)}
    codes = [-1 if value is None else numbers[value] for value in values]
    return pd.Categorical.from_codes(codes, dtype=category_of(tuple(present)), validate=False)


def keys_of(values: pa.ChunkedArray) -> ExtensionArray:
    """The same from Arrow; categories are those that occur."""
    plain = values.cast(WORDS) if pa.types.is_dictionary(values.type) else values
    encoded = plain.dictionary_encode().combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.chunk(0) if encoded.num_chunks else pa.array([], type=encoded.type)
    present = encoded.dictionary.to_pylist()
    order = sorted(range(len(present)), key=present.__getitem__)
    # The last place is that of -1, which stands for NA.
    place = np.empty(len(present) + 1, dtype=np.int64)
    place[order], place[-1] = np.arange(len(present)), -1
    codes = place[encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)]
    kind = category_of(tuple(present[at] for at in order))
    return pd.Categorical.from_codes(codes, dtype=kind, validate=False)


@lru_cache(maxsize=4096)
def category_of(names: tuple[str, ...]) -> pd.CategoricalDtype:
    """The type of a category with these names."""
    return pd.CategoricalDtype(pd.Index(names, dtype=STRING))


def wholes(values: Sequence[Any]) -> ExtensionArray:
    """Whole numbers; pandas' own conversion looks at each value several times."""
    missing = [value is None or value is pd.NA for value in values]
    found = [0 if no else value for value, no in zip(values, missing, strict=True)]
    return pd.arrays.IntegerArray(np.array(found, np.int64), np.array(missing, np.bool_))


def wholes_of(values: pa.ChunkedArray) -> ExtensionArray:
    """The same from Arrow."""
    found: ExtensionArray = pd.Int64Dtype().__from_arrow__(values)  # type: ignore[attr-defined]
    return found


def truths(values: Sequence[Any]) -> ExtensionArray:
    """True, False or NA."""
    return pd.array(values, dtype="boolean")


def truths_of(values: pa.ChunkedArray) -> ExtensionArray:
    """The same from Arrow."""
    found: ExtensionArray = pd.BooleanDtype().__from_arrow__(values)  # type: ignore[attr-defined]
    return found


def money(values: Sequence[Any]) -> NDArray[np.int64]:
    """分, of which none is NA."""
    return np.asarray(values, dtype=np.int64)


def numbers(values: Sequence[Any]) -> NDArray[np.float64]:
    """Floats; None is NaN."""
    if isinstance(values, np.ndarray):
        return values.astype(np.float64)
    return np.array([np.nan if v is None else v for v in values], dtype=np.float64)


def arrays_of(frame: pd.DataFrame) -> Iterator[Array]:
    """The columns of a frame, without a series for each, which takes longer than its use."""
    return frame._iter_column_arrays()  # type: ignore[operator, no-any-return]  # noqa: SLF001


def objects_of(array: Array) -> NDArray[Any]:
    """Any array of a frame as plain values: objects, None where a value is NA."""
    if isinstance(array, pd.Categorical):
        # A place behind the last category stands for NA, whose code is −1.
        labels: NDArray[Any] = np.array([*array.categories, None], dtype=object)[array.codes]
        return labels
    found: NDArray[Any]
    if isinstance(array, ArrowStringArray):
        found = array.__arrow_array__().to_numpy()
        return found
    if not isinstance(array, np.ndarray):
        found = array.to_numpy(dtype=object, na_value=None)  # type: ignore[arg-type]
        return found
    found = array.astype(object)
    if array.dtype.kind not in "iub":
        found[pd.isna(array)] = None
    return found


def plain_of(values: pa.ChunkedArray) -> NDArray[Any]:
    """Numbers from Arrow, which can be edited: Arrow's own memory cannot."""
    found: NDArray[Any] = values.to_numpy()
    return found if found.flags.writeable else found.copy()
