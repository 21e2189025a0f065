"""The rows of a list of units: numbered lines, a flattened table, or names in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from juesuan.catalogue.prose_lists import prose_lists
from juesuan.narrative.prose import Passage
from juesuan.narrative.sections import words
from juesuan.readers.characters import compact, plain
from juesuan.readers.numerals import numeral


class Item(msgspec.Struct, frozen=True):
    """A row of the list: number and printed words, and the passage in which it begins."""

    number: int
    printed: str
    passage: Passage


def items(inside: Sequence[Passage]) -> list[Item]:
    """The rows of the list that these passages hold, [] where there is none."""
    listed = _list(inside)
    return _numbered(listed) or _inline(listed)


def _list(inside: Sequence[Passage]) -> list[tuple[Passage, int]]:
    """The passages of the list, and where in each it begins."""
    wording = prose_lists().units
    path = inside[0].paragraph.section if inside else ()
    active = not any(wording.duties.search(compact(plain(heading))) for heading in path)
    listed: list[tuple[Passage, int]] = []
    opened = False
    for passage in inside:
        other, announces, opening = _announcement(passage.text)
        if opening:
            listed, opened, active = [(passage, opening)], True, True
        elif other or announces:
            if opened:
                if prose_lists().numbering.match(passage.text) and wording.remark.search(
                    passage.text
                ):
                    listed.append((passage, 0))  # the last row, with the next line joined to it
                break
            listed, active = [], not other
        elif active and _row(passage.text):
            listed.append((passage, 0))
        elif listed:
            break
    return listed


def _announcement(text: str) -> tuple[bool, bool, int]:
    """Does it announce other things than units; does it announce units; where the list begins."""
    wording = prose_lists().units
    numbered, header = prose_lists().numbering.match(text), wording.header.match(text)
    other = announces = False
    for sentence in re.finditer("[^。]+", text):
        other_here = bool(wording.announces_other.search(sentence[0]))
        announces_here = bool(wording.announces.search(sentence[0]))
        opening = wording.opening.search(sentence[0])
        if opening and announces_here and not other_here and not header:
            return False, True, sentence.start() + opening.end()
        other |= other_here
        announces |= announces_here
    return other, announces and not (numbered or header), 0


def _row(text: str) -> bool:
    """A row or a table, and no sentence."""
    wording = prose_lists().units
    numbered = prose_lists().numbering.match(text) or wording.header.match(text)
    return bool(numbered or not re.search("[,;:](?=.)|。", text))


def _numbered(listed: Sequence[tuple[Passage, int]]) -> list[Item]:
    """Rows by their ascending numbers, in whatever passages they stand."""
    signs = [(p, at) for p, start in listed for at in range(start, len(p.text))]
    text = "".join(passage.text[at] for passage, at in signs)
    header = prose_lists().units.header.match(text)
    numbers: list[tuple[int, int]] = []
    begin = header.end() if header else 0
    for match in prose_lists().units.list_number.finditer(text, begin):
        following = len(numbers) + 1
        if match[match.lastgroup or 0] in (str(following), numeral(following)):
            numbers.append(match.span())
    if not numbers:
        return []
    remarks = [match.end() for match in prose_lists().units.remark.finditer(text, begin)]
    beside = any(text[end : end + 1] == "(" for _, end in numbers)
    if beside and len(remarks) == len(numbers):
        # A number printed beside two lines stands between them: each row ends with its remark.
        spans = list(zip([begin, *remarks], remarks, strict=False))
    else:
        stops = [start for start, _ in numbers[1:]] + [len(text)]
        spans = [(end, stop) for (_, end), stop in zip(numbers, stops, strict=True)]
    taken = {at for start, end in numbers for at in range(start, end)}
    return [
        Item(number, _printed([signs[at] for at in range(*span) if at not in taken]), where)
        for number, span in enumerate(spans, start=1)
        if span[0] < span[1] and (where := signs[span[0]][0])
    ]


def _printed(signs: Sequence[tuple[Passage, int]]) -> str:
    return "".join(words(passage, at, at + 1) for passage, at in signs)


def _inline(listed: Sequence[tuple[Passage, int]]) -> list[Item]:
    """Names in a sentence, or a line each, without numbers."""
    wording = prose_lists().units
    items: list[Item] = []
    for passage, start in listed:
        sentence = passage.text[start:].partition("。")[0]
        for match in wording.name.finditer(sentence):
            span = (start + match.start(), start + match.end())
            items.append(Item(len(items) + 1, words(passage, *span), passage))
    return items
