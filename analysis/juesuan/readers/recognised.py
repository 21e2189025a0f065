"""How a figure was recognised in a picture: twice, and where it stands there."""

from __future__ import annotations

from typing import NamedTuple


class Recognised(NamedTuple):
    """What tells whether a recognised figure may be trusted.

    `other` is what a second recognition, at another scale, read in its place; `surety` is the
    confidence in the least sure sign of the first, from 0 to 1. `box` is where it stands on the
    page as it is shown, in points from the left and from the top: left, top, right, bottom.
    """

    text: str
    other: str
    surety: float
    box: tuple[float, float, float, float]
