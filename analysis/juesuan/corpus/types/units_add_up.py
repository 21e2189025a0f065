"""A department's figures as the sum of its units'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from juesuan.corpus.links import Links
from juesuan.corpus.spanning import Check, cells_check
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.selector import Place

if TYPE_CHECKING:
    from juesuan.corpus.corpus import Corpus


class UnitsToAddUp(Arguments, frozen=True):
    """The cell `total` of a department is the sum of that cell of the units that it lists."""

    type = "expect_units_to_add_up"
    kind = "units"

    total: Place

    def checks(self, identity: Identity, links: Links, _: Corpus) -> Iterator[Check]:
        """A check for each department whose units are asked for."""
        for department in links.departments:
            if link := links.members(department):
                yield cells_check(identity, department, link, self.total, self.total)
