"""The characters of a page into the cells of its grids; what is left over stands outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from juesuan.catalogue.printed_signs import signs
from juesuan.catalogue.remarks import Remark, remark, together
from juesuan.readers.grid import Cell, Grid
from juesuan.readers.pdf.edges import Edges
from juesuan.readers.pdf.glyphs import Glyphs, TextPage
from juesuan.readers.pdf.lattice import Box, Ruling
from juesuan.readers.pdf.strokes import in_front, minus_like
from juesuan.readers.pdf.words import printed_lines, words

# In sizes of the type: from a character's origin to its middle, and the gap in front of a
# character that begins a new word.
_MIDDLE = 0.3
_GAP = 0.12

DRAWN_MINUS = remark("drawn_minus")
OVERRUN = remark("over_the_border")
RUN_TOGETHER = remark("run_together")
OVERPRINTED = remark("overprinted")


Place = int  # of a cell among those of all tables of the page; -1 outside


def fill(page: TextPage, edges: Edges, ruling: Ruling) -> tuple[list[Grid], Glyphs, list[int]]:
    """The grids with their text, the page's characters, and which of these stand outside."""
    glyphs = page.glyphs()
    held, doubts, doubles = _held(page, glyphs, ruling)
    lost = _lost(page, ruling)
    minuses = _drawn_minuses(page, edges, glyphs, ruling)

    def cell(place: Place, box: Box) -> Cell:
        parts = held.get(place, ())
        if parts and place in minuses and minuses[place] == parts[0][0]:
            numbers = [each for part in parts for each in part]
            pieces, over = printed_lines(glyphs, numbers, page.size)
            pieces = (f"-{pieces[0]}", *pieces[1:])
            return _cell(box, pieces, DRAWN_MINUS, overprinted=over)
        if len(parts) == 1 and not doubles and place not in doubts:
            return Cell(*box, (glyphs.text(parts[0]),))
        if parts:
            numbers = [each for part in parts for each in part]
            pieces, over = printed_lines(glyphs, numbers, page.size)
            return _cell(box, pieces, doubts.get(place), overprinted=over)
        if place in lost:
            unseen = remark("type_unseen", text=lost[place])
            return Cell(*box, (signs().unread,), unseen, is_trusted=False)
        return Cell(*box, ())

    grids: list[Grid] = []
    first = 0
    for table in ruling.tables:
        cells = tuple(cell(place, box) for place, box in enumerate(table.boxes, first))
        first += len(table.boxes)
        grids.append(Grid(cells, table.columns))
    return grids, glyphs, [each for part in held.get(-1, ()) for each in part]


def _drawn_minuses(
    page: TextPage, edges: Edges, glyphs: Glyphs, ruling: Ruling
) -> dict[Place, int]:
    """Cells in which a stroke stands in front of a digit, at half its height; and the digit."""
    strokes = minus_like(edges, page.size)
    digits = [at for at, sign in enumerate(glyphs.signs) if sign.isdigit()] if len(strokes) else []
    if not digits:
        return {}
    found = in_front(strokes, glyphs.points[digits], page.size)
    middles = np.array([(strokes[at, :2] + strokes[at, 2:]) / 2 for at in found]).reshape(-1, 2)
    places = ruling.boxes_at(*middles.T)
    return {
        place: digits[digit]
        for place, digit in zip(places, found.values(), strict=True)
        if place >= 0
    }


def _held(
    page: TextPage, glyphs: Glyphs, ruling: Ruling
) -> tuple[dict[Place, list[Sequence[int]]], dict[Place, Remark], bool]:
    """The parts of words that each cell holds, what is doubtful of them, and if any is doubled."""
    x, y = glyphs.points.T + _MIDDLE * page.size
    places = ruling.boxes_at(x, y)
    finder = _Finder(page, glyphs, places)
    held: dict[Place, list[Sequence[int]]] = {}
    doubts: dict[Place, Remark] = {}
    runs, doubles = words(glyphs, page.size)
    for word in runs:
        if (place := places[word.start]) == places[word.stop - 1]:
            if place in held:
                held[place].append(word)
            else:
                held[place] = [word]
            continue
        for part, place, doubt in finder.parts(word):
            held.setdefault(place, []).append(part)
            if doubt and any(glyphs.signs[each].isdigit() for each in part):
                doubts[place] = doubt
    return held, doubts, doubles


def _lost(page: TextPage, ruling: Ruling) -> dict[Place, str]:
    """The texts that cannot be seen, by the cell that they stand in."""
    if not page.lost:
        return {}
    x, y = np.array([each[:2] for each in page.lost]).T
    found: dict[Place, str] = {}
    for place, (_, _, text) in zip(ruling.boxes_at(x, y), page.lost, strict=True):
        found[place] = " ".join(filter(None, (found.get(place), text)))
    return found


def _cell(
    box: Box, pieces: tuple[str, ...], doubt: Remark | None = None, *, overprinted: bool = False
) -> Cell:
    said = (doubt, OVERPRINTED if overprinted else None)
    remarks = [each for each in said if each]
    if not remarks:
        return Cell(*box, pieces)
    is_trusted = remarks in ([OVERRUN], [DRAWN_MINUS])
    return Cell(*box, pieces, together(*remarks), is_trusted=is_trusted)


class _Finder:
    """Finds the cells that a word stands in which begins in one and ends in another."""

    def __init__(self, page: TextPage, glyphs: Glyphs, places: Sequence[Place]) -> None:
        self.page = page
        self.glyphs = glyphs
        self.places = places

    def parts(self, word: range) -> list[tuple[Sequence[int], Place, Remark | None]]:
        """A word cut where it goes over a border with a gap in between.

        Each part comes with the cell that most of it stands in, and what is doubtful of it.
        """
        places = self.places
        first = places[word[0]]
        parts = [[word[0]]]
        own = [Counter([first])]
        doubts: list[Remark | None] = [None]
        old = first
        for number in word[1:]:
            new = places[number]
            if old != new and self._gap(number) > _GAP * self.page.size:
                parts.append([])
                own.append(Counter())
                doubts.append(None)
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
