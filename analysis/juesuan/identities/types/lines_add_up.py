"""Within one table, lines that add up to another."""

from __future__ import annotations

from juesuan.identities.addition import Addition, refuse_parts
from juesuan.identities.selector import LineSelector, Selector


class LinesToAddUp(Addition, frozen=True):
    """The lines that `total` selects are Σ weight·line over `parts`, within one table."""

    type = "expect_lines_to_add_up"
    kind = "lines"

    table: str
    total: LineSelector
    parts: tuple[LineSelector, ...]

    def sum_of(self) -> tuple[str, Selector, tuple[Selector, ...]]:
        """The lines of a document's table; in every column where no measure is named."""
        refuse_parts(self.total, self.parts)
        total = self.total.of(self.table)
        return "document", total, tuple(part.of(self.table) for part in self.parts)
