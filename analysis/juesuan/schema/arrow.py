"""The columns of a frame as Arrow types."""

from __future__ import annotations

from functools import cache

import pyarrow as pa

from juesuan.catalogue.measures import named_frames
from juesuan.schema.types import type_of


@cache
def schema(name: str) -> pa.Schema:
    """The columns of a frame with their Arrow types."""
    columns = named_frames()[name].columns
    return pa.schema([(column.name, type_of(column).plain) for column in columns])
