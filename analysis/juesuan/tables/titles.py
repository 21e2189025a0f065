"""Where each official table begins and ends in the lines of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from functools import cache

import msgspec

from juesuan.catalogue import Table, tables_of, wording
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.wording import BESIDE
from juesuan.readers.characters import bare, compact
from juesuan.readers.source import Line
from juesuan.tables.recogniser import is_caption

# A title is broken over this many lines at the most.
_LONGEST_TITLE = 3
# So many lines below a title hold the caption and the heading of its table.
HEADING_LINES = 4
# A line on so many pages is their header: a title stands at its table and in the contents.
FEWEST_HEADERS = 3


class Span(msgspec.Struct, frozen=True):
    """A table's lines: `title` as printed, then everything up to the next title or the prose.

    `table` is "" where the title is that of no known table. `kind` is that of its document.
    """

    table: str
    title: str
    first: int
    start: int
    stop: int
    kind: str | None = None

    @property
    def form(self) -> Table:
        """What is known of its table."""
        return tables_of(self.kind)[self.table]


@cache
def _titles(kind: str | None) -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str]]:
    """The pattern of a title line, title → table key, and a quick test for a title's beginning."""
    known = tables_of(kind).values()
    keys = {bare(title): table.key for table in known for title in table.titles}
    cores = "|".join(re.escape(title) for title in sorted(keys, key=len, reverse=True))
    pattern = re.compile(
        f"(?:{wording().titles.before.pattern}){BESIDE}(?P<core>{cores})"
        f"(?:{wording().titles.after.pattern}){BESIDE}"
    )
    beginnings = re.compile("|".join(sorted({re.escape(title[:4]) for title in keys})))
    return pattern, keys, beginnings


def table_titled(title: str) -> str | None:
    """The key of the table that is published under a title, with year and number or without."""
    for kind in (lexicon().account.kind, lexicon().account.budget):
        pattern, keys, _ = _titles(kind)
        if match := pattern.fullmatch(_core_words(bare(title))):
            return keys[match["core"]]
    return None


def _core_words(text: str) -> str:
    """A title without what makes no other table of it: 决算公开表."""
    return wording().titles.within.sub("", text)


def find_spans(lines: Sequence[Line], kind: str | None = None) -> list[Span]:
    """The spans of all known tables that have a body, in the order of the document."""
    return [span for span in titled_spans(lines, kind) if span.table]


def titled_spans(lines: Sequence[Line], kind: str | None) -> list[Span]:
    """The spans of all tables that have a title and a body, in the order of the document.

    A title without a body (a table of contents) is no table. A sheet ends the table before it; its
    name is a title where no title stands in it.
    """
    marks = _marks(lines, kind)
    titled = {lines[at].page for at, _, key in marks if key and not lines[at].names_sheet}
    headed = titled | {lines[at].page for at, _, key in marks if key == ""}
    marks = [
        (at, start, None if _is_beaten(lines[at], key, titled, headed) else key)
        for at, start, key in marks
    ]
    spans: list[Span] = []
    for position, (first, start, key) in enumerate(marks):
        stop = marks[position + 1][0] if position + 1 < len(marks) else len(lines)
        body = lines[start : stop if key else min(start + HEADING_LINES, stop)]
        if key is not None and _has_body(body):
            title = "".join(compact(line.printed) for line in lines[first:start])
            spans.append(Span(key, title, first, start, stop, kind))
    return spans


def _marks(lines: Sequence[Line], kind: str | None) -> list[tuple[int, int, str | None]]:
    """Where titles stand, and sheets and prose begin: first line, line behind it, table.

    The table is "" for one that is not known, None where none begins.
    """
    marks: list[tuple[int, int, str | None]] = []
    repeated = _repeated(lines)
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.names_sheet:
            marks.append((index, index + 1, _named_by_sheet(line, kind)))
        elif wording().titles.prose_headings.search(line.compact):
            marks.append((index, index + 1, None))
        elif is_other(line):
            is_prose = wording().titles.of_performance.fullmatch(line.compact)
            marks.append((index, index + 1, None if is_prose else ""))
        elif found := _title_at(lines, index, kind):
            table, after = found
            marks.append((index, after, table))
            index = after
            continue
        elif line.compact not in repeated and _is_unknown(lines, index):
            marks.append((index, index + 1, ""))
        index += 1
    return marks


