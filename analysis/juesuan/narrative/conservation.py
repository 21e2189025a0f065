"""Every number that a document prints is counted once: as what was read of it, or as unplaced."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from juesuan.catalogue import wording
from juesuan.catalogue.number_kinds import number_kinds
from juesuan.catalogue.terms import UNPLACED
from juesuan.narrative.claim import Claim
from juesuan.narrative.prose import Passage
from juesuan.readers.characters import plain
from juesuan.readers.source import Line
from juesuan.tables.cut_lines import bare_page_numbers
from juesuan.tables.signs import printed_numbers
from juesuan.tables.titles import Span

Place = tuple[int | None, int]
_DIGIT = re.compile("[0-9]")
# So many signs around a number show what it is about.
_AROUND = 12


class Number(msgspec.Struct, frozen=True):
    """A number of the prose: its kind, the words around it, its page and row."""

    kind: str
    words: str
    page: int | None
    row: int


def of_prose(
    passages: Iterable[Passage], claims: Iterable[Claim], cells: Collection[Place]
) -> Iterator[Number]:
    """The numbers of the prose in order, each with its kind.

    A number with which a claim's figure begins or goes on is that claim's; one on a page and row
    of `cells` is the cell of a table in the prose; words around it tell the other kinds. A figure
    that is broken over two lines is two numbers here, as in the lines of the source.
    """
    figures: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for claim in claims:
        if claim.quantity.has_figure:
            figures[claim.passage.number].append((claim.quantity.start, claim.quantity.end))
    for passage in passages:
        if _DIGIT.search(passage.text):
            printed = list(_printed(passage))
            yield from _numbers(passage, printed, figures[passage.number], cells)


class _Printed(msgspec.Struct, frozen=True):
    """A number in a passage's text from `start` to `end`, and where its line stands there."""

    start: int
    end: int
    line: tuple[int, int]
    place: Place


def _printed(passage: Passage) -> Iterator[_Printed]:
    """The numbers of a passage: no line's number goes on with the next one's."""
    text, positions = plain(passage.paragraph.text), passage.positions
    breaks = [*passage.paragraph.breaks, (len(text), None, 0)]
    for (begin, page, row), (stop, *_) in pairwise(breaks):
        line = bisect_left(positions, begin), bisect_left(positions, stop)
        for start, end in printed_numbers(text, begin, stop):
            first, last = (bisect_left(positions, at) for at in (start, end))
            yield _Printed(first, last, line, (page, row))


def _numbers(
    passage: Passage,
    printed: Sequence[_Printed],
    figures: Iterable[tuple[int, int]],
    cells: Collection[Place],
) -> Iterator[Number]:
    text, claimed = passage.text, sorted(figures)
    kinds: dict[int, str] = {}
    for each in printed:
        at = bisect_left(claimed, (each.end, 0))
        if at and claimed[at - 1][1] > each.start:
            kinds[each.start] = "claim"
        elif each.place in cells:
            kinds[each.start] = "cell"
    kinds |= _named(text, {each.start for each in printed} - kinds.keys())
    for each in printed:
        if each.start not in kinds:
            # What begins the line of a flattened table begins no passage.
            begin, stop = each.line
            kinds |= _named(text[begin:stop], {each.start - begin}, begin)
        kind = kinds.get(each.start, UNPLACED)
        around = text[max(0, each.start - _AROUND) : each.end + _AROUND]
        yield Number(kind, around if kind == UNPLACED else "", *each.place)


def _named(text: str, starts: Collection[int], begin: int = 0) -> dict[int, str]:
    """The kinds of the numbers at `starts` by the words around them, at their place + `begin`."""
    found: dict[int, str] = {}
    left = sorted(starts)
    for name, kind in number_kinds().items():
        if not left:
            break
        for match in kind.pattern.finditer(text) if kind.pattern else ():
            first, last = (bisect_left(left, at) for at in match.span())
            found.update(dict.fromkeys((start + begin for start in left[first:last]), name))
            del left[first:last]
    return found


def of_margins(
    lines: Sequence[Line], spans: Iterable[Span], prose: Iterable[Line], cells: Collection[Place]
) -> Counter[str]:
    """Numbers of the lines outside the official tables (`spans`) that are no prose.

    They are those of other tables, of captions, names of sheets and page numbers.
    """
    inside = {at for span in spans for at in range(span.first, span.stop)}
    read = {line.number for line in prose}
    pages = {line.number for line in bare_page_numbers(lines)}
    counts: Counter[str] = Counter()
    for at, line in enumerate(lines):
        if at not in inside and line.number not in read:
            numbered = line.number in pages or wording().page_numbers.lines.search(line.compact)
            kind = "cell" if (line.page, line.row) in cells else "heading"
            kind = "page_number" if numbered else kind
            counts[kind] += sum(1 for _ in printed_numbers(line.plain))
    return counts


def of_tables(tables: Iterable[tuple[Mapping[str, int], bool]]) -> Counter[str]:
    """What became of the numbers of tables, from their own counts and whether each is a copy."""
    counts: Counter[str] = Counter()
    for numbers, is_copy in tables:
        for name, count in numbers.items():
            counts[("cell" if is_copy else "heading") if name == "other" else name] += count
    return counts
