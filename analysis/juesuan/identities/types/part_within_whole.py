"""Parts that are never above their whole."""

from __future__ import annotations

from juesuan.identities.addition import Addition, refuse_mixed, refuse_parts
from juesuan.identities.dictionaries import refuse
from juesuan.identities.selector import Selector
from juesuan.identities.types.tables_agree import WAYS


class PartWithinWhole(Addition, frozen=True):
    """The cells that `parts` select are never above the cells of `whole`, `by` key."""

    type = "expect_part_within_whole"
    kind = "bound"
    bound = True

    whole: Selector
    parts: tuple[Selector, ...]
    by: str

    def sum_of(self) -> tuple[str, Selector, tuple[Selector, ...]]:
        """Cells of a document, or of one code in a document."""
        refuse("by", self.by, WAYS, "way to compare tables")
        refuse_parts(self.whole, self.parts, "whole")
        refuse_mixed(self.by, (self.whole, *self.parts))
        return self.by, self.whole, self.parts
