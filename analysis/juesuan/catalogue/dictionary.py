"""The dictionaries of frames and columns, which the frames and the docs are both made from."""

from __future__ import annotations

from functools import cached_property

import msgspec

from juesuan.catalogue.files import once
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.strict import Entry, all_of, one_of, toml_named

TYPES = ("text", "key", "whole", "money", "number")


class Column(Entry, frozen=True):
    """A column: its type (see columns.toml), its unit where it has one, what it means."""

    name: str
    type: str
    description: str
    unit: str | None = None

    def __post_init__(self) -> None:
        one_of(self.type, TYPES, "type")
        one_of(self.unit, lexicon().column_units, "unit")


class Frame(Entry, frozen=True):
    """A frame: what a row is, its columns in order, and the columns that name a row.

    `title_zh` names it in Chinese, `needed` are the columns without which its rows say nothing;
    identities are checked on the `checked` frames.
    """

    name: str
    title: str
    title_zh: str
    key: tuple[str, ...]
    written: tuple[str, ...] = msgspec.field(name="columns")
    needed: tuple[str, ...] = ("document_id",)
    checked: bool = False

    def __post_init__(self) -> None:
        all_of((entry.rpartition("=")[2] for entry in self.written), columns(), "column")
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise ValueError("a column stands there twice")
        all_of((*self.key, *self.needed), names, f"column of {self.name}")

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Each column: its entry in the dictionary, or that of `entry` where it is `name=entry`."""
        parts = (entry.partition("=") for entry in self.written)
        return tuple(
            msgspec.structs.replace(columns()[entry or name], name=name) for name, _, entry in parts
        )


@once
def columns() -> dict[str, Column]:
    """Every column by name."""
    return toml_named("columns.toml", Column, "name")


@once
def frames() -> dict[str, Frame]:
    """Every frame by name, in their order."""
    return toml_named("frames.toml", Frame, "name")


FRAMES = tuple(frames())
CHECKED = tuple(name for name, frame in frames().items() if frame.checked)
