"""Lines cut in two: where a caption or a note shares its line with rows of the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from juesuan.catalogue import wording
from juesuan.readers.source import Line

# Page numbers without dashes are believed when so many pages count on.
_FEWEST_PAGES = 3


def cut(line: Line, compact_index: int) -> tuple[Line | None, Line | None]:
    """The line before and from a character of its compact text; None where nothing is left."""
    kept = [at for at, sign in enumerate(line.plain) if not sign.isspace() and sign != '"']
    at = kept[compact_index] if compact_index < len(kept) else len(line.plain)
    parts = line.printed[:at], line.printed[at:]
    left, right = (line.part(part) if part.strip() else None for part in parts)
    return left, right


def cut_note(line: Line) -> tuple[Line | None, Line | None]:
    """A line that goes on with a note after a row: the row, and the note."""
    match = wording().notes.inside.search(line.plain)
    if match is None:
        return line, None
    return cut(line, len("".join(line.plain[: match.start()].replace('"', "").split())))


def bare_page_numbers(lines: Sequence[Line]) -> frozenset[Line]:
    """The lines that are a page's number and nothing else.

    A lone number that ends a page is its number if it keeps the same distance from the page's
    place in the document on most of the pages that end so.
    """
    ends = [
        line
        for line, following in zip(lines, [*lines, None][1:], strict=True)
        if line.page is not None
        and (following is None or following.page != line.page)
        and line.compact.isdigit()
        and len(line.compact) <= 4
    ]
    distances = Counter(int(line.compact) - (line.page or 0) for line in ends)
    if not distances:
        return frozenset()
    distance, pages = distances.most_common(1)[0]
    if pages < _FEWEST_PAGES or 2 * pages <= len(ends):
        return frozenset()
    return frozenset(line for line in ends if int(line.compact) - (line.page or 0) == distance)
