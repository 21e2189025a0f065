"""The suites of `expectations/`: every identity of the final accounts, as data.

The files are Great Expectations suites. This module reads them without that library; a key, a
type or a word that it does not know is an error, since an identity dropped in silence is the worst
that can happen here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from juesuan.catalogue import frames
from juesuan.catalogue.strict import Entry, nearest, typed
from juesuan.errors import SuiteError
from juesuan.identities.addition import Sum
from juesuan.identities.identity import Arguments, Identity, types

_ENDING = ".json"


class Meta(Entry, frozen=True):
    """What an expectation says of itself: its name, its formula, where that comes from."""

    identity: str
    formula: str
    source: str


class Expectation(Entry, frozen=True):
    """An entry of a suite."""

    type: str
    kwargs: dict[str, Any]
    meta: Meta


class SuiteMeta(Entry, frozen=True):
    """What a suite says of itself."""

    title: str = ""


class Suite(Entry, frozen=True):
    """A file of `expectations/`, its entries as they are written."""

    name: str
    expectations: list[dict[str, Any]]
    meta: SuiteMeta


def suite_folder() -> Traversable:
    """`expectations/`: inside an installed package, or at the top of a working copy."""
    packaged = files("juesuan") / "expectations"
    if packaged.is_dir():
        return packaged
    folder = Path(__file__).resolve().parents[3] / "expectations"
    if folder.is_dir():
        return folder
    raise SuiteError("the folder expectations/ is missing", hint="Install juesuan again.")


@cache
def identities() -> tuple[Identity, ...]:
    """Every identity of every suite, in the order of the files' names.

    Raises `SuiteError` naming file, identity and key for what this version does not know.
    """
    return identities_in(suite_folder(), types())


@cache
def sums() -> tuple[Sum, ...]:
    """The identities over the amounts of tables."""
    return tuple(identity for identity in identities() if isinstance(identity, Sum))


def checked_frames() -> tuple[str, ...]:
    """The frames that the identities are checked on, in the order of the contract."""
    needed = {frame for identity in identities() for frame in identity.arguments.needed}
    # Years and what is printed, or blank, are looked up for many types.
    needed |= {"documents", "tables", "rows", "amounts"}
    return tuple(frame for frame in frames() if frame in needed)


def identities_in(
    folder: Traversable, known: Mapping[str, type[Arguments]]
) -> tuple[Identity, ...]:
    """Every identity of the suites of a folder, whose types are the known ones."""
    named: dict[str, tuple[str, Identity]] = {}
    for file, suite in read_suites(folder):
        for entry in suite.expectations:
            identity = identity_of(suite.name, entry, known, file)
            if identity.name in named:
                raise SuiteError(
                    f"two expectations are called {identity.name}, the other one is in "
                    f"{named[identity.name][0]}",
                    source=file,
                )
            named[identity.name] = file, identity
    return tuple(identity for _, identity in named.values())


def read_suites(folder: Traversable) -> list[tuple[str, Suite]]:
    """The suites of a folder with the names of their files, in the order of these names."""
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    return [(path.name, _read(path)) for path in paths if path.name.endswith(_ENDING)]


def _read(path: Traversable) -> Suite:
    try:
        content = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once)
    except ValueError as error:
        raise SuiteError(f"this is no suite: {error}", source=path.name) from error
    suite = typed(content, Suite, path.name, SuiteError)
    if suite.name != path.name.removesuffix(_ENDING):
        raise SuiteError(f"the suite calls itself {suite.name!r}", source=path.name)
    return suite


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """An object of which no key stands twice."""
    members: dict[str, Any] = {}
    for key, value in pairs:
        if key in members:
            raise ValueError(f"the key {key!r} stands twice")
        members[key] = value
    return members


def identity_of(
    suite: str,
    expectation: Mapping[str, Any],
    known: Mapping[str, type[Arguments]] | None = None,
    file: str | None = None,
) -> Identity:
    """The identity that an entry of a suite (`type`, `kwargs`, `meta`) states.

    `known` are the types that it may have, those within a document by default. Raises
    `SuiteError` for a key, a type or a word that this version does not know.
    """
    known = types() if known is None else known
    meta = expectation.get("meta")
    name = meta.get("identity") if isinstance(meta, Mapping) else None
    place = ", ".join(str(part) for part in (file or suite, name) if part)
    entry = typed(dict(expectation), Expectation, place, SuiteError)
    if entry.type not in known:
        close = nearest(entry.type, known)
        raise SuiteError(f"type: unknown type {entry.type!r}{close}", source=place or None)
    arguments = typed(entry.kwargs, known[entry.type], place, SuiteError)
    return arguments.identity(entry.meta.identity, suite, entry.meta.formula, entry.meta.source)
