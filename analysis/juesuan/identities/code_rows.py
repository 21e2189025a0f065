"""The codes that tables print, and verdicts on them."""

from __future__ import annotations

from juesuan.identities.choose import choose
from juesuan.identities.columns import Columns, Mask, Values, below, coded, is_first, is_in
from juesuan.identities.stack import Stack

_COLUMNS = ("document_id", "table", "code", "name", "page", "row", "verdict", "reason")

TABLE = ("document_id", "table")


def coded_rows(table: str, stack: Stack) -> Columns:
    """The printed rows of a table that have a code."""
    rows = stack.coded_rows
    return rows.take(rows["table"] == table)


def code_verdicts(rows: Columns, wrong: Mask, reason: Values | None) -> Columns:
    """A row for each code that is wrong, and one for each document's table in which none is."""
    every = rows.assign(reason=reason)
    inconsistent = every.take(wrong).assign(verdict="inconsistent", reason=None)
    own, wrong_ones = ([each[name] for name in TABLE] for each in (rows, inconsistent))
    rest = every.take(~is_in(own, wrong_ones))
    (table,) = coded([rest[name] for name in TABLE])
    fine = rest.take(is_first(table))
    fine = fine.only("document_id", "table", "reason").assign(
        verdict=choose(fine.known("reason"), None, "exact")
    )
    return below([inconsistent, fine], _COLUMNS)
