"""A page's grids and lines in reading order, from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, pairwise
from operator import eq

from juesuan.readers.grid import Grid
from juesuan.readers.pdf.aligned import FEWEST_FIGURES, MOST_COLUMNS, Edges, aligned, is_figure
from juesuan.readers.pdf.glyphs import Glyphs, TextPage
from juesuan.readers.pdf.lattice import Ruled
from juesuan.readers.pdf.pieces import Piece, Zone, by_baseline, overlaps, printed_pieces
from juesuan.readers.pdf.words import printed_lines

# In sizes of the type: what stands further apart than this is no sentence.
_APART = 0.5
_FAR = float("inf")
# Equal pieces nearer than this are one, printed twice for bold.
_ONE_SPOT = 0.3
# Where each sign is printed twice for bold, so many pairs of signs are equal.
_REPEATING = 0.8
_SHORTEST_REPEATING = 4
_DOUBLED = re.compile(r"(\S)\1")
# Between blanks; the parts of a line may be drawn in any order.
_PART = re.compile(r"[^ \x00]+")


def plain_blocks(page: TextPage, before: Edges = ()) -> list[str | Grid]:
    """The lines of a page without ruled cells, and the table that aligned figures make up.

    `before` are the edges of the columns of an aligned table on the page before.
    """
    rows = by_baseline(_pieces(page), page.size)
    if _hold_columns(rows, page.size, before) and (
        found := aligned(printed_pieces(page), page.size, before)
    ):
        above, below = (in_order(each, page.size) for each in (found.above, found.below))
        return [*above, found.grid, *below]
    return _joined(rows, page.size)


def _pieces(page: TextPage) -> list[Piece]:
    lines = page.lines()
    if any(_repeats(text) for text, _ in lines):
        glyphs = page.glyphs()
        return _outside(glyphs, range(len(glyphs)), page.size)
    parts = [(part[0], at + part.start()) for text, at in lines for part in _PART.finditer(text)]
    places, inside = page.origins([at for _, at in parts])
    texts = [text for text, _ in parts]
    kept = texts if inside is None else compress(texts, inside.tolist())
    return [
        Piece(x, x + _width(text) * page.size, y, text)
        for (x, y), text in zip(places.tolist(), kept, strict=True)
    ]


def _width(text: str) -> float:
    """About how wide a text is, in sizes of the type."""
    return len(text) / 2 if text.isascii() else len(text)


def _hold_columns(rows: Sequence[Sequence[Piece]], size: float, before: Edges) -> bool:
    """Figures of two lines stand alone below each other, or one below a table's columns.

    Several in one line are a table's too (“三公” in one row).
    """
    columns: list[Piece | Zone] = [Zone(left, right) for left, right in pairwise(before)]
    for row in rows:
        if not any(piece.text[-1:].isdecimal() for piece in row):
            continue
        ends = [-_FAR, *(piece.right for piece in row)]
        begins = [*(piece.left for piece in row[1:]), _FAR]
        figures = [
            piece
            for piece, end, begin in zip(row, ends, begins, strict=False)
            if is_figure(piece) and min(piece.left - end, begin - piece.right) > _APART * size
        ]
        if len(figures) >= FEWEST_FIGURES or any(
            overlaps(piece, other) for piece in figures for other in columns
        ):
            return True
        columns += figures
        if len(columns) > MOST_COLUMNS:
            return False
    return False


def blocks(
    tables: Sequence[Ruled],
    grids: Sequence[Grid],
    glyphs: Glyphs,
    outside: Sequence[int],
    size: float,
) -> list[str | Grid]:
    """Lines and grids of a page, in reading order."""
    return under_tables(tables, grids, _outside(glyphs, outside, size), size)


def under_tables(
    tables: Sequence[Ruled], grids: Sequence[Grid], pieces: Sequence[Piece], size: float
) -> list[str | Grid]:
    """Lines and grids; each line stands above the first grid that begins below it."""
    found: list[str | Grid] = []
    for table, grid in zip(tables, grids, strict=True):
        above = [piece for piece in pieces if piece.y > table.rows[0]]
        pieces = [piece for piece in pieces if piece.y <= table.rows[0]]
        found += in_order(above, size)
        found.append(grid)
    return found + in_order(pieces, size)


def _outside(glyphs: Glyphs, numbers: Iterable[int], size: float) -> list[Piece]:
    """Characters as the pieces of lines that the content has them in."""
    lines: dict[int, list[int]] = {}
    for number in numbers:
        lines.setdefault(glyphs.line(number), []).append(number)
    pieces: list[Piece] = []
    for line in lines.values():
        parts: list[list[int]] = []
        for number in line:
            if not parts or glyphs.is_spaced(number):
                parts.append([])
            parts[-1].append(number)
        for part in parts:
            text = glyphs.text(part)
            if _repeats(text):
                text = "".join(printed_lines(glyphs, part, size)[0])
            left = glyphs.x[part[0]]
            pieces.append(Piece(left, left + _width(text) * size, glyphs.y[part[0]], text))
    return pieces


def in_order(pieces: Iterable[Piece], size: float) -> list[str | Grid]:
    """The pieces as lines from top to bottom; pieces on one baseline are one line."""
    return _joined(by_baseline(pieces, size), size)


def _joined(rows: Iterable[Sequence[Piece]], size: float) -> list[str | Grid]:
    return [" ".join(_once(row, size)) for row in rows]


def _once(line: Sequence[Piece], size: float) -> Iterator[str]:
    """The texts of a line's pieces without those printed a second time over themselves."""
    last: Piece | None = None
    for piece in line:
        if last is None or piece.text != last.text or piece.left - last.left > _ONE_SPOT * size:
            yield piece.text
        last = piece


def _repeats(text: str) -> bool:
    """Nearly every sign stands there twice."""
    if not _DOUBLED.search(text):
        return False
    signs = "".join(text.split())
    different = len(set(signs))
    least = _REPEATING * (len(signs) // 2)
    # Each equal pair leaves one sign less that can differ.
    if len(signs) < _SHORTEST_REPEATING or different == 1 or len(signs) - different < least:
        return False
    equal: int = sum(map(eq, signs[::2], signs[1::2]))
    return equal >= least
