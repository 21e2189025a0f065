"""Text that stands twice: a paragraph with figures in its section, the number of a heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from juesuan.catalogue import wording
from juesuan.catalogue.problems import Problem, problem
from juesuan.narrative.claim import Claim
from juesuan.narrative.prose import Passage
from juesuan.readers.characters import compact, plain

# So many signs show which paragraph is meant.
_SHOWN = 30
# Headings within 一、 and （一）; the numbers below them are those of lists.
_LEVELS = slice(1, 3)


def of_repeated(passages: Sequence[Passage], claims: Iterable[Claim]) -> Iterator[Problem]:
    """Paragraphs and numbers of headings that stand there a second time."""
    with_money = {
        claim.passage.number
        for claim in claims
        if claim.quantity.money and claim.quantity.money.fen
    }
    yield from _paragraphs([each for each in passages if each.number in with_money])
    yield from _headings(passages)


def _paragraphs(passages: Iterable[Passage]) -> Iterator[Problem]:
    """Paragraphs that are the same but for their number in a list."""
    numbering = wording().numbering.lines
    seen: set[tuple[tuple[str, ...], str]] = set()
    for passage in passages:
        words = numbering.sub("", passage.text)
        if (passage.headings, words) in seen:
            shown = passage.paragraph.text[:_SHOWN]
            found = problem("paragraph_twice", text=shown)
            yield replace(
                found, page=passage.paragraph.page, row=passage.paragraph.row, found=shown
            )
        seen.add((passage.headings, words))


def _headings(passages: Iterable[Passage]) -> Iterator[Problem]:
    """Headings with the number of the one before them, below the same one."""
    before: dict[tuple[str, ...], tuple[str, str]] = {}
    above: tuple[str, ...] = ()
    for passage in passages:
        path = passage.headings
        for depth in range(len(path)):
            if path[: depth + 1] == above[: depth + 1]:
                continue
            number = _number(path[depth])
            last = before.get(path[:depth])
            if number and last and last[0] == number and last[1] != path[depth]:
                shown = passage.paragraph.section[depth]
                found = problem("heading_number_twice", number=number, text=shown)
                yield replace(
                    found, page=passage.paragraph.page, row=passage.paragraph.row, found=shown
                )
            if number:
                before[path[:depth]] = (number, path[depth])
        above = path


def _number(heading: str) -> str | None:
    """The number that a heading begins with."""
    words = compact(plain(heading)).lstrip("#")
    marks = (level.match(words) for level in wording().paragraphs.levels[_LEVELS])
    return next((mark[0] for mark in marks if mark), None)
