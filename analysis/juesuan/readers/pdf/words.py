"""Characters that are printed on end: the pieces of text that belong into one cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from juesuan.readers.pdf.glyphs import Glyph

# In sizes of the type: how far apart the origins of neighbours in a word are at most, and how
# far off the baseline they stand.
_WIDE, _NARROW, _OFF_LINE = 1.25, 0.8, 0.25
# Two equal characters nearer than this are one, printed twice for bold type.
_DOUBLED = 0.18


@cache
def _reach(sign: str) -> float:
    return _WIDE if unicodedata.east_asian_width(sign) in "WF" else _NARROW


def words(glyphs: Iterable[Glyph], size: float) -> list[list[Glyph]]:
    """Runs of characters on one baseline with no blank between them, in the content's order."""
    found: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if (
            last is not None
            and not glyph.spaced
            and abs(glyph.y - last.y) <= _OFF_LINE * size
            and -_DOUBLED * size <= glyph.x - last.x <= _reach(last.sign) * size
        ):
            found[-1].append(glyph)
        else:
            found.append([glyph])
        last = glyph
    return found


def printed_lines(glyphs: Iterable[Glyph], size: float) -> tuple[list[str], bool]:
    """The text of a cell line by line, and whether different characters stand on one spot."""
    glyphs = list(glyphs)
    if _is_one_line(glyphs, size):
        return ["".join(f" {g.sign}" if g.spaced else g.sign for g in glyphs).strip()], False
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if rows and rows[-1][-1].y - glyph.y <= size / 3 and rows[-1][0].y - glyph.y <= size / 2:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines: list[str] = []
    overprinted = False
    for row in rows:
        kept, over = _once(sorted(row, key=lambda glyph: glyph.x), size)
        overprinted = overprinted or over
        lines.append("".join(f" {g.sign}" if g.spaced else g.sign for g in kept).strip())
    return lines, overprinted


def _is_one_line(glyphs: list[Glyph], size: float) -> bool:
    """The characters come in their order on one baseline: most cells are like this."""
    doubled, off = _DOUBLED * size, _OFF_LINE * size
    x, y = glyphs[0].x - size, glyphs[0].y
    for glyph in glyphs:
        if glyph.x - x <= doubled or abs(glyph.y - y) > off:
            return False
        x = glyph.x
    return True


def _once(row: list[Glyph], size: float) -> tuple[list[Glyph], bool]:
    """A line's characters without those that are printed a second time over themselves."""
    kept: list[Glyph] = []
    overprinted = False
    for glyph in row:
        near = [each for each in kept[-2:] if glyph.x - each.x <= _DOUBLED * size]
        if any(each.sign == glyph.sign for each in near):
            continue
        overprinted = overprinted or bool(near)
        kept.append(glyph)
    return kept, overprinted
