"""Finding the amounts of tables that sentences speak of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

_PLACE = ["document_id", "table", "side", "key", "measure"]
_ROW = _PLACE[:-1]


@dataclass(frozen=True)
class Places:
    """The printed cells, the printed rows and the empty tables of a stack of documents."""

    cells: pd.DataFrame
    rows: pd.DataFrame
    open: pd.DataFrame
    tables: pd.DataFrame

    def find(self, wanted: pd.DataFrame) -> pd.DataFrame:
        """For each place (`document_id`, `table`, `side`, `key`, `measure`) what stands there.

        Columns `fen`, `precision` (0 where blank) and `reason`: why it is not known, else NA.
        """
        asked = wanted[_PLACE].astype(object).reset_index(drop=True)
        asked["side"] = asked["side"].where(asked["side"].notna(), "")
        cell = asked.merge(self.cells, on=_PLACE, how="left")
        row = asked.merge(self.rows, on=_ROW, how="left")
        status = asked.merge(self.tables, on=["document_id", "table"], how="left")["status"]
        opened = asked.merge(self.open, on=_PLACE, how="left")["open"].notna()
        printed = cell["fen"].notna()
        empty = status.isin(["declared_empty", "blank"])
        known = printed | empty | row["printed"].notna()
        reason = pd.Series(None, index=asked.index, dtype=object)
        reason[~known] = "side_missing"
        reason[~printed & known & (row["unplaced"].fillna(0) > 0)] = "unplaced"
        reason[~printed & known & opened] = "ambiguous"
        return pd.DataFrame(
            {
                "fen": cell["fen"].fillna(0).astype(np.int64).to_numpy(),
                "precision": cell["precision"].fillna(0).astype(np.int64).to_numpy(),
                "page": row["page"].to_numpy(),
                "row": row["row"].to_numpy(),
                "reason": reason.to_numpy(),
            },
            index=wanted.index,
        )


def places(amounts: pd.DataFrame, rows: pd.DataFrame, tables: pd.DataFrame) -> Places:
    """The places of the amounts of any number of documents."""
    placed = amounts[amounts["measure"].notna()]
    cells = keyed(placed).rename(columns={"amount_fen": "fen", "precision_fen": "precision"})
    printed = keyed(rows).assign(printed=True)[[*_ROW, "printed", "unplaced", "page", "row"]]
    status = tables[tables["status"].ne("duplicate")][["document_id", "table", "status"]]
    return Places(
        cells[[*_PLACE, "fen", "precision"]].drop_duplicates(_PLACE),
        printed.drop_duplicates(_ROW),
        _open(amounts),
        status.astype(object).drop_duplicates(["document_id", "table"]),
    )


def keyed(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame with `key`: the code, else the line, else `total`; sides that are none are ""."""
    code, line = frame["code"].astype(object), frame["line_key"].astype(object)
    key = code.where(code.notna() & code.ne(""), line)
    found = frame.assign(key=key.where(key.notna(), "total"))
    side = found["side"].astype(object)
    named = {
        name: found[name].astype(object)
        for name in ("document_id", "table", "measure")
        if name in found
    }
    return found.assign(side=side.where(side.notna(), ""), **named)


def _open(amounts: pd.DataFrame) -> pd.DataFrame:
    """The places that ambiguous amounts may have."""
    unsure = keyed(amounts[amounts["measure"].isna() & amounts["amount_fen"].ne(0)])
    records: list[dict[str, Any]] = []
    for row in unsure.to_dict("records"):
        for candidate in str(row["candidates"]).split(","):
            line, _, measure = candidate.rpartition(".")
            side, _, own = line.rpartition("/")
            record = {name: row[name] for name in ("document_id", "table")}
            key = own or row["key"]
            records.append(record | {"side": side or row["side"], "key": key, "measure": measure})
    found = pd.DataFrame(records, columns=_PLACE, dtype=object).drop_duplicates()
    return found.assign(open=True)
