"""The characters of a page into the cells of its grids; what is left over stands outside."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from juesuan.readers.grid import Cell, Grid
from juesuan.readers.pdf.glyphs import UNKNOWN, Glyphs, TextPage
from juesuan.readers.pdf.rulings import Box, Ruled
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


Place = tuple[int, int] | None


def fill(page: TextPage, tables: Sequence[Ruled]) -> tuple[list[Grid], Glyphs, list[int]]:
    """The grids with their text, the page's characters, and which of these stand outside."""
    glyphs = page.glyphs()
    finder = _Finder(page, glyphs, [_Lattice(table) for table in tables])
    held: dict[tuple[int, int], list[Sequence[int]]] = {}
    doubts: dict[tuple[int, int], str] = {}
    outside: list[int] = []
    runs, doubles = words(glyphs, page.size)
    for word in runs:
        for part, place, doubt in finder.parts(word):
            if place is None:
                outside.extend(part)
            else:
                held.setdefault(place, []).append(part)
                if doubt and any(glyphs.signs[each].isdigit() for each in part):
                    doubts[place] = doubt
    grids: list[Grid] = []
    for number, table in enumerate(tables):
        cells: list[Cell] = []
        for at, box in enumerate(table.boxes):
            place = (number, at)
            parts = held.get(place, ())
            if len(parts) == 1 and not doubles and place not in doubts:
                cells.append(_cell(box, (glyphs.text(parts[0]),)))
            else:
                numbers = [each for part in parts for each in part]
                pieces, over = printed_lines(glyphs, numbers, page.size) if numbers else ((), False)
                cells.append(_cell(box, pieces, doubts.get(place, ""), overprinted=over))
        grids.append(Grid(tuple(cells), table.columns))
    return grids, glyphs, outside


def _cell(box: Box, pieces: tuple[str, ...], doubt: str = "", *, overprinted: bool = False) -> Cell:
    unmapped = any(UNKNOWN in piece for piece in pieces)
    if not doubt and not overprinted and not unmapped:
        return Cell(box.row, box.column, box.rows, box.columns, pieces)
    remarks = ((doubt, doubt), (overprinted, OVERPRINTED), (unmapped, UNMAPPED))
    remark = "; ".join(text for holds, text in remarks if holds)
    trusted = doubt == OVERRUN and not overprinted and not unmapped
    return Cell(box.row, box.column, box.rows, box.columns, pieces, remark, is_trusted=trusted)


class _Finder:
    """Finds the cell that a word stands in."""

    def __init__(self, page: TextPage, glyphs: Glyphs, lattices: Sequence[_Lattice]) -> None:
        self.page = page
        self.glyphs = glyphs
        self.lattices = lattices
        self.middle = _MIDDLE * page.size

    def box_of(self, number: int) -> Place:
        """The box that the middle of a character stands in."""
        x, y = self.glyphs.x[number] + self.middle, self.glyphs.y[number] + self.middle
        for table, lattice in enumerate(self.lattices):
            if (at := lattice.at(x, y)) is not None:
                return table, at
        return None

    def parts(self, word: range) -> list[tuple[Sequence[int], Place, str]]:
        """A word cut where it goes over a border with a gap in between.

        Each part comes with the cell that most of it stands in, and what is doubtful of it.
        """
        first = self.box_of(word[0])
        if len(word) == 1 or first == self.box_of(word[-1]):
            return [(word, first, "")]
        parts = [[word[0]]]
        own = [Counter([first])]
        doubts = [""]
        old = first
        for number in word[1:]:
            new = self.box_of(number)
            if old != new and self._gap(number) > _GAP * self.page.size:
                parts.append([])
                own.append(Counter())
                doubts.append("")
            elif old != new and not self._is_one_piece(number):
                doubts[-1] = RUN_TOGETHER
            elif old != new:
                doubts[-1] = doubts[-1] or OVERRUN
            parts[-1].append(number)
            own[-1][new] += 1
            old = new
        return [
            (part, places.most_common(1)[0][0], doubt)
            for part, places, doubt in zip(parts, own, doubts, strict=True)
        ]

    def _gap(self, number: int) -> float:
        """The room between a character and the one before it."""
        at, before = self.glyphs.at[number], self.glyphs.at[number - 1]
        return self.page.extent(at)[0] - self.page.extent(before)[1]

    def _is_one_piece(self, number: int) -> bool:
        return self.page.is_one_piece(self.glyphs.at[number - 1], self.glyphs.at[number])
