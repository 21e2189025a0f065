"""The year's key work (重点工作完成情况): numbered prose joined with the table behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from juesuan.catalogue import wording
from juesuan.catalogue.detail_wording import detail_wording
from juesuan.narrative.prose import Passage
from juesuan.narrative.sections import section, words
from juesuan.readers.characters import bare
from juesuan.readers.numerals import value
from juesuan.readers.source import Line

# lines of the narrow column 重要事项 are shorter
_CELL_LINE = 5


class KeyWork(msgspec.Struct, frozen=True):
    """One item of the year's key work.

    `title` and `result` are the numbered heading and its prose. `matter` (重要事项) and `goal`
    (工作内容及目标) are cells of the table, None where the text does not tell where they end.
    `table_text` is the whole row behind its number, None where no row belongs to the item. An
    item that only the table has has neither title nor result.
    """

    number: int
    title: str | None
    result: str | None
    matter: str | None
    goal: str | None
    table_text: str | None
    page: int | None
    row: int


class _Item(msgspec.Struct):
    number: int
    title: str
    passage: Passage
    results: list[str] = []

    @property
    def result(self) -> str:
        return "".join(self.results)


class _Row(msgspec.Struct, frozen=True):
    """A row of the table: the printed lines behind its number, the number's own first."""

    number: int
    lines: tuple[str, ...]
    at: Line


def read_key_work(passages: Iterable[Passage], lines: Sequence[Line]) -> list[KeyWork]:
    """The items of the section in printed order; none where there is no such section.

    A row of the table belongs to the item whose result it repeats.
    """
    everything = list(passages)
    inside = section(everything, detail_wording().key_work.heading)
    if not inside:
        return []
    first, last = inside[0].paragraph.first, inside[-1].paragraph.first
    stop = min((p.paragraph.first for p in everything if p.paragraph.first > last), default=None)
    table = [
        line
        for line in lines
        if line.number >= first
        and (stop is None or line.number < stop)
        and not wording().page_numbers.lines.search(line.compact)
    ]
    rows, begin = _rows(table)
    items = _items([p for p in inside if begin is None or p.paragraph.first < begin])
    return list(_joined(items, rows))


def key_work_rows(passages: Iterable[Passage]) -> Iterator[range]:
    """The rows of the section, its table among them."""
    inside = section(passages, detail_wording().key_work.heading)
    if inside:
        yield range(inside[0].paragraph.row, inside[-1].paragraph.row + 1)


def _items(inside: Sequence[Passage]) -> list[_Item]:
    """The numbered prose; a number that is not the next one belongs to a result."""
    items: list[_Item] = []
    style: re.Pattern[str] | None = None
    for passage in inside:
        styles = (style,) if style else detail_wording().key_work.numberings
        found = next((m for pattern in styles if (m := pattern.match(passage.text))), None)
        if found and _value(found["number"]) == len(items) + 1:
            style = found.re
            ends = detail_wording().key_work.title_end.search(passage.text, found.end())
            end = ends.end() if ends else len(passage.text)
            items.append(_Item(len(items) + 1, words(passage, found.end(), end), passage))
            if end < len(passage.text):
                items[-1].results.append(words(passage, end, len(passage.text)))
        elif items:
            items[-1].results.append(words(passage, 0, len(passage.text)))
    return items


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else value(number)


def _rows(lines: Sequence[Line]) -> tuple[list[_Row], int | None]:
    """The rows of the flattened table, and the line on which its header begins."""
    for at, line in enumerate(lines):
        if line.compact.startswith(detail_wording().key_work.header_start):
            for end in range(at + 1, min(at + 6, len(lines) + 1)):
                header = "".join(part.compact for part in lines[at:end])
                if detail_wording().key_work.header.fullmatch(header):
                    return list(_cut(lines[end:])), line.number
    return [], None


def _cut(lines: Sequence[Line]) -> Iterator[_Row]:
    """Rows begin where the next number opens a line."""
    starts: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        found = re.match(rf"\s*{len(starts) + 1}[、.]?(?:\s+|$)", line.plain)
        if found:
            starts.append((at, found.end()))
    stops = [at for at, _ in starts[1:]] + [len(lines)]
    for number, ((at, length), stop) in enumerate(zip(starts, stops, strict=True), start=1):
        printed = [lines[at].printed[length:], *(line.printed for line in lines[at + 1 : stop])]
        cells = ["".join(text.split()) for text in printed]
        yield _Row(number, tuple(cell for cell in cells if cell), lines[at])


def _joined(items: Sequence[_Item], rows: Sequence[_Row]) -> Iterator[KeyWork]:
    left = list(rows)
    for item in items:
        ordered = sorted(left, key=lambda row: row.number != item.number)
        row = next((row for row in ordered if _result_begins(row, item) is not None), None)
        matter = goal = None
        if row is not None:
            left.remove(row)
            matter, goal = _cells(row, item)
        at = item.passage.paragraph
        text = _text(row.lines) if row else None
        yield KeyWork(
            item.number, item.title, item.result or None, matter, goal, text, at.page, at.row
        )
    for row in left:
        text = _text(row.lines)
        yield KeyWork(row.number, None, None, None, None, text, row.at.page, row.at.row)


def _result_begins(row: _Row, item: _Item) -> int | None:
    """The first line from which on the row only repeats the item's result."""
    result = _key(item.result)
    for at in range(len(row.lines)):
        tail = _key(_text(row.lines[at:]))
        if tail and result.endswith(tail):
            # the last words of two results may be the same: half of it must be there
            return at if 2 * len(tail) >= len(result) else None
    return None


def _cells(row: _Row, item: _Item) -> tuple[str | None, str | None]:
    """Matter and goal: the goal begins below the matter with a line of the item's title.

    A short line may be either cell's: where one comes first, the text does not tell. A goal of
    other signs than the title's (in whatever order: tables misprint) has more than the goal in it.
    """
    end, title = _result_begins(row, item) or 0, _key(item.title)
    for at in range(1, end):
        line = _key(row.lines[at])
        if line in title and len(line) > 1:
            matter, goal = _text(row.lines[:at]), _text(row.lines[at:end])
            known = len(line) >= _CELL_LINE and Counter(_key(goal)) <= Counter(title)
            return (matter, goal) if known else (None, None)
    return None, None


def _text(lines: Sequence[str]) -> str:
    return "".join(lines)


def _key(text: str) -> str:
    """Letters and ideographs only: marks differ between prose and table."""
    return "".join(sign for sign in bare(text) if sign.isalnum())
