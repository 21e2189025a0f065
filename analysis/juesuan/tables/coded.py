"""Rows of the tables whose rows begin with a classification code."""

from __future__ import annotations

from itertools import takewhile

from juesuan.catalogue import Line, Table, wording
from juesuan.catalogue.classification import level_of
from juesuan.catalogue.problems import problem
from juesuan.catalogue.remarks import remark
from juesuan.readers.characters import bare
from juesuan.tables.codes import Codes
from juesuan.tables.heading_text import heading_parts
from juesuan.tables.labels import named_lines
from juesuan.tables.rows import Assembly, Row, joined, printed_name
from juesuan.tables.tokens import Token

# A label such as 人员经费合计 may come in so many pieces.
_LABEL_PIECES = 4
# The beginning of a broken label has so many characters at least.
_SHORTEST_BEGINNING = 4
# A name's tail is looked for among so many rows back: blocks of codes stand side by side.
_ROWS_BACK = 6


def assemble_coded(table: Table, tokens: list[Token]) -> Assembly:
    """Rows from the tokens of a table, header included.

    A code is a number of 3, 5 or 7 digits (or 类 款 项 in three) in front of a name; figures
    belong to the row before them, however its name is broken.
    """
    exact = any("." in token.plain for token in tokens if token.kind == "number")
    return _Assembler(table, Codes(table.codes or "functional", exact=exact)).run(tokens)


class _Assembler:
    def __init__(self, table: Table, codes: Codes) -> None:
        self.table = table
        self.codes = codes
        self.labels = dict(named_lines(table.key))
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
        if labels and (line := self._line(joined(labels))):
            self._settle()
            level = "total" if line.key == "total" else "line"
            self.row = Row(line.key, None, "", level, printed_name(labels), labels[0])
            self.lost = False
            self.assembly.rows.append(self.row)

    def _label_at_end(self, texts: list[Token], *, followed: bool) -> int:
        """How many tokens at the end of the text are a named line (合计, 人员经费合计)."""
        if self.row is None and not followed:
            return 0  # a heading of this name
        for pieces in range(min(_LABEL_PIECES, len(texts)), 0, -1):
            if self._line(joined(texts[-pieces:])):
                return pieces
        return 0

    def _line(self, text: str) -> Line | None:
        """The named line with this name, or whose name begins so and is broken."""
        if text in self.labels:
            return self.labels[text]
        if len(text) < _SHORTEST_BEGINNING:
            return None
        return next((line for name, line in self.labels.items() if name.startswith(text)), None)

    def _unseen_line(self, token: Token) -> Line | None:
        line = self._line(joined([token])) if self.assembly.rows else None
        seen = {row.key for row in self.assembly.rows}
        return line if line and line.key not in seen else None

    def _without_column_numbers(self, numbers: list[Token]) -> list[Token]:
        """Drop 栏次 1 2 3 … behind a heading that is printed again."""
        if self.row is None or not self.after_heading:
            return numbers
        count = 0
        while count < len(numbers) and numbers[count].plain == str(count + 1):
            count += 1
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
        start = bare(self.row.name) + joined([name])
        return any(known.startswith(start) for known in self._names(self.row))

    def _begin(self, code: str, numbers: list[Token], names: list[Token]) -> None:
        self.row = Row(code, None, code, level_of(code), printed_name(names), numbers[0])
        self.assembly.rows.append(self.row)
        self.assembly.codes += sum(token.numbers for token in numbers)
        self.codes.take(code, numbers)
        self.lost = False

    def _without_headings(self, texts: list[Token]) -> list[Token]:
        """Text without a heading that is printed again; before the first row all is heading."""
        if self.row is None:
            return texts
        pieces = [joined([token]) for token in texts]
        parts = heading_parts(self.table.key, pieces)
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
            if any(bare(name).startswith(start) for name in self.codes.names(code)):
                head = above[-count:]
                del above[-count:]
                return head
        return []

    def _settle(self) -> None:
        """Loose text is the tail of a name: of the row it completes, else of the last row."""
        texts, self.loose = self._tails(self.loose), []
        while texts and (line := self._unseen_line(texts[0])):
            # a named line that is printed without a figure
            level = "total" if line.key == "total" else "line"
            name = printed_name(texts[:1])
            self.assembly.rows.append(Row(line.key, None, "", level, name, texts[0]))
            texts = self._tails(texts[1:])
        if not texts:
            return
        tail = joined(texts)
        for row in reversed(self.assembly.rows[-_ROWS_BACK:]):
            if self._completes(row, tail):
                row.name += printed_name(texts)
                return
        row = self.assembly.rows[-1]
        if row.code and bare(row.name) not in map(bare, self.codes.names(row.code)):
            row.name += printed_name(texts)
        elif not wording().captions.skip.search(tail):
            unplaced = problem("text_unplaced", text=printed_name(texts))
            self.assembly.remarks.append((texts[0], unplaced))

    def _tails(self, texts: list[Token]) -> list[Token]:
        """Give each piece to a row whose name it goes on with; what is left comes back."""
        left: list[Token] = []
        for token in texts:
            row = next(
                (
                    row
                    for row in reversed(self.assembly.rows[-_ROWS_BACK:])
                    if any(
                        name.startswith(bare(row.name) + joined([token]))
                        for name in self._names(row)
                    )
                ),
                None,
            )
            if row is None or left:
                left.append(token)
            else:
                row.name += printed_name([token])
        return left

    def _names(self, row: Row) -> list[str]:
        """The names that a row may have, as far as they are known."""
        if row.code:
            return [bare(name) for name in self.codes.names(row.code)]
        return [name for name, line in self.labels.items() if line.key == row.key]

    def _completes(self, row: Row, tail: str) -> bool:
        return bare(row.name) + tail in self._names(row)
