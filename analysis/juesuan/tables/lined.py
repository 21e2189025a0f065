"""Rows of the tables whose lines are named: the two-sided summaries, the listed 三公 table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from juesuan.catalogue import Table, wording
from juesuan.catalogue.problems import problem
from juesuan.catalogue.remarks import remark
from juesuan.tables.beyond_form import counts
from juesuan.tables.broken_names import BrokenNames, of_side
from juesuan.tables.heading_text import heading_parts
from juesuan.tables.labels import Label, Lines, named_lines
from juesuan.tables.line_count import Following, LineCount
from juesuan.tables.numbering import Numbering
from juesuan.tables.owners import Owners
from juesuan.tables.rows import Assembly, Row, joined
from juesuan.tables.tokens import Token

# Around names; alone between them it is no name.
_PUNCTUATION = "()[]{}<>《》【】.,:;、。·-=*/"
# The body begins with one of the form's first names.
_FIRST_NAMES = 12


def assemble_lined(table: Table, tokens: list[Token]) -> Assembly:
    """Rows from the tokens of a table, header included.

    A name runs until the next number; figures belong to the name before them. Where the form
    numbers its lines (行次), each printed row is [name] number [figures] [name] number [figures]:
    the numbers count on, and that tells them from amounts.
    """
    return _Assembler(table).run(tokens)


class _Assembler:
    def __init__(self, table: Table) -> None:
        self.table = table
        self.lines = Lines(table)
        self.assembly = Assembly()
        self.begun = False
        self.numbered = False
        self.count = LineCount(exact=False)
        self.columns = 0  # the last 栏次 of the first heading
        self.column_number = 0  # the next 栏次 of a heading that is printed again
        self.text: list[Token] = []
        self.row: Row | None = None  # figures go here
        self.unnumbered: list[Row] = []  # wait for their line numbers
        self.broken = BrokenNames(table, self.lines)
        self.numbering = Numbering()
        self.owners = Owners(self.broken.is_broken)

    def run(self, tokens: list[Token]) -> Assembly:
        exact = any("." in token.plain for token in tokens if token.kind == "number")
        self.count = LineCount(exact=exact)
        for position, token in enumerate(tokens):
            if token.kind == "text":
                self.text.append(token)
                continue
            self._read_text(token)
            if not self.begun:
                self._before_body(token)
            elif self.column_number and token.plain == str(self.column_number):
                self.assembly.others += token.numbers
                self.column_number += 1
            else:
                self.column_number = 0
                self._read_figure(token, _following(tokens, position))
        self._read_text(None)
        self.broken.end(self.assembly.rows)
        return self.assembly

    def _before_body(self, token: Token) -> None:
        """Numbers in a header count its columns; any other there has lost its name."""
        if token.plain == str(self.columns + 1):
            self.columns += 1
            self.assembly.others += token.numbers
        else:
            self.assembly.strays.append((token, remark("before_first_name")))

    def _read_text(self, following: Token | None) -> None:
        """Turn the text since the last number into rows that have no figures yet."""
        tokens, self.text = self.text, []
        if not tokens:
            return
        self.assembly.others += sum(token.numbers for token in tokens)
        pieces = [joined([token]) for token in tokens]
        column_numbers = "".join(pieces).endswith(wording().headers.column_number)
        self.column_number = (self.column_number or 1) if column_numbers else 0
        if self.begun:
            parts = heading_parts(self.table, pieces)
            pieces = [piece[part:] for piece, part in zip(pieces, parts, strict=True)]
            tokens = [token for token, piece in zip(tokens, pieces, strict=True) if piece]
            pieces = [piece for piece in pieces if piece]
        else:
            pieces = self._past_header(pieces, following)
            tokens = tokens[len(tokens) - len(pieces) :]
        self._read_names(pieces, tokens)

    def _read_names(self, pieces: list[str], tokens: list[Token]) -> None:
        """Pieces of names, each with its token: ends of broken names, and new ones."""
        text = "".join(pieces)
        boundaries = [0, *accumulate(map(len, pieces))]
        position = 0
        while position < len(text):
            at = bisect_right(boundaries, position) - 1
            at_start = position == boundaries[at]
            row = self.broken.complete(pieces[at], self.assembly.rows) if at_start else None
            if row is not None:
                position += len(pieces[at])
            else:
                end = boundaries[self._next_tail(pieces, tokens, at)]
                label = self._label(text[:end], position, boundaries)
                row = self._begin_row(label, tokens[at])
                position = label.end
                at = bisect_left(boundaries, position) - 1
            if row is not None:
                self.owners.touch(row, tokens[at].line)

    def _label(self, text: str, start: int, boundaries: Sequence[int]) -> Label:
        """The label at a place; text that names nothing known is a line of that name."""
        label = self.lines.label_at(text, start, boundaries)
        end = label.end
        while not label.name and end < len(text):
            behind = self.lines.label_at(text, end, boundaries)
            if behind.name:
                break
            end = behind.end
        if label.name or not any(map(str.isalpha, text[start:end])):
            return replace(label, end=min(label.end, len(text)))
        return Label(text[start:end].strip(_PUNCTUATION), (), min(end, len(text)))

    def _next_tail(self, pieces: list[str], tokens: list[Token], at: int) -> int:
        """The first piece behind one, in another line, with which an earlier name may go on.

        Where the names of both sides are broken alike, the earlier one goes on first.
        """
        rows = self.assembly.rows
        for each in range(at + 1, len(pieces)):
            if tokens[each].line is not tokens[at].line and self.broken.awaits(pieces[each], rows):
                return each
        return len(pieces)

    def _past_header(self, pieces: list[str], following: Token | None) -> list[str]:
        """The pieces from the form's first line on; none while there is only header."""
        text = "".join(pieces)
        lines = named_lines(self.table)
        names = [name for name, _ in lines]
        likely = (*names[:_FIRST_NAMES], *(name for name, line in lines if line.class_code))
        for match in wording().numbering.body_start.finditer(text):
            rest = text[match.end() :]
            if rest in names or any(rest.startswith(name[:2]) for name in likely):
                return self._begin_body(pieces, match.start())
        if following is not None and (self.columns or following.plain != "1"):
            for name in sorted(names, key=len, reverse=True):
                if text.endswith(name):
                    return self._begin_body(pieces, len(text) - len(name))
        self.assembly.header += text
        return []

    def _begin_body(self, pieces: list[str], start: int) -> list[str]:
        """Cut the header off the pieces: the body begins at this character of their text."""
        self.begun = True
        self.assembly.header += "".join(pieces)[:start]
        self.count.beside(self.assembly.header.count(wording().headers.line_number))
        self.numbered = wording().headers.line_number in self.assembly.header
        position = 0
        while start >= len(pieces[position]):
            start -= len(pieces[position])
            position += 1
        return [pieces[position][start:], *pieces[position + 1 :]]

    def _begin_row(self, label: Label, at: Token) -> Row | None:
        if not label.name:
            return None
        if label.candidates:
            label = of_side(label, self.numbering.side(label.numeral))
            line = label.candidates[0][0]
            self.numbering.take(label.numeral, line.side)
            row = Row.of_line(line, label.name, at)
            self.lines.take(line)
            self.broken.add(row, label)
        else:
            words = wording().side_words.items()
            sides = [side for side, word in words if word in label.name]
            side = sides[0] if len(sides) == 1 else None
            row = Row.unknown(side, label.name, at)
            self.assembly.remarks.append((at, problem("line_unknown", name=label.name)))
        self.assembly.rows.append(row)
        self.row = row
        self.unnumbered.append(row)
        return row

    def _read_figure(self, token: Token, following: Following) -> None:
        if self.numbered and token.is_integer and self._read_line_number(token, following):
            return
        if not self.numbered and self.row is not None:
            self._read_owned(token)
        elif self.row is None:
            self.assembly.strays.append((token, remark("no_name_before")))
        elif self.numbered and token.is_integer and counts(self.row):
            self.row.figures.append(token)
        elif self.numbered and self.count.exact and token.is_integer and int(token.plain):
            self.assembly.strays.append((token, remark("out_of_count")))
            self.row = None  # what follows is on a line that is not known
        elif self.numbered and self.row.line is None and token.is_integer:
            self.assembly.strays.append((token, remark("other_line_number")))
        elif not self.row.name:
            self.assembly.strays.append((token, remark("line_without_name")))
        else:
            self.row.figures.append(token)

    def _read_owned(self, token: Token) -> None:
        """A figure in a form without line numbers."""
        if self.count.exact and token.is_lone:
            self.assembly.strays.append((token, remark("lone_whole")))
            return
        row = self.owners.owner(token)
        if row is None:
            self.assembly.strays.append((token, remark("line_not_told")))
        else:
            row.figures.append(token)

    def _read_line_number(self, token: Token, following: Following) -> bool:
        """Take a number that is a line's."""
        named = self._awaiting(token)
        side = self.broken.side(named) if named else None
        if named and side and self.count.is_beside(token, side):
            # the name above is that of the right side: the line on the left has none
            self.row = Row.unknown(self.count.take(int(token.plain), "income"), "", token)
            self.assembly.rows.append(self.row)
        elif named and self.count.names(token, side):
            self.row = named
            self.broken.settle_side(named, self.count.take(int(token.plain), side))
            # a row of the same side that was passed over has lost its number
            self.unnumbered = [row for row in self.unnumbered if row.side != named.side]
        elif not self.unnumbered and (counted := self.count.counts_on(token, following)):
            side = self.count.take(int(token.plain), counted)
            self.row = Row.unknown(side, "", token)
            self.assembly.rows.append(self.row)
        else:
            return False
        self.row.line = int(token.plain)
        self.assembly.line_numbers += token.numbers
        return True

    def _awaiting(self, token: Token) -> Row | None:
        """The row whose number this may be: the one that the count expects, else the last."""
        expected = [
            row for row in self.unnumbered if self.count.expects(token, self.broken.side(row))
        ]
        return next(iter([*expected, *self.unnumbered[-1:]]), None)


def _following(tokens: list[Token], position: int) -> Following:
    """The token behind a position, and the first number behind the next text."""
    behind = tokens[position + 1] if position + 1 < len(tokens) else None
    rest = iter(tokens[position + 1 :])
    text = next((token for token in rest if token.kind == "text"), None)
    later = next((token for token in rest if token.kind != "text"), None) if text else None
    return behind, later
