"""What says whose account it is: titles, covers, headings of parts, captions, the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile, zip_longest
from pathlib import PurePath

import msgspec

from juesuan.catalogue.origin_wording import origin_wording
from juesuan.origin.bodies import name_in
from juesuan.origin.headlines import Title, title_in
from juesuan.origin.years import years_in
from juesuan.readers.characters import compact, plain, unquoted
from juesuan.readers.source import Line, Source

# A title stands among the first lines; a page's navigation may stand above it.
_HEAD = 80
# A cover has its title on so many lines at the most.
_COVER = 4

# A caption takes so many cells at the most.
_CAPTION = 6
_GAP = re.compile(r"\t| {2}")

# The witnesses by their weight.
TITLE, COVER, HEADING, CAPTION, PROSE, FILE = (
    "title",
    "cover",
    "heading",
    "caption",
    "prose",
    "file_name",
)


class Witness(msgspec.Struct, frozen=True):
    """What one place of a document says; `source` is what kind of place, `line` its number.

    `unsure`: the first line of a cover may not belong to it, for the others are a title too.
    """

    source: str
    line: int
    title: Title
    unsure: bool = False


def head_titles(lines: Sequence[Line]) -> Iterator[Witness]:
    """The titles among the first lines, and covers, whose title takes several lines."""
    head = list(takewhile(lambda line: not _is_part(line.compact), lines[:_HEAD]))
    texts = [_begun(line.compact) for line in head]
    for line in head:
        if period := origin_wording().year.period.search(line.compact):
            yield Witness(TITLE, line.number, Title("", year=int(period[1])))
    alone = [title_in(text) for text in texts]
    for at, line in enumerate(head):
        if title := alone[at]:
            yield Witness(TITLE, line.number, title)
        for length in range(2, _COVER + 1):
            parts = texts[at : at + length]
            if len(parts) < length:
                break
            joined = title_in("".join(parts))
            if joined and _says_more(joined, alone[at : at + length]):
                rests = (title_in("".join(parts[begin:])) for begin in range(1, length))
                unsure = any(rest and rest.name not in (None, joined.name) for rest in rests)
                yield Witness(COVER, line.number, joined, unsure)


def _without_banners(titles: list[Witness]) -> list[Witness]:
    """The titles, but for those of a site above the first that names a body, its year and kind.

    A banner names no body, and another year or kind: 【专题】2023年部门预算公开.
    """
    whole = (each for each in titles if _is_whole(each.title) and not each.unsure)
    first = next(whole, None)
    if first is None:
        return titles
    said = {(first.title.kind, first.title.year), (first.title.kind, None), ("", first.title.year)}
    return [
        each
        for each in titles
        if each.line >= first.line or each.title.name or (each.title.kind, each.title.year) in said
    ]


def _is_whole(title: Title) -> bool:
    return bool(title.kind and title.year and title.name and title.name.is_body)


def _says_more(joined: Title, alone: Sequence[Title | None]) -> bool:
    """Lines together name a body, or tell the year of a title that has none and names nobody."""
    if joined.name is not None:
        return joined.name.is_body
    return (
        joined.owner is not None
        and joined.year is not None
        and not any(title and (title.year or title.name) for title in alone)
    )


def _begun(text: str) -> str:
    """A line up to where its contents or its first part begin, if something stands in front."""
    end = origin_wording().title.goes_on.search(text, 4)
    return text[: end.start()] if end else text


def part_headings(lines: Sequence[Line]) -> Iterator[Witness]:
    """第一部分 X概况, 第二部分 X2022年度部门决算表, 一、X概况: whose parts the report has."""
    words = origin_wording().headings
    for line, after in zip_longest(lines, lines[1:]):
        found = words.part.match(line.compact)
        numbered = None if found else words.numbered.match(line.compact)
        if not (heading := found or numbered):
            continue
        title = _part(heading["rest"])
        if title is None and found and after is not None and not _stands_alone(after.compact):
            # It may be broken over two lines.
            title = _part(found["rest"] + after.compact)
        if title and (title.owner or title.name or title.year):
            yield Witness(HEADING, line.number, title)


def _part(rest: str) -> Title | None:
    words = origin_wording().headings
    if about := words.about.search(rest):
        name = name_in(rest[: about.start()])
        return Title("", None, name, None, named=name is not None)
    if account := words.account.search(rest):
        title = title_in(rest[: account.start()] + f"{account['owner'] or ''}{account['kind']}")
        # 一般公共预算“三公”经费决算情况说明 is no budget.
        return title if title and title.kind in ("", account["kind"]) else None
    return None


def _stands_alone(text: str) -> bool:
    title = title_in(text)
    return _is_part(text) or bool(title and title.name)


def _is_part(text: str) -> bool:
    return bool(origin_wording().headings.part.match(text))


def captions(lines: Sequence[Line]) -> Iterator[Witness]:
    """部门：X 单位：万元, with the year that stands beside it."""
    words = origin_wording().captions
    for line in lines:
        if title := words.table.fullmatch(line.compact):
            (year,) = years_in(title["year"])
            yield Witness(CAPTION, line.number, Title("", year=year))
        # A line of cells may have other captions in front.
        for part in _cells(line):
            if (begin := words.begin.match(part)) is None:
                continue
            said = part[begin.end() :]
            end = words.end.search(said)
            name = name_in(said[: end.start()] if end else said)
            years = years_in(said[end.start() :]) if end else []
            if name or years:
                only = years[0] if len(set(years)) == 1 else None
                yield Witness(CAPTION, line.number, Title("", None, name, only, named=bool(name)))
            break


def _cells(line: Line) -> Iterator[str]:
    """A line whole, and from each wide gap on as far as a caption may reach."""
    yield line.compact
    pieces = [piece for piece in _GAP.split(line.plain) if piece.strip()]
    for at in range(1, len(pieces)):
        yield unquoted(compact("  ".join(pieces[at : at + _CAPTION])))


def file_name(source: str) -> Witness | None:
    """What the file's name says, as far as it is a title."""
    title = title_in(unquoted(compact(plain(PurePath(source).name))))
    return Witness(FILE, 0, title) if title else None


def witnesses_of(source: Source) -> list[Witness]:
    """Every witness of a document, its file's name last."""
    lines = source.lines
    by_name = file_name(source.name)
    return [
        *_without_banners(list(head_titles(lines))),
        *part_headings(lines),
        *captions(lines),
        *([by_name] if by_name else []),
    ]
