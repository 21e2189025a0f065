"""Where the recognised figures of a source stand on its pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from juesuan.readers.source import Source

# In points from the left and from the top of the page as it is shown: left, top, right, bottom.
Place: TypeAlias = "tuple[float, float, float, float]"
# By page, row and the figure as it was recognised: its places, from left to right.
SeenFigures: TypeAlias = Mapping[tuple[int, int, str], Sequence[Place]]


def seen_figures(source: Source) -> SeenFigures:
    """The places of its recognised figures; none where no page was recognised."""
    found: dict[tuple[int, int, str], list[Place]] = defaultdict(list)
    for grid in source.grids:
        for place, row in zip(grid.places, grid.rows, strict=True):
            for cell in row:
                if cell.recognised and place is not None and grid.page:
                    spot = (grid.page, source.lines[place].row, cell.text)
                    found[spot].append(cell.recognised.box)
    return found