def _repeated(lines: Sequence[Line]) -> frozenset[str]:
    """Lines like titles that stand there so often that they head pages, not tables."""
    sign = lexicon().table_sign
    counts = Counter(line.compact for line in lines if sign in line.compact[-2:])
    return frozenset(text for text, count in counts.items() if count >= FEWEST_HEADERS)


def _is_unknown(lines: Sequence[Line], index: int) -> bool:
    """A title that no form knows: the caption of a table stands right below it."""
    text = lines[index].compact
    return (
        lexicon().table_sign in text
        and bool(wording().titles.unknown.fullmatch(text))
        and any(is_caption(line.compact) for line in lines[index + 1 : index + 3])
    )


def _is_beaten(
    line: Line, key: str | None, titled: Container[int | None], headed: Container[int | None]
) -> bool:
    """A sheet's name says nothing where a title stands inside; its number not even beside another.

    Of the sheet 公开05表 every title inside says more.
    """
    if not line.names_sheet or not key:
        return False
    return line.page in titled or (line.page in headed and any(map(str.isdigit, line.compact)))


def is_other(line: Line) -> bool:
    """The line is the title of a table that is known and none of the official ones."""
    return lexicon().table_sign in line.compact and bool(
        wording().titles.other.fullmatch(_core_words(line.compact))
    )


@cache
def _sheet_names(kind: str | None) -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of a sheet's name, and name → table key: every title, and the names of sheets."""
    known = tables_of(kind).values()
    keys = {bare(name): table.key for table in known for name in table.sheets}
    keys = {bare(title): table.key for table in known for title in table.titles} | keys
    cores = "|".join(re.escape(name) for name in sorted(keys, key=len, reverse=True))
    before = f"(?:{wording().titles.before.pattern}|{wording().titles.sheet_before.pattern})"
    after = f"(?:{wording().titles.after.pattern}|{wording().titles.sheet_after.pattern})"
    pattern = f"{before}{BESIDE}(?P<core>{cores}){after}{BESIDE}"
    return re.compile(pattern, re.IGNORECASE), keys


def _named_by_sheet(line: Line, kind: str | None) -> str | None:
    """The table that a sheet's name names."""
    pattern, keys = _sheet_names(kind)
    match = pattern.fullmatch(_core_words(line.compact))
    return keys.get(match["core"].upper(), keys.get(match["core"])) if match else None


def is_numbered(span: Span) -> bool:
    """Only the number of a form names the table: that of a workbook's sheet, GK07."""
    pattern, _ = _sheet_names(span.kind)
    match = pattern.fullmatch(_core_words(bare(span.title)))
    return match is not None and any(map(str.isdigit, match["core"]))


def _title_at(lines: Sequence[Line], index: int, kind: str | None) -> tuple[str, int] | None:
    """The table whose title begins at `index`, and the index after the title."""
    pattern, keys, beginnings = _titles(kind)
    text = lines[index].compact
    if not beginnings.search(text) or wording().titles.contents_leader.search(text):
        return None
    joined = ""
    best: tuple[str, int] | None = None
    for after in range(index, min(index + _LONGEST_TITLE, len(lines))):
        joined += lines[after].compact
        if match := pattern.fullmatch(_core_words(joined)):
            # The shortest reading wins, except that a broken title goes on: …支出决算|明细表.
            best = keys[match["core"]], after + 1
            break
    return best


def _has_body(body: Sequence[Line]) -> bool:
    text = "".join(line.compact for line in body)
    return any(word in text for word in wording().titles.body_words)


def listed_tables(
    lines: Sequence[Line], spans: Sequence[Span], kind: str | None = None
) -> list[tuple[str, Line]]:
    """The titles of tables in front of the first table: those that the contents list."""
    stop = spans[0].first if spans else 0
    pattern, keys, _ = _titles(kind)
    found: list[tuple[str, Line]] = []
    for at, line in enumerate(lines[:stop]):
        if wording().titles.contents_leader.search(line.compact):
            title = wording().titles.contents_leader.sub("", line.compact)
            if match := pattern.fullmatch(_core_words(title)):
                found.append((keys[match["core"]], line))
        elif title_at := _title_at(lines, at, kind):
            found.append((title_at[0], line))
    return found
