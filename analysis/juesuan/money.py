"""Printed figures as exact money: whole 分 (1/100 元) beside the unit of their last digit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FIGURE = re.compile(r"([(]?)([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?([)]?)")

# How many 分 are a 元 and a 万元; the units that documents print are in `text.toml`.
FEN_OF_YUAN = 100
FEN_OF_WAN = 10_000 * FEN_OF_YUAN

# In 分, a good deal above the state's yearly expenditure; sums of such amounts still fit 64 bits.
_LARGEST = 10**16


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in 分, and in 分 too one unit of its last printed digit."""

    fen: int
    precision: int


def parse_money(token: str, unit: int) -> Money | None:
    """Read a figure in plain characters, printed in a unit of so many 分 (万元: 1,000,000).

    Brackets or a minus sign make it negative. None where the token is no figure, or where its
    last digit stands for less than one 分 and it could not be held exactly, or where it is longer
    than any budget's figure (an identity number).
    """
    match = _FIGURE.fullmatch("".join(token.split()))
    if match is None:
        return None
    opening, sign, whole, decimals, closing = match.groups()
    if bool(opening) != bool(closing) or (opening and sign):
        return None
    decimals = decimals or ""
    precision, remainder = divmod(unit, 10 ** len(decimals))
    if remainder:
        return None
    fen = int(whole.replace(",", "") + decimals) * precision
    if fen > _LARGEST:
        return None
    return Money(-fen if opening or sign == "-" else fen, precision)


def in_wan(fen: int) -> float:
    """分 as 万元, for people: the nearest float."""
    return fen / FEN_OF_WAN


def wan(fen: NDArray[Any]) -> NDArray[np.float64]:
    """Amounts in 分 as 万元, for people."""
    return np.asarray(fen, dtype=np.float64) / FEN_OF_WAN
