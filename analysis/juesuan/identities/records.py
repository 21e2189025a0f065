"""Which records of a frame an identity means, and their figures."""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec
import numpy as np

from juesuan.catalogue import frames
from juesuan.catalogue.strict import Entry
from juesuan.identities.columns import Columns, coded, equal, first_rows
from juesuan.identities.dictionaries import (
    columns_of,
    refuse,
    refuse_directions,
    refuse_pattern,
    values_of,
)
from juesuan.identities.operands import OF_NOTHING
from juesuan.identities.stack import Stack

# Figures that are no money are held in whole millionths.
PARTS_OF_ONE = 1_000_000

# The columns that a group of records is named by, the first that it has.
SHOWN = ("subject", "item", "project", "goal", "reason")

Value = str | int | float | None


class Records(Entry, frozen=True):
    """Records of a frame with the figure in `column`: 分 where its name ends in _fen.

    `where` (column → value, list of values, null for NA) chooses the records, and so does `like`
    (column → a pattern that its text holds). `weight` multiplies
    the figure, `signs` (direction → 1 or -1) too; `as` gives columns other names; records that
    agree in the columns `once` count once, and where their figures differ the group is ambiguous.
    `needed`: a group without such a record is not about the identity.
    """

    frame: str
    column: str
    where: dict[str, Value | tuple[Value, ...]] = msgspec.field(default_factory=dict)
    weight: int = 1
    signs: dict[str, int] = msgspec.field(default_factory=dict)
    as_: dict[str, str] = msgspec.field(name="as", default_factory=dict)
    like: dict[str, str] = msgspec.field(default_factory=dict)
    once: tuple[str, ...] = ()
    needed: bool = False

    def __post_init__(self) -> None:
        refuse("frame", self.frame, frames(), "frame")
        columns = columns_of(self.frame)
        of = f"column of the frame {self.frame}"
        refuse("column", self.column, columns, of)
        kind = next(each.type for each in frames()[self.frame].columns if each.name == self.column)
        if kind not in ("money", "whole", "number"):
            raise ValueError(f"column: {self.column} holds no figures")
        if self.is_money:
            refuse("column", self._precision, columns, f"{of} (the precision of {self.column})")
        chosen: dict[str, Collection[str]] = {
            "where": self.where,
            "like": self.like,
            "once": self.once,
            "as": self.as_,
        }
        for key, names in chosen.items():
            for name in names:
                refuse(key, name, columns, of)
        for name, value in self.where.items():
            self._refuse_value(name, value)
        for pattern in self.like.values():
            refuse_pattern("like", pattern)
        refuse_directions("signs", self.signs)
        if self.signs and not set(_listed(self.where.get("direction"))) <= set(self.signs):
            raise ValueError("signs: where has to choose directions that have a sign")
        if not self.weight:
            raise ValueError("weight: a part of weight 0 says nothing; leave it out")

    def _refuse_value(self, column: str, value: Value | tuple[Value, ...]) -> None:
        allowed = values_of(self.frame, column, self.where)
        for word in _listed(value):
            if allowed is not None and word is not None:
                refuse(f"where.{column}", word, allowed, column)

    @property
    def is_money(self) -> bool:
        """Whether the figures are 分."""
        return self.column.endswith("_fen")

    @property
    def _precision(self) -> str:
        """The column with one unit of the last digit of each figure."""
        own = self.column.replace("_fen", "_precision_fen")
        return own if own in columns_of(self.frame) else "precision_fen"

    @property
    def called(self) -> Collection[str]:
        """The names of the columns, new ones included."""
        return (*columns_of(self.frame), *self.as_.values())

    def select(self, stack: Stack) -> Columns:
        """The records, with `value` and its units.

        `unit` is one unit of the last digit as printed, `fine` as the document's tables print.
        """
        frame, column = stack.columns(self.frame), self.column
        mask = frame.known(column)
        for name, wanted in self.where.items():
            mask &= ~frame.known(name) if wanted is None else equal(frame[name], wanted)
        frame = frame.take(mask)
        for name, pattern in self.like.items():
            texts = frame.words(name).tolist()
            like = np.array([bool(re.search(pattern, text)) for text in texts], dtype=np.bool_)
            frame = frame.take(like)
        if self.is_money:
            unit, value = frame.whole(self._precision), frame.whole(column)
            unit = np.where(value == 0, np.minimum(unit, OF_NOTHING), unit)
        else:
            value = np.rint(frame.numbers(column) * PARTS_OF_ONE).astype(np.int64)
            unit = np.zeros(frame.size, dtype=np.int64)
        finest = stack.finest_of(frame["document_id"])
        fine = np.where(finest < 0, unit, np.minimum(unit, finest))
        if self.signs:
            value = value * np.array(
                [self.signs[word] for word in frame["direction"]], dtype=np.int64
            )
        size = abs(self.weight)
        renamed = {new: frame[old] for old, new in self.as_.items()}
        twice = np.zeros(frame.size, dtype=np.int64)
        records = frame.assign(
            value=value * self.weight, unit=unit * size, fine=fine * size, **renamed
        )
        if self.once:
            (key,) = coded([frame[name] for name in ("document_id", *self.once)])
            first = first_rows(key)
            np.maximum.at(twice, first[key], (value != value[first[key]]).astype(np.int64))
            return records.assign(twice=twice).take(first)
        return records.assign(twice=twice)


def _listed(value: Value | tuple[Value, ...]) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)


def refuse_groups(by: Collection[str], chosen: Collection[Records]) -> None:
    """Refuse to group records by columns that some of them do not have."""
    if "document_id" not in by:
        raise ValueError("by: document_id has to be in it, documents do not add up")
    for records in chosen:
        for name in by:
            refuse("by", name, records.called, f"column of the frame {records.frame}")


def named(checks: Columns, by: list[str]) -> Columns:
    """The group's own words as the name of the check."""
    shown = [name for name in by if name in SHOWN]
    return checks.assign(name=checks[shown[0]]) if shown else checks
