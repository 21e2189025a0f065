"""Which tables the table of contents lists."""

from __future__ import annotations

from juesuan.catalogue.terms import ABSENT
from juesuan.catalogue.verdict_words import sentence
from juesuan.identities.choose import choose
from juesuan.identities.columns import at, equal, is_in, places_in
from juesuan.identities.dictionaries import refuse_table
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged
from juesuan.identities.published import elsewhere, listed_in, status_of
from juesuan.identities.stack import Stack


class ContentsToListTables(Arguments, frozen=True):
    """The table of contents lists `table` where it stands, and only there."""

    type = "expect_contents_to_list_tables"
    kind = "completeness"
    frames = ("tables", "mentions")

    table: str

    def __post_init__(self) -> None:
        refuse_table("table", self.table)

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """A table that the contents list is in the document, and the other way round."""
        listed = listed_in(stack)
        if not listed.size:
            return {}
        tables = status_of(self.table, stack)
        tables = tables.take(is_in([tables["document_id"]], [listed["document_id"]]))
        named = listed.take(listed["table"] == self.table)
        place = places_in([tables["document_id"]], [named["document_id"]])
        printed, there = place >= 0, ~equal(tables["status"], ABSENT)
        attached = elsewhere(tables, stack)
        wrong = (printed != there) & ~attached
        contents = choose(printed, sentence("listed"), sentence("not_listed"))
        checks = tables.only("document_id", "table").assign(
            verdict=choose(attached, None, choose(wrong, "inconsistent", "exact")),
            reported_text=choose(wrong, contents),
            computed_text=choose(wrong, choose(there, sentence("published"), sentence("missing"))),
            reason=choose(attached, "attached"),
            page=at(named["page"], place),
            row=at(named["row"], place),
        )
        return judged(identity, checks)
