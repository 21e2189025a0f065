"""The dictionaries of frames and columns, which the frames and the docs are both made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from juesuan.catalogue.files import toml
from juesuan.errors import CatalogueError

TYPES = ("text", "key", "whole", "money", "number")


@dataclass(frozen=True)
class Column:
    """A column: its type (see columns.toml), its unit where it has one, what it means."""

    name: str
    type: str
    unit: str | None
    description: str


@dataclass(frozen=True)
class Frame:
    """A frame: what a row is, its columns in order, and the columns that name a row.

    `needed` are the columns without which its rows say nothing.
    """

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    needed: tuple[str, ...]


@cache
def columns() -> dict[str, Column]:
    """Every column by name."""
    found = {
        name: Column(name, entry["type"], entry.get("unit"), entry["description"])
        for name, entry in toml("columns.toml").items()
    }
    if wrong := [column.name for column in found.values() if column.type not in TYPES]:
        raise CatalogueError(f"columns.toml gives unknown types to {wrong}")
    return found


@cache
def frames() -> dict[str, Frame]:
    """Every frame by name, in the order of the contract."""
    return {
        name: Frame(
            name,
            entry["title"],
            tuple(entry["key"]),
            tuple(map(_column, entry["columns"])),
            tuple(entry.get("needed", ["document_id"])),
        )
        for name, entry in toml("frames.toml").items()
    }


def _column(entry: str) -> Column:
    """A column of a frame: its entry in the dictionary, or `name=entry` where that has another."""
    name, _, described = entry.partition("=")
    return replace(columns()[described or name], name=name)
