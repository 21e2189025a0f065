"""Balances of the end of a year that are those of the beginning of the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from juesuan.corpus.links import Links
from juesuan.corpus.spanning import Check, cells_check
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.selector import Place

if TYPE_CHECKING:
    from juesuan.corpus.corpus import Corpus


class BalancesToCarryOver(Arguments, frozen=True):
    """The cell `opening` is the cell `closing` of the account of the year before."""

    type = "expect_balances_to_carry_over"
    kind = "carried_over"

    opening: Place
    closing: Place

    def checks(self, identity: Identity, links: Links, _: Corpus) -> Iterator[Check]:
        """A check for each account; one without an account of the year before says why."""
        for document in links.documents:
            link = links.previous(document)
            yield cells_check(identity, document, link, self.opening, self.closing)
