"""A table's lines sorted into what they are: body, captions, notes, page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from juesuan.catalogue import Table, classification, wording
from juesuan.readers.source import Line
from juesuan.tables.labels import named_lines

_CODED = re.compile(r"(\d{3})(?:\d\d){0,2}[㐀-鿿]")
_FIGURES_ONLY = re.compile(r"[-\d.,()]*\d\.\d[-\d.,()]*")
_DIGITS = re.compile(r"^\d*")


@dataclass(frozen=True)
class Body:
    """`unit` is the unit as printed (万元), None where no caption names one."""

    lines: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    captions: list[Line] = field(default_factory=list)
    units: list[str] = field(default_factory=list)

    @property
    def declared_empty(self) -> bool:
        """The notes say that there is nothing to report."""
        text = "".join(line.compact for line in self.notes)
        return bool(wording().declared_empty.search(text))


def split_body(table: Table, lines: Sequence[Line]) -> Body:
    """Sort the lines of a table's span; notes end where a row follows them on the next page."""
    body = Body()
    in_notes = False
    for line in lines:
        text = line.compact
        if wording().page_number.search(text):
            body.captions.append(line)
        elif wording().caption.search(text):
            body.captions.append(line)
            body.units.extend(wording().unit.findall(text))
        elif wording().note_start.search(text):
            in_notes = True
            body.notes.append(line)
        elif in_notes and not _is_row(table, text):
            body.notes.append(line)
        else:
            in_notes = False
            body.lines.append(line)
    return body


def _is_row(table: Table, text: str) -> bool:
    """A line of text (no spaces) that can only be a row of the table."""
    if table.codes and (match := _CODED.match(text)):
        return match[1] in classification(table.codes).classes
    if _FIGURES_ONLY.fullmatch(text):
        return True
    rest = _DIGITS.sub("", text)
    numbering = wording().numbering.match(rest)
    rest = rest[numbering.end() :] if numbering else rest
    named = any(rest.startswith(name) for name, _ in named_lines(table.key))
    return named and (bool(numbering) or text[-1].isdigit())
