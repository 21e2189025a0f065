"""The figures of sentences: their amounts, the units of their last digits, and their years."""

from __future__ import annotations

import re

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


def years_named(year: re.Pattern[str], claims: Columns) -> list[list[str | None]]:
    """For each claim what the pattern finds in its sentence, in front of the figure.

    The pattern has the number of the year in its group; None where the sentence says it in words.
    """
    texts = zip(claims["text"], claims.whole("start"), strict=True)
    before = ("".join((text or "")[:start].rpartition("。")[2].split()) for text, start in texts)
    return [[match[1] for match in year.finditer(sentence)] for sentence in before]
