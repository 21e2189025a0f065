"""What an account says that its budget was, against the budget document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from juesuan.catalogue.grammar import grammar
from juesuan.catalogue.levels import TOTAL
from juesuan.corpus.links import Link, Links
from juesuan.corpus.spanning import Cell, Check
from juesuan.identities.dictionaries import refuse, refuse_table
from juesuan.identities.identity import Arguments, Identity
from juesuan.schema.plain_rows import plain_rows

if TYPE_CHECKING:
    from juesuan.corpus.corpus import Corpus

_STATED = [
    "document_id", "measure", "code", "level", "budget_kind", "item_name", "budget_fen",
    "budget_precision_fen", "page", "row",
]  # fmt: skip


class BudgetsToBeThosePlanned(Arguments, frozen=True):
    """The budget that an account states of an item is that of `table` in the budget document.

    It is one of `kinds`.
    """

    type = "expect_budgets_to_be_those_planned"
    kind = "year_before"

    table: str
    kinds: tuple[str, ...]

    def __post_init__(self) -> None:
        refuse_table("table", self.table, coded=True)
        for kind in self.kinds:
            refuse("kinds", kind, grammar().figures.budgets, "budget")

    def checks(self, identity: Identity, links: Links, corpus: Corpus) -> Iterator[Check]:
        """A check for each item whose budget an account states, where its budget is there."""
        stated = corpus.frame("execution", columns=_STATED)
        kinds = stated["budget_kind"].astype(object)
        mine = stated[stated["budget_fen"].notna() & (kinds.isna() | kinds.isin(self.kinds))]
        for row in plain_rows(mine):
            link = links.budget(str(row["document_id"]))
            if link and (row["code"] or row["level"] == TOTAL):
                cell = (self.table, "", row["code"] or TOTAL, row["measure"] or TOTAL)
                yield _check(identity, link, cell, {str(name): row[name] for name in row})


def _check(identity: Identity, link: Link, cell: Cell, row: dict[str, Any]) -> Check:
    precision = row["budget_precision_fen"]
    stated = (row["budget_fen"], precision, precision, row["page"], row["row"])
    own = (identity.name, row["document_id"], link.documents)
    return Check(*own, None, cell, row["item_name"], link.reason, link.about, *stated)
