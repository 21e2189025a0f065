"""Frames as CSV files, and back with the contract's types: codes stay text."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from juesuan.catalogue import frames
from juesuan.catalogue.choice import near
from juesuan.catalogue.faults import fault
from juesuan.errors import ExportError
from juesuan.frames.named import frame_named
from juesuan.schema.arrow import schema
from juesuan.schema.make import make_frame

# By this mark spreadsheets know that a file is UTF-8.
_MARK = b"\xef\xbb\xbf"


def to_csv(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write any frame as CSV in UTF-8 with a mark, which spreadsheets and pandas both read.

    Texts stand in quotes and NA is nothing at all, so that an empty code and an unknown one stay
    different; floats are written to the last digit. pandas by itself takes codes for numbers: read
    the file by `juesuan.read_csv`, or with `dtype={"code": str}`. Spreadsheets take them for
    numbers too, for them there is `to_excel`.
    """
    table = pa.Table.from_pandas(frame, preserve_index=False)
    plain = pa.schema([(field.name, _plain(field.type)) for field in table.schema])
    target = Path(path)
    with target.open("wb") as file:
        file.write(_MARK)
        pa.csv.write_csv(table.cast(plain), file)
    return target


def _plain(kind: pa.DataType) -> pa.DataType:
    return pa.large_string() if pa.types.is_dictionary(kind) or pa.types.is_null(kind) else kind


def read_csv(path: str | Path, frame: str) -> pd.DataFrame:
    """A frame of the contract (`amounts`, `verdicts` …) from a CSV file, with its types.

    The file has some or all of the frame's columns. Raises `UnknownName` for another frame, and
    `ExportError` for a file that is no CSV of it: an unknown column, a value of another type.
    """
    name = frame_named(frame)
    known = schema(name)
    convert = pa.csv.ConvertOptions(
        column_types={field.name: field.type for field in known},
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
    )
    parse = pa.csv.ParseOptions(newlines_in_values=True)
    try:
        table = pa.csv.read_csv(str(path), parse_options=parse, convert_options=convert)
    except pa.ArrowInvalid as error:
        raise ExportError(fault("no_csv", name=name, error=error), source=str(path)) from None
    for column in table.column_names:
        if column not in known.names:
            said = near(column, known.names)
            raise ExportError(
                fault("csv_column", name=name, column=column, near=said), source=str(path)
            )
    return _typed(name, table, str(path))


def _typed(name: str, table: pa.Table, source: str) -> pd.DataFrame:
    values = {}
    for column in frames()[name].columns:
        given = table.column(column.name) if column.name in table.column_names else None
        if column.type == "money" and given is not None and given.null_count:
            raise ExportError(fault("csv_blank", name=column.name), source=source)
        blank = [0] * table.num_rows if column.type == "money" else None
        values[column.name] = blank if given is None else given.to_pylist()
    names: list[str] = table.column_names
    return make_frame(name, values, table.num_rows)[names]
