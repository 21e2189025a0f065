"""Frames as Stata files."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pandas.errors import InvalidColumnName

from juesuan.catalogue.faults import fault
from juesuan.errors import ExportError

# A text of more bytes has no fixed field.
_LONGEST = 2045
# A double holds whole numbers up to here.
_LARGEST = 2**53


def to_stata(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write any frame as a Stata file (.dta, version 14 and later, UTF-8).

    NA is Stata's missing value, and an empty text where a column is of texts. Codes are texts.
    Money in 分 is a double, exact up to 2^53. A column whose name Stata does not allow (`end`,
    2022) gets an underscore in front. The index is not written. Raises `ExportError` where a whole
    number would not survive.
    """
    target = Path(path)
    columns = {str(name): _column(frame[name], f"{target}, {name}") for name in frame}
    plain = pd.DataFrame(columns, index=pd.RangeIndex(len(frame)))
    long = [name for name, values in columns.items() if _is_long(values)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InvalidColumnName)  # the docstring says it
        plain.to_stata(target, write_index=False, version=118, convert_strl=long)
    return target


def _column(values: pd.Series[Any], place: str) -> np.ndarray[Any, Any]:
    """Texts without NA, or doubles."""
    if not pd.api.types.is_numeric_dtype(values.dtype):
        return np.array(["" if pd.isna(value) else str(value) for value in values], dtype=object)
    if pd.api.types.is_integer_dtype(values.dtype) and values.abs().gt(_LARGEST).any():
        raise ExportError(fault("stata_too_large"), source=place)
    return values.to_numpy(np.float64, na_value=np.nan)


def _is_long(values: np.ndarray[Any, Any]) -> bool:
    return values.dtype == object and any(len(text.encode()) > _LONGEST for text in values)
