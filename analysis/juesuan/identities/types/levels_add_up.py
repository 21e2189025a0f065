"""类, 款 and 项: each code is the sum of the codes below it."""

from __future__ import annotations

from juesuan.catalogue import tables
from juesuan.identities.addition import Addition
from juesuan.identities.dictionaries import refuse, refuse_table
from juesuan.identities.selector import Selector


class LevelsToAddUp(Addition, frozen=True):
    """Each code of `total_level` is the sum of the codes of `part_level` below it."""

    type = "expect_levels_to_add_up"
    kind = "levels"

    table: str
    total_level: str
    part_level: str

    def sum_of(self) -> tuple[str, Selector, tuple[Selector, ...]]:
        """A code and its children, in every column."""
        refuse_table("table", self.table, coded=True)
        levels = tuple(level for level in tables()[self.table].levels if level != "line")
        refuse("total_level", self.total_level, levels[:-1], f"level of {self.table} with parts")
        below = levels[levels.index(self.total_level) + 1]
        refuse("part_level", self.part_level, (below,), f"level below {self.total_level}")
        total = Selector(table=self.table, level=self.total_level)
        return "parent", total, (Selector(table=self.table, level=self.part_level),)
