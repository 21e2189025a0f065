"""The Parquet files of a corpus: one dataset a frame, one file in each for a part."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from juesuan.catalogue import FRAMES
from juesuan.catalogue.measures import STORED, named_frames
from juesuan.schema.types import type_of

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@cache
def arrow_schema(name: str) -> pa.Schema:
    """The types of a frame's columns in Parquet.

    The same in every file, so that the files of a dataset read as one: pandas' own choice depends
    on the values that occur.
    """
    return pa.schema([(each.name, type_of(each).arrow) for each in named_frames()[name].columns])


@cache
def layout() -> str:
    """A digest of all frames' columns and types: parts of another layout are not read with them."""
    schemas = "\n".join(f"{name}\n{arrow_schema(name)}" for name in STORED)
    return hashlib.sha256(schemas.encode()).hexdigest()[:12]


def write_part(folder: Path, stacked: Iterable[tuple[str, pd.DataFrame]]) -> dict[str, int]:
    """Write each frame as a file into a folder; frame → bytes written."""
    sizes = {}
    for name, frame in stacked:
        path = folder / f"{name}.parquet"
        table = pa.Table.from_pandas(frame, schema=arrow_schema(name), preserve_index=False)
        pq.write_table(table, path, compression="zstd")
        sizes[name] = path.stat().st_size
    return sizes


def part_path(out: Path, name: str, part: str) -> Path:
    """The file of a part in the dataset of a frame."""
    return out / name / f"{part}.parquet"


def read_part(out: Path, part: str, names: Iterable[str] = FRAMES) -> dict[str, pd.DataFrame]:
    """The frames of a part that was published."""
    return read_files({name: part_path(out, name, part) for name in names})


def read_files(files: Mapping[str, Path]) -> dict[str, pd.DataFrame]:
    """The frames of a part, each from its file; in one thread, since others work beside it."""
    return {
        name: pq.ParquetFile(path).read(use_threads=False).to_pandas(use_threads=False)
        for name, path in files.items()
    }


def is_full(error: OSError) -> bool:
    """Whether an error says that there is no room on the disk."""
    return error.errno in _FULL
