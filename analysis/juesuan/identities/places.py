"""Finding the amounts of tables that sentences speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from juesuan.catalogue.terms import EMPTY
from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import Columns, Values, at, equal, places_in
from juesuan.schema.candidates import candidates

_PLACE = ("document_id", "table", "side", "key", "measure")
_ROW = _PLACE[:-1]


@dataclass(frozen=True)
class Places:
    """The printed cells, the printed rows and the empty tables of a stack of documents."""

    cells: Columns
    rows: Columns
    open: Columns
    tables: Columns

    def find(self, wanted: Columns) -> Columns:
        """For each place (`document_id`, `table`, `side`, `key`, `measure`) what stands there.

        Columns `fen`, `precision` (0 where blank), `page`, `row`, and `reason`: why it is not
        known, else NA.
        """
        asked = wanted.assign(side=wanted.words("side"))
        cell = _found(asked, self.cells, _PLACE)
        row = _found(asked, self.rows, _ROW)
        table = _found(asked, self.tables, ("document_id", "table"))
        opened = _found(asked, self.open, _PLACE) >= 0
        printed = cell >= 0
        empty = equal(at(self.tables["status"], table), EMPTY)
        known = printed | empty | (row >= 0)
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


def _found(asked: Columns, there: Columns, names: Sequence[str]) -> Values:
    return places_in([asked[name] for name in names], [there[name] for name in names])


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
