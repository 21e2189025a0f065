"""The growth that a plan states of an item, against its amount and that of the year before."""

from __future__ import annotations

import numpy as np

from juesuan.identities.choose import choose
from juesuan.identities.columns import Columns, Values, known
from juesuan.identities.dictionaries import columns_of, refuse
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged
from juesuan.identities.percents import judge, operands, stated_precision
from juesuan.identities.records import PARTS_OF_ONE
from juesuan.identities.stack import Stack

# How the columns of an amount end, in 分 and of one unit of its last digit.
_FEN, _PRECISION = "_fen", "_precision_fen"


class PlansToGrow(Arguments, frozen=True):
    """The growth of an item of the plan is 100·(`amount` − `base`) ÷ `base`, columns in 分."""

    type = "expect_plans_to_grow_as_stated"
    kind = "percent"
    frames = ("plan",)

    amount: str
    base: str

    def __post_init__(self) -> None:
        money = [name for name in columns_of("plan") if name.endswith(_FEN)]
        for key in ("amount", "base"):
            refuse(key, getattr(self, key), money, "money column of the frame plan")

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """Each growth against the two amounts of its row; without last year's there is no check."""
        plan = stack.columns("plan")
        plan = plan.take(plan.known("growth") & plan.known(self.amount) & plan.known(self.base))
        if not plan.size:
            return {}
        growth = np.rint(plan.numbers("growth") * PARTS_OF_ONE).astype(np.int64)
        sign = np.where(growth < 0, -1, 1)
        (amount, last), (prior, own) = (_money(plan, name) for name in (self.amount, self.base))
        change = sign * (amount - prior)
        percent = np.abs(growth) / PARTS_OF_ONE
        stated = plan.only("document_id", "code", "page", "row").assign(
            name=_names(plan), percent=percent, precision=stated_precision(plan, percent)
        )
        nothing = np.full(plan.size, None, dtype=object)
        amounts = operands(_side(change, own + last), _side(prior, own), nothing)
        checks, other = judge(stated, amounts), change < 0
        # What is said to grow and has shrunk is no percent of anything.
        return judged(
            identity,
            checks.assign(
                verdict=choose(other, "inconsistent", checks["verdict"]),
                reason=choose(other, None, checks["reason"]),
            ),
        )


def _money(plan: Columns, name: str) -> tuple[Values, Values]:
    """A column in 分 with one unit of the last digit of each."""
    return plan.whole(name), plan.whole(name.replace(_FEN, _PRECISION))


def _side(fen: Values, unit: Values) -> Columns:
    nowhere = np.zeros(len(fen), dtype=np.bool_)
    return Columns.made(fen=fen, fine=unit, own=unit, approximate=nowhere)


def _names(plan: Columns) -> Values:
    """The innermost name of each item."""
    item, section = plan["item_name"], plan["section_name"]
    above = choose(known(section), section, plan["class_name"])
    return choose(known(item), item, above)
