"""`corpus.sql`: the frames as views in DuckDB, which sees nothing but the corpus."""

from __future__ import annotations

import json
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from juesuan.catalogue import Column
from juesuan.catalogue.extras import optional_packages
from juesuan.catalogue.faults import fault
from juesuan.catalogue.measures import named_frames
from juesuan.catalogue.terms import MEASURES
from juesuan.corpus import typed
from juesuan.corpus.parts import Parts
from juesuan.errors import CorpusError
from juesuan.schema.arrays import words_of
from juesuan.schema.arrow import schema
from juesuan.schema.types import type_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CHOSEN = "chosen_documents"
_PATTERN = "*?["
# What may stand after FROM beside frames: none of these reads a file.
_FUNCTIONS = frozenset(("range", "generate_series", "unnest"))


def connect(parts: Parts, chosen: Sequence[str] | None) -> DuckDBPyConnection:
    """An in-memory connection with a view for each frame, and with nothing else in reach.

    `chosen` are the documents that the views show; None shows all. Of files it may open the parts
    of the frames, and those of a folder of its own, which is gone when the connection is.
    """
    with optional_packages():
        import duckdb

    connection = duckdb.connect(":memory:")
    if chosen is not None:
        connection.execute(f"CREATE TABLE {_CHOSEN} (document_id VARCHAR)")
        named = pa.table({"document_id": pa.array(chosen, type=pa.string())})
        connection.register("_given", named)
        connection.execute(f"INSERT INTO {_CHOSEN} SELECT document_id FROM _given")  # noqa: S608
        connection.unregister("_given")
    allowed: list[str] = []
    for name in named_frames():
        if name in MEASURES and not parts.files[name]:
            continue
        rows, there, paths = _rows(connection, parts, name)
        allowed += paths
        connection.execute(_view(name, rows, there, limited=chosen is not None))
    spill = tempfile.mkdtemp(prefix="juesuan-")
    weakref.finalize(connection, shutil.rmtree, spill, ignore_errors=True)
    for setting in (
        f"temp_directory={_text(spill)}",
        f"allowed_paths=[{', '.join(map(_text, allowed))}]",
        "enable_external_access=false",
        "lock_configuration=true",
    ):
        connection.execute(f"SET {setting}")
    return connection


def _rows(
    connection: DuckDBPyConnection, parts: Parts, name: str
) -> tuple[str, Sequence[str], Sequence[str]]:
    """What a view reads, the columns that are there, and the files that DuckDB opens for it."""
    files = parts.files[name]
    paths = [file.resolve().as_posix() for file in files]
    if not files or any(sign in path for path in paths for sign in _PATTERN):
        # DuckDB would take such a path for a pattern; Arrow reads it as it stands, if slower.
        connection.register(f"_{name}", typed.dataset(name, files))
        return f"_{name}", schema(name).names, ()
    named = ", ".join(map(_text, paths))
    # A part in which a column is empty says nothing of its type: the view's casts do.
    rows = f"read_parquet([{named}], union_by_name=true)"
    return rows, pq.read_schema(files[0]).names, paths


def _view(name: str, rows: str, there: Sequence[str], *, limited: bool) -> str:
    columns = named_frames()[name].columns
    wanted = ", ".join(_cast(column, there=column.name in there) for column in columns)
    only = f" WHERE document_id IN (SELECT document_id FROM {_CHOSEN})" if limited else ""  # noqa: S608
    return f"CREATE VIEW {_quoted(name)} AS SELECT {wanted} FROM {rows}{only}"  # noqa: S608


def _cast(column: Column, *, there: bool) -> str:
    name = _quoted(column.name)
    return f"CAST({name if there else 'NULL'} AS {type_of(column).sql}) AS {name}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def query(connection: DuckDBPyConnection, statement: str) -> pd.DataFrame:
    """What a SELECT gives; whole numbers stay whole numbers, also sums of money.

    Raises `CorpusError` with what DuckDB says of a statement that it cannot run.
    """
    with optional_packages():
        import duckdb
    try:
        kinds = [part.type for part in connection.extract_statements(statement)]
        if kinds != [duckdb.StatementType.SELECT]:
            named = ", ".join(part.name for part in kinds) or "nothing"
            raise CorpusError(fault("one_select", kind=named))
        _refuse_files(connection, statement)
        table = connection.sql(statement).to_arrow_table()
    except duckdb.Error as error:
        raise CorpusError(fault("duckdb_refuses", error=error)) from None
    return _frame(table)


def _refuse_files(connection: DuckDBPyConnection, statement: str) -> None:
    """Raises `CorpusError` for a statement that reads anything but frames.

    DuckDB refuses every file that no view needs; here, those that views need are refused too.
    """
    serialized = connection.execute("SELECT json_serialize_sql(?)", [statement]).fetchall()[0][0]
    tree = json.loads(serialized)
    if tree["error"]:
        raise CorpusError(fault("duckdb_says", error=tree["error_message"]))
    for node in _nodes(tree):
        function = node.get("function") or {}
        name = str(node.get("table_name") or function.get("function_name"))
        kind = node.get("type")
        if (kind == "TABLE_FUNCTION" and name not in _FUNCTIONS) or (
            kind == "BASE_TABLE" and any(sign in name for sign in "/\\")
        ):
            raise CorpusError(
                fault(
                    "out_of_reach",
                    name=name,
                    frames=tuple(named_frames()),
                    functions=tuple(sorted(_FUNCTIONS)),
                )
            )


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of a statement's tree."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def _frame(table: pa.Table) -> pd.DataFrame:
    names = [str(name) for name in table.column_names]
    columns = [_series(table.column(at)) for at in range(table.num_columns)]
    frame = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=range(table.num_rows))
    return frame.set_axis(names, axis=1)


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
        return pd.Series(words_of(values))
    series: pd.Series[Any] = values.to_pandas()
    return series
