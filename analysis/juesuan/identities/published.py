"""What became of each official table in each document."""

from __future__ import annotations

import numpy as np

from juesuan.catalogue.terms import ABSENT
from juesuan.identities.columns import Columns, Mask, Values, coded, equal, is_first, is_in
from juesuan.identities.stack import Stack


def status_of(table: str, stack: Stack) -> Columns:
    """The row of a table in each document, and whether an amount of it is not zero (`nonzero`)."""
    every = stack.once("status", lambda: _every(stack))
    return every.take(every["table"] == table)


def listed_in(stack: Stack) -> Columns:
    """The tables that the contents of each document list, one in a row."""
    return stack.once("listed", lambda: _listed(stack))


def unlisted(table: str, tables: Columns, stack: Stack) -> Mask:
    """Which rows of `status_of` are of a table that the place's own set does not hold.

    The contents list other tables, and no amount in any table is of what the table would tell.
    """
    listed, amounts = listed_in(stack), stack.columns("amounts")
    named = listed.take(listed["table"] == table)
    of_line = equal(amounts["line_key"], (table, f"opening_{table}"))
    is_told = of_line | equal(amounts["measure"], table)
    told = amounts.take(is_told & (amounts["amount_fen"] != 0))
    document = [tables["document_id"]]
    has_contents = is_in(document, [listed["document_id"]])
    spoken_of = is_in(document, [named["document_id"]]) | is_in(document, [told["document_id"]])
    return has_contents & ~spoken_of


def elsewhere(tables: Columns, stack: Stack) -> Mask:
    """Which rows of `status_of` are of a table that stands in another file.

    The document says so, or it holds none of its tables.
    """
    with_tables = stack.once("with_tables", lambda: _with_tables(stack))
    return equal(tables["status"], "attached") | ~is_in([tables["document_id"]], [with_tables])


def alone(tables: Columns, stack: Stack) -> Mask:
    """Which rows of `status_of` are of a document that holds a single official table."""
    every = stack.once("status", lambda: _every(stack))
    there = every.take(~equal(every["status"], ABSENT))["document_id"]
    ids, counts = np.unique(there.astype(str), return_counts=True)
    return is_in([tables["document_id"]], [ids[counts == 1].astype(object)])


def _with_tables(stack: Stack) -> Values:
    tables = stack.columns("tables")
    there = ~equal(tables["status"], ABSENT)
    return tables.take(there)["document_id"]


def _listed(stack: Stack) -> Columns:
    mentions = stack.columns("mentions")
    return mentions.take(mentions["kind"] == "contents")


def _every(stack: Stack) -> Columns:
    frame, amounts = stack.columns("tables"), stack.columns("amounts")
    filled = amounts.take(amounts["amount_fen"] != 0)
    tables = frame.take(~equal(frame["status"], "duplicate"))
    place = [tables["document_id"], tables["table"]]
    (code,) = coded(place)
    nonzero = is_in(place, [filled["document_id"], filled["table"]])
    return tables.assign(nonzero=nonzero).take(is_first(code))
