"""Statements of one fact in several places of the prose."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import numpy as np

from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.terms import DIGITS
from juesuan.identities.choose import choose
from juesuan.identities.columns import Columns, coded, equal, known
from juesuan.identities.dictionaries import refuse, refuse_pattern
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged
from juesuan.identities.misprint import misprinted
from juesuan.identities.names import plain
from juesuan.identities.places import keyed
from juesuan.identities.stack import Stack

# What two claims have in common that state one fact.
_FACT = (
    "document_id", "subject", "quantity", "role", "direction", "year", "compared_with", "table",
    "side", "key", "measure", "unit",
)  # fmt: skip
# A subject of more different figures than these speaks of several things.
_FIGURES = 2


class ClaimsToAgree(Arguments, frozen=True):
    """The same `quantity` of one subject, stated again, is the same figure.

    Subjects that the pattern `but` fits stand for different things. Figures are compared that
    agree or differ as misprints do: in one digit, in two that changed places, in the point; and
    those of an item in its own paragraph.
    """

    type = "expect_claims_to_agree"
    kind = "statement"
    frames = ("claims",)

    quantities: tuple[str, ...]
    but: str | None = None

    def __post_init__(self) -> None:
        for quantity in self.quantities:
            refuse("quantities", quantity, _QUANTITIES, "quantity that is a figure")
        refuse_pattern("but", self.but)

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """Each statement after the first against the figure that most of them give."""
        claims = stack.columns("claims")
        stated = equal(claims["quantity"], self.quantities) & claims.known("value")
        stated &= claims.known("subject") & ~claims.known("approximate")
        if self.but:
            general = re.compile(self.but)
            subjects = claims.words("subject").tolist()
            stated &= np.array([not general.search(each) for each in subjects], dtype=np.bool_)
        claims = keyed(claims.take(stated))
        claims = claims.assign(subject=plain(claims["subject"]))
        (fact,) = coded([claims[name] for name in _FACT])
        groups: dict[int, list[int]] = {}
        for at, number in enumerate(fact.tolist()):
            groups.setdefault(number, []).append(at)
        values, own = claims.numbers("value").tolist(), _own_paragraphs(claims)
        rows = [row for group in groups.values() for row in _compared(group, values, own)]
        if not rows:
            return {}
        place = np.array([at for at, _ in rows], dtype=np.int64)
        first = np.array([other for _, other in rows], dtype=np.int64)
        return judged(identity, _checks(claims.take(place), claims.take(first)))


_QUANTITIES = ("amount", "change", "growth", "share", "completion_rate")


def _own_paragraphs(claims: Columns) -> list[int | None]:
    """The paragraph of each amount of an item, which speaks of no other: None of others."""
    items = [len(code) == DIGITS["item"] for code in claims.words("code")]
    own = np.array(items, dtype=np.bool_) & equal(claims["role"], "actual")
    return [
        number if mine else None
        for number, mine in zip(claims.whole("number").tolist(), own.tolist(), strict=True)
    ]


def _compared(
    group: list[int], values: list[float], own: list[int | None]
) -> list[tuple[int, int]]:
    """Statements of a group, each with the one that it is compared with: the commonest figure."""
    counted = Counter(values[at] for at in group)
    if len(group) < 2 or len(counted) > _FIGURES:
        return []
    right = counted.most_common(1)[0][0]
    first = next(at for at in group if values[at] == right)
    rest = (at for at in group if at != first)
    # Against several that agree, one digit is enough to be told from another.
    digits = 1 if counted[right] > 1 else 2
    return [
        (at, first)
        for at in rest
        if values[at] == right
        or misprinted(values[at], right, digits)
        or (own[at] is not None and own[at] == own[first])
    ]


def _checks(stated: Columns, others: Columns) -> Columns:
    money = stated.known("value_fen")
    same = stated.numbers("value") == others.numbers("value")
    figures: dict[str, Any] = {}
    for name, claims in (("reported", stated), ("computed", others)):
        figures[f"{name}_fen"] = choose(money, claims["value_fen"])
        figures[name] = choose(money, None, claims["value"])
    names = ("document_id", "table", "code", "page", "row")
    checks = stated.only(*names).assign(
        name=stated["subject"],
        verdict=np.where(same, "exact", "inconsistent").astype(object),
        **figures,
    )
    # Money is told in 万元, other figures in their own unit.
    return checks.assign(
        unit=choose(money, lexicon().money, choose(known(stated["unit"]), stated["unit"]))
    )
