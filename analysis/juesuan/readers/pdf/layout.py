"""A page's grids and lines in reading order, from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import eq
from typing import NamedTuple

from juesuan.readers.grid import Grid
from juesuan.readers.pdf.glyphs import Glyphs, TextPage
from juesuan.readers.pdf.lattice import Ruled
from juesuan.readers.pdf.words import printed_lines

# In sizes of the type: how far the baselines of one line's pieces differ at most.
_ONE_LINE = 0.4
# Equal pieces nearer than this are one, printed twice for bold.
_ONE_SPOT = 0.3
# Where each sign is printed twice for bold, so many pairs of signs are equal.
_REPEATING = 0.8
_SHORTEST_REPEATING = 4
# Between blanks; the parts of a line may be drawn in any order.
_PART = re.compile(r"[^ \x00]+")


class _Piece(NamedTuple):
    x: float
    y: float
    text: str


def plain_blocks(page: TextPage) -> list[str]:
    """The lines of a page without grids."""
    lines = page.lines()
    if any(_repeats(text) for text, _ in lines):
        glyphs = page.glyphs()
        return _in_order(_outside(glyphs, range(len(glyphs)), page.size), page.size)
    parts = [(part[0], at + part.start()) for text, at in lines for part in _PART.finditer(text)]
    places, inside = page.origins([at for _, at in parts])
    texts = [text for text, _ in parts]
    kept = texts if inside is None else compress(texts, inside.tolist())
    pieces = [_Piece(x, y, text) for (x, y), text in zip(places.tolist(), kept, strict=True)]
    return _in_order(pieces, page.size)


def blocks(
    tables: Sequence[Ruled],
    grids: Sequence[Grid],
    glyphs: Glyphs,
    outside: Sequence[int],
    size: float,
) -> list[str | Grid]:
    """Lines and grids of a page; each line stands above the first grid that begins below it."""
    found: list[str | Grid] = []
    pieces = _outside(glyphs, outside, size)
    for table, grid in zip(tables, grids, strict=True):
        above = [piece for piece in pieces if piece.y > table.rows[0]]
        pieces = [piece for piece in pieces if piece.y <= table.rows[0]]
        found += _in_order(above, size)
        found.append(grid)
    return found + _in_order(pieces, size)


def _outside(glyphs: Glyphs, numbers: Iterable[int], size: float) -> list[_Piece]:
    """Characters as the pieces of lines that the content has them in."""
    lines: dict[int, list[int]] = {}
    for number in numbers:
        lines.setdefault(glyphs.line(number), []).append(number)
    pieces: list[_Piece] = []
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
            pieces.append(_Piece(glyphs.x[part[0]], glyphs.y[part[0]], text))
    return pieces


def _in_order(pieces: Sequence[_Piece], size: float) -> list[str]:
    """The pieces as lines from top to bottom; pieces on one baseline are one line."""
    lines: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if lines and lines[-1][0].y - piece.y <= _ONE_LINE * size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [" ".join(_once(sorted(line, key=lambda piece: piece.x), size)) for line in lines]


def _once(line: Sequence[_Piece], size: float) -> Iterator[str]:
    """The texts of a line's pieces without those printed a second time over themselves."""
    last: _Piece | None = None
    for piece in line:
        if last is None or piece.text != last.text or piece.x - last.x > _ONE_SPOT * size:
            yield piece.text
        last = piece


def _repeats(text: str) -> bool:
    """Nearly every sign stands there twice."""
    signs = "".join(text.split())
    different = len(set(signs))
    least = _REPEATING * (len(signs) // 2)
    # Each equal pair leaves one sign less that can differ.
    if len(signs) < _SHORTEST_REPEATING or different == 1 or len(signs) - different < least:
        return False
    equal: int = sum(map(eq, signs[::2], signs[1::2]))
    return equal >= least
