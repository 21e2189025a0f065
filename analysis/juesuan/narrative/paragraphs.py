"""The prose of a document: lines joined into paragraphs, each with the headings above it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter

import msgspec
from msgspec.structs import replace

from juesuan.catalogue import wording
from juesuan.readers.characters import compact, plain
from juesuan.readers.source import Line
from juesuan.tables.cut_lines import bare_page_numbers
from juesuan.tables.titles import Span

# What stands between the headings of a section as it is printed in frames.
BELOW = " > "


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph of prose.

    `section` lists the headings above it, outermost first; `table` is set on a table's notes.
    `breaks` says where in `text` each printed line begins: (offset, page, row). `first` is the
    number of its first line: the order of paragraphs. `goes_on` says that it is no paragraph of
    its own but a piece of one that is too long, the first piece left out; `tabular` that it is a
    table.
    """

    section: tuple[str, ...]
    table: str | None
    text: str
    page: int | None
    row: int
    breaks: tuple[tuple[int, int | None, int], ...] = ()
    first: int = 0
    goes_on: bool = False
    tabular: bool = False

    @property
    def path(self) -> str | None:
        """The section in words, None above the first heading."""
        return BELOW.join(self.section) or None

    def place(self, offset: int) -> tuple[int | None, int]:
        """Page and row of a character of the text."""
        at = bisect_right(self.breaks, offset, key=itemgetter(0))
        return self.breaks[at - 1][1:] if at else (self.page, self.row)


def paragraphs(
    lines: Sequence[Line],
    begins: AbstractSet[int] = frozenset(),
    tabular: AbstractSet[int] = frozenset(),
) -> list[Paragraph]:
    """Prose lines joined to paragraphs. A heading is a paragraph and the section of what follows.

    A paragraph ends with a sentence's end at a line's end, or before a heading, and before each
    line whose number is in `begins`: a table or another sheet stands between. `tabular` are the
    numbers of the lines of tables in the prose, each of which is a paragraph of its own.
    """
    found: list[Paragraph] = []
    path: list[tuple[int, str]] = []
    for group in _groups(lines, begins, tabular):
        text, breaks = _join(group)
        where = (group[0].page, group[0].row)
        whole = Paragraph((), None, text, *where, breaks, group[0].number)
        if whole.first in tabular:
            section = tuple(heading for _, heading in path)
            found.extend(_pieces(replace(whole, section=section, tabular=True)))
            continue
        for start, stop in _divided(text):
            piece = whole if stop - start == len(text) else _piece(whole, start, stop)
            words = compact(plain(piece.text))
            level = _level(words)
            if level == _loose() and not any(map(_numbered, path)):
                level = 1
            if level is not None:
                path = [(depth, heading) for depth, heading in path if depth < level]
            section = tuple(heading for _, heading in path)
            found.extend(_pieces(replace(piece, section=section, goes_on=False)))
            if level is not None and _is_heading(words):
                path.append((level, wording().paragraphs.markdown.sub("", piece.text)))
    return found


def _divided(text: str) -> Iterator[tuple[int, int]]:
    """A paragraph in pieces where headings stand in it: each heading is one, and what follows."""
    begun = 0
    for match in wording().paragraphs.inline.finditer(plain(text)):
        if match.start() > begun and text[begun : match.start()].strip():
            yield begun, match.start()
            begun = match.start()
        yield begun, match.end()
        begun = match.end()
    if text[begun:].strip() or not begun:
        yield begun, len(text)


def notes(lines: Sequence[Line], table: str, title: str) -> list[Paragraph]:
    """The notes under a table as paragraphs; their section is the table's title."""
    found: list[Paragraph] = []
    for group in _groups(lines):
        at = group[0]
        whole = Paragraph((title,), table, _join(group)[0], at.page, at.row, first=at.number)
        found.extend(_pieces(whole))
    return found


