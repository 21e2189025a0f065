"""Tables typed as text with a stroke between their cells: `| 201 | 一般公共服务支出 | 1.00 |`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from juesuan.readers.grid import Cell, Grid

_STROKES = str.maketrans("｜│┃", "|||")
# A line under the heading, as in Markdown: |---|:---:|
_RULE = frozenset("|-:=+─━┼ ")


def piped(blocks: Iterable[str | Grid]) -> Iterator[str | Grid]:
    """The blocks with each run of lines that have equally many strokes as one grid."""
    run: list[str] = []
    for block in blocks:
        if run and not (isinstance(block, str) and _joins(run, block)):
            yield from _grid(run)
            run = []
        if isinstance(block, str) and len(cells_of(block)) > 1:
            run.append(block)
        elif not run or not isinstance(block, str):
            yield block
    yield from _grid(run)


def _joins(run: list[str], line: str) -> bool:
    return not line.strip() or is_rule(line) or len(cells_of(line)) == len(cells_of(run[0]))


def is_rule(line: str) -> bool:
    """A line that is drawn under a heading, with strokes between its cells."""
    drawn = line.translate(_STROKES)
    return "|" in drawn and _RULE.issuperset(drawn.strip()) and sum(map(line.count, "-=─━")) > 2


def cells_of(line: str) -> list[str]:
    """The texts between the strokes of a line; without the outer strokes."""
    text = line.translate(_STROKES).strip()
    if "|" not in text:
        return []
    parts = text.split("|")
    # Outer strokes come in pairs: one alone stands beside a blank cell.
    if text.startswith("|") and text.endswith("|") and len(parts) > 2:
        parts = parts[1:-1]
    return [part.strip() for part in parts]


def _grid(run: list[str]) -> Iterator[str | Grid]:
    rows = [cells_of(line) for line in run if line.strip() and not is_rule(line)]
    if len(rows) < 2:
        yield from run
        return
    yield grid_of(rows)


def grid_of(rows: Sequence[Sequence[str]]) -> Grid:
    """The grid of rows that have equally many cells."""
    cells = tuple(
        Cell(at, column, 1, 1, (text,) if text else ())
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    return Grid(cells, tuple(map(float, range(len(rows[0]) + 1))))
