"""Recognising the named lines of a form in text whose names are broken into pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from juesuan.catalogue import Line, Table, wording
from juesuan.readers.characters import bare, compact, plain
from juesuan.tables.numbering import numeral


class Label(msgspec.Struct, frozen=True):
    """A stretch of text and the line that it names.

    `candidates` are the lines whose names begin with the stretch, each with what it still lacks,
    the form's next one first; none for a name unknown to the catalogue. A line stands there once
    for each of its wordings. `name` is "" where the stretch is no name at all. `end` is where it
    ends in the text, `numeral` the value of its numbering (0: none).
    """

    name: str
    candidates: tuple[tuple[Line, str], ...]
    end: int
    numeral: int = 0


@cache
def named_lines(table: Table) -> tuple[tuple[str, Line], ...]:
    """Every wording (bare) of every named line, in the form's order."""
    return tuple((bare(name), line) for line in table.lines for name in line.names)


def unnumbered(text: str) -> str:
    """A bare text without the numbering in front: 一、 (1) 其中:."""
    match = wording().numbering.lines.match(text)
    return text[match.end() :] if match else text


def label_name(text: str) -> str:
    """A name as printed, without numbering, spaces and line breaks."""
    signs = "".join(text.split())
    kept = unnumbered(compact(plain(signs)))
    return signs[len(signs) - len(kept) :]


@cache
def _numbering() -> re.Pattern[str]:
    return re.compile(wording().numbering.lines.pattern.removeprefix("^"))


class Lines:
    """The named lines of one table that have not been seen yet, by which names are read."""

    def __init__(self, table: Table) -> None:
        self._names = named_lines(table)
        self._seen: set[tuple[str | None, str]] = set()

    def take(self, line: Line) -> None:
        """Mark a line as seen."""
        self._seen.add((line.side, line.key))

    def give_back(self, line: Line) -> None:
        """Take the mark back: another line was meant."""
        self._seen.discard((line.side, line.key))

    def label_at(self, text: str, start: int, boundaries: Sequence[int]) -> Label:
        """The label that begins at `start`; a broken name may end at one of the boundaries."""
        numbered = _numbering().match(text, start)
        begin = numbered.end() if numbered else start
        shortest = 1 if numbered else 2
        length, candidates = self._candidates(text, begin, boundaries, shortest)
        for end in boundaries:
            if begin < end < begin + length and self._overlaps(text, end, begin + length):
                # Two names stand side by side, and the second seems to go on with the first.
                length, candidates = self._candidates(text[:end], begin, boundaries, shortest)
        if candidates:
            value = numeral(text, start) if numbered else 0
            return Label(text[begin : begin + length], candidates, begin + length, value)
        end = begin + 1
        while end < len(text) and not self._begins(text, end):
            end += 1
        return Label(text[begin:end] if numbered else "", (), end)

    def _open(self, line: Line) -> bool:
        after = line.after is None or (line.side, line.after) in self._seen
        before = line.before is None or (line.side, line.before) not in self._seen
        return after and before and (line.side, line.key) not in self._seen

    def _candidates(
        self, text: str, begin: int, boundaries: Sequence[int], shortest: int
    ) -> tuple[int, tuple[tuple[Line, str], ...]]:
        """The open lines that share the longest beginning with the text."""
        longest = 0
        found: list[tuple[Line, str]] = []
        first = text[begin : begin + 1]
        for name, line in self._names:
            if name[0] != first or not self._open(line):
                continue
            length = _common(name, text, begin)
            whole = length == len(name)
            if not whole:
                ends = [end - begin for end in boundaries if begin < end <= begin + length]
                length = max(ends, default=0)
            if length < max(longest, 1 if whole else shortest):
                continue
            if length > longest:
                longest, found = length, []
            found.append((line, name[length:]))
        # A name that is whole here may be the beginning of another: the form's order decides.
        return longest, tuple(found)

    def _overlaps(self, text: str, start: int, end: int) -> bool:
        """A whole name begins here that goes on behind `end`."""
        return any(
            text.startswith(name, start) and start + len(name) > end and self._open(line)
            for name, line in self._names
        )

    def _begins(self, text: str, position: int) -> bool:
        """A numbering or a whole name begins here."""
        return bool(_numbering().match(text, position)) or any(
            text.startswith(name, position) and self._open(line) for name, line in self._names
        )


def _common(name: str, text: str, begin: int) -> int:
    """How many characters of the name stand in the text from `begin` on."""
    length = 0
    while length < len(name) and text[begin + length : begin + length + 1] == name[length]:
        length += 1
    return length
