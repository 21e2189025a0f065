"""The figures of sentences: their amounts, and the units of their last digits."""

from __future__ import annotations

import numpy as np

from juesuan.identities.columns import Columns, Positions
from juesuan.identities.stack import Stack


def units(stack: Stack, claims: Columns) -> tuple[Positions, Positions]:
    """One unit of the last digit as printed, and as the document's tables print."""
    finest = stack.finest_of(claims["document_id"])
    none = finest < 0
    printed = claims.known("precision_fen")
    own = np.where(printed, claims.whole("precision_fen"), np.where(none, 0, finest))
    return own, np.where(none, own, np.minimum(own, finest))


def operand(stack: Stack, pairs: Columns, places: Positions) -> Columns:
    """Amounts of claims by position as `fen`, `fine` and `own` units and `approximate`."""
    own, fine = units(stack, pairs)
    return Columns.made(
        fen=np.where(places >= 0, pairs.whole("value_fen")[places], 0),
        fine=fine[places],
        own=own[places],
        approximate=pairs.known("approximate")[places],
    )
