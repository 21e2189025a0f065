"""The formulas in the notes under a table: 27行＝（1＋2＋3）行, 6栏各行＝（1＋2－3）栏各行."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from juesuan.catalogue import tables, wording
from juesuan.catalogue.terms import AXES
from juesuan.narrative.paragraphs import Paragraph
from juesuan.readers.characters import compact, plain

LINE, COLUMN = AXES
_EQUAL = "="
_TERM = re.compile(r"([-+]?)([^-+]+)")
# More lines than any form has, and numbers with more digits than a line's.
_LONGEST, _DIGITS = 200, 3


class FormNote(msgspec.Struct, frozen=True):
    """A formula over a table's line or column numbers: `total` is Σ sign·number over `parts`.

    `parts` are (number, sign); () where the formula cannot be read, whose `total` is 0.
    """

    table: str
    formula: str
    axis: str
    total: int
    parts: tuple[tuple[int, int], ...]
    page: int | None
    row: int

    @property
    def added(self) -> str:
        """The parts as 1+2-3."""
        return "".join(f"{'+-'[sign < 0]}{n}" for n, sign in self.parts).removeprefix("+")


def read_form_notes(paragraphs: Iterable[Paragraph]) -> Iterator[FormNote]:
    """Every formula of the tables' notes in printed order, unread ones among them."""
    known = wording().notes
    for note in paragraphs:
        if note.table is None or _EQUAL not in plain(note.text):
            continue
        for statement in known.statements.split(compact(plain(note.text))):
            formula = known.opening.sub("", statement)
            if known.formula.search(formula):
                yield _read(note, formula)


def _read(note: Paragraph, formula: str) -> FormNote:
    table = note.table or ""
    axis = LINE if tables()[table].shape == "two_sided" else COLUMN
    axis = next((each for sign, each in wording().notes.axes.items() if sign in formula), axis)
    total, *others = (wording().notes.units.sub("", side) for side in formula.split(_EQUAL))
    parts = _parts(others[0]) if len(others) == 1 and _is_number(total) else ()
    return FormNote(table, formula, axis, int(total) if parts else 0, parts, note.page, note.row)


def _parts(added: str) -> tuple[tuple[int, int], ...]:
    """The terms of 1+2-3 or of 33+34+…+57; () where one of them is no number."""
    found: list[tuple[int, int]] = []
    gap = False
    for mark, term in _TERM.findall(added):
        sign = -1 if mark == "-" else 1
        if not any(map(str.isdigit, term)) and found and not gap:
            gap = True  # … or what a program prints for it
        elif not _is_number(term):
            return ()
        else:
            if gap:
                between = range(found[-1][0] + 1, int(term))
                found += [(n, sign) for n in between[:_LONGEST]]
            found.append((int(term), sign))
            gap = False
    is_read = "".join(mark + term for mark, term in _TERM.findall(added)) == added
    return tuple(found) if is_read and not gap else ()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS
