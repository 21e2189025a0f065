"""Which tables are published: all that belong to a final account, and those in the contents."""

from __future__ import annotations

import numpy as np
import pandas as pd

from juesuan.graph.choose import choose, first_of
from juesuan.graph.judged import Judged, judged
from juesuan.graph.stack import Stack
from juesuan.graph.suites import Identity


def tables(identity: Identity, stack: Stack) -> Judged:
    """A table is published, and empty where it is declared empty.

    `since`: the first fiscal year whose accounts hold the table.
    """
    mine = _status(identity, stack)
    since = identity.arguments.get("since")
    missing = mine["status"].eq("missing")
    filled = mine["status"].isin(["declared_empty", "blank"]) & mine["nonzero"].gt(0)
    found = mine[["document_id", "table", "first_page", "first_row"]].rename(
        columns={"first_page": "page", "first_row": "row"}
    )
    found["verdict"] = np.where(missing | filled, "inconsistent", "exact")
    found["reported_text"] = first_of([missing, filled], ["missing", "empty"])
    found["computed_text"] = first_of([missing, filled], ["published", "amounts"])
    if since is not None:
        years = stack["documents"].set_index("document_id")["fiscal_year"]
        early = ~found["document_id"].map(years).ge(since).fillna(value=False).astype(bool)
        unsure = early & missing.to_numpy()
        found["reason"] = choose(unsure, "side_missing")
        found.loc[unsure, ["verdict", "reported_text", "computed_text"]] = None
    return judged(identity, found)


def contents(identity: Identity, stack: Stack) -> Judged:
    """A table that the contents list is in the document, and the other way round."""
    listed = stack["mentions"]
    listed = listed[listed["kind"].eq("contents")]
    if listed.empty:
        return {}
    mine = _status(identity, stack)
    mine = mine[mine["document_id"].isin(listed["document_id"])].reset_index(drop=True)
    named = listed[listed["table"].eq(identity.arguments["table"])].drop_duplicates("document_id")
    at = named.set_index("document_id")
    said = mine["document_id"].isin(at.index)
    there = mine["status"].ne("missing")
    found = mine[["document_id", "table"]].assign(
        verdict=np.where(said == there, "exact", "inconsistent"),
        reported_text=choose(said != there, choose(said, "listed", "not listed")),
        computed_text=choose(said != there, choose(there, "published", "missing")),
        page=mine["document_id"].map(at["page"]),
        row=mine["document_id"].map(at["row"]),
    )
    return judged(identity, found)


def _status(identity: Identity, stack: Stack) -> pd.DataFrame:
    """The row of the table in each document, with the number of its amounts that are not zero."""
    every = stack.once("status", lambda: _every(stack))
    return every[every["table"].eq(identity.arguments["table"])].reset_index(drop=True)


def _every(stack: Stack) -> pd.DataFrame:
    frame, amounts = stack["tables"], stack["amounts"]
    own = amounts[amounts["amount_fen"].ne(0)]
    nonzero = own.groupby(["document_id", "table"], observed=True).size().rename("nonzero")
    found = frame[frame["status"].ne("duplicate")].drop_duplicates(["document_id", "table"])
    found = found.merge(nonzero.reset_index(), on=["document_id", "table"], how="left")
    return found.assign(nonzero=found["nonzero"].fillna(0))
