"""Which documents a build reads: files, folders, globs, zip archives, object stores."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from juesuan.corpus.archives import closing_archives, members
from juesuan.corpus.manifest import MANIFEST
from juesuan.corpus.place import Place, file_system, is_url, printable

# Media in which departments publish; in a folder, other files are left alone.
SUFFIXES = frozenset(
    (
        ".txt",
        ".pdf",
        ".xlsx",
        ".xlsm",
        ".xls",
        ".et",
        ".docx",
        ".doc",
        ".html",
        ".htm",
        ".mhtml",
        ".mht",
    )
)
ARCHIVES = frozenset((".zip",))
# What programs leave beside documents: hidden files, Office's locks, macOS's forks in archives.
_NOT_OURS = (".", "~$", "__MACOSX")
# What a store tells of an object's version, the first that it knows.
_STAMPS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "created")


def find_sources(paths: Iterable[str | Path]) -> list[Place]:
    """The documents in files, folders, globs, archives and stores, each once; a folder's sorted.

    What is named itself is taken whatever its suffix. Raises FileNotFoundError for a path that
    does not exist and a glob that matches nothing, `BuildError` for a store that cannot be read.
    """
    seen: set[str] = set()
    found: dict[str, Place] = {}
    with closing_archives():
        for path in (os.fspath(each) for each in paths):
            for place in _stored(path) if is_url(path) else _local(path, seen):
                for each in _unpacked(place):
                    found.setdefault(each.name, each)
    return list(found.values())


def _local(path: str, seen: set[str]) -> Iterator[Place]:
    for named in _matches(path):
        files = _inside(named) if os.path.isdir(named) else [named]  # noqa: PTH112
        for file in files:
            # A file that is met twice, by a link or through two arguments, is one source.
            if (real := os.path.realpath(file)) not in seen:
                seen.add(real)
                state = os.stat(file)  # noqa: PTH116 - a path may hold bytes that are no text
                # Absolute: processes of a cluster stand elsewhere.
                at, stamp = os.path.abspath(file), f"mtime {state.st_mtime_ns}"  # noqa: PTH100
                yield Place(printable(file), at, None, state.st_size, stamp)


def _matches(path: str) -> list[str]:
    if os.path.exists(path):  # noqa: PTH110
        return [str(Path(path))]
    if glob.has_magic(path) and (matched := glob.glob(path, recursive=True)):  # noqa: PTH207
        return sorted(matched)
    kind = "nothing matches" if glob.has_magic(path) else "there is no file or folder"
    raise FileNotFoundError(f"{kind} {path}")


def _inside(folder: str) -> Iterator[str]:
    """The documents below a folder, without what an earlier build wrote."""
    for at, folders, files in os.walk(folder):
        if MANIFEST in files and "documents" in folders:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith(_NOT_OURS))
        for name in sorted(files):
            if is_document(name) or is_archive(name):
                yield os.path.join(at, name)  # noqa: PTH118 - fast, over a million files


def is_document(name: str) -> bool:
    """Whether a file in a folder is read, by its name."""
    return _suffix(name) in SUFFIXES and not _left_alone(name)


def is_archive(name: str) -> bool:
    """Whether a file is an archive of documents, by its name."""
    return _suffix(name) in ARCHIVES and not _left_alone(name)


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122


def _left_alone(name: str) -> bool:
    return any(part.startswith(_NOT_OURS) for part in PurePosixPath(name.replace("\\", "/")).parts)


def _unpacked(place: Place) -> Iterator[Place]:
    """The place itself, or the documents of an archive; an archive inside it is reported."""
    if not is_archive(place.name.rsplit("/", 1)[-1]):
        yield place
        return
    for member in members(place):
        within = member.name.removeprefix(f"{place.name}!/")
        if member.reason is not None or is_document(within):
            yield member
        elif is_archive(within):
            why = f"{member.name}: an archive inside an archive is not opened; unpack it"
            yield replace(member, error="NestedArchive", reason=why)


def _stored(url: str) -> Iterator[Place]:
    """The documents of an object store: one object, a folder of them, or a glob."""
    system = file_system(url)
    scheme = url.split("://", 1)[0]
    if glob.has_magic(url):
        matched = system.glob(url, detail=True)
    elif system.isdir(url):
        matched = {
            name: about
            for name, about in system.find(url, detail=True).items()
            if is_document(_within(name, url)) or is_archive(_within(name, url))
        }
    else:
        matched = {url: system.info(url)} if system.exists(url) else {}
    if not matched:
        raise FileNotFoundError(f"there is no document at {url}")
    for name, about in sorted(matched.items()):
        if about.get("type", "file") == "file":
            full = name if is_url(name) else f"{scheme}://{name}"
            yield Place(full, full, None, int(about.get("size") or 0), _stamp(about))


def _within(name: str, url: str) -> str:
    """An object's name below the folder that was asked for."""
    folder = url.split("://", 1)[1].strip("/")
    return name.split(f"{folder}/", 1)[-1]


def _stamp(about: dict[str, Any]) -> str:
    return next((f"{key} {about[key]}" for key in _STAMPS if about.get(key)), "")