def _pieces(whole: Paragraph) -> Iterator[Paragraph]:
    """A paragraph, in pieces where it is so long that no program should read it at once.

    A piece ends with a sentence where one ends in its second half, else wherever it may be long.
    """
    if len(whole.text) <= wording().paragraphs.longest:
        yield whole
        return
    start, longest = 0, wording().paragraphs.piece
    while start < len(whole.text):
        stop = min(start + longest, len(whole.text))
        ends = list(wording().paragraphs.cuts.finditer(whole.text, start + longest // 2, stop))
        if ends and stop < len(whole.text):
            stop = ends[-1].end()
        yield _piece(whole, start, stop)
        start = stop


def _piece(whole: Paragraph, start: int, stop: int) -> Paragraph:
    page, row = whole.place(start)
    first = bisect_right(whole.breaks, start, key=itemgetter(0))
    inside = bisect_right(whole.breaks, stop - 1, key=itemgetter(0))
    breaks = [(at - start, on, below) for at, on, below in whole.breaks[first:inside]]
    return replace(
        whole,
        text=whole.text[start:stop],
        page=page,
        row=row,
        breaks=((0, page, row), *breaks) if whole.breaks else (),
        goes_on=start > 0,
    )


def _groups(
    lines: Sequence[Line],
    begins: AbstractSet[int] = frozenset(),
    tabular: AbstractSet[int] = frozenset(),
) -> Iterator[list[Line]]:
    width = _width(lines)
    group: list[Line] = []
    heads: int | None = None
    for line in lines:
        inside, level = line.number in tabular, _level(line.compact)
        torn = group and (inside != (group[-1].number in tabular) or _ends(group, heads, width))
        starts = line.number in begins or (not inside and _starts(line, level))
        if group and (starts or (torn and not (inside and group[-1].number in tabular))):
            yield group
            group = []
        heads = heads if group else level
        group.append(line)
    if group:
        yield group


def _width(lines: Sequence[Line]) -> int:
    """How long the text's full lines are: nine of ten lines are not longer."""
    lengths = sorted(len(line.compact) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _level(words: str) -> int | None:
    """How deep a heading is, None where the words are none; `_loose()` where it has no number."""
    known, words = wording().paragraphs, words.lstrip("#")
    if known.heading.match(words):
        return next((at for at, level in enumerate(known.levels) if level.match(words)), None)
    return _loose() if known.unnumbered.match(words) else None


def _loose() -> int:
    return len(wording().paragraphs.levels)


def _numbered(entry: tuple[int, str]) -> bool:
    """Whether a heading of a path is numbered, and not the part's (第三部分)."""
    depth, heading = entry
    return depth > 0 and bool(wording().paragraphs.heading.search(compact(plain(heading))))


def _starts(line: Line, level: int | None) -> bool:
    numbered = level not in (None, _loose())
    return numbered or wording().paragraphs.starts.match(line.compact) is not None


def _ends(group: Sequence[Line], level: int | None, width: int) -> bool:
    """The group's last line ends a sentence or a heading; `level` is that of its first line."""
    last = group[-1].compact
    if wording().paragraphs.ends.search(last):
        return True
    if level is None:
        return False
    text = "".join(line.compact for line in group[: wording().paragraphs.heading_length + 1])
    if not _is_heading(text):
        return False
    if level == 0:
        # 第三部分 …局 2024 年度 | 部门决算情况说明: the name of the part goes on below it.
        return bool(wording().paragraphs.heading_ends.search(text)) or len(group) > 1
    return bool(wording().paragraphs.heading_ends.search(text)) or len(last) * 4 < width * 3


def _numbers_page(line: Line) -> bool:
    return bool(wording().page_numbers.lines.search(line.compact))


def _is_heading(text: str) -> bool:
    known = wording().paragraphs
    words = text[:-1] if known.heading_ends.search(text) and text[-1] in "。:" else text
    return len(words) <= known.heading_length and not known.sentence.search(words)


def _join(group: Sequence[Line]) -> tuple[str, tuple[tuple[int, int | None, int], ...]]:
    """Lines as one text, and where each begins; a space stays only where words of letters meet."""
    parts: list[str] = []
    breaks: list[tuple[int, int | None, int]] = []
    length, last = 0, ""
    for line in group:
        printed = " ".join(line.printed.split())
        meets = last.isascii() and last.isalpha() and printed[:1].isascii()
        space = " " if meets and printed[:1].isalpha() else ""
        breaks.append((length + len(space), line.page, line.row))
        parts += (space, printed)
        length += len(space) + len(printed)
        last = printed[-1:] or last
    return "".join(parts), tuple(breaks)


def outside(lines: Sequence[Line], spans: Iterable[Span]) -> tuple[list[Line], set[int]]:
    """The lines of prose, and the numbers of those that no line of prose stands right before.

    Tables with the captions above their titles are no prose, nor are names of sheets and page
    numbers, of which only the last divide no paragraph.
    """
    tabular = {at for at, line in enumerate(lines) if line.names_sheet}
    for span in spans:
        first = span.first
        while first and wording().captions.skip.search(lines[first - 1].compact):
            first -= 1
        tabular.update(range(first, span.stop))
    prose: list[Line] = []
    begins: set[int] = set()
    # A line that a note shares is there in part: its number tells it.
    numbers = {lines[at].number for at in tabular}
    pages = {line.number for line in bare_page_numbers(lines)}
    divided = False
    for line in lines:
        if line.number in numbers:
            divided = True
        elif line.number not in pages and not _numbers_page(line):
            begins.update({line.number} if divided else ())
            prose.append(line)
            divided = False
    return prose, begins
