"""Quarter turns: a page's coordinates → those in which its text stands upright."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """`quarters` clockwise quarter turns of the page, as /Rotate means them."""

    quarters: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, turned; y is counted upwards before and after."""
        if self.quarters == 0:
            return x, y
        if self.quarters == 1:
            return y, -x
        if self.quarters == 2:
            return -x, -y
        return -y, x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box (left, bottom, right, top), turned."""
        if self.quarters == 0:
            return x0, y0, x1, y1
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def quarters_of(x: float, y: float) -> int:
    """The clockwise quarter turns that make text upright which runs along (x, y)."""
    if abs(x) >= abs(y):
        return 0 if x >= 0 else 2
    return 1 if y > 0 else 3
