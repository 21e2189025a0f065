"""Rows flattened to lines of text."""

from itertools import zip_longest

from .layout import Layout
from .rows import Row, Segment


def name_pieces(segment: Segment, layout: Layout) -> list[str]:
    """A name over lines; with stray spaces a long one is spaced out as justified text is."""
    pieces = layout.pieces(segment.name)
    if layout.stray_spaces and len(pieces) > 2:
        pieces[0] = " ".join(pieces[0])
    return pieces


def flowing_lines(row: Row, layout: Layout) -> list[str]:
    """Cells in reading order; a wrapped name breaks the line where the style says."""
    lines: list[list[str]] = [[]]
    for segment in row:
        pieces = [piece for piece in name_pieces(segment, layout) if piece]
        lines[-1] += segment.lead
        if len(pieces) > 1 and layout.name_style == "own_lines":
            lines += [*([piece] for piece in pieces), []]
        elif len(pieces) > 1:
            lines[-1].append(pieces[0])
            lines += [[piece] for piece in pieces[1:]]
            if layout.name_style == "broken":
                lines.append([])
        else:
            lines[-1] += pieces
        lines[-1] += [cell for cell in segment.tail if cell]
    return [" ".join(line) for line in lines if line]


Name = tuple[list[str], str, list[str]]


def stacked_name(segment: Segment, layout: Layout) -> Name:
    """A name's lines above, beside and below its code and figures."""
    pieces = name_pieces(segment, layout)
    half = len(pieces) // 2
    if layout.name_style != "around":
        return [], pieces[0], pieces[1:]
    if len(pieces) % 2:
        return pieces[:half], pieces[half], pieces[half + 1 :]
    return pieces[:half], "", pieces[half:]


def stacked_lines(row: Row, layout: Layout) -> list[str]:
    """Code and figures beside one line of the name, without columns."""
    above: list[str] = []
    beside: list[str] = []
    below: list[str] = []
    for segment in row:
        upper, name, lower = stacked_name(segment, layout)
        above += upper
        beside += [*segment.lead, name, *segment.tail]
        below += lower
    return [line for line in (*above, " ".join(cell for cell in beside if cell), *below) if line]


def single_cells(row: Row, layout: Layout) -> list[str]:
    """Every cell, and every line of a name, on its own line."""
    cells: list[str] = []
    for segment in row:
        cells += [*segment.lead, *name_pieces(segment, layout), *segment.tail]
    return [cell for cell in cells if cell]


Widths = list[tuple[list[int], int, list[int]]]


def column_widths(rows: list[Row], layout: Layout) -> Widths:
    """The width of every column, for each segment of a row."""

    def widest(cells: list[tuple[str, ...]]) -> list[int]:
        return [max(len(cell) for cell in column) for column in zip_longest(*cells, fillvalue="")]

    widths: Widths = []
    for at in range(max(len(row) for row in rows)):
        segments = [row[at] for row in rows if at < len(row)]
        name = max(len(piece) for s in segments for piece in name_pieces(s, layout))
        widths.append(
            (widest([s.lead for s in segments]), name, widest([s.tail for s in segments]))
        )
    return widths


def padded(cells: tuple[str, ...], widths: list[int], *, right: bool) -> list[str]:
    """The cells at the width of their columns, missing ones too."""
    pairs = zip_longest(cells, widths, fillvalue="")
    return [f"{cell:{'>' if right else '<'}{width}}" for cell, width in pairs]


def aligned_lines(row: Row, widths: Widths, layout: Layout) -> list[str]:
    """Cells padded to columns; a name's further lines stand in its own column."""
    names = [stacked_name(segment, layout) for segment in row]
    above = max(len(upper) for upper, _, _ in names)
    below = max(len(lower) for _, _, lower in names)
    lines = []
    for at in range(-above, below + 1):
        cells: list[str] = []
        for segment, (upper, name, lower), (lead, width, tail) in zip(
            row, names, widths, strict=False
        ):
            column = [""] * (above - len(upper)) + upper + [name] + lower + [""] * below
            cells += padded(() if at else segment.lead, lead, right=False)
            cells.append(f"{column[at + above]:<{width}}")
            cells += padded(() if at else segment.tail, tail, right=True)
        lines.append("   ".join(cells).rstrip())
    return [line for line in lines if line]


def row_lines(rows: list[Row], layout: Layout) -> list[list[str]]:
    """The lines of each row."""
    if layout.one_cell_per_line:
        return [single_cells(row, layout) for row in rows]
    if layout.spacing == "aligned":
        widths = column_widths(rows, layout)
        return [aligned_lines(row, widths, layout) for row in rows]
    if layout.name_style in ("tail", "around"):
        return [stacked_lines(row, layout) for row in rows]
    return [flowing_lines(row, layout) for row in rows]
