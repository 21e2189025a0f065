"""Pieces of text where they stand on a page, and the columns that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from juesuan.readers.pdf.glyphs import TextPage
from juesuan.readers.pdf.words import printed_lines, words

# In sizes of the type: how far the baselines of one line's pieces differ at most, and how far
# apart are the words of one text.
_ONE_LINE, _ONE_TEXT = 0.4, 0.5
# The share of a piece that tells its column.
_MOST = 0.75
# Equal pieces nearer than this are one, printed twice for bold.
_ONE_SPOT = 0.3


class Piece(NamedTuple):
    """A piece of text: where it begins and ends along its line, its baseline, its text."""

    left: float
    right: float
    y: float
    text: str


class Zone(NamedTuple):
    """A column, from its leftmost piece to its rightmost one."""

    left: float
    right: float


def by_baseline(pieces: Iterable[Piece], size: float) -> list[list[Piece]]:
    """Pieces on one baseline as one line, from top to bottom and from left to right."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if lines and lines[-1][0].y - piece.y <= _ONE_LINE * size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line) for line in lines]


def overlaps(one: Piece | Zone, other: Piece | Zone) -> bool:
    """Both stand over one place of a line."""
    return one.left < other.right and other.left < one.right


def zones_of(pieces: Iterable[Piece | Zone]) -> list[Zone]:
    """The columns that pieces below each other make up, from left to right."""
    found: list[Zone] = []
    for piece in sorted(pieces, key=lambda piece: piece.left):
        if found and piece.left < found[-1].right:
            found[-1] = Zone(found[-1].left, max(found[-1].right, piece.right))
        else:
            found.append(Zone(piece.left, piece.right))
    return found


def zone_at(piece: Piece | Zone, zones: Sequence[Zone]) -> tuple[int, int]:
    """The first column that a piece stands in, and the one behind its last; the nearest if none.

    One that stands over the edge of a column by a little is in the one that holds most of it.
    """
    met = [at for at, zone in enumerate(zones) if overlaps(piece, zone)]
    for at in met:
        inside = min(piece.right, zones[at].right) - max(piece.left, zones[at].left)
        if inside >= _MOST * (piece.right - piece.left):
            return at, at + 1
    if met:
        return met[0], met[-1] + 1
    middle = (piece.left + piece.right) / 2
    nearest = min(
        range(len(zones)),
        key=lambda at: max(zones[at].left - middle, middle - zones[at].right),
    )
    return nearest, nearest + 1


def printed_pieces(page: TextPage) -> list[Piece]:
    """The texts of a page that stand apart, with their exact extents."""
    glyphs = page.glyphs()
    runs, _ = words(glyphs, page.size)
    pieces = [
        Piece(
            glyphs.x[run.start],
            page.extent(glyphs.at[run.stop - 1])[1],
            glyphs.y[run.start],
            "".join(printed_lines(glyphs, run, page.size)[0]),
        )
        for run in runs
    ]
    return [piece for line in by_baseline(pieces, page.size) for piece in _texts(line, page.size)]


def _texts(line: Sequence[Piece], size: float) -> list[Piece]:
    """The words of a line that stand near each other as one text; what is printed twice as one."""
    found: list[Piece] = []
    for piece in line:
        last = found[-1] if found else None
        if last and piece.left - last.right <= _ONE_TEXT * size:
            if last.text != piece.text or piece.left - last.left > _ONE_SPOT * size:
                text = f"{last.text} {piece.text}"
                found[-1] = Piece(last.left, max(last.right, piece.right), last.y, text)
        else:
            found.append(piece)
    return found
