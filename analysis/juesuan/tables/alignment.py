"""The cells of a table whose text is lined up with blanks, where its columns are told by them.

Only tables are read so whose columns text may not tell otherwise: those by unit, those of many
columns (`across` a classification), and those that no form knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

import msgspec
from msgspec.structs import replace

from juesuan.catalogue import wording
from juesuan.readers.characters import bare
from juesuan.readers.grid import Grid, is_number
from juesuan.readers.piped import grid_of
from juesuan.readers.source import Line
from juesuan.tables.recogniser import is_caption, is_count, is_note
from juesuan.tables.titles import Span

# Two blanks, or a wide one, part the cells of a line; one may stand inside a text. A code that
# fills its column stands right in front of its name.
_CELL = re.compile(r"[0-9]{3,}(?=[一-鿿])|[^\s\u3000]+(?: [^\s\u3000]+)*")
_WIDE = frozenset("WF")
_FEWEST_ROWS = 2


class _Piece(msgspec.Struct, frozen=True):
    """A text of a line from one place to another, in widths of a narrow sign."""

    text: str
    start: int
    stop: int


def aligned_grids(
    spans: Sequence[Span], lines: Sequence[Line], grids: Sequence[Grid]
) -> Iterator[Grid]:
    """The grids of those spans whose lines are lined up, in their order, one for each page's rows.

    Every figure has to stand under one heading, and all of a column have to begin or to end below
    each other: else nothing tells which column a figure is of, and the table stays text.
    """
    for span in spans:
        is_open = not span.table or span.form.by_unit or (span.form.across and not span.form.plain)
        if is_open and not any(g.first < span.stop and span.start < g.stop for g in grids):
            yield from _grids(span, lines)


def _grids(span: Span, lines: Sequence[Line]) -> Iterator[Grid]:
    runs = list(_runs(span, lines))
    rows = {at: _pieces(lines[at].printed) for run in runs for at in run}
    heading = []
    for at in runs[0] if runs else ():
        if _is_body(rows[at]):
            break
        heading.append(at)
    starts = sorted({piece.start for at in heading for piece in rows[at] if _names(rows[at])})
    body = [rows[at] for at in rows if at not in heading]
    if len(starts) < 2 or len(body) < _FEWEST_ROWS or not _is_lined_up(body, starts):
        return
    for run in runs:
        cells = [_placed(rows[at], starts) for at in run]
        if all(cells):
            grid = grid_of([own for own in cells if own])
            places = tuple(run)
            page = lines[run[0]].page
            yield replace(grid, page=page, first=run[0], stop=run[-1] + 1, places=places)


def _runs(span: Span, lines: Sequence[Line]) -> Iterator[list[int]]:
    """The lines of the table by the pages that they stand on: what is none of them parts them."""
    run: list[int] = []
    for at in range(span.start, span.stop):
        text = lines[at].compact
        if is_note(text) or wording().paragraphs.cuts.search(text[-1:]):
            break
        is_row = not (is_caption(text) or _is_number(text))
        if run and (not is_row or lines[at].page != lines[run[-1]].page):
            yield run
            run = []
        if is_row:
            run.append(at)
    if run:
        yield run


def _is_number(text: str) -> bool:
    """The number of a page, or of the form."""
    form = wording().titles.form_number.fullmatch(text)
    return bool(form or wording().page_numbers.lines.fullmatch(text))


def _pieces(text: str) -> list[_Piece]:
    found: list[_Piece] = []
    for match in _CELL.finditer(text):
        start = _width(text[: match.start()])
        found.append(_Piece(match[0], start, start + _width(match[0])))
    return found


def _width(text: str) -> int:
    return sum(1 + (east_asian_width(sign) in _WIDE) for sign in text)


def _names(pieces: Sequence[_Piece]) -> bool:
    """A line of headings, none that counts the columns."""
    return not is_count([bare(piece.text) for piece in pieces])


def _is_body(pieces: Sequence[_Piece]) -> bool:
    return _names(pieces) and any(is_number(bare(piece.text)) for piece in pieces)


def _is_lined_up(body: Sequence[Sequence[_Piece]], starts: Sequence[int]) -> bool:
    """Every piece stands in a column of its own, and the figures of each begin or end together."""
    figures: dict[int, list[_Piece]] = {}
    for pieces in body:
        if _placed(pieces, starts) is None:
            return False
        for piece in pieces if _names(pieces) else ():
            if is_number(bare(piece.text)):
                figures.setdefault(_column(piece, starts), []).append(piece)
            elif any(map(is_number, map(bare, piece.text.split()))):
                return False  # two figures with one blank between them
    return all(
        {piece.start for piece in own} == {starts[at]} or len({piece.stop for piece in own}) == 1
        for at, own in figures.items()
    )


def _column(piece: _Piece, starts: Sequence[int]) -> int:
    return sum(start <= piece.start for start in starts) - 1


def _placed(pieces: Sequence[_Piece], starts: Sequence[int]) -> list[str] | None:
    """The texts of a line by column; None where one stands in none, or two in one."""
    cells = [""] * len(starts)
    ends = [*starts[1:], max([piece.stop for piece in pieces], default=0)]
    for piece in pieces:
        at = _column(piece, starts)
        if at < 0 or cells[at] or piece.stop > max(ends[at], starts[at]):
            return None
        cells[at] = piece.text
    return cells
