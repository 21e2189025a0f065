"""Expenses that the prose names among the main ones."""

from __future__ import annotations

from juesuan.catalogue.verdict_words import sentence
from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import equal, is_in
from juesuan.identities.dictionaries import measures_of, refuse, refuse_table
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.names import shown
from juesuan.identities.places import keyed
from juesuan.identities.stack import Stack


class NamedExpensesToHaveAmounts(Arguments, frozen=True):
    """An expense that the prose names has an amount in `table`."""

    type = "expect_named_expenses_to_have_amounts"
    kind = "label"
    frames = ("mentions", "amounts")

    table: str
    measure: str

    def __post_init__(self) -> None:
        refuse_table("table", self.table, coded=True)
        refuse("measure", self.measure, measures_of(self.table), f"measure of {self.table}")

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """An expense that a sentence names among the main ones (主要包括) is not 0 in the table."""
        named = stack.columns("mentions")
        named = named.take((named["kind"] == "expense") & (named["table"] == self.table))
        asked = keyed(named.assign(side=None, line_key=None, measure=self.measure))
        cell = stack.places.find(asked)
        tables = stack.columns("tables")
        place = ("document_id", "table")
        found, blank = (
            is_in([named[name] for name in place], [there[name] for name in place])
            for there in (tables.take(tables["status"] == status) for status in ("found", "blank"))
        )
        # A row that a found table does not print has no amount either; a template has none at all.
        bare = equal(cell["reason"], "side_missing") & found
        checks = named.only("document_id", "table", "code", "page", "row").assign(
            name=named["found"],
            measure=self.measure,
            verdict=choose(cell["fen"] == 0, "inconsistent", "exact"),
            reason=first_of(
                [named.words("code") == "", blank, bare],
                ["unknown", "side_missing", None],
                cell["reason"],
            ),
        )
        return judged(identity, settled(shown(checks, named["found"], sentence("no_amount"))))
