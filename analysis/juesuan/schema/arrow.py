"""The columns of a frame as Arrow types."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pyarrow as pa

from juesuan.catalogue import frames

# type of a column in the dictionary → its type in Arrow, whatever a part says: a part in which a
# category has no value does not say that it is one of words
_ARROW: Mapping[str, pa.DataType] = {
    "text": pa.large_string(),
    "key": pa.string(),
    "whole": pa.int64(),
    "money": pa.int64(),
    "number": pa.float64(),
}


@cache
def schema(name: str) -> pa.Schema:
    """The columns of a frame with their Arrow types."""
    return pa.schema([(column.name, _ARROW[column.type]) for column in frames()[name].columns])
