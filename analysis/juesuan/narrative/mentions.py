"""What a document says of itself again and again: its name, its year, its tables, its expenses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from juesuan.catalogue import classification, tables
from juesuan.catalogue.levels import parent_of
from juesuan.catalogue.mention_wording import mention_wording
from juesuan.catalogue.plain_names import plain_name
from juesuan.narrative.prose import Passage
from juesuan.readers.characters import bare
from juesuan.readers.source import Line


class Mention(msgspec.Struct, frozen=True):
    """A name, year or table as found, and where. `kind` as in the frame `mentions`."""

    kind: str
    found: str
    page: int | None
    row: int | None
    table: str | None = None
    code: str | None = None


class _Text:
    """The lines of a document as one text without spaces, and the line of each of its signs."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = [line for line in lines if line.compact]
        self.starts: list[int] = []
        parts: list[str] = []
        at = 0
        for line in self.lines:
            self.starts.append(at)
            parts.append(line.compact)
            at += len(parts[-1])
        self.text = "".join(parts)

    def line(self, at: int) -> Line:
        """The line on which a sign of the text stands."""
        return self.lines[bisect_right(self.starts, at) - 1]


def own_names(
    lines: Sequence[Line], organization: str | None, others: Iterable[str]
) -> list[Mention]:
    """The organization's name and year in headings, and misspellings of its name anywhere.

    A misspelling has one sign that is easily confused, and is no name of `others` (subordinate
    units). A heading has the name in front of its year.
    """
    known, text = mention_wording(), _Text(lines)
    found: list[Mention] = []
    name = bare(organization or "")
    for match in known.heading.finditer(text.text):
        before = text.text[max(0, match.start() - 2 * len(name)) : match.start()]
        called = _called(before, name) if name else None
        at = match.start() - len(called or "")
        if called and text.text[at - 1 : at] not in tuple(known.compared):
            shown = organization if called == name else called
            found.append(_mention("organization", shown or called, text, at))
            found.append(_mention("fiscal_year", match["year"], text, match.start()))
    found += [
        _mention("fiscal_year", match["year"], text, match.start("year"))
        for match in known.part.finditer(text.text)
    ]
    units = {bare(other) for other in others}
    for at in _endings(text.text, name, known.organization.ending) if name else ():
        other = text.text[at : at + len(name)]
        if other not in units and _misspelt(other, name):
            found.append(_mention("organization", other, text, at))
    return found


def _misspelt(other: str, name: str) -> bool:
    """Whether just one sign differs, by one that is easily confused with it."""
    pairs = [{a, b} for a, b in zip(other, name, strict=True) if a != b]
    return len(pairs) == 1 and any(
        pairs[0] <= set(each) for each in mention_wording().organization.confused
    )


def _called(before: str, name: str) -> str | None:
    """The name in front of a heading: the organization's, or what begins and ends like it."""
    known = mention_wording()
    if before.endswith(name):
        return name
    start = before.rfind(name[: known.organization.beginning])
    called = before[start:] if start >= 0 else ""
    like = called.endswith(name[-known.organization.ending :]) and set(called) <= set(name)
    return called if like else None


def _endings(text: str, name: str, ending: int) -> Iterator[int]:
    """Where names of the same length and ending may begin."""
    at = text.find(name[-ending:])
    while at >= 0:
        start = at + ending - len(name)
        if start >= 0:
            yield start
        at = text.find(name[-ending:], at + 1)


def _mention(kind: str, found: str, text: _Text, at: int) -> Mention:
    line = text.line(at)
    return Mention(kind, found, line.page, line.row)


def title_years(titles: Iterable[tuple[str | None, int | None, int | None]]) -> Iterator[Mention]:
    """The years with which titles of tables begin; a title comes with its page and row."""
    for title, page, row in titles:
        if title and (match := mention_wording().title_year.match(bare(title))):
            yield Mention("fiscal_year", match["year"], page, row)


def contents(listed: Sequence[tuple[str, Line]]) -> Iterator[Mention]:
    """The tables that the contents list, where there are enough titles to be contents."""
    if len(listed) >= mention_wording().contents:
        for key, line in listed:
            yield Mention("contents", tables()[key].title, line.page, line.row, table=key)


def expenses(passages: Iterable[Passage], printed: Mapping[str, str]) -> Iterator[Mention]:
    """The economic classes that a sentence names among the main ones (主要包括).

    `printed` are the codes and names of the document's own table; the classification comes next.
    """
    known = mention_wording().expenses
    codes = _by_name(printed)
    for passage in passages:
        if not known.section.search(passage.section):
            continue
        for match in known.list.finditer(passage.text):
            at = match.start("names")
            for name in known.separators.split(match["names"]):
                place = passage.text.find(name, at)
                page, row = passage.place(max(place, at))
                code = codes.get(plain_name(known.drop.sub("", name)))
                yield Mention("expense", name, page, row, known.table, code)


def _by_name(printed: Mapping[str, str]) -> dict[str, str]:
    """Name → code of the economic 款, the document's own names first."""
    official = classification("economic")
    found: dict[str, str] = {}
    for code in official.entries:
        if parent_of(code):
            for name in official.names(code):
                found.setdefault(plain_name(name), code)
    found.update({plain_name(name): code for code, name in printed.items() if parent_of(code)})
    return found
