"""A table's text → its rows: the columns of their figures are lost and must be solved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from msgspec.structs import replace

from juesuan.catalogue import Form, Table
from juesuan.catalogue.levels import TOTAL
from juesuan.catalogue.terms import PRIOR
from juesuan.readers.characters import bare
from juesuan.readers.source import Line
from juesuan.tables.beyond_form import is_counted, tell_columns
from juesuan.tables.body import Body, split_body
from juesuan.tables.by_unit import assemble_units
from juesuan.tables.coded import assemble_coded
from juesuan.tables.crossed import crossed_columns
from juesuan.tables.finish import Columns, finish
from juesuan.tables.header import recognise
from juesuan.tables.heading_text import without_repeats
from juesuan.tables.left_over import why_unreadable
from juesuan.tables.lined import assemble_lined
from juesuan.tables.located import Located
from juesuan.tables.reading import TableReading
from juesuan.tables.recogniser import counting, recogniser
from juesuan.tables.rows import Assembly, Row, joined
from juesuan.tables.tokens import Token
from juesuan.tables.torn_figures import whole_figures

Assemble = Callable[[Table, list[Token]], Assembly]


def read_flattened(located: Located) -> TableReading:
    """Read one table by its text."""
    body = split_body(located.table, located.lines, located.page_numbers)
    assembly, columns = _assembled(located.table, body)
    assembly.strays = [
        (token, why_unreadable(token) if token.kind == "unreadable" else reason)
        for token, reason in assembly.strays
    ]
    return finish(located, body, assembly, columns)


def tells_columns(table: Table, lines: Sequence[Line]) -> bool:
    """The text tells the rows and columns of a table by units, or by two classifications.

    The latter only where every row has all its figures: too many columns are left open else.
    """
    assembly, columns = _assembled(table, split_body(table, lines))
    most = len(columns.every)
    least = 0 if table.by_unit else most
    filled = [len(row.figures) for row in assembly.rows if row.figures]
    is_doubtful = assembly.strays or columns.doubts or (table.by_unit and assembly.remarks)
    named = table.by_unit or any(map(str.isdigit, columns.every))
    return bool(filled and named and not is_doubtful and all(least <= n <= most for n in filled))


def _assembled(table: Table, body: Body) -> tuple[Assembly, Columns]:
    """The rows of a table's text, and the columns that its heading tells."""
    tokens = whole_figures(table, body.tokens)
    if table.shape == "components":
        assembly = _assemble_components(table, tokens)
    elif table.by_unit:
        assembly = _without_repeats(assemble_units, table, tokens)
    else:
        assemble = assemble_coded if table.shape == "coded" else assemble_lined
        assembly = _without_repeats(assemble, table, tokens)
        if table.shape == "coded" and not any(row.code for row in assembly.rows):
            assembly = _without_codes(table, tokens, assembly)
    if crossed := _crossed(table, body, assembly):
        return assembly, Columns(crossed, lambda _: crossed, ())
    form, doubts = recognise(table, assembly.header, _components(assembly))
    if form.listed:
        assembly = _without_repeats(assemble_lined, table, tokens)
        for row in assembly.rows:
            tell_columns(table, row, form.columns)
    whole = (*form.income_columns, *form.columns)
    of_blocks = _columns_of_blocks(assembly, form)
    return assembly, Columns(
        whole,
        lambda row: form.income_columns if row.side == "income" else of_blocks[row.block],
        doubts,
    )


def _crossed(table: Table, body: Body, assembly: Assembly) -> tuple[str, ...]:
    """The columns of a table by two classifications; none where it has other ones."""
    if not table.across or not assembly.rows:
        return ()
    first = assembly.rows[0].at.line
    return crossed_columns(table, list(takewhile(lambda line: line is not first, body.lines)))


