"""Which documents a build reads: files, folders, globs, zip archives, object stores."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from juesuan.catalogue.faults import fault
from juesuan.corpus.archives import closing_archives, members
from juesuan.corpus.place import (
    LARGEST,
    Place,
    file_system,
    is_url,
    refused,
    too_large,
    what_is_no_file,
)
from juesuan.corpus.stage import is_built
from juesuan.errors import NoSource
from juesuan.printable import printable

# Media in which departments publish; in a folder, other files are left alone.
SUFFIXES = frozenset(
    (
        ".txt",
        ".pdf",
        ".xlsx",
        ".xlsm",
        ".xls",
        ".et",
        ".csv",
        ".tsv",
        ".docx",
        ".doc",
        ".html",
        ".htm",
        ".mhtml",
        ".mht",
    )
)
ARCHIVES = frozenset((".zip",))
# Archives that are not opened: a person has to.
_PACKED = {".rar": "kind_rar", ".7z": "kind_zip7"}
# What programs leave beside documents: hidden files, Office's locks, macOS's forks in archives.
_NOT_OURS = (".", "~$", "__MACOSX")
# What a store tells of an object's version, the first that it knows.
_STAMPS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "created")


def find_sources(paths: Iterable[str | Path]) -> list[Place]:
    """The documents in files, folders, globs, archives and stores, each once; a folder's sorted.

    What is named itself is taken whatever its suffix. What is no file, or too large, is among them
    with its reason; so is a folder that cannot be looked into. Links to folders are not followed.
    Raises `NoSource` for a path that does not exist and a glob that matches nothing,
    `BuildError` for a store that cannot be read.
    """
    seen: set[str] = set()
    places: dict[str, Place] = {}
    with closing_archives():
        for path in (os.fspath(each) for each in paths):
            for place in _stored(path) if is_url(path) else _local(path, seen):
                for each in _unpacked(place):
                    one = _named_apart(each, places)
                    places[one.name] = one
    return list(places.values())


def _named_apart(place: Place, taken: Mapping[str, Place]) -> Place:
    """The place, named otherwise where another one has its name: two members of an archive may.

    The second 年报.pdf is 年报 (2).pdf.
    """
    name, number = place.name, 1
    while (other := taken.get(name)) and (other.path, other.member) != (place.path, place.member):
        number += 1
        stem, suffix = os.path.splitext(place.name)  # noqa: PTH122
        name = f"{stem} ({number}){suffix}"
    return replace(place, name=name)


def _local(path: str, seen: set[str]) -> Iterator[Place]:
    for named in _matches(path):
        files = _inside(named) if os.path.isdir(named) else [Place(named, named)]  # noqa: PTH112
        for file in files:
            # A file that is met twice, by a link or through two arguments, is one source.
            if (real := os.path.realpath(file.path)) not in seen:
                seen.add(real)
                yield file if file.reason else _looked_at(file)


def _looked_at(place: Place) -> Place:
    """A file with its size and time, or why it is none that is read."""
    # Absolute: processes of a cluster stand elsewhere.
    at = os.path.abspath(place.path)  # noqa: PTH100
    try:
        state = os.stat(at)  # noqa: PTH116 - a path may hold bytes that are no text
    except OSError as error:
        entry = "dead_link" if os.path.islink(at) else "system_says"  # noqa: PTH114
        why = fault(entry, error=error.strerror or error)
        return refused(replace(place, path=at), why, type(error).__name__)
    size, stamp = state.st_size, f"mtime {state.st_mtime_ns}"
    place = replace(place, path=at, size=size, stamp=stamp)
    if (kind := what_is_no_file(state.st_mode)) is not None:
        return refused(replace(place, size=0), fault("no_file", kind=kind))
    if size > LARGEST and not is_archive(os.path.basename(at)):  # noqa: PTH119
        return refused(place, too_large(size))
    return place


def _matches(path: str) -> list[str]:
    if os.path.lexists(path):
        return [str(Path(path))]
    if glob.has_magic(path) and (matched := glob.glob(path, recursive=True)):  # noqa: PTH207
        return sorted(_without_written(matched, Path(sought_in(path)).absolute()))
    entry = "no_match" if glob.has_magic(path) else "no_path"
    raise NoSource(fault(entry, path=printable(path)))


def _without_written(paths: Iterable[str], root: Path) -> Iterator[str]:
    """The paths, without what an earlier build wrote below the folder that they were sought in."""
    known: dict[Path, bool] = {}
    for path in paths:
        above = [each for each in Path(path).absolute().parents if each.is_relative_to(root)]
        known |= {each: is_built(each) for each in above if each not in known}
        if not any(known[each] for each in above):
            yield path


def sought_in(path: str) -> str:
    """The folder that a glob begins in, or the path itself."""
    while glob.has_magic(path) and not os.path.lexists(path):
        path = os.path.dirname(path)  # noqa: PTH120
    return path or "."


def _inside(folder: str) -> Iterator[Place]:
    """The documents below a folder, without what an earlier build wrote."""
    closed: list[OSError] = []
    for at, folders, files in os.walk(folder, onerror=closed.append):
        if is_built(at):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith(_NOT_OURS))
        for name in sorted(files):
            if is_document(name) or is_archive(name) or _packed(name):
                path = os.path.join(at, name)  # noqa: PTH118 - fast, over a million files
                yield Place(path, path)
    for error in closed:
        place = Place(error.filename, error.filename)
        yield refused(place, fault("folder_closed", error=error.strerror), type(error).__name__)


def is_document(name: str) -> bool:
    """Whether a file in a folder is read, by its name."""
    return _suffix(name) in SUFFIXES and not _left_alone(name)


def is_archive(name: str) -> bool:
    """Whether a file is an archive of documents, by its name."""
    return _suffix(name) in ARCHIVES and not _left_alone(name)


def _packed(name: str) -> str | None:
    """What kind of archive a file is that is not opened here, by its name; as a fault's name."""
    return None if _left_alone(name) else _PACKED.get(_suffix(name))


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122


def _left_alone(name: str) -> bool:
    # Not "..", which a member of an archive may be named with.
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith(_NOT_OURS) and part != ".." for part in parts)


def _unpacked(place: Place) -> Iterator[Place]:
    """The place itself, or the documents of an archive; an archive inside it is reported."""
    name = PurePosixPath(place.name.replace("\\", "/")).name
    if place.reason is None and (kind := _packed(name)) is not None:
        yield refused(place, fault("packed", kind=fault(kind)), "UnopenedArchive")
        return
    if place.reason is not None or not is_archive(name):
        yield place
        return
    for member in members(place):
        within = member.name.removeprefix(f"{place.name}!/")
        if member.reason is not None or is_document(within):
            yield member
        elif is_archive(within) or _packed(within):
            why = fault("packed_twice")
            yield refused(member, why, "NestedArchive")


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
        raise NoSource(fault("no_document_at", url=printable(url)))
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
