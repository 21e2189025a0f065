"""Which tables are published: all that belong to a final account, and those in the contents."""

from __future__ import annotations

import numpy as np

from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import Columns, at, coded, equal, is_first, is_in, places_in
from juesuan.identities.judged import Judged, judged
from juesuan.identities.stack import Stack
from juesuan.identities.suites import Identity


def tables(identity: Identity, stack: Stack) -> Judged:
    """A table is published, and empty where it is declared empty.

    `since`: the first fiscal year whose accounts hold the table.
    """
    mine = _status(identity, stack)
    missing = mine["status"] == "missing"
    filled = equal(mine["status"], ["declared_empty", "blank"]) & mine["nonzero"]
    early = np.zeros(mine.size, dtype=np.bool_)
    if since := identity.arguments.get("since"):
        documents = stack.columns("documents")
        place = places_in([mine["document_id"]], [documents["document_id"]])
        early = at(documents.whole("fiscal_year"), place, 0).astype(np.int64) < since
    unsure = early & missing
    wrong = [missing & ~unsure, filled & ~unsure]
    found = mine.only("document_id", "table").given(
        page=mine["first_page"],
        row=mine["first_row"],
        verdict=choose(unsure, None, first_of(wrong, ["inconsistent", "inconsistent"], "exact")),
        reported_text=first_of(wrong, ["missing", "empty"]),
        computed_text=first_of(wrong, ["published", "amounts"]),
        reason=choose(unsure, "side_missing"),
    )
    return judged(identity, found)


def contents(identity: Identity, stack: Stack) -> Judged:
    """A table that the contents list is in the document, and the other way round."""
    listed = stack.once("listed", lambda: _listed(stack))
    if not listed.size:
        return {}
    mine = _status(identity, stack)
    mine = mine.take(is_in([mine["document_id"]], [listed["document_id"]]))
    named = listed.take(listed["table"] == identity.arguments["table"])
    place = places_in([mine["document_id"]], [named["document_id"]])
    said, there = place >= 0, mine["status"] != "missing"
    found = mine.only("document_id", "table").given(
        verdict=choose(said == there, "exact", "inconsistent"),
        reported_text=choose(said != there, choose(said, "listed", "not listed")),
        computed_text=choose(said != there, choose(there, "published", "missing")),
        page=at(named["page"], place),
        row=at(named["row"], place),
    )
    return judged(identity, found)


def _listed(stack: Stack) -> Columns:
    mentions = stack.columns("mentions")
    return mentions.take(mentions["kind"] == "contents")


def _status(identity: Identity, stack: Stack) -> Columns:
    """The row of the table in each document, and whether an amount of it is not zero."""
    every = stack.once("status", lambda: _every(stack))
    return every.take(every["table"] == identity.arguments["table"])


def _every(stack: Stack) -> Columns:
    frame, amounts = stack.columns("tables"), stack.columns("amounts")
    own = amounts.take(amounts["amount_fen"] != 0)
    found = frame.take(~equal(frame["status"], "duplicate"))
    place = [found["document_id"], found["table"]]
    (code,) = coded(place)
    nonzero = is_in(place, [own["document_id"], own["table"]])
    return found.given(nonzero=nonzero).take(is_first(code))
