"""A passage as tokens: its figures, and the words that mark what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from operator import attrgetter

from msgspec import Struct

from juesuan.catalogue.grammar import grammar
from juesuan.narrative.prose import Passage
from juesuan.narrative.quantities import Quantity, quantities


class Token(Struct, frozen=True):
    """A figure or a mark of a passage's text; `kind` is figure, or that of the mark."""

    kind: str
    start: int
    end: int
    words: str
    direction: str | None = None
    match: re.Match[str] | None = None
    quantity: Quantity | None = None

    @property
    def opens_item(self) -> bool:
        """It numbers the item of a list that the passage is."""
        return self.kind == "ordinal" and self.start == 0

    @property
    def numbering(self) -> str:
        """The words of an ordinal without its number: 1、 and 2、 number one list."""
        return grammar().figures.number.sub("", self.words)

    def group(self, name: str) -> str | None:
        """What a group of the mark's pattern holds; None where it has no such group."""
        if self.match is None or name not in self.match.re.groupindex:
            return None
        return self.match[name]

    def begins(self, name: str) -> int:
        """Where a group of the mark's pattern begins."""
        return self.match.start(name) if self.match else self.start


def tokens(passage: Passage) -> list[Token]:
    """The tokens in printed order. What stands in brackets without a figure is text, no token."""
    figures = list(_figures(passage))
    found: list[Token] = []
    for token in sorted((*figures, *_marks(passage.text)), key=attrgetter("start")):
        if found and token.start < found[-1].end and "share" not in (token.kind, found[-1].kind):
            if not _is_code(found[-1], token):
                continue
            found.pop()
        found.append(token)
    return _without_text_brackets(found)


def _is_code(figure: Token, token: Token) -> bool:
    """A number without a unit that is a code, a year or a numbering is no figure."""
    bare = figure.quantity is not None and figure.quantity.kind == "none"
    return bare and token.kind in ("coded", "ordinal")


def _figures(passage: Passage) -> Iterator[Token]:
    for each in quantities(passage):
        words = passage.text[each.start : each.end]
        yield Token("figure", each.start, each.end, words, quantity=each)


def _marks(text: str) -> Iterator[Token]:
    """The marks from left to right; only those are tried that can begin with the sign at hand."""
    known, end = grammar(), 0
    names = tuple(mark for mark in known.names if mark.needs and mark.needs.search(text))
    signs = range(len(text)) if names else map(re.Match.start, known.sign.finditer(text))
    for at in signs:
        for mark in names + known.beginning.get(text[at], ()) if at >= end else ():
            if match := mark.pattern.match(text, at):
                end = match.end()
                yield Token(mark.kind, at, end, match[0], mark.direction, match)
                break


def _without_text_brackets(found: list[Token]) -> list[Token]:
    """Brackets that hold no figure belong to the words around them: 因公出国(境)费."""
    if not any(token.kind in ("open", "close") for token in found):
        return found
    pairs: dict[int, int] = {}
    opened: list[int] = []
    figures = list(accumulate((token.kind == "figure" for token in found), initial=0))
    for at, token in enumerate(found):
        if token.kind == "open":
            opened.append(at)
        elif token.kind == "close" and opened:
            pairs[opened.pop()] = at
    closed = set(pairs.values())
    kept: list[Token] = []
    skip = 0
    for at, token in enumerate(found):
        if at < skip:
            continue
        if token.kind == "open" and at in pairs and figures[pairs[at]] == figures[at]:
            skip = pairs[at] + 1
        elif token.kind not in ("open", "close") or at in pairs or at in closed:
            kept.append(token)
    return kept
