"""Quarter turns: a page's coordinates → those in which its text stands upright."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
# Type whose direction is further from the nearest quarter turn (about five degrees) is a
# watermark's or a stamp's.
OBLIQUE = 0.09


class Turn(msgspec.Struct, frozen=True):
    """`quarters` clockwise quarter turns of the page, as /Rotate means them."""

    quarters: int

    def points(self, points: Numbers) -> Numbers:
        """Points of the page (a row each), turned; y is counted upwards before and after."""
        if self.quarters == 0:
            return points
        x, y = points.T
        turned = {1: (y, -x), 2: (-x, -y), 3: (-y, x)}[self.quarters]
        return np.column_stack(turned)

    def boxes(self, boxes: Numbers) -> Numbers:
        """Boxes (left, bottom, right, top; a row each), turned."""
        if self.quarters == 0:
            return boxes
        first, second = self.points(boxes[:, :2]), self.points(boxes[:, 2:])
        return np.column_stack((np.minimum(first, second), np.maximum(first, second)))

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box (left, bottom, right, top), turned."""
        left, bottom, right, top = self.boxes(np.array([[x0, y0, x1, y1]], float))[0].tolist()
        return left, bottom, right, top


def quarters_of(x: float, y: float) -> int:
    """The clockwise quarter turns that make text upright which runs along (x, y)."""
    if abs(x) >= abs(y):
        return 0 if x >= 0 else 2
    return 1 if y > 0 else 3


def is_oblique(x: float, y: float) -> bool:
    """Type along (x, y) is parallel to no edge of the page."""
    return min(abs(x), abs(y)) > OBLIQUE * max(abs(x), abs(y))
