"""Cells of tables that state the same."""

from __future__ import annotations

from juesuan.identities.addition import Addition, refuse_mixed, refuse_parts
from juesuan.identities.dictionaries import refuse
from juesuan.identities.selector import Selector

# How cells of several tables can belong together (`Sum.by`).
WAYS = ("document", "code")


class TablesToAgree(Addition, frozen=True):
    """The cells that `total` selects equal Σ weight·cell over `parts`, across tables, `by` key."""

    type = "expect_tables_to_agree"
    kind = "tables"

    total: Selector
    parts: tuple[Selector, ...]
    by: str

    def sum_of(self) -> tuple[str, Selector, tuple[Selector, ...]]:
        """Cells of a document, or of one code in a document."""
        refuse("by", self.by, WAYS, "way to compare tables")
        refuse_parts(self.total, self.parts)
        refuse_mixed(self.by, (self.total, *self.parts))
        return self.by, self.total, self.parts
