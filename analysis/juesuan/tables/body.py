"""A table's lines sorted into what they are: body, captions, notes, page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from juesuan.catalogue import Table, classification, wording
from juesuan.readers.characters import bare
from juesuan.readers.source import Line
from juesuan.tables.cut_lines import cut, cut_note
from juesuan.tables.labels import named_lines
from juesuan.tables.tokens import Token, tokenize

_CODED = re.compile(r"(\d{3})(?:\d\d){0,2}[㐀-鿿]")
_FIGURES_ONLY = re.compile(r"[-\d.,()]*\d\.\d[-\d.,()]*")
# What stands around a number that a sentence or a formula mentions.
_IN_SENTENCE_BEFORE = re.compile(r"[㐀-鿿(+=*/:,;、-]$")
_IN_SENTENCE_BEHIND = re.compile(r"[㐀-鿿)+=*/%:,;、。.-]")
_DIGITS = re.compile(r"^\d*")


@dataclass(frozen=True)
class Body:
    """`unit` is the unit as printed (万元), None where no caption names one."""

    lines: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    captions: list[Line] = field(default_factory=list)
    page_numbers: list[Line] = field(default_factory=list)
    units: list[str] = field(default_factory=list)

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
    body = Body()
    in_notes = False
    for line in lines:
        text = line.compact
        if in_notes and body.notes[-1].page != line.page:
            # A note goes on over the page's end only in the middle of a sentence.
            in_notes = not wording().paragraphs.ends.search(body.notes[-1].compact)
        if line in page_numbers or wording().page_numbers.lines.search(text):
            body.page_numbers.append(line)
        elif wording().captions.skip.search(text):
            _split_caption(body, line)
        elif (parts := cut_note(line))[0] is not None and parts[1] is not None:
            beside = body.notes if in_notes and not is_row(table, parts[0].compact) else body.lines
            beside.append(parts[0])
            body.notes.append(parts[1])
            in_notes = True
        elif wording().notes.start.search(text):
            in_notes = True
            body.notes.append(line)
        elif in_notes and not is_row(table, text):
            body.notes.append(line)
        else:
            in_notes = False
            body.lines.append(line)
    return body


def unit_beside(*headings: str) -> list[str]:
    """The units that a title or headings print in brackets: 决算数（元）."""
    return [
        unit for text in headings for unit in wording().captions.bracketed_unit.findall(bare(text))
    ]


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
        place = 0
        for token in tokenize([line]):
            start = line.plain.index(token.plain, place)
            place = start + len(token.plain)
            behind = line.plain[place:].lstrip() or (following.plain.lstrip() if following else "")
            if token.hides_amount or (
                token.kind == "number" and not _in_sentence(token, line.plain[:start], behind)
            ):
                found.append(token)
    return found


def _in_sentence(token: Token, before: str, behind: str) -> bool:
    """A number that a sentence or a formula mentions; one like an amount has a unit there."""
    if token.is_like_amount:
        return behind.startswith(("%", *wording().units))
    in_formula = before[-1:].isdigit() and token.plain[0] in "+-"  # 10+11, cut off behind 10+1
    return bool(
        in_formula
        or _IN_SENTENCE_BEFORE.search(before.rstrip())
        or _IN_SENTENCE_BEHIND.match(behind)
    )


def is_row(table: Table, text: str) -> bool:
    """A line of text (no spaces) that can only be a row of the table."""
    if table.codes and (match := _CODED.match(text)):
        return match[1] in classification(table.codes).classes
    if _FIGURES_ONLY.fullmatch(text):
        return True
    rest = _DIGITS.sub("", text)
    numbering = wording().numbering.lines.match(rest)
    rest = rest[numbering.end() :] if numbering else rest
    names = [name for name, _ in named_lines(table.key)]
    if numbering and len(rest) > 1 and any(name.startswith(rest) for name in names):
        return True
    named = any(rest.startswith(name) for name in names)
    return named and (bool(numbering) or text[-1].isdigit())
