"""The characters of a page into the cells of its grids; what is left over stands outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from juesuan.readers.grid import Cell, Grid
from juesuan.readers.pdf.glyphs import UNKNOWN, Glyphs, TextPage
from juesuan.readers.pdf.rulings import Box, Ruled
from juesuan.readers.pdf.turn import Numbers
from juesuan.readers.pdf.words import printed_lines, words

# In sizes of the type: from a character's origin to its middle, and the gap in front of a
# character that begins a new word.
_MIDDLE = 0.3
_GAP = 0.12

OVERRUN = "a number is printed over the border of its cell"
RUN_TOGETHER = "figures of two cells run together, or one is drawn in pieces over the border"
OVERPRINTED = "different characters are printed on one spot"
UNMAPPED = "a character has no Unicode map"


Place = int  # of a cell among those of all tables of the page; -1 outside


def fill(page: TextPage, tables: Sequence[Ruled]) -> tuple[list[Grid], Glyphs, list[int]]:
    """The grids with their text, the page's characters, and which of these stand outside."""
    glyphs = page.glyphs()
    finder = _Finder(page, glyphs, tables)
    held: dict[Place, list[Sequence[int]]] = {}
    doubts: dict[Place, str] = {}
    runs, doubles = words(glyphs, page.size)
    for word in runs:
        for part, place, doubt in finder.parts(word):
            held.setdefault(place, []).append(part)
            if doubt and any(glyphs.signs[each].isdigit() for each in part):
                doubts[place] = doubt
    grids: list[Grid] = []
    first = 0
    for table in tables:
        cells: list[Cell] = []
        for place, box in enumerate(table.boxes, first):
            parts = held.get(place, ())
            if len(parts) == 1 and not doubles and place not in doubts:
                cells.append(Cell(*box[:4], (glyphs.text(parts[0]),)))
            elif parts:
                numbers = [each for part in parts for each in part]
                pieces, over = printed_lines(glyphs, numbers, page.size)
                cells.append(_cell(box, pieces, doubts.get(place, ""), overprinted=over))
            else:
                cells.append(Cell(*box[:4], ()))
        first += len(table.boxes)
        grids.append(Grid(tuple(cells), table.columns))
    return grids, glyphs, [each for part in held.get(-1, ()) for each in part]


def _cell(box: Box, pieces: tuple[str, ...], doubt: str = "", *, overprinted: bool = False) -> Cell:
    unmapped = any(UNKNOWN in piece for piece in pieces)
    if not doubt and not overprinted and not unmapped:
        return Cell(box.row, box.column, box.rows, box.columns, pieces)
    remarks = ((doubt, doubt), (overprinted, OVERPRINTED), (unmapped, UNMAPPED))
    remark = "; ".join(text for holds, text in remarks if holds)
    trusted = doubt == OVERRUN and not overprinted and not unmapped
    return Cell(box.row, box.column, box.rows, box.columns, pieces, remark, is_trusted=trusted)


def _places(tables: Sequence[Ruled], x: Numbers, y: Numbers) -> list[Place]:
    """The cell at each point."""
    found = np.full(len(x), -1)
    first = 0
    for table in tables:
        # The outermost rows and columns of `owner` stand for what is outside.
        owner = np.full((len(table.rows) + 1, len(table.columns) + 1), -1)
        for number, (row, column, rows, columns, *_) in enumerate(table.boxes, first):
            owner[row + 1 : row + rows + 1, column + 1 : column + columns + 1] = number
        above = np.searchsorted([-edge for edge in table.rows], -y, side="right")
        before = np.searchsorted(table.columns, x, side="right")
        found = np.where(found < 0, owner[above, before], found)
        first += len(table.boxes)
    return list(found.tolist())


class _Finder:
    """Finds the cell that a word stands in."""

    def __init__(self, page: TextPage, glyphs: Glyphs, tables: Sequence[Ruled]) -> None:
        self.page = page
        self.glyphs = glyphs
        x, y = glyphs.points.T + _MIDDLE * page.size
        self.places = _places(tables, x, y)

    def parts(self, word: range) -> list[tuple[Sequence[int], Place, str]]:
        """A word cut where it goes over a border with a gap in between.

        Each part comes with the cell that most of it stands in, and what is doubtful of it.
        """
        places = self.places
        first = places[word[0]]
        if first == places[word[-1]]:
            return [(word, first, "")]
        parts = [[word[0]]]
        own = [Counter([first])]
        doubts = [""]
        old = first
        for number in word[1:]:
            new = places[number]
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
            (part, counted.most_common(1)[0][0], doubt)
            for part, counted, doubt in zip(parts, own, doubts, strict=True)
        ]

    def _gap(self, number: int) -> float:
        """The room between a character and the one before it."""
        at, before = self.glyphs.at[number], self.glyphs.at[number - 1]
        return self.page.extent(at)[0] - self.page.extent(before)[1]

    def _is_one_piece(self, number: int) -> bool:
        return self.page.is_one_piece(self.glyphs.at[number - 1], self.glyphs.at[number])
