"""Parquet parts as frames of the contract: its columns, their types, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from juesuan.catalogue.faults import fault
from juesuan.catalogue.measures import named_frames
from juesuan.errors import CorpusError
from juesuan.schema.arrow import schema
from juesuan.schema.types import type_of


def dataset(name: str, files: Sequence[Path]) -> ds.Dataset:
    """The parts of a frame as a dataset that filters are pushed down to.

    A column that the parts lack, as those of an older build may, is NA.
    """
    if not files:
        return ds.dataset(schema(name).empty_table())
    with _standing():
        return ds.dataset([str(path) for path in files], schema=schema(name), format="parquet")


def table(source: ds.Dataset, columns: Sequence[str], where: Any = None) -> pa.Table:
    """Columns of a dataset's rows that an expression means.

    Raises `CorpusError` where its files are those of a corpus that is no more.
    """
    with _standing():
        return source.to_table(columns=list(columns), filter=where)


@contextmanager
def _standing() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise CorpusError(fault("corpus_rebuilt", error=error)) from None


def read(
    name: str, source: ds.Dataset, columns: Sequence[str] | None = None, where: Any = None
) -> pd.DataFrame:
    """The rows of a dataset that an expression means, with the contract's types."""
    wanted = schema(name).names if columns is None else columns
    return typed(name, table(source, wanted, where))


def typed(name: str, rows: pa.Table) -> pd.DataFrame:
    """An Arrow table of some of a frame's columns as that frame."""
    known = {column.name: column for column in named_frames()[name].columns}
    columns = {
        called: pd.Series(type_of(known[called]).back(rows.column(called)), copy=False)
        for called in rows.column_names
    }
    return pd.DataFrame(columns, copy=False, index=pd.RangeIndex(rows.num_rows))
