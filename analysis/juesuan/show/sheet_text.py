"""A sheet as lines of text: as wide as it is, or in blocks of columns that fit a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from juesuan.show.sheet import Cell, Sheet

# Where any width is allowed: a terminal breaks lines that are too long for it, and a cell's longer
# text is cut.
_ANY = 2000
_LONGEST = 60
# Between columns.
_GAP = 2
# So much of a terminal's width a column of words takes at most; a heading is folded to so much.
_WORDS = 0.4
_HEADING = 12


def text_of(sheet: Sheet, width: int | None) -> str:
    """The sheet's title, its rows and notes; lines are at most `width` wide, None for any width.

    Where the columns do not fit beside each other, they follow below each other in blocks. A block
    that begins with figures repeats the labels that they belong to.
    """
    # In a notebook rich would show the table itself, beside the text that is asked for here.
    page = StringIO()
    console = Console(
        file=page,
        width=width or _ANY,
        force_jupyter=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    first = f"{sheet.title}  {sheet.caption}".rstrip()
    parts = [_table(sheet, block, width) for block in _blocks(sheet, width)]
    for at, part in enumerate(parts):
        console.print(first if at == 0 else "", part, sep="\n")
    for note in sheet.notes:
        console.print(note)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


def _table(sheet: Sheet, block: Sequence[int], width: int | None) -> Table:
    table = Table(box=None, pad_edge=False, header_style="")
    for at in block:
        size = None if width is None else _width(sheet, at, width)
        table.add_column(
            sheet.columns[at],
            justify="right" if _has_numbers(sheet, at) else "left",
            no_wrap=width is None,
            overflow="fold",
            min_width=size,
            max_width=size,
        )
    for row in sheet.body:
        table.add_row(*(_text(row[at], width) for at in block))
    return table


def _blocks(sheet: Sheet, width: int | None) -> Iterator[list[int]]:
    """The columns of each block, by their places."""
    every = range(len(sheet.columns))
    if width is None:
        yield list(every)
        return
    block: list[int] = []
    for at in every:
        if block and _together(sheet, [*block, at], width) > width:
            yield block
            block = _labels(sheet, at) if _has_numbers(sheet, at) else []
        block.append(at)
    yield block


def _together(sheet: Sheet, block: Sequence[int], width: int) -> int:
    return sum(_width(sheet, at, width) for at in block) + _GAP * (len(block) - 1)


def _labels(sheet: Sheet, at: int) -> list[int]:
    """The columns of words that stand before a figure's, without other figures between them."""
    while at and _has_numbers(sheet, at):
        at -= 1
    last = at
    while at and not _has_numbers(sheet, at - 1):
        at -= 1
    return [] if _has_numbers(sheet, last) else list(range(at, last + 1))


def _width(sheet: Sheet, at: int, width: int) -> int:
    heading = min(cell_len(sheet.columns[at]), _HEADING)
    longest = max((cell_len(_indented(row[at])) for row in sheet.body), default=0)
    if not _has_numbers(sheet, at):
        longest = min(longest, int(width * _WORDS))
    return max(heading, longest, 1)


def _has_numbers(sheet: Sheet, at: int) -> bool:
    return any(row[at].number for row in sheet.body)


def _indented(cell: Cell) -> str:
    return "  " * cell.indent + cell.text


def _text(cell: Cell, width: int | None) -> str:
    text = cell.text
    if width is None and len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    return "  " * cell.indent + text
