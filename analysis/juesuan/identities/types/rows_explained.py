"""The paragraphs of the prose that explain rows of a table."""

from __future__ import annotations

import numpy as np

from juesuan.catalogue.terms import DIGITS
from juesuan.catalogue.verdict_words import sentence
from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import Columns, Mask, below, equal, is_in
from juesuan.identities.dictionaries import refuse_table
from juesuan.identities.explained_items import explained, explained_items, item_totals
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.names import plain, shown
from juesuan.identities.stack import Stack

# The levels above the 项.
ABOVE_ITEM = tuple(DIGITS)[:-1]


class RowsToBeExplained(Arguments, frozen=True):
    """Each 项 of `table` has a paragraph, and each paragraph a row."""

    type = "expect_rows_to_be_explained"
    kind = "explained"
    frames = ("execution", "rows", "amounts")

    table: str

    def __post_init__(self) -> None:
        refuse_table("table", self.table, coded=True)

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """Every 项 with an amount has a paragraph, and every paragraph a row of the table.

        Documents whose prose explains no 项 are not checked.
        """
        items = explained_items(self.table, stack)
        totals = item_totals(self.table, stack)
        totals = totals.take((totals["amount_fen"] != 0) & ~_explained_above(totals, stack))
        matched = items.take(items.known("found_code"))
        # A name that several codes bear leads to none of them: nothing is said of these rows.
        unmatched = items.take(~items.known("found_code"))
        there = is_in(
            [totals["document_id"], totals["code"]], [matched["document_id"], matched["found_code"]]
        )
        names = [totals["document_id"], plain(totals["name"])]
        doubtful = is_in(names, [unmatched["document_id"], plain(unmatched["item_name"])]) & ~there
        explains = is_in([totals["document_id"]], [items["document_id"]])
        rows = totals.only("document_id", "code", "name", "page", "row").assign(
            verdict=choose(there, "exact", "inconsistent"),
            reason=first_of([~explains, doubtful], ["side_missing", "ambiguous"]),
        )
        lost = unmatched.take(unmatched.whole("actual_fen") != 0)
        lost = lost.take(is_in([lost["document_id"]], [totals["document_id"]]))
        unsure = is_in([lost["document_id"], plain(lost["item_name"])], names)
        paragraphs = lost.only("document_id", "page", "row").assign(
            name=lost["item_name"], verdict="inconsistent", reason=choose(unsure, "ambiguous")
        )
        row_checks = settled(shown(rows, sentence("a_row"), sentence("a_paragraph")))
        paragraph_checks = settled(shown(paragraphs, sentence("a_paragraph"), sentence("a_row")))
        every = below([row_checks, paragraph_checks], row_checks)
        return judged(identity, every.assign(table=self.table))


def _explained_above(totals: Columns, stack: Stack) -> Mask:
    """Rows whose 类 or 款 the prose explains as a whole."""
    every = explained(stack)
    above = every.take(equal(every["level"], ABOVE_ITEM) & every.known("code"))
    codes = [above["document_id"], above["code"]]
    by_level = [
        is_in([totals["document_id"], totals[f"{level}_code"]], codes) for level in ABOVE_ITEM
    ]
    return np.asarray(np.any(by_level, axis=0), dtype=np.bool_)
