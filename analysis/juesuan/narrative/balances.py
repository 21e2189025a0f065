"""A balance told in passing: 收入总计3万元，其中年初结转1万元，较上年增加….

The words leave open whether the total is compared or the balance inside it; the growth tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from juesuan.catalogue.phrases import phrases
from juesuan.narrative.marks import Token
from juesuan.narrative.quantities import Quantity

# What ends the statement.
_ENDS = ("。", ";")
_PERCENT = 100
# So many tokens away the growth stands at most.
_NEAR = 12


def is_of_part(whole: Quantity, part: Quantity, tokens: Sequence[Token], at: int) -> bool:
    """Whether the change and growth behind a token are those of the part alone."""
    behind = tokens[at + 1 : at + _NEAR]
    statement = list(takewhile(lambda each: each.words not in _ENDS, behind))
    moved = [(one, two.quantity) for one, two in pairwise(statement) if one.kind == "change"]
    changes = [(one, each) for one, each in moved if each and each.kind == "money"]
    growths = [each for _, each in moved if each and each.kind == "percent"]
    if not changes or not growths or not changes[0][1].unit == part.unit == whole.unit:
        return False
    mark, change = changes[0]
    sign = phrases().reasons.signs.get(mark.direction or "")
    if sign is None:
        return False
    signed = sign * change.value
    return _fits(part, signed, growths[0]) and not _fits(whole, signed, growths[0])


def _fits(amount: Quantity, change: Decimal, growth: Quantity) -> bool:
    """Whether a growth is that of an amount that has changed by so much, in the same unit."""
    before = amount.value - change
    if before <= 0:
        return False
    return abs(abs(change) / before * _PERCENT - growth.value) <= growth.precision
