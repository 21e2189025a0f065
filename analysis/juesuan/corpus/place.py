"""Where a document lies: a file, a member of an archive, an object of a store."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from juesuan.errors import BuildError

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a document is read from.

    `name` is what the manifest calls it, unique among the places of a build; a member of an
    archive is `archive.zip!/member.pdf`. `path` is the file's path or URL, `member` the number of
    the archive's member. `size` in bytes and `stamp` (a time, a checksum) tell without reading
    whether it may have changed. `error` and `reason` are why it cannot be read at all.
    """

    name: str
    path: str
    member: int | None = None
    size: int = 0
    stamp: str = ""
    error: str | None = None
    reason: str | None = None


def printable(path: str | Path) -> str:
    """A path as text that can be written anywhere, also where its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def is_url(path: str) -> bool:
    """Whether it is a URL, such as s3://bucket/folder; a drive of Windows is none."""
    return bool(_URL.match(path))


def open_place(path: str) -> IO[bytes]:
    """A file or an object of a store, open for reading. Raises OSError and `BuildError`."""
    if not is_url(path):
        return Path(path).open("rb")
    return cast("IO[bytes]", file_system(path).open(path, "rb"))


def file_system(url: str) -> Any:
    """The file system of a URL. Raises `BuildError` where a package for it is missing."""
    try:
        from fsspec.core import url_to_fs

        return url_to_fs(url)[0]
    except (ImportError, ValueError) as error:
        raise BuildError(
            f"URLs of this kind cannot be read here: {error}",
            source=url,
            hint='Install what is missing: python -m pip install "juesuan[stores]", and for the '
            "store itself its package, such as s3fs, gcsfs, adlfs or ossfs.",
        ) from error


def read_place(place: Place) -> bytes:
    """The bytes of a document. Raises OSError, and `UnreadableDocument` for a bad archive."""
    if place.member is not None:
        from juesuan.corpus.archives import read_member

        return read_member(place)
    with open_place(place.path) as file:
        return file.read()


def hash_place(place: Place) -> str:
    """The SHA-256 of a document, as hexadecimal digits."""
    if place.member is not None:
        return hashlib.sha256(read_place(place)).hexdigest()
    with open_place(place.path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