def _without_codes(table: Table, tokens: list[Token], assembly: Assembly) -> Assembly:
    """The rows of a table by codes that prints none: lines of labels, or the total's figures alone.

    The latter only where the heading has no column of labels, and all figures are in one line.
    """
    if table.paths:
        return _without_repeats(assemble_units, table, tokens)
    figures = [token for token, _ in assembly.strays]
    names = [bare(word) for token in tokens if token.kind == "text" for word in token.plain.split()]
    one_line = len({id(token.line) for token in figures}) == 1
    if assembly.rows or not one_line or any(map(recogniser(table).is_label, names)):
        return assembly
    total = next(line for line in table.lines if line.key == TOTAL)
    row = Row.of_line(total, "", figures[0])
    row.figures = figures
    return replace(assembly, rows=[row], strays=[])


def _components(assembly: Assembly) -> list[str]:
    """The figures of the one row of components, a stroke as 0; none where there is no such row."""
    rows = [row for row in assembly.rows if row.key == ""]
    figures = rows[0].figures if len(rows) == 1 else []
    return ["0" if token.kind == "dash" else token.plain for token in figures]


def _columns_of_blocks(assembly: Assembly, form: Form) -> Sequence[Sequence[str]]:
    """The columns of each block: all, or their halves where two rows of components stand there."""
    half = len(form.columns) // 2
    parted = any(row.block for row in assembly.rows)
    return (form.columns[:half], form.columns[half:]) if parted else (form.columns,)


def _assemble_components(table: Table, tokens: list[Token]) -> Assembly:
    """The row of figures; the columns' numbers (1 2 3 …) before it are part of the header.

    Where the columns are parted (预算数 1–6 on a page, 决算数 7–12 on the next), each half has one,
    and so has each measure that stands in front of its own figures.
    """
    assembly = Assembly()
    assembly.header = joined([token for token in tokens if token.kind == "text"])
    assembly.others = sum(token.numbers for token in tokens if token.kind == "text")
    counts = [token for token in tokens if is_counted(token)]
    assembly.beyond = bool(counts)
    assembly.others += sum(token.numbers for token in counts)
    figures = [token for token in tokens if token.kind != "text" and token not in counts]
    count = counting(token.plain for token in figures)
    first, second = figures, list[Token]()
    if count > 1:
        assembly.others += count
        first, second = _parted(figures[count:], count)
        assembly.others += count if second else 0
    first, second = _labelled(table, tokens, first) if not second else (first, second)
    for block, own in enumerate((first, second)):
        if own:
            row = Row.of_components(own[0], block)
            row.figures = own
            assembly.rows.append(row)
    return assembly


def _parted(figures: list[Token], count: int) -> tuple[list[Token], list[Token]]:
    """The figures in front of a second half of the columns, and those behind its count (7 8 9 …).

    There is one only where so many columns are counted again; otherwise all stand in front.
    """
    for at in range(len(figures)):
        behind = (token.plain for token in figures[at:])
        if counting(behind, count) == count and figures[at].first_in_line:
            return figures[:at], figures[at + count :]
    return figures, []


def _labelled(
    table: Table, tokens: Sequence[Token], figures: list[Token]
) -> tuple[list[Token], list[Token]]:
    """The figures by the measure that their line begins with: 预算数 3.00 2.00 / 决算数 2.00."""
    order = [measure for measure in table.measures if not measure.startswith(PRIOR)]
    measures = recogniser(table).words.measures
    heads = {
        id(token.line): measures.get(bare(token.plain), "")
        for token in tokens
        if token.first_in_line
    }
    found = [heads[id(figure.line)] for figure in figures]
    if len(order) != 2 or {*found} != {*order}:
        return figures, []
    pairs = list(zip(found, figures, strict=True))
    first, second = ([figure for own, figure in pairs if own == measure] for measure in order)
    return first, second


def _without_repeats(assemble: Assemble, table: Table, tokens: list[Token]) -> Assembly:
    """Assemble; where the heading stands again on later pages, once more without these."""
    assembly = assemble(table, tokens)
    kept, again = without_repeats(tokens, assembly.header)
    if again:
        assembly = assemble(table, kept)
        assembly.others += sum(token.numbers for token in again)
    return assembly
