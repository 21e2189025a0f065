"""Where a document lies: a file, a member of an archive, an object of a store."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, replace
from typing import IO, Any, cast

from juesuan.catalogue.extras import optional_packages
from juesuan.catalogue.faults import Fault, fault
from juesuan.catalogue.remarks import Value
from juesuan.errors import BuildError, UnreadableDocument
from juesuan.printable import printable

# No document is so large, in bytes.
LARGEST = 256 * 2**20
# A pipe without a writer would keep whoever opens it waiting; Windows has no such flag.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a document is read from.

    `name` is what the manifest calls it, unique among the places of a build; a member of an
    archive is `archive.zip!/member.pdf`. `path` is the file's path or URL, `member` the number of
    the archive's member. `size` in bytes and `stamp` (a time, a checksum) tell without reading
    whether it may have changed. `error` and `reason` are why it cannot be read at all. `members`
    are the places that a document is read from which is published in parts.
    """

    name: str
    path: str
    member: int | None = None
    size: int = 0
    stamp: str = ""
    error: str | None = None
    reason: str | None = None
    members: tuple[Place, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", printable(self.name))


def is_url(path: str) -> bool:
    """Whether it is a URL, such as s3://bucket/folder; a drive of Windows is none."""
    return bool(_URL.match(path))


def refused(place: Place, reason: Value, error: str = "UnreadableDocument") -> Place:
    """The place with the reason why it cannot be read."""
    return replace(place, error=error, reason=str(fault("refused", place=place.name, why=reason)))


def open_place(path: str) -> IO[bytes]:
    """A file or an object of a store, open for reading.

    Raises OSError, `BuildError`, and `UnreadableDocument` for what is no file, such as a pipe.
    """
    if is_url(path):
        return cast("IO[bytes]", file_system(path).open(path, "rb"))
    return open(path, "rb", opener=_opened)


def _opened(path: str, flags: int) -> int:
    """Open a file, and nothing else: what was one in the walk may be a pipe now."""
    handle = os.open(path, flags | _AT_ONCE)
    if (kind := what_is_no_file(os.fstat(handle).st_mode)) is not None:
        os.close(handle)
        raise UnreadableDocument(fault("no_file", kind=kind), source=printable(path))
    return handle


_KINDS = (
    (stat.S_ISDIR, "kind_folder"),
    (stat.S_ISFIFO, "kind_pipe"),
    (stat.S_ISSOCK, "kind_socket"),
    (stat.S_ISCHR, "kind_device"),
    (stat.S_ISBLK, "kind_device"),
)


def what_is_no_file(mode: int) -> Fault | None:
    """What something is that is no file, by its mode; None for a file."""
    if stat.S_ISREG(mode):
        return None
    return fault(next((name for test, name in _KINDS if test(mode)), "kind_other"))


def file_system(url: str) -> Any:
    """The file system of a URL. Raises `MissingExtra`, and `BuildError` for one out of reach."""
    with optional_packages():
        from fsspec.core import url_to_fs
    try:
        return url_to_fs(url)[0]
    except (ImportError, ValueError) as error:
        raise BuildError(fault("store_unreachable", error=error), source=url) from error


def too_large(size: int) -> Fault:
    """Why something of so many bytes is not read."""
    return fault("file_too_large", size=size / 2**20, most=LARGEST / 2**20)
