"""What a text of a table is: a code, a line's name, a heading, a count of columns, a margin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from juesuan.catalogue import Line, Table, classification, wording
from juesuan.catalogue.levels import HIGHEST, class_of, joined_parts
from juesuan.readers.characters import bare
from juesuan.tables.form_words import Words, without_addition, words_of
from juesuan.tables.labels import named_lines, unnumbered
from juesuan.tables.rows import Row

_DIGITS = "0123456789"
_FIGURES_ONLY = re.compile(r"[-\d.,()]*\d\.\d[-\d.,()]*")
_IDEOGRAPH = re.compile(r"[㐀-鿿]")
# The beginning of a broken name has so many characters at least.
_SHORTEST_BEGINNING = 4


class Recogniser:
    """Tells what the texts of one table are; they are bare, without spaces and quotation marks."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.codes = classification(table.codes) if table.codes else None
        self.lines: dict[str, Line] = dict(named_lines(table))

    @cached_property
    def words(self) -> Words:
        """What its headings mean."""
        return words_of(self.table)

    @cached_property
    def _heading_words(self) -> tuple[str, ...]:
        words = {word for labels in self.table.headings.values() for word in labels}
        words.update(self.table.titles, wording().headers.structure, wording().headers.groups)
        return tuple(sorted(map(bare, words), key=len, reverse=True))

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(self.lines)

    def code(self, *parts: str) -> str:
        """The code that is printed as these digits, or as 类 款 项 in several; "" for none."""
        if self.codes is None or (len(parts) > 1 and len(parts[0]) != HIGHEST):
            return ""
        code = joined_parts(parts)
        is_long = code.isdigit() and len(code) in self.codes.lengths
        known = is_long and class_of(code) in self.codes.classes
        return code if known else ""

    def leading_code(self, text: str) -> tuple[str, str]:
        """The code that a text begins with and what stands behind it; ("", "") for none."""
        rest = text.lstrip(_DIGITS)
        code = self.code(text[: len(text) - len(rest)])
        return (code, rest) if code else ("", "")

    def names_of_code(self, code: str) -> list[str]:
        """Every name that a code has had, none where it is not known."""
        return list(map(bare, self.codes.names(code))) if self.codes else []

    def names_of(self, row: Row) -> list[str]:
        """The names that a row may have, as far as they are known."""
        if row.code:
            return self.names_of_code(row.code)
        return [name for name, line in self.lines.items() if line.key == row.key]

    def codes_named(self, name: str) -> list[str]:
        """Every code that has, or had, this name."""
        return self._codes_by_name.get(name, [])

    @cached_property
    def _codes_by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code in self.codes.entries if self.codes else ():
            for name in dict.fromkeys(self.names_of_code(code)):
                found.setdefault(name, []).append(code)
        return found

    def line(self, text: str) -> Line | None:
        """The line with this name, or whose name begins so and is broken."""
        if text in self.lines or len(text) < _SHORTEST_BEGINNING:
            return self.lines.get(text)
        return next((line for name, line in self.lines.items() if name.startswith(text)), None)

    def is_line(self, text: str) -> bool:
        """The name of a line, whether numbered or not."""
        return text in self.lines or unnumbered(text) in self.lines

    def is_heading(self, text: str) -> bool:
        """A text that the form prints in its heading."""
        words = self.words
        measured = text in words.measures or without_addition(text) in words.measures
        return measured or text in words.structural or text in words.components

    def is_label(self, text: str) -> bool:
        """A heading of columns of codes and names, or several of them in one cell: 类款项."""
        labels = self.words.labels
        return text in labels or (len(text) > 1 and labels.issuperset(text))

    def heading_length(self, text: str) -> int:
        """How many characters at the front of a text are a heading printed again; 0 for none."""
        if not text.startswith(wording().headers.repeated) or text.startswith(self._names):
            return 0
        rest = text
        while word := next((w for w in self._heading_words if rest.startswith(w)), None):
            rest = rest[len(word) :]
        return len(text) - len(rest)

    def is_row(self, text: str) -> bool:
        """A line of text that can only be a row of the table."""
        code, name = self.leading_code(text)
        if code and _IDEOGRAPH.match(name):
            return True
        if _FIGURES_ONLY.fullmatch(text):
            return True
        numbered = text.lstrip(_DIGITS)
        name = unnumbered(numbered)
        is_numbered = len(name) < len(numbered)
        if is_numbered and len(name) > 1 and any(line.startswith(name) for line in self.lines):
            return True
        named = any(name.startswith(line) for line in self.lines)
        return named and (is_numbered or text[-1].isdigit())


@cache
def recogniser(table: Table) -> Recogniser:
    """The recogniser of one of the official tables."""
    return Recogniser(table)


def counting(texts: Iterable[str], last: int = 0) -> int:
    """How many texts at the front count on: 1, 2, 3."""
    count = 0
    for number, text in enumerate(texts, start=last + 1):
        if text != str(number):
            break
        count += 1
    return count


def is_count(texts: Sequence[str]) -> bool:
    """A row that counts the columns (栏次 1 2 3 …), or goes on to count them (7 8 9 …)."""
    if wording().headers.column_number in texts:
        return True
    if texts and texts[0] == wording().headers.line_number:
        texts = texts[1:]
    first = int(texts[0]) if texts and texts[0].isdecimal() else 0
    return len(texts) > 1 and first > 0 and counting(texts, first - 1) == len(texts)


def is_caption(text: str) -> bool:
    """A line that holds the unit, the form's number or the department's name."""
    return bool(wording().captions.skip.search(text))


def is_note(text: str) -> bool:
    """The first line of a note."""
    return bool(wording().notes.start.search(text))
