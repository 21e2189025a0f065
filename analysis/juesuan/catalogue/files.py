"""Reading the data files that ship beside the code, each once."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any, ParamSpec, TypeVar, cast

from juesuan.errors import CatalogueError

Given = ParamSpec("Given")
Found = TypeVar("Found")

_kept: list[Callable[[], None]] = []


def once(load: Callable[Given, Found]) -> Callable[Given, Found]:
    """A function that reads data files, and what it made of them, kept until `forget`."""
    kept = cache(load)
    _kept.append(kept.cache_clear)
    return cast("Callable[Given, Found]", kept)


def forget() -> None:
    """Read every data file anew when it is asked for next: a test has put other text there."""
    for clear in _kept:
        clear()


def text(name: str, room: str = "catalogue/data") -> str:
    """The text of the data file `juesuan/ROOM/NAME`, UTF-8."""
    return files("juesuan").joinpath(room, name).read_text(encoding="utf-8")


def toml(name: str, room: str = "catalogue/data") -> dict[str, Any]:
    """A TOML data file as a dictionary; raises `CatalogueError` where it is none."""
    try:
        return tomllib.loads(text(name, room))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(str(error), source=name) from error


def rows(name: str) -> list[dict[str, str | None]]:
    """The rows of a CSV data file; a blank cell is None. Raises `CatalogueError` for a torn row."""
    header, *found = csv.reader(text(name).splitlines())
    if torn := next((row for row in found if len(row) != len(header)), None):
        raise CatalogueError(f"{','.join(torn)!r} has not {len(header)} cells", source=name)
    return [dict(zip(header, [cell or None for cell in row], strict=True)) for row in found]
