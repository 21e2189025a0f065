"""How many decimals the figures of a table have, by which odd ones are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from juesuan.tables.tokens import Token

# So many figures with decimals show the habit of a table, and so large a part of them.
_FEWEST = 3
_MOST_OF_THEM = 0.75


def decimals_of(token: Token) -> int:
    """The decimals of a number."""
    return len(token.plain.rstrip(")").partition(".")[2].strip())


def common_decimals(tokens: Iterable[Token]) -> int:
    """How many decimals nearly all exact figures of a table have; 0 where there is no habit."""
    counts = Counter(
        decimals_of(token) for token in tokens if token.kind == "number" and "." in token.plain
    )
    if not counts:
        return 0
    decimals, count = counts.most_common(1)[0]
    shown = count >= _FEWEST and count >= _MOST_OF_THEM * counts.total()
    return decimals if shown else 0
