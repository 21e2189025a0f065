"""Rows of the tables whose rows begin with a classification code."""

from __future__ import annotations

from itertools import takewhile

from juesuan.catalogue import Line, Table
from juesuan.catalogue.problems import problem
from juesuan.catalogue.remarks import remark
from juesuan.readers.characters import bare
from juesuan.tables.codes import Codes
from juesuan.tables.heading_text import heading_parts
from juesuan.tables.recogniser import counting, is_caption, recogniser
from juesuan.tables.rows import Assembly, Row, joined, printed_name
from juesuan.tables.tokens import Token

# A label such as 人员经费合计 may come in so many pieces.
_LABEL_PIECES = 4
# A name's tail is looked for among so many rows back: blocks of codes stand side by side.
_ROWS_BACK = 6


def assemble_coded(table: Table, tokens: list[Token]) -> Assembly:
    """Rows from the tokens of a table, header included.

    A code is a number of 3, 5 or 7 digits (or 类 款 项 in three) in front of a name; figures
    belong to the row before them, however its name is broken.
    """
    exact = any("." in token.plain for token in tokens if token.kind == "number")
    return _Assembler(table, Codes(table, exact=exact)).run(tokens)


class _Assembler:
    def __init__(self, table: Table, codes: Codes) -> None:
        self.table = table
        self.codes = codes
        self.known = recogniser(table)
        self.assembly = Assembly()
        self.row: Row | None = None
        self.header: list[Token] = []
        self.loose: list[Token] = []  # text behind figures whose row is not known yet
        self.after_heading = False
        self.columns = 0  # the last 栏次 of the heading
        self.lost = False  # a code stood here that no row was found for

    def run(self, tokens: list[Token]) -> Assembly:
        position = 0
        while position < len(tokens):
            numbers = list(takewhile(lambda token: token.kind != "text", tokens[position:]))
            position += len(numbers)
            texts = list(takewhile(lambda token: token.kind == "text", tokens[position:]))
            position += len(texts)
            self._read(numbers, texts, followed=position < len(tokens))
        self._settle()
        self.assembly.header = joined(self.header)
        return self.assembly

    def _read(self, numbers: list[Token], texts: list[Token], *, followed: bool) -> None:
        """Take numbers, the text behind them, and whether a number follows."""
        label = self._label_at_end(texts, followed=followed)
        names, labels = texts[: len(texts) - label], texts[len(texts) - label :]
        numbers = self._without_column_numbers(numbers)
        heading = len(names)
        names = self._without_headings(names)
        self.after_heading = len(names) < heading
        self.assembly.others += sum(token.numbers for token in texts)
        used = self.codes.at_end(numbers) if names else 0
        if used and self._ends_row(numbers[len(numbers) - used :], names[0]):
            used = 0
        self._figures(numbers[: len(numbers) - used])
        if used:
            code = self.codes.read(numbers[-used:])
            names = self._head(code, names) + names
            self._settle()
            self._begin(code, numbers[-used:], names)
        elif self.row is None:
            self.header += names
        elif names:
            self._settle()
            self.loose = names
        if labels and (line := self.known.line(joined(labels))):
            self._settle()
            self.row = Row.of_line(line, printed_name(labels), labels[0])
            self.lost = False
            self.assembly.rows.append(self.row)

    def _label_at_end(self, texts: list[Token], *, followed: bool) -> int:
        """How many tokens at the end of the text are a named line (合计, 人员经费合计)."""
        if self.row is None and not followed:
            return 0  # a heading of this name
        if self.row is None and texts[-1:] and texts[-1].first_in_line:
            return int(self.known.line(joined(texts[-1:])) is not None)
        for pieces in range(min(_LABEL_PIECES, len(texts)), 0, -1):
            if self.known.line(joined(texts[-pieces:])):
                return pieces
        return 0

    def _unseen_line(self, token: Token) -> Line | None:
        line = self.known.line(joined([token])) if self.assembly.rows else None
        seen = {row.key for row in self.assembly.rows}
        return line if line and line.key not in seen else None

    def _without_column_numbers(self, numbers: list[Token]) -> list[Token]:
        """Drop 栏次 1 2 3 … behind a heading that is printed again."""
        if self.row is None or not self.after_heading:
            return numbers
        count = counting(token.plain for token in numbers)
        self.assembly.others += count
        return numbers[count:]

    def _ends_row(self, numbers: list[Token], name: Token) -> bool:
        """Whole amounts that look like a code: the next line goes on with the row's name.

        A code that begins its line is none of them, in however many parts it stands there.
        """
        if self.codes.exact or numbers[0].first_in_line or numbers[-1].line is name.line:
            return False
        if self.row is None:
            return False
        if not self.codes.is_due(self.codes.read(numbers)):
            return True
        return self._may_go_on(self.row, joined([name]))

    def _begin(self, code: str, numbers: list[Token], names: list[Token]) -> None:
        self.row = Row.of_code(code, printed_name(names), numbers[0])
        self.assembly.rows.append(self.row)
        self.assembly.codes += sum(token.numbers for token in numbers)
        self.codes.take(code, numbers)
        self.lost = False

    def _without_headings(self, texts: list[Token]) -> list[Token]:
        """Text without a heading that is printed again; before the first row all is heading."""
        if self.row is None:
            return texts
        pieces = [joined([token]) for token in texts]
        parts = heading_parts(self.table, pieces)
        return [
            token
            for token, piece, part in zip(texts, pieces, parts, strict=True)
            if part < len(piece)
        ]

    def _figures(self, numbers: list[Token]) -> None:
        """Give figures to their row; a code with its name around its figures opens one."""
        position = 0
        while position < len(numbers):
            token = numbers[position]
            rest = numbers[position:]
            used = self.codes.opening(rest, named=bool(self.loose))
            if used:
                code = self.codes.read(rest[:used])
                head = self._split(self.loose) if self.row else self._head(code, [])
                self.loose = []
                self._begin(code, rest[:used], head)
            elif used := self.codes.lost(rest):
                lost = remark("code_without_row")
                self.assembly.strays += [(part, lost) for part in rest[:used]]
                self.lost = True
            elif self.lost:
                self.assembly.strays.append((token, remark("behind_code_without_row")))
            elif self.codes.exact and self.row is not None and token.is_lone:
                self.assembly.strays.append((token, remark("lone_whole")))
            elif self.row is not None:
                self.row.figures.append(token)
            elif token.plain == str(self.columns + 1):
                self.columns += 1
                self.assembly.others += token.numbers
            else:
                self.assembly.strays.append((token, remark("before_first_row")))
            position += max(used, 1)

    def _split(self, texts: list[Token]) -> list[Token]:
        """Of loose text in front of a nameless code, what is that code's: the rest is a tail."""
        for count in range(len(texts), 0, -1):
            if self.row and self._completes(self.row, joined(texts[:count])):
                self.row.name += printed_name(texts[:count])
                return texts[count:]
        return texts

    def _head(self, code: str, names: list[Token]) -> list[Token]:
        """The text above a code and in front of `names` where the code's name begins.

        It is taken from what is loose, in front of the first row from the header.
        """
        above = self.loose if self.row else self.header
        for count in range(min(_LABEL_PIECES, len(above)), 0, -1):
            start = joined(above[-count:]) + joined(names[:1])
            if any(name.startswith(start) for name in self.known.names_of_code(code)):
                head = above[-count:]
                del above[-count:]
                return head
        return []

    def _settle(self) -> None:
        """Loose text is the tail of a name: of the row it completes, else of the last row."""
        texts, self.loose = self._tails(self.loose), []
        while texts and (line := self._unseen_line(texts[0])):
            # a named line that is printed without a figure
            self.assembly.rows.append(Row.of_line(line, printed_name(texts[:1]), texts[0]))
            texts = self._tails(texts[1:])
        if not texts:
            return
        tail = joined(texts)
        for row in reversed(self.assembly.rows[-_ROWS_BACK:]):
            if self._completes(row, tail):
                row.name += printed_name(texts)
                return
        row = self.assembly.rows[-1]
        if row.code and not self._completes(row, ""):
            row.name += printed_name(texts)
        elif not is_caption(tail):
            unplaced = problem("text_unplaced", text=printed_name(texts))
            self.assembly.remarks.append((texts[0], unplaced))

    def _tails(self, texts: list[Token]) -> list[Token]:
        """Give each piece to a row whose name it goes on with; what is left comes back."""
        left: list[Token] = []
        for token in texts:
            back = reversed(self.assembly.rows[-_ROWS_BACK:])
            row = next((row for row in back if self._may_go_on(row, joined([token]))), None)
            if row is None or left:
                left.append(token)
            else:
                row.name += printed_name([token])
        return left

    def _may_go_on(self, row: Row, text: str) -> bool:
        """The row's name can go on with this text, or end with it."""
        begun = bare(row.name) + text
        return any(name.startswith(begun) for name in self.known.names_of(row))

    def _completes(self, row: Row, tail: str) -> bool:
        return bare(row.name) + tail in self.known.names_of(row)
