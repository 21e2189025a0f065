"""Frames of any number of documents, and what the rules need of them, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from juesuan.catalogue import frames
from juesuan.catalogue.choice import unknown
from juesuan.catalogue.faults import fault
from juesuan.errors import FrameError
from juesuan.identities.agreement import agreeing
from juesuan.identities.columns import Columns, Positions, Values, coded, first_rows
from juesuan.identities.intake import Intake, intake
from juesuan.identities.pairing import paired
from juesuan.identities.places import Places, places
from juesuan.schema import from_records
from juesuan.schema.candidates import joined

Made = TypeVar("Made")


class Stack:
    """The frames of the contract, by name, stacked over documents.

    `rows` and `tables` are made from `amounts` where they are not given: then every row that
    prints an amount is there, blank rows are not known of. Raises `UnknownName` for a frame that
    there is not, `FrameError` for one that lacks a column or contradicts itself. `own` frames were
    made by reading, which writes 万元 from 分: they are not asked whether the two agree.
    """

    def __init__(self, named: Mapping[str, pd.DataFrame], *, own: bool = False) -> None:
        for name in named:
            if name not in frames():
                raise unknown(name, frames(), fault("a_frame"))
        self._frames = {name: _numbered(frame) for name, frame in named.items()}
        if not own:
            for name, frame in named.items():
                agreeing(name, frame)
        self._check()
        if "amounts" in named:
            for name, made_of in (("rows", _rows), ("tables", _tables)):
                if name not in named:
                    self._frames[name] = made_of(self._frames["amounts"])
        self._columns: dict[str, Columns] = {}
        self._made: dict[str, Any] = {}
        self._check()

    def __contains__(self, name: str) -> bool:
        return name in self._frames

    def __getitem__(self, name: str) -> pd.DataFrame:
        """A frame; an empty one where it was not given."""
        if name in self._frames:
            return self._frames[name]
        # It does not count as given: a rule that needs it has to say that it is not there.
        return self.once(f"empty {name}", lambda: from_records(name, ()))

    def columns(self, name: str) -> Columns:
        """The columns of a frame; none of them has a row where it was not given."""
        if name not in self._columns:
            self._columns[name] = Columns.of(self[name])
        return self._columns[name]

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What several rules need, worked out by the first that asks for it."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made

    @cached_property
    def documents(self) -> pd.Index:
        """Every document, in the order of the first frame that names them all."""
        order = ("documents", "tables", *self._frames)
        ids = [self._frames[name]["document_id"] for name in order if name in self._frames]
        return pd.Index(pd.concat(ids).unique(), dtype="str") if ids else pd.Index([], dtype="str")

    @cached_property
    def intake(self) -> Intake:
        """Amounts, rows and tables as arrays."""
        return intake(self["amounts"], self["rows"], self["tables"])

    @cached_property
    def paired(self) -> Columns:
        """Claims with the amounts that they follow from."""
        return paired(self.columns("claims"))

    @cached_property
    def coded_rows(self) -> Columns:
        """The printed rows with a code."""
        rows = self.columns("rows")
        return rows.take(rows.words("code") != "")

    @cached_property
    def places(self) -> Places:
        """Where each amount of a table stands."""
        return places(self.columns("amounts"), self.columns("rows"), self.columns("tables"))

    def finest_of(self, documents: Values) -> Positions:
        """One unit of the finest printed digit in the tables of each document, in 分; −1: none."""
        return np.fromiter((self._finest.get(name, -1) for name in documents), dtype=np.int64)

    @cached_property
    def _finest(self) -> dict[str, int]:
        amounts = self.columns("amounts")
        (document,) = coded([amounts["document_id"]])
        first = first_rows(document)
        finest = np.full(len(first), np.iinfo(np.int64).max)
        np.minimum.at(finest, document, amounts.whole("precision_fen"))
        return dict(zip(amounts["document_id"][first], finest.tolist(), strict=True))

    def _check(self) -> None:
        for name, frame in self._frames.items():
            entry = frames()[name]
            if absent := [column for column in entry.needed if column not in frame]:
                raise FrameError(fault("columns_missing", name=name, absent=absent))
            if any(column.name not in frame for column in entry.columns):
                empty = from_records(name, ()).reindex(range(len(frame)))
                self._frames[name] = empty.assign(**{str(key): frame[key] for key in frame})


def _numbered(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with rows numbered from 0."""
    index = frame.index
    plain = isinstance(index, pd.RangeIndex) and index.start == 0 and index.step == 1
    return frame if plain else frame.reset_index(drop=True)


_ROW = ["document_id", "table", "side", "line", "line_key", "code", "level", "name", "unit_name"]
_ROW += ["page", "row"]
# What tells a printed row.
_OWN = ["document_id", "table", "side", "code", "line_key", "unit_name"]


def _rows(amounts: pd.DataFrame) -> pd.DataFrame:
    """The printed rows that the amounts stand on."""
    known = amounts.reindex(columns=_ROW)
    placed = amounts["measure"].notna() if "measure" in amounts else slice(None)
    rows = known[placed].drop_duplicates(_OWN)
    return rows.reset_index(drop=True).assign(unplaced=0)


def _tables(amounts: pd.DataFrame) -> pd.DataFrame:
    """The tables that the amounts stand in, with the measures that any document fills."""
    filled = amounts.groupby("table", observed=True)["measure"].agg(
        lambda measures: joined(sorted(measures.dropna().unique())) or ""
    )
    tables = amounts[["document_id", "table"]].drop_duplicates().reset_index(drop=True)
    listed = tables["table"].astype(object).map(filled.to_dict())
    return tables.assign(status="found", measures=listed)
