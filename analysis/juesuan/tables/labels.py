"""Recognising the named lines of a form in text whose names are broken into pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from juesuan.catalogue import Line, tables, wording
from juesuan.readers.characters import bare


@dataclass(frozen=True)
class Label:
    """A stretch of text: a known line, an unknown numbered one, or neither (both None).

    `missing` is what a broken name still lacks; `end` is where the label ends in the text.
    """

    line: Line | None
    name: str | None
    missing: str
    start: int
    end: int


@cache
def named_lines(table: str) -> tuple[tuple[str, Line], ...]:
    """Every wording (plain, no spaces or quotes) of every named line, in the form's order."""
    return tuple(
        (bare(name), line)
        for line in tables()[table].lines
        for name in line.names
    )


class Lines:
    """The named lines of one table that have not been seen yet, by which names are read."""

    def __init__(self, table: str) -> None:
        self._names = named_lines(table)
        self._seen: set[tuple[str | None, str]] = set()
        numbering = wording().numbering.pattern.removeprefix("^")
        self._numbering = re.compile(numbering)

    def take(self, line: Line) -> None:
        """Mark a line as seen."""
        self._seen.add((line.side, line.key))

    def labels(self, text: str, *, partial: bool) -> Iterator[Label]:
        """Cut a text into labels; `partial` allows a broken name at its end."""
        position = 0
        while position < len(text):
            label = self._at(text, position, partial=partial)
            yield label
            if label.line:
                self.take(label.line)
            position = label.end

    def _at(self, text: str, start: int, *, partial: bool) -> Label:
        numbered = self._numbering.match(text, start)
        begin = numbered.end() if numbered else start
        if known := self._known(text, begin):
            name, line = known
            return Label(line, text[begin : begin + len(name)], "", start, begin + len(name))
        if partial and (broken := self._broken(text[begin:])):
            name, line = broken
            return Label(line, text[begin:], name[len(text) - begin :], start, len(text))
        end = self._next(text, begin + 1)
        if numbered and begin < len(text):
            return Label(None, text[begin:end], "", start, end)
        return Label(None, None, "", start, end)

    def _open(self, line: Line) -> bool:
        after = line.after is None or (line.side, line.after) in self._seen
        before = line.before is None or (line.side, line.before) not in self._seen
        return after and before and (line.side, line.key) not in self._seen

    def _known(self, text: str, start: int) -> tuple[str, Line] | None:
        best: tuple[str, Line] | None = None
        for name, line in self._names:
            longer = best is None or len(name) > len(best[0])
            if longer and text.startswith(name, start) and self._open(line):
                best = name, line
        return best

    def _broken(self, text: str) -> tuple[str, Line] | None:
        """The only open line whose name begins with the text."""
        if len(text) < 2:
            return None
        found = {
            (line.side, line.key): (name, line)
            for name, line in reversed(self._names)
            if name.startswith(text) and self._open(line)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _next(self, text: str, start: int) -> int:
        """Where the next label begins: a numbering, or a known name."""
        for position in range(start, len(text)):
            if self._numbering.match(text, position) or self._known(text, position):
                return position
        return len(text)
