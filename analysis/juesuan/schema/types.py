"""The one map of column types: what a type of the dictionary is wherever columns go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import pyarrow as pa

from juesuan.catalogue import Column
from juesuan.schema import arrays
from juesuan.schema.arrays import WORDS, Array


class ColumnType(msgspec.Struct, frozen=True):
    """A type of columns.

    `pandas` names it in the docs, `arrow` is what Parquet and the one frame of Great Expectations
    hold, `plain` what a dataset is read as, `sql` its type there, `cell` what a workbook's cells
    hold. `made` makes an array of plain values, `back` of Arrow's.
    """

    pandas: str
    arrow: pa.DataType
    plain: pa.DataType
    sql: str
    cell: str
    made: Callable[[Sequence[Any]], Array]
    back: Callable[[pa.ChunkedArray], Array]

    @property
    def is_words(self) -> bool:
        """Its values are words and no numbers."""
        return self.cell == "text"


_KEY = pa.dictionary(pa.int32(), WORDS)
_INT, _FLOAT = pa.int64(), pa.float64()

# Of two types of words, and of two types of numbers, the first can hold the other.
TYPES: Mapping[str, ColumnType] = {
    "text": ColumnType("string", WORDS, WORDS, "VARCHAR", "text", arrays.words, arrays.words_of),
    # A part in which a category has no value does not say that it is one of words: read as words.
    "key": ColumnType(
        "category", _KEY, pa.string(), "VARCHAR", "text", arrays.keys, arrays.keys_of
    ),
    "number": ColumnType(
        "float64", _FLOAT, _FLOAT, "DOUBLE", "number", arrays.numbers, arrays.plain_of
    ),
    "whole": ColumnType(
        "Int64", _INT, _INT, "BIGINT", "whole number", arrays.wholes, arrays.wholes_of
    ),
    "money": ColumnType(
        "int64", _INT, _INT, "BIGINT", "whole number", arrays.money, arrays.plain_of
    ),
    "truth": ColumnType(
        "boolean", pa.bool_(), pa.bool_(), "BOOLEAN", "truth", arrays.truths, arrays.truths_of
    ),
}


def type_of(column: Column) -> ColumnType:
    """The type of a column of the dictionary."""
    return TYPES[column.type]
