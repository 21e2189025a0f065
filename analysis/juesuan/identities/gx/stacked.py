"""All frames of any number of documents as one frame, which is what a batch of data can be.

The frames lie below each other; `frame` names the one that a row is from. The columns are backed
by Arrow, a chunk for each frame: figures stay whole numbers beside NA, a column that a frame does
not have costs next to nothing, and taking the frames apart again copies no text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from juesuan.catalogue import Column, frames
from juesuan.catalogue.choice import unknown
from juesuan.catalogue.faults import fault
from juesuan.errors import FrameError
from juesuan.schema import from_records
from juesuan.schema.arrays import WORDS
from juesuan.schema.types import TYPES, type_of

FRAME = "frame"


def stack_frames(given: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Frames of the contract, by name, as one frame with the column `frame`.

    `frame` is a category whose categories are all names given, empty frames included: what was
    given and is empty is something else than what was not given. Columns outside the contract are
    left out. Raises `UnknownName`, and `FrameError` for values that their column cannot hold.
    """
    for name in given:
        if name not in frames():
            raise unknown(name, frames(), fault("a_frame"))
    names = [name for name in frames() if name in given]
    sizes = [len(given[name]) for name in names]
    codes = np.repeat(np.arange(len(names), dtype=np.int8), sizes)
    owners = pd.Categorical.from_codes(codes, categories=pd.Index(names, dtype="str"))
    stacked: dict[str, Any] = {FRAME: owners}
    columns = _stacked_columns(tuple(names))
    kinds = set(columns.values())
    blank = {(size, kind): pa.nulls(size, kind) for size in sizes for kind in kinds}
    for called, kind in columns.items():
        chunks: list[pa.Array] = []
        for name, size in zip(names, sizes, strict=True):
            column = _called(name).get(called)
            if column is not None and column.name in given[name]:
                chunks += _chunked(name, column, given[name][column.name]).chunks
            else:
                chunks.append(blank[size, kind])
        stacked[called] = pd.arrays.ArrowExtensionArray(pa.chunked_array(chunks, type=kind))
    return pd.DataFrame(stacked, copy=False)


def unstack(stacked: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The frames by name, as they were before `stack_frames`; a frame without `frame` is `amounts`.

    Raises `UnknownName`, and `FrameError` for values that their column cannot hold; whether
    the columns are all there is for the checks to say.
    """
    if FRAME not in stacked:
        return {"amounts": stacked}
    owners = stacked[FRAME].astype("category")
    if owners.isna().any():
        raise FrameError(fault("rows_without_frame"))
    for name in owners.cat.categories:
        if name not in frames():
            raise unknown(name, frames(), fault("a_frame"))
    codes = owners.cat.codes.to_numpy()
    return {
        name: _taken(name, stacked, np.flatnonzero(codes == code))
        for code, name in enumerate(owners.cat.categories)
    }


def _taken(name: str, stacked: pd.DataFrame, rows: np.ndarray[Any, Any]) -> pd.DataFrame:
    """The rows of one frame with the columns and types of the contract."""
    if not len(rows):
        return from_records(name, ())
    together = rows[-1] - rows[0] + 1 == len(rows)
    where: Any = slice(rows[0], rows[-1] + 1) if together else rows
    taken: dict[str, Any] = {}
    for called, column in _called(name).items():
        if called in stacked:
            values = stacked[called].iloc[where]
            taken[column.name] = type_of(column).back(_chunked(name, column, values))
    return pd.DataFrame(taken, copy=False)


@cache
def _shared() -> frozenset[str]:
    """Column names that are words in one frame and figures in another."""
    kinds: dict[str, set[bool]] = {}
    for frame in frames().values():
        for column in frame.columns:
            kinds.setdefault(column.name, set()).add(type_of(column).is_words)
    return frozenset(name for name, seen in kinds.items() if len(seen) > 1)


@cache
def _called(name: str) -> dict[str, Column]:
    """The columns of a frame by their names in the one frame.

    Where a name is of words in one frame and of figures in another, the words give way:
    `actual` of the frame `indicators` becomes `actual_text`.
    """
    return {
        f"{column.name}_text"
        if column.name in _shared() and type_of(column).is_words
        else column.name: column
        for column in frames()[name].columns
    }


@cache
def _stacked_columns(names: tuple[str, ...]) -> dict[str, pa.DataType]:
    """The columns of the one frame with their types; text before key, number before whole."""
    order = tuple(TYPES)
    types: dict[str, str] = {}
    for name in names:
        for called, column in _called(name).items():
            types[called] = min(types.get(called, column.type), column.type, key=order.index)
    return {called: TYPES[kind].arrow for called, kind in types.items()}


def _chunked(name: str, column: Column, values: pd.Series[Any]) -> pa.ChunkedArray:
    """A column as Arrow, in the type that the dictionary gives it."""
    kind = type_of(column).arrow
    try:
        chunks = pa.array(values, from_pandas=True)
        if not isinstance(chunks, pa.ChunkedArray):
            chunks = pa.chunked_array([chunks])
        if pa.types.is_dictionary(chunks.type) and chunks.type != kind:
            chunks = chunks.cast(chunks.type.value_type)
        chunks = chunks if chunks.type == kind else _cast(chunks, kind)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError) as error:
        raise FrameError(
            fault(
                "column_of_other_type", column=column.name, name=name, type=column.type, error=error
            )
        ) from None
    if column.type == "money" and chunks.null_count:
        raise FrameError(fault("column_without_amount", column=column.name, name=name))
    return chunks


def _cast(chunks: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    if pa.types.is_dictionary(kind):
        return chunks.cast(WORDS).dictionary_encode()
    return chunks.cast(kind)
