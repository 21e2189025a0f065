"""Rows of the tables whose lines are named: the two-sided summaries, the listed 三公 table."""

from __future__ import annotations

from juesuan.catalogue import Table, wording
from juesuan.tables.heading_text import without_heading
from juesuan.tables.labels import Label, Lines, named_lines
from juesuan.tables.rows import Assembly, Row, joined
from juesuan.tables.tokens import Token

# So many line numbers may be lost in a row before the count is given up.
_LOST_NUMBERS = 4
# The body begins with one of the form's first lines.
_FIRST_LINES = 4


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
        self.lines = Lines(table.key)
        self.assembly = Assembly()
        self.begun = False
        self.numbered = False
        self.column_numbers = False
        self.text: list[Token] = []
        self.row: Row | None = None  # figures go here
        self.named: Row | None = None  # waits for its line number
        self.missing = ""  # the rest of a broken name
        # the next 行次 of either side; the right one is learnt from its first
        self.awaited: dict[str, int] = {"income": 1, "expenditure": 0}
        self.side = "income"

    def run(self, tokens: list[Token]) -> Assembly:
        for token in tokens:
            if token.kind == "text":
                self.text.append(token)
                continue
            self._read_text(partial=True)
            if not self.begun or (self.column_numbers and token.is_integer):
                self.assembly.others += token.numbers
            else:
                self._read_figure(token)
        self._read_text(partial=False)
        return self.assembly

    def _read_text(self, *, partial: bool) -> None:
        """Turn the text since the last number into rows that have no figures yet."""
        tokens, self.text = self.text, []
        if not tokens:
            return
        self.assembly.others += sum(token.numbers for token in tokens)
        text = joined(tokens)
        self.column_numbers = text.endswith(wording().column_number)
        if not self.begun:
            text = self._past_header(text)
        elif self.missing and text.startswith(self.missing) and self.row:
            self.row.name += self.missing
            text = text[len(self.missing) :]
            self.missing = ""
        text = without_heading(self.table.key, text)
        for label in self.lines.labels(text, partial=partial):
            self._begin_row(label, tokens[-1])

    def _past_header(self, text: str) -> str:
        """The text from the form's first line on; "" while there is only header."""
        for match in wording().body_start.finditer(text):
            rest = text[match.end() :]
            names = named_lines(self.table.key)[: _FIRST_LINES * 3]
            if any(rest.startswith(name) or name.startswith(rest or "-") for name, _ in names):
                self.begun = True
                self.assembly.header += text[: match.start()]
                self.numbered = wording().line_number in self.assembly.header
                return text[match.start() :]
        self.assembly.header += text
        return ""

    def _begin_row(self, label: Label, at: Token) -> None:
        if label.name is None:
            return
        self.missing = label.missing
        if label.line:
            level = "total" if label.line.key == "total" else "line"
            row = Row(label.line.key, label.line.side, "", level, label.name, at)
        else:
            sides = wording().side_words.items()
            side = next((side for side, word in sides if label.name.endswith(word)), None)
            row = Row(None, side, "", "line", label.name, at)
            self.assembly.remarks.append((at, "line_unknown", label.name))
        self.assembly.rows.append(row)
        self.row = self.named = row

    def _read_figure(self, token: Token) -> None:
        if self.numbered and self._is_line_number(token):
            self._take_line_number(token)
        elif self.row is None:
            self.assembly.strays.append((token, "no line's name stands before it"))
        else:
            self.row.figures.append(token)

    def _is_line_number(self, token: Token) -> bool:
        if not token.is_integer:
            return False
        value, named = int(token.plain), self.named is not None and not self.named.figures
        side = self.named.side if named and self.named and self.named.side else self.side
        awaited = self.awaited[side]
        if not awaited:
            return named and value > self.awaited["income"]
        expected = value == awaited and (named or side == "expenditure" or token.first_in_line)
        return expected or (named and 0 < value - awaited <= _LOST_NUMBERS)

    def _take_line_number(self, token: Token) -> None:
        if self.named is not None and not self.named.figures:
            self.row = self.named
            self.side = self.named.side or self.side
        else:
            # a numbered line without a name, on which nothing should be printed
            self.row = Row(None, self.side, "", "line", "", token)
            self.assembly.rows.append(self.row)
        self.row.line = int(token.plain)
        self.named = None
        self.awaited[self.side] = self.row.line + 1
        self.side = "expenditure" if self.side == "income" else "income"
        self.assembly.line_numbers += token.numbers
