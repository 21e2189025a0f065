"""Lines of a table that no form knows, without any ruling → its cells: what stands in a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from juesuan.catalogue import wording
from juesuan.readers.characters import bare
from juesuan.readers.grid import is_number
from juesuan.readers.piped import cells_of
from juesuan.readers.source import Line
from juesuan.tables.others.other_table import OtherCell, money_of
from juesuan.tables.recogniser import is_caption, is_count, is_note
from juesuan.tables.tokens import tokenize


def table_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines of a table: up to its notes, or to the first sentence."""
    found: list[Line] = []
    for line in lines:
        if is_note(line.compact) or wording().paragraphs.cuts.search(line.compact[-1:]):
            break
        if not is_caption(line.compact):
            found.append(line)
    return found


def text_cells(lines: Sequence[Line], unit: str | None) -> Iterator[OtherCell]:
    """The words of each line as cells, each with the heading of its place where that is told."""
    rows = [(line, cells_of(line.printed) or line.printed.split()) for line in lines]
    body = [any(map(is_number, words)) and not is_count(words) for _, words in rows]
    first = body.index(True) if any(body) else len(rows)
    headings = [words for _, words in rows[:first] if not is_count(words)]
    has_strokes = any(cells_of(line.printed) for line, _ in rows[first:])
    if not (has_strokes or _is_told(headings, [words for _, words in rows[first:]])):
        headings = []
    numbered = any(wording().headers.line_number in map(bare, words) for words in headings)
    for at, (line, words) in enumerate(rows):
        above = _above(words, headings) if at >= first else [""] * len(words)
        label, behind = "", True  # of a label, where the number of its line stands
        for column, (word, heading) in enumerate(zip(words, above, strict=True)):
            if not word:
                continue
            is_line = numbered and behind and word.isdigit()
            behind = not is_number(word)
            if behind:
                label = bare(word)
            is_code = column == 0 and word.isdigit() and len(words) > 1
            counted = wording().tokens.counted.search(label)
            no_money = wording().headers.no_money.search(bare(heading))
            no_amount = at < first or is_code or is_line or counted or no_money
            own = None if no_amount else unit
            is_amount = own and is_number(word) and not is_count(words)
            money = money_of(tokenize([line.part(word)]), own) if is_amount else None
            yield OtherCell(line, column + 1, heading, word, money)


def _is_told(headings: Sequence[Sequence[str]], body: Sequence[Sequence[str]]) -> bool:
    """One line names the columns; where several do, every row has all of its figures.

    A row that has lost blank cells may be as long as one of several lines by chance.
    """
    rows = (words for words in body if not is_count(words))
    figures = {sum(1 for _ in takewhile(is_number, reversed(words))) for words in rows}
    return len(figures - {0}) < 2 or len(headings) < 2


def _above(words: Sequence[str], headings: Sequence[Sequence[str]]) -> list[str]:
    """The heading of each word of a line; "" where the text does not tell it.

    One that has as many words is above them all, else one that names as many columns of figures
    is above the figures at the line's end: the headings of labels are not counted.
    """
    for heading in headings:
        if len(heading) == len(words):
            return list(heading)
    figures = len(list(takewhile(is_number, reversed(words))))
    labels = {bare(word) for word in wording().headers.labels}
    named = [[word for word in heading if bare(word) not in labels] for heading in headings]
    fitting = [heading for heading in named if len(heading) == figures]
    if not fitting:
        return [""] * len(words)
    return [""] * (len(words) - figures) + fitting[0]
