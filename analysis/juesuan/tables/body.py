"""A table's lines sorted into what they are: body, captions, notes, page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

import msgspec

from juesuan.catalogue import Table, wording
from juesuan.readers.characters import bare
from juesuan.readers.source import Line
from juesuan.tables.cut_lines import cut, cut_note
from juesuan.tables.recogniser import is_caption, is_note, recogniser
from juesuan.tables.tokens import Token, tokenize

# What stands around a number that a sentence or a formula mentions, and how near.
_NEAR = 200
_IN_SENTENCE_BEFORE = re.compile(r"[㐀-鿿(+=*/:,;、-]$")
_IN_SENTENCE_BEHIND = re.compile(r"[㐀-鿿)+=*/%:,;、。.-]")


class Body(msgspec.Struct, frozen=True, dict=True):
    """`unit` is the unit as printed (万元), None where no caption names one."""

    lines: list[Line] = []
    notes: list[Line] = []
    captions: list[Line] = []
    page_numbers: list[Line] = []
    units: list[str] = []

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens of its lines in reading order."""
        return tokenize(self.lines)

    @property
    def declared_empty(self) -> bool:
        """The notes say that there is nothing to report."""
        text = "".join(line.compact for line in self.notes)
        return bool(wording().notes.declared_empty.search(text))


def split_body(
    table: Table, lines: Sequence[Line], page_numbers: frozenset[Line] = frozenset()
) -> Body:
    """Sort the lines of a table's span; notes end where a row follows them on the next page.

    `page_numbers` are lines that are known to hold a page's number.
    """
    known = recogniser(table)
    body = Body()
    in_notes = False
    for line in lines:
        text = line.compact
        if in_notes and body.notes[-1].page != line.page:
            # A note goes on over the page's end only in the middle of a sentence.
            in_notes = not wording().paragraphs.ends.search(body.notes[-1].compact)
        if line in page_numbers or wording().page_numbers.lines.search(text):
            body.page_numbers.append(line)
        elif is_caption(text):
            _split_caption(body, line)
        elif (parts := cut_note(line))[0] is not None and parts[1] is not None:
            beside = body.notes if in_notes and not known.is_row(parts[0].compact) else body.lines
            beside.append(parts[0])
            body.notes.append(parts[1])
            in_notes = True
        elif is_note(text):
            in_notes = True
            body.notes.append(line)
        elif in_notes and not known.is_row(text):
            body.notes.append(line)
        else:
            in_notes = False
            body.lines.append(line)
    return body


def unit_beside(*headings: str) -> list[str]:
    """The units that a title or headings print in brackets: 决算数（元）."""
    unit = wording().captions.bracketed_unit
    return [found for text in headings for found in unit.findall(bare(text))]


def _split_caption(body: Body, line: Line) -> None:
    """Take a caption; what is printed behind the unit in its line belongs to the table."""
    unit = wording().captions.unit.search(line.compact)
    end = wording().captions.end.match(line.compact, unit.end()) if unit else None
    caption, rest = cut(line, end.end()) if end else (line, None)
    body.captions.extend([caption] if caption else [])
    body.units.extend([unit[1]] if unit else [])
    body.lines.extend([rest] if rest else [])


def stray_amounts(lines: Sequence[Line]) -> list[Token]:
    """Numbers in captions and notes that stand alone, as only amounts of a row do."""
    found: list[Token] = []
    for line, following in zip(lines, [*lines, None][1:], strict=True):
        for token in tokenize([line]):
            place = token.start + len(token.printed)
            behind = line.plain[place : place + _NEAR].lstrip() or (
                following.plain.lstrip() if following else ""
            )
            before = line.plain[max(token.start - _NEAR, 0) : token.start]
            if token.hides_amount or (
                token.kind == "number" and not _in_sentence(token, before, behind)
            ):
                found.append(token)
    return found


def _in_sentence(token: Token, before: str, behind: str) -> bool:
    """A number that a sentence or a formula mentions; one like an amount has a unit there."""
    if token.is_like_amount:
        return bool(token.unit) or behind.startswith(("%", *wording().units))
    in_formula = before[-1:].isdigit() and token.plain[0] in "+-"  # 10+11, cut off behind 10+1
    return bool(
        in_formula
        or _IN_SENTENCE_BEFORE.search(before.rstrip())
        or _IN_SENTENCE_BEHIND.match(behind)
    )
