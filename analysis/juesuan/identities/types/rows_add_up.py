"""In each row, columns that add up to their total."""

from __future__ import annotations

from juesuan.identities.addition import Addition
from juesuan.identities.selector import Selector


class RowToAddUp(Addition, frozen=True):
    """In each row, the column `total` is Σ weight·column over `parts` (column → weight)."""

    type = "expect_row_to_add_up"
    kind = "row"

    table: str
    total: str
    parts: dict[str, int]
    side: str | None = None

    def sum_of(self) -> tuple[str, Selector, tuple[Selector, ...]]:
        """The cells of one printed row."""
        if not self.parts:
            raise ValueError("parts: there are none")
        total = Selector(table=self.table, side=self.side, measure=self.total)
        parts = (
            Selector(table=self.table, side=self.side, measure=measure, weight=weight)
            for measure, weight in self.parts.items()
        )
        return "row", total, tuple(parts)
