"""Which tables are published: all that belong to a final account."""

from __future__ import annotations

import numpy as np

from juesuan.catalogue.terms import EMPTY
from juesuan.catalogue.verdict_words import sentence
from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import at, equal, places_in
from juesuan.identities.dictionaries import refuse_table
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged
from juesuan.identities.published import alone, elsewhere, status_of, unlisted
from juesuan.identities.stack import Stack


class TableToBePublished(Arguments, frozen=True):
    """`table` is in the document, with amounts or declared empty; `since` is its first year.

    One that is asked for `where_listed` may be missing where the contents do not list it and no
    amount of the document is of what it tells: the place publishes it in no account. Beside one
    table alone the others are not asked for: a page holds that table of an account.
    """

    type = "expect_table_to_be_published"
    kind = "completeness"
    frames = ("tables",)

    table: str
    since: int | None = None
    where_listed: bool = False

    def __post_init__(self) -> None:
        refuse_table("table", self.table)

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """A table is published, and empty where it is declared empty.

        `since`: the first fiscal year whose accounts hold the table.
        """
        tables = status_of(self.table, stack)
        attached = elsewhere(tables, stack)
        missing = tables["status"] == "missing"
        filled = equal(tables["status"], EMPTY) & tables["nonzero"]
        early = np.zeros(tables.size, dtype=np.bool_)
        if self.since:
            documents = stack.columns("documents")
            place = places_in([tables["document_id"]], [documents["document_id"]])
            year = at(documents.whole("fiscal_year"), place, 0).astype(np.int64)
            early = year < self.since
        spared = np.zeros(tables.size, dtype=np.bool_)
        if self.where_listed:
            spared = unlisted(self.table, tables, stack) & missing & ~attached
        piece = missing & alone(tables, stack)
        unsure = (early & missing) | attached | spared | piece
        wrong = [missing & ~unsure, filled & ~unsure]
        verdict = first_of(wrong, ["inconsistent", "inconsistent"], "exact")
        checks = tables.only("document_id", "table").assign(
            page=tables["first_page"],
            row=tables["first_row"],
            verdict=choose(unsure, None, verdict),
            reported_text=first_of(wrong, [sentence("missing"), sentence("empty")]),
            computed_text=first_of(wrong, [sentence("published"), sentence("amounts")]),
            reason=first_of(
                [attached, piece, spared, unsure],
                ["attached", "excerpt", "unlisted", "side_missing"],
            ),
        )
        return judged(identity, checks)
