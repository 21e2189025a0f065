"""The figures of sentences: their amounts, and the units of their last digits."""

from __future__ import annotations

import numpy as np

from juesuan.identities.columns import Columns, Positions
from juesuan.identities.places import keyed
from juesuan.identities.stack import Stack

# 0万元 is nothing, and leaves room for no half of 万元: one unit of it, in 分.
OF_NOTHING = 10_000


def units(stack: Stack, claims: Columns) -> tuple[Positions, Positions]:
    """One unit of the last digit as printed, and as the document's tables print."""
    finest = stack.finest_of(claims["document_id"])
    none = finest < 0
    printed = claims.known("precision_fen")
    own = np.where(printed, claims.whole("precision_fen"), np.where(none, 0, finest))
    nothing = claims.known("value_fen") & (claims.whole("value_fen") == 0)
    own = np.where(nothing, np.minimum(own, OF_NOTHING), own)
    return own, np.where(none, own, np.minimum(own, finest))


def _of_cells(stack: Stack, pairs: Columns) -> tuple[Positions, Positions]:
    """The units of amounts; one that is its table's figure has the decimals of that."""
    own, fine = units(stack, pairs)
    if "amounts" not in stack:
        return own, fine
    tied = np.flatnonzero(pairs.known("table") & pairs.known("value_fen"))
    restated = keyed(pairs.take(tied))
    cell = stack.places.find(restated)
    same = ~cell.known("reason") & (cell["fen"] == restated.whole("value_fen"))
    at = tied[same & (cell["precision"] > 0)]
    precision = cell["precision"][same & (cell["precision"] > 0)]
    own, fine = own.copy(), fine.copy()
    own[at] = np.minimum(own[at], precision)
    fine[at] = np.minimum(fine[at], precision)
    return own, fine


def operand(stack: Stack, pairs: Columns, places: Positions) -> Columns:
    """Amounts of claims by position as `fen`, `fine` and `own` units and `approximate`."""
    own, fine = stack.once("operands", lambda: _of_cells(stack, pairs))
    return Columns.made(
        fen=np.where(places >= 0, pairs.whole("value_fen")[places], 0),
        fine=fine[places],
        own=own[places],
        approximate=pairs.known("approximate")[places],
    )
