"""The dictionaries of frames and columns, which the frames and the docs are both made from."""

from __future__ import annotations

from functools import cached_property

import msgspec

from juesuan.catalogue.files import once
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.strict import Entry, all_of, one_of, toml_named
from juesuan.language import Language, options

TYPES = ("text", "key", "whole", "money", "number", "truth")


class Column(Entry, frozen=True):
    """A column: its type (see columns.toml), its unit where it has one, what it means.

    `title` and `title_zh` head it where people read it.
    """

    name: str
    title: str
    title_zh: str
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
        for titles in ("title", "title_zh"):
            labels = [getattr(column, titles) for column in self.columns]
            if twice := sorted({label for label in labels if labels.count(label) > 1}):
                raise ValueError(f"two of its columns have the {titles} {twice[0]!r}")
        all_of((*self.key, *self.needed), names, f"column of {self.name}")

    def labels(self, language: Language) -> dict[str, str]:
        """Each column's title by its name."""
        return {c.name: c.title if language == "en" else c.title_zh for c in self.columns}

    @property
    def called(self) -> str:
        """What a row is, or in Chinese what the frame is called."""
        return self.title if options.language == "en" else self.title_zh

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Each column in its place."""
        return self._told

    @property
    def _told(self) -> tuple[Column, ...]:
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
