"""Finding the amounts of tables that sentences speak of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, TypeAlias

import msgspec
import numpy as np

from juesuan.catalogue.terms import EMPTY
from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import Columns, Mask, Positions, at, equal
from juesuan.schema.candidates import candidates, parted

_PLACE = ("document_id", "table", "side", "key", "measure")
_ROW = _PLACE[:-1]
_TABLE = _PLACE[:2]

# The first row of each key.
Index: TypeAlias = dict[tuple[Any, ...], int]


class Places(msgspec.Struct, frozen=True, dict=True):
    """The printed cells, the printed rows and the empty tables of a stack of documents."""

    cells: Columns
    rows: Columns
    open: Columns
    tables: Columns

    @cached_property
    def _indexes(self) -> tuple[Index, Index, Index, Index]:
        """Of cells, rows, tables and open places: many rules look them up."""
        return (
            _index(self.cells, _PLACE),
            _index(self.rows, _ROW),
            _index(self.tables, _TABLE),
            _index(self.open, _PLACE),
        )

    def find(self, wanted: Columns) -> Columns:
        """For each place (`document_id`, `table`, `side`, `key`, `measure`) what stands there.

        Columns `fen`, `precision` (0 where blank), `page`, `row`, and `reason`: why it is not
        known, else NA.
        """
        asked = wanted.assign(side=wanted.words("side"))
        cells, rows, tables, open_ = self._indexes
        cell = _found(cells, asked, _PLACE)
        row = _found(rows, asked, _ROW)
        table = _found(tables, asked, _TABLE)
        opened = _found(open_, asked, _PLACE) >= 0
        printed = cell >= 0
        empty = equal(at(self.tables["status"], table), EMPTY)
        known = printed | ((empty | (row >= 0)) & _has_column(self.tables, table, asked))
        unplaced = at(self.rows.whole("unplaced"), row, 0) > 0
        reason = first_of(
            [~known, ~printed & opened, ~printed & unplaced],
            ["side_missing", "ambiguous", "unplaced"],
        )
        return Columns.made(
            fen=at(self.cells["amount_fen"], cell, 0).astype(np.int64),
            precision=at(self.cells.whole("precision_fen"), cell, 0).astype(np.int64),
            page=at(self.rows["page"], row),
            row=at(self.rows["row"], row),
            reason=reason,
        )


def _has_column(tables: Columns, table: Positions, asked: Columns) -> Mask:
    """Whether the printed form has the column: where it has not, a blank is no 0.

    A table of which no columns are known has all.
    """
    listed = map(parted, at(tables["measures"], table).tolist())
    pairs = zip(listed, asked["measure"].tolist(), strict=True)
    return np.fromiter((not own or m in own for own, m in pairs), dtype=np.bool_, count=asked.size)


def _keys(columns: Columns, names: Iterable[str]) -> Iterable[tuple[Any, ...]]:
    return zip(*(columns[name].tolist() for name in names), strict=True)


def _index(there: Columns, names: Iterable[str]) -> Index:
    index: Index = {}
    for row, key in enumerate(_keys(there, names)):
        index.setdefault(key, row)
    return index


def _found(index: Index, asked: Columns, names: Iterable[str]) -> Positions:
    """The first row of each key that is asked for; −1: none."""
    found = (index.get(key, -1) for key in _keys(asked, names))
    return np.fromiter(found, dtype=np.int64, count=asked.size)


def places(amounts: Columns, rows: Columns, tables: Columns) -> Places:
    """The places of the amounts of any number of documents."""
    printed = tables.take(~equal(tables["status"], "duplicate"))
    return Places(
        keyed(amounts.take(amounts.known("measure"))), keyed(rows), _open(amounts), printed
    )


def keyed(frame: Columns) -> Columns:
    """A frame with `key`: the code, else the line, else `total`; sides that are none are ""."""
    line = choose(frame.known("line_key"), frame["line_key"], "total")
    key = choose(frame.words("code") != "", frame["code"], line)
    return frame.assign(key=key, side=frame.words("side"))


def _open(amounts: Columns) -> Columns:
    """The places that ambiguous amounts may have."""
    unsure = keyed(amounts.take(~amounts.known("measure") & (amounts["amount_fen"] != 0)))
    names = ("document_id", "table", "side", "key", "candidates")
    cells = [
        (document, table, named or side, own or key, measure)
        for document, table, side, key, listed in zip(*(unsure[n] for n in names), strict=True)
        for measure, own, named in candidates(listed)
    ]
    columns = np.array(cells, dtype=object).reshape(-1, len(_PLACE)).T
    return Columns.made(**dict(zip(_PLACE, columns, strict=True)))
