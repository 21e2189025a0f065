"""`corpus.sql`: the frames as views in DuckDB, which sees nothing but the corpus."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from juesuan.catalogue import Column, frames
from juesuan.corpus import typed
from juesuan.corpus.parts import parts
from juesuan.errors import CorpusError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# type of a column in the dictionary → its type in SQL
_SQL = {
    "text": "VARCHAR",
    "key": "VARCHAR",
    "whole": "BIGINT",
    "money": "BIGINT",
    "number": "DOUBLE",
}
_CHOSEN = "chosen_documents"
_PATTERN = "*?["
_STRING = pd.StringDtype(na_value=np.nan)


def connect(folder: Path, chosen: Sequence[str] | None) -> DuckDBPyConnection:
    """An in-memory connection with a view for each frame, and with nothing else in reach.

    `chosen` are the documents that the views show; None shows all.
    """
    import duckdb

    connection = duckdb.connect(":memory:")
    if chosen is not None:
        connection.execute(f"CREATE TABLE {_CHOSEN} (document_id VARCHAR)")
        named = pa.table({"document_id": pa.array(chosen, type=pa.string())})
        connection.register("_given", named)
        connection.execute(f"INSERT INTO {_CHOSEN} SELECT document_id FROM _given")  # noqa: S608
        connection.unregister("_given")
    for name in frames():
        rows, there = _rows(connection, folder, name)
        connection.execute(_view(name, rows, there, limited=chosen is not None))
    for setting in (
        f"temp_directory={_text(str(Path(tempfile.gettempdir()) / 'juesuan-duckdb'))}",
        f"allowed_directories=[{_text(folder.resolve().as_posix() + '/')}]",
        "enable_external_access=false",
        "lock_configuration=true",
    ):
        connection.execute(f"SET {setting}")
    return connection


def _rows(connection: DuckDBPyConnection, folder: Path, name: str) -> tuple[str, Sequence[str]]:
    """What a view reads, and the columns that are there."""
    files = parts(folder, name)
    paths = [file.resolve().as_posix() for file in files]
    if not files or any(sign in path for path in paths for sign in _PATTERN):
        # DuckDB would take such a path for a pattern; Arrow reads it as it stands, if slower.
        connection.register(f"_{name}", typed.dataset(name, files))
        return f"_{name}", typed.schema(name).names
    named = ", ".join(map(_text, paths))
    # A part in which a column is empty says nothing of its type: the view's casts do.
    return f"read_parquet([{named}], union_by_name=true)", pq.read_schema(files[0]).names


def _view(name: str, rows: str, there: Sequence[str], *, limited: bool) -> str:
    columns = frames()[name].columns
    wanted = ", ".join(_cast(column, there=column.name in there) for column in columns)
    only = f" WHERE document_id IN (SELECT document_id FROM {_CHOSEN})" if limited else ""  # noqa: S608
    return f"CREATE VIEW {_quoted(name)} AS SELECT {wanted} FROM {rows}{only}"  # noqa: S608


def _cast(column: Column, *, there: bool) -> str:
    kind = _SQL[column.type]
    return f"CAST({_name(column) if there else 'NULL'} AS {kind}) AS {_name(column)}"


def _name(column: Column) -> str:
    return _quoted(column.name)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def query(connection: DuckDBPyConnection, statement: str) -> pd.DataFrame:
    """What a SELECT gives; whole numbers stay whole numbers, also sums of money.

    Raises `CorpusError` with what DuckDB says of a statement that it cannot run.
    """
    import duckdb

    try:
        kinds = [each.type for each in connection.extract_statements(statement)]
        if kinds != [duckdb.StatementType.SELECT]:
            said = ", ".join(each.name for each in kinds) or "nothing"
            raise CorpusError(f"one SELECT gives a frame, and this is {said}")
        table = connection.sql(statement).to_arrow_table()
    except duckdb.Error as error:
        raise CorpusError(
            f"DuckDB says: {error}",
            hint=(
                "Each frame is a table (amounts, documents, verdicts …); a column whose name is a "
                'word of SQL stands in double quotes, as "table" and "end" do.'
            ),
        ) from None
    return _frame(table)


def _frame(table: pa.Table) -> pd.DataFrame:
    names = [str(name) for name in table.column_names]
    columns = [_series(table.column(at)) for at in range(table.num_columns)]
    found = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=range(table.num_rows))
    return found.set_axis(names, axis=1)


def _series(values: pa.ChunkedArray) -> pd.Series[Any]:
    kind = values.type
    if pa.types.is_decimal(kind) and kind.scale == 0:
        # A sum of whole numbers is wider in DuckDB; it is the same whole number.
        try:
            values = values.cast(pa.int64())
        except pa.ArrowInvalid:
            whole = [None if each is None else int(each) for each in values.to_pylist()]
            return pd.Series(whole, dtype=object)
    if pa.types.is_integer(values.type) and values.null_count:
        return pd.Series(pd.array(values.to_pylist(), dtype="Int64"))
    if pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
        return pd.Series(_STRING.__from_arrow__(values))  # type: ignore[attr-defined]
    found: pd.Series[Any] = values.to_pandas()
    return found
