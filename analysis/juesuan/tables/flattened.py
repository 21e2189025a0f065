"""A table's text → its rows: the columns of their figures are lost and must be solved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from juesuan.catalogue import Form, Table
from juesuan.tables.beyond_form import is_counted, tell_columns
from juesuan.tables.body import split_body
from juesuan.tables.coded import assemble_coded
from juesuan.tables.finish import Columns, finish
from juesuan.tables.header import recognise
from juesuan.tables.heading_text import without_repeats
from juesuan.tables.left_over import why_unreadable
from juesuan.tables.lined import assemble_lined
from juesuan.tables.located import Located
from juesuan.tables.reading import TableReading
from juesuan.tables.recogniser import counting
from juesuan.tables.rows import Assembly, Row, joined
from juesuan.tables.tokens import Token
from juesuan.tables.torn_figures import whole_figures

Assemble = Callable[[Table, list[Token]], Assembly]


def read_flattened(located: Located) -> TableReading:
    """Read one table by its text."""
    table = located.table
    body = split_body(table, located.lines, located.page_numbers)
    tokens = whole_figures(table, body.tokens)
    if table.shape == "components":
        assembly = _assemble_components(tokens)
    else:
        assemble = assemble_coded if table.shape == "coded" else assemble_lined
        assembly = _without_repeats(assemble, table, tokens)
    form, doubts = recognise(table, assembly.header, _components(assembly))
    if form.listed:
        assembly = _without_repeats(assemble_lined, table, tokens)
        for row in assembly.rows:
            tell_columns(table, row, form.columns)
    whole = (*form.income_columns, *form.columns)
    of_blocks = _columns_of_blocks(assembly, form)
    columns = Columns(
        whole,
        lambda row: form.income_columns if row.side == "income" else of_blocks[row.block],
        doubts,
    )
    assembly.strays = [
        (token, why_unreadable(token) if token.kind == "unreadable" else reason)
        for token, reason in assembly.strays
    ]
    return finish(located, body, assembly, columns)


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


def _assemble_components(tokens: list[Token]) -> Assembly:
    """The row of figures; the columns' numbers (1 2 3 …) before it are part of the header.

    Where the columns are parted (预算数 1–6 on a page, 决算数 7–12 on the next), each half has one.
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


def _without_repeats(assemble: Assemble, table: Table, tokens: list[Token]) -> Assembly:
    """Assemble; where the heading stands again on later pages, once more without these."""
    assembly = assemble(table, tokens)
    kept, again = without_repeats(tokens, assembly.header)
    if again:
        assembly = assemble(table, kept)
        assembly.others += sum(token.numbers for token in again)
    return assembly
