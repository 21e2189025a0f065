"""What became of each official table in each document."""

from __future__ import annotations

from juesuan.catalogue.terms import ABSENT
from juesuan.identities.columns import Columns, Mask, Values, coded, equal, is_first, is_in
from juesuan.identities.stack import Stack


def status_of(table: str, stack: Stack) -> Columns:
    """The row of a table in each document, and whether an amount of it is not zero (`nonzero`)."""
    every = stack.once("status", lambda: _every(stack))
    return every.take(every["table"] == table)


def elsewhere(tables: Columns, stack: Stack) -> Mask:
    """Which rows of `status_of` are of a table that stands in another file.

    The document says so, or it holds none of its tables.
    """
    with_tables = stack.once("with_tables", lambda: _with_tables(stack))
    return equal(tables["status"], "attached") | ~is_in([tables["document_id"]], [with_tables])


def _with_tables(stack: Stack) -> Values:
    tables = stack.columns("tables")
    there = ~equal(tables["status"], ABSENT)
    return tables.take(there)["document_id"]


def _every(stack: Stack) -> Columns:
    frame, amounts = stack.columns("tables"), stack.columns("amounts")
    filled = amounts.take(amounts["amount_fen"] != 0)
    tables = frame.take(~equal(frame["status"], "duplicate"))
    place = [tables["document_id"], tables["table"]]
    (code,) = coded(place)
    nonzero = is_in(place, [filled["document_id"], filled["table"]])
    return tables.assign(nonzero=nonzero).take(is_first(code))
