"""The characters of a page into the cells of its grids; what is left over stands outside."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from juesuan.readers.grid import Cell, Grid
from juesuan.readers.pdf.glyphs import Glyph, TextPage
from juesuan.readers.pdf.rulings import Ruled
from juesuan.readers.pdf.words import printed_lines, words

# In sizes of the type: from a character's origin to its middle, and the gap in front of a
# character that begins a new word.
_MIDDLE = 0.3
_GAP = 0.12

OVERRUN = "a number is printed over the border of its cell"
RUN_TOGETHER = "figures of two cells run together, or one is drawn in pieces over the border"
OVERPRINTED = "different characters are printed on one spot"
UNMAPPED = "a character has no Unicode map"


class _Lattice:
    """One table's cells by place."""

    def __init__(self, ruled: Ruled) -> None:
        self.ruled = ruled
        self.xs = ruled.columns
        self.ys = [-y for y in ruled.rows]
        self.owner = {
            (row, column): number
            for number, box in enumerate(ruled.boxes)
            for row in range(box.row, box.row + box.rows)
            for column in range(box.column, box.column + box.columns)
        }

    def at(self, x: float, y: float) -> int | None:
        """The number of the box at a place."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, -y) - 1
        return self.owner.get((row, column))


def fill(page: TextPage, tables: Sequence[Ruled]) -> tuple[list[Grid], list[Glyph]]:
    """The grids with their text, and the characters outside them."""
    lattices = [_Lattice(table) for table in tables]
    held: dict[tuple[int, int], list[Glyph]] = {}
    doubts: dict[tuple[int, int], str] = {}
    outside: list[Glyph] = []
    for word in words(page.glyphs(), page.size):
        for part, place, doubt in _parts(page, word, lattices):
            if place is None:
                outside.extend(part)
            else:
                held.setdefault(place, []).extend(part)
                if doubt and any(glyph.sign.isdigit() for glyph in part):
                    doubts[place] = doubt
    grids = [
        Grid(
            tuple(
                _cell(
                    table, at, held.get((number, at), ()), page.size, doubts.get((number, at), "")
                )
                for at in range(len(table.boxes))
            ),
            table.columns,
        )
        for number, table in enumerate(tables)
    ]
    return grids, outside


def _cell(table: Ruled, at: int, glyphs: Sequence[Glyph], size: float, doubt: str) -> Cell:
    box = table.boxes[at]
    pieces, overprinted = printed_lines(glyphs, size) if glyphs else ([], False)
    unmapped = any("\ufffd" in piece for piece in pieces)
    remarks = ((doubt, doubt), (overprinted, OVERPRINTED), (unmapped, UNMAPPED))
    remark = "; ".join(text for holds, text in remarks if holds)
    trusted = doubt != RUN_TOGETHER and not overprinted and not unmapped
    return Cell(
        box.row, box.column, box.rows, box.columns, tuple(pieces), remark, is_trusted=trusted
    )


def _box_of(glyph: Glyph, lattices: Sequence[_Lattice], size: float) -> tuple[int, int] | None:
    x, y = glyph.x + _MIDDLE * size, glyph.y + _MIDDLE * size
    for number, lattice in enumerate(lattices):
        if (at := lattice.at(x, y)) is not None:
            return number, at
    return None


Place = tuple[int, int] | None


def _parts(
    page: TextPage, word: list[Glyph], lattices: Sequence[_Lattice]
) -> list[tuple[list[Glyph], Place, str]]:
    """A word cut where it goes over a border with a gap in between.

    Each part comes with the cell that most of it stands in, and what is doubtful of it.
    """
    first = _box_of(word[0], lattices, page.size)
    if len(word) == 1 or first == _box_of(word[-1], lattices, page.size):
        return [(word, first, "")]
    places = [_box_of(glyph, lattices, page.size) for glyph in word]
    parts = [[word[0]]]
    own = [Counter(places[:1])]
    doubts = [""]
    for (before, old), (glyph, new) in pairwise(zip(word, places, strict=True)):
        if old != new:
            if page.extent(glyph.at)[0] - page.extent(before.at)[1] > _GAP * page.size:
                parts.append([])
                own.append(Counter())
                doubts.append("")
            elif not page.is_one_piece(before.at, glyph.at):
                doubts[-1] = RUN_TOGETHER
            else:
                doubts[-1] = doubts[-1] or OVERRUN
        parts[-1].append(glyph)
        own[-1][new] += 1
    return [
        (part, places.most_common(1)[0][0], doubt)
        for part, places, doubt in zip(parts, own, doubts, strict=True)
    ]
