"""The headings over aligned columns: which columns each of them stands over."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from juesuan.readers.grid import Cell
from juesuan.readers.pdf.pieces import Piece, Zone, by_baseline, overlaps, zone_at

# In sizes of the type: how far the lines of one heading are apart, and its lines' middles.
_LEADING, _CENTRED = 1.45, 0.8
# Headings whose middles are nearer than this stand on one level.
_LEVEL = 0.6
# One in the middle of several levels stands up to so much above another beside it.
_BESIDE = 2.0


class Heading(msgspec.Struct, frozen=True):
    """The headings' cells in so many rows, and the columns, with those that hold no figure."""

    cells: tuple[Cell, ...]
    rows: int
    zones: list[Zone]


class _Block(msgspec.Struct):
    """The lines of one heading, from top to bottom."""

    pieces: list[Piece]

    @property
    def span(self) -> Zone:
        return Zone(min(p.left for p in self.pieces), max(p.right for p in self.pieces))

    @property
    def middle(self) -> float:
        return (self.span.left + self.span.right) / 2

    @property
    def height(self) -> float:
        """Its middle, counted upwards."""
        return (self.pieces[0].y + self.pieces[-1].y) / 2


def place_headings(
    pieces: Sequence[Piece], zones: Sequence[Zone], size: float, *, is_whole: bool
) -> Heading:
    """Put headings over their columns; one that stands over no other and no column is one more.

    `is_whole` says that the columns are all there are.
    """
    lines = by_baseline(pieces, size)
    row_of = {piece: at for at, line in enumerate(lines) for piece in line}
    blocks = _blocks(lines, size)
    columns = list(zones) if is_whole else _with_blank_columns(blocks, zones, size)
    cells: list[Cell] = []
    for block, (start, stop) in zip(blocks, _extents(blocks, columns, size), strict=True):
        first, last = row_of[block.pieces[0]], row_of[block.pieces[-1]]
        texts = tuple(piece.text for piece in block.pieces)
        cells.append(Cell(first, start, last - first + 1, stop - start, texts))
    return Heading(tuple(cells), len(lines), columns)


def _blocks(lines: Sequence[Sequence[Piece]], size: float) -> list[_Block]:
    """Pieces that stand centred below each other, line by line, are one heading."""
    blocks: list[_Block] = []
    for line in lines:
        for piece in line:
            middle = (piece.left + piece.right) / 2
            above = [
                block
                for block in blocks
                if 0 < block.pieces[-1].y - piece.y <= _LEADING * size
                and overlaps(block.span, piece)
                and (
                    abs(block.middle - middle) <= _CENTRED * size
                    or abs(block.span.left - piece.left) <= _CENTRED * size / 2
                )
            ]
            if above:
                above[-1].pieces.append(piece)
            else:
                blocks.append(_Block([piece]))
    return blocks


def _with_blank_columns(blocks: Sequence[_Block], zones: Sequence[Zone], size: float) -> list[Zone]:
    """The columns with those that only a heading tells of."""
    columns = list(zones)
    # The numbers that count columns stand in the middle, and figures at the side.
    named = [block for block in blocks if not block.pieces[0].text.isdecimal()]
    for block in named:
        met = [zone for zone in columns if overlaps(zone, block.span)]
        lower = [other for other in named if block.height - other.height > _LEVEL * size]
        if len(met) > 1 or any(overlaps(other.span, block.span) for other in lower):
            continue
        if not met and _stands_between(block, named, size):
            continue
        for zone in met:
            columns.remove(zone)
        left = min([block.span.left, *(zone.left for zone in met)])
        right = max([block.span.right, *(zone.right for zone in met)])
        columns.append(Zone(left, right))
    return sorted(columns)


def _stands_between(block: _Block, blocks: Sequence[_Block], size: float) -> bool:
    """It is centred over two lower headings next to it: it stands over both."""
    beside = [other for other in blocks if other.height - block.height <= _LEVEL * size]
    before = [other for other in beside if other.span.right <= block.span.left]
    behind = [other for other in beside if other.span.left >= block.span.right]
    if not before or not behind:
        return False
    left = max(before, key=lambda other: other.span.right)
    right = min(behind, key=lambda other: other.span.left)
    lowest = block.height - _LEVEL * size
    middle = (left.span.left + right.span.right) / 2
    is_centred = abs(middle - block.middle) <= (right.span.right - left.span.left) / 8
    return is_centred and max(left.height, right.height) < lowest


def _extents(
    blocks: Sequence[_Block], columns: Sequence[Zone], size: float
) -> list[tuple[int, int]]:
    """The columns below each heading: one that is centred over several stands over them all."""
    reach = [zone_at(block.span, columns) for block in blocks]
    for number in sorted(range(len(blocks)), key=lambda each: -blocks[each].height):
        block, (start, stop) = blocks[number], reach[number]
        others = [
            (other.height, range(*reach[at])) for at, other in enumerate(blocks) if at != number
        ]
        own = {*range(start, stop)}
        lower = [h for h, over in others if block.height - h > _LEVEL * size and own & {*over}]
        if not lower:
            continue
        level = max(lower)
        below = {at for h, over in others if h - level <= _LEVEL * size for at in over}
        # A column with a heading of its own above that level stands beside this one.
        apart = {
            at
            for height, over in others
            if _LEVEL * size < height - level <= block.height - level + _BESIDE * size
            and not own & {*over}
            for at in over
        }
        left, right = start, stop
        while left and left - 1 in below - apart:
            left -= 1
        while right < len(columns) and right in below - apart:
            right += 1
        ends = [(a, b) for a in range(left, start + 1) for b in range(stop, right + 1)]
        reach[number] = min(ends, key=lambda each: _off_centre(each, columns, block, size))
    return reach


def _off_centre(
    ends: tuple[int, int], columns: Sequence[Zone], block: _Block, size: float
) -> tuple[int, int]:
    """How far a heading is off the middle of some columns, in sizes; the wider first."""
    start, stop = ends
    middle = (columns[start].left + columns[stop - 1].right) / 2
    return round(abs(middle - block.middle) / size), start - stop
