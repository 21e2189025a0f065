"""Tables without ruled columns: the cells that aligned figures and labels tell of.

Figures that stand below each other are a column, and what stands in their rows beside them are
labels. A page is taken only where every piece of the body has one column; else it stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from juesuan.readers.characters import bare
from juesuan.readers.grid import Cell, Grid
from juesuan.readers.pdf.headings import place_headings
from juesuan.readers.pdf.pieces import Piece, Zone, by_baseline, overlaps, zone_at, zones_of

# A figure that stands alone: only these tell where columns are.
_FIGURE = re.compile(r"[-(]?([0-9][0-9,]*[.][0-9]+|[0-9]{1,3}(,[0-9]{3})+)[)]?")
FEWEST_FIGURES = 3
# More than this are no table's.
MOST_COLUMNS, _MOST_HEADINGS = 60, 200
# In sizes of the type: how far the lines of one label are apart at most, and those of a table.
_LEADING, _GAP = 1.6, 4.5
# A line of a label is so much nearer to its row than to the next one; lines that are nearer than
# type is high are of one row.
_NEARER, _CLOSE = 0.85, 0.95
_SENTENCE = frozenset("。；;")
# A piece over so much of a table's width is prose.
_WIDE = 0.6

Row = list[Piece]
Edges = tuple[float, ...]


class Aligned(msgspec.Struct, frozen=True):
    """A grid and the pieces above and below it; whether headings stand over its figures."""

    above: list[Piece]
    grid: Grid
    below: list[Piece]
    is_headed: bool


def aligned(pieces: Iterable[Piece], size: float, before: Edges = ()) -> Aligned | None:
    """The table that the pieces of a page make up; None where they are not aligned as one.

    `before` are the edges of the columns of a table that ends the page before: they hold where the
    page has no heading, for what a column is cannot be told without one.
    """
    rows = by_baseline(pieces, size)
    filled = [at for at, row in enumerate(rows) if any(map(is_figure, row))]
    if not filled:
        return None
    own = _own_columns(rows, filled)
    found = _with_columns(rows, filled, own, size) if own else None
    if before and (found is None or not found.is_headed):
        going_on = [Zone(left, right) for left, right in pairwise(before)]
        return _with_columns(rows, filled, going_on, size, before)
    return found


def _own_columns(rows: Sequence[Row], filled: Sequence[int]) -> list[Zone] | None:
    figures = [piece for at in filled for piece in rows[at] if is_figure(piece)]
    if len(figures) < FEWEST_FIGURES:
        return None
    columns = zones_of(figures)
    if len(columns) > MOST_COLUMNS:
        return None
    labels = _labels(rows[filled[0] : filled[-1] + 1], columns)
    if labels is None or len(columns) + len(labels) > MOST_COLUMNS:
        return None
    return sorted([*columns, *labels])


def _with_columns(
    rows: Sequence[Row],
    filled: Sequence[int],
    zones: list[Zone],
    size: float,
    edges: Edges = (),
) -> Aligned | None:
    body = _joined(rows, filled[0], _end(rows, filled[-1], zones, size), zones, size)
    if body is None:
        return None
    top = _top(rows, filled[0], zones, size)
    heading = [piece for row in rows[top : body[0][0]] for piece in row]
    if len(heading) > _MOST_HEADINGS:
        return None
    placed = place_headings(heading, zones, size, is_whole=bool(edges))
    cells = _cells(placed.zones, [row for _, _, row in body], placed.rows, size)
    if cells is None:
        return None
    edges = edges or (
        placed.zones[0].left,
        *((a.right + b.left) / 2 for a, b in pairwise(placed.zones)),
        placed.zones[-1].right,
    )
    lines = [*by_baseline(heading, size), *(row for _, _, row in body)]
    grid = Grid((*placed.cells, *cells), edges, is_ruled=False, heights=_heights(lines, size))
    above = [piece for row in rows[:top] for piece in row]
    below = [piece for row in rows[body[-1][1] :] for piece in row]
    filled_columns = {cell.column for cell in cells if _is_figure("".join(cell.pieces))}
    over = {at for cell in placed.cells for at in range(cell.column, cell.column + cell.columns)}
    return Aligned(above, grid, below, is_headed=not over.isdisjoint(filled_columns))


def is_figure(piece: Piece) -> bool:
    """A piece that is one figure and nothing else: with decimals, or with groups of digits."""
    return _is_figure(piece.text)


def _is_figure(text: str) -> bool:
    """A text that is one figure."""
    return _FIGURE.fullmatch(bare(text)) is not None


def _labels(rows: Sequence[Row], columns: Sequence[Zone]) -> list[Zone] | None:
    """Where labels stand beside the figures; None where one stands among the figures.

    Codes and line numbers are columns of their own: a label over them and others (合计) does not
    join these.
    """
    others = [
        [piece for piece in row if not any(overlaps(piece, zone) for zone in columns)]
        for row in rows
    ]
    inside = [
        piece
        for row in rows
        for piece in row
        if not is_figure(piece)
        and any(overlaps(piece, z) and not _within(piece, z) for z in columns)
    ]
    if inside:
        return None
    labels = [piece for row in others for piece in row]
    codes = zones_of(piece for piece in labels if piece.text.isdecimal())
    names = [piece for piece in labels if not any(overlaps(piece, zone) for zone in codes)]
    return [*codes, *zones_of(names)]


def _is_label(piece: Piece, zones: Sequence[Zone]) -> bool:
    """It stands in one column and is no sentence, as notes below a table are."""
    is_sentence = not _SENTENCE.isdisjoint(piece.text)
    return sum(overlaps(piece, zone) for zone in zones) == 1 and not is_sentence


def _within(piece: Piece, zone: Zone) -> bool:
    return zone.left <= piece.left and piece.right <= zone.right


def _top(rows: Sequence[Row], first: int, zones: Sequence[Zone], size: float) -> int:
    """The first line above the body that may belong to the table."""
    width = zones[-1].right - zones[0].left
    at = first
    while at and rows[at - 1][0].y - rows[at][0].y <= _GAP * size:
        if any(piece.right - piece.left > _WIDE * width for piece in rows[at - 1]):
            break
        at -= 1
    return at


def _end(rows: Sequence[Row], last: int, zones: Sequence[Zone], size: float) -> int:
    """Behind the last line of the body: labels without figures go on below the last figure."""
    at = last + 1
    while at < len(rows) and rows[at - 1][0].y - rows[at][0].y <= _GAP * size:
        if not all(_is_label(piece, zones) for piece in rows[at]):
            break
        at += 1
    return at


def _joined(
    rows: Sequence[Row], first: int, stop: int, zones: Sequence[Zone], size: float
) -> list[tuple[int, int, Row]] | None:
    """The rows of the body with the lines that they go over; None where one is no row."""
    gaps = [_GAP * size, *(one[0].y - other[0].y for one, other in pairwise(rows)), _GAP * size]
    whole = [any(map(is_figure, row)) for row in rows]
    groups = _merged(
        [range(at, at + 1) for at in range(len(rows))], [gap < _CLOSE * size for gap in gaps]
    )
    joins = _joining(groups, gaps, whole, size)
    while any(joins[group.start] for group in groups[1:]):
        groups = _merged(groups, joins)
        joins = _joining(groups, gaps, whole, size)
    found = [group for group in groups if group.stop > first and group.start < stop]
    body = [(g.start, g.stop, [piece for at in g for piece in rows[at]]) for g in found]
    fit = all(
        sum(whole[at] for at in group) <= 1
        and all(any(overlaps(piece, zone) for zone in zones) for piece in row)
        for group, (_, _, row) in zip(found, body, strict=True)
    )
    return body if fit else None


def _merged(groups: Sequence[range], joins: Sequence[bool]) -> list[range]:
    """Groups of lines, each with those behind it that go on with it."""
    merged: list[range] = []
    for group in groups:
        if merged and joins[group.start]:
            merged[-1] = range(merged[-1].start, group.stop)
        else:
            merged.append(group)
    return merged


def _joining(
    groups: Sequence[range], gaps: Sequence[float], whole: Sequence[bool], size: float
) -> list[bool]:
    """By line: whether it goes on with the group above, as lines of a label do with their row.

    A group without figures joins the nearer one; where both are as near, it is a row.
    """
    joins = [False] * len(gaps)
    for group in groups:
        above, below = gaps[group.start], gaps[group.stop]
        near = min(above, below)
        is_near = near <= _LEADING * size and near <= _NEARER * max(above, below)
        if is_near and not any(whole[at] for at in group):
            joins[group.start if above < below else group.stop] = True
    return joins


def _heights(rows: Sequence[Row], size: float) -> Edges:
    """The edges of rows: half way between the type of two of them."""
    tops = [max(piece.y for piece in row) + size for row in rows]
    ends = [min(piece.y for piece in row) - size / 4 for row in rows]
    between = [(end + top) / 2 for end, top in zip(ends, tops[1:], strict=False)]
    return (tops[0], *between, ends[-1])


def _cells(
    zones: Sequence[Zone], body: Sequence[Row], first: int, size: float
) -> list[Cell] | None:
    """Every piece of the body in its column; None where one cell would hold two texts."""
    cells: list[Cell] = []
    for number, row in enumerate(body, first):
        held: dict[tuple[int, int], list[Piece]] = {}
        for piece in row:
            held.setdefault(zone_at(piece, zones), []).append(piece)
        taken: set[int] = set()
        for (start, stop), parts in sorted(held.items()):
            columns = set(range(start, stop))
            alone = len(parts) == 1 and len(columns) == 1
            if taken & columns or (any(map(is_figure, parts)) and not alone):
                return None
            taken |= columns
            texts = tuple(
                " ".join(piece.text for piece in line) for line in by_baseline(parts, size)
            )
            cells.append(Cell(number, start, 1, stop - start, texts))
    return cells
