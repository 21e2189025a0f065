"""What a final account has to disclose beside its tables."""

from __future__ import annotations

import numpy as np

from juesuan.catalogue.disclosure import (
    ABSENT_ITEM,
    ATTACHED_ITEM,
    GROUPS,
    NONE_ITEM,
    NOT_REQUIRED_ITEM,
    PRESENT_ITEM,
)
from juesuan.catalogue.verdict_words import sentence
from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import Columns, Mask, coded, equal
from juesuan.identities.dictionaries import refuse
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.stack import Stack

# An account with fewer of its sections is a part of one.
_WHOLE = 2 / 3
_THERE = (PRESENT_ITEM, NONE_ITEM)


class ItemsToBeDisclosed(Arguments, frozen=True):
    """Each item of a `group` of the ledger is disclosed, or declared to be none."""

    type = "expect_items_to_be_disclosed"
    kind = "disclosure"
    frames = ("disclosure",)

    group: str

    def __post_init__(self) -> None:
        refuse("group", self.group, GROUPS, "group of the ledger")

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """Items that are required; what stands in another file, or beside a part, is not checked.

        A document with fewer than two thirds of the sections is a part of an account.
        """
        ledger = stack.columns("disclosure")
        whole = stack.once("whole", lambda: _whole(ledger))
        asked = equal(ledger["group"], self.group) & ~equal(ledger["status"], NOT_REQUIRED_ITEM)
        items, whole = ledger.take(asked), whole[asked]
        absent = equal(items["status"], ABSENT_ITEM)
        attached = equal(items["status"], ATTACHED_ITEM)
        checks = items.only("document_id", "page", "row").assign(
            name=items["title_zh"],
            verdict=choose(absent, "inconsistent", "exact"),
            reason=first_of([attached, absent & ~whole], ["attached", "excerpt"]),
            reported_text=choose(absent, sentence("missing")),
            computed_text=choose(absent, sentence("published")),
        )
        return judged(identity, settled(checks))


def _whole(ledger: Columns) -> Mask:
    """Whether the document of each row holds most of the sections that it has to have."""
    (document,) = coded([ledger["document_id"]])
    section = equal(ledger["group"], "section") & ~equal(ledger["status"], NOT_REQUIRED_ITEM)
    there = section & equal(ledger["status"], _THERE)
    count, all_ = (np.bincount(document, weights=rows) for rows in (there, section))
    return np.asarray(count[document] >= _WHOLE * all_[document], dtype=np.bool_)
