"""A table's text → its rows: the columns of their figures are lost and must be solved."""

from __future__ import annotations

from collections.abc import Callable

from juesuan.catalogue import Table
from juesuan.tables.body import split_body
from juesuan.tables.coded import assemble_coded
from juesuan.tables.finish import Columns, finish
from juesuan.tables.header import recognise
from juesuan.tables.heading_text import without_repeats
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
        assembly = _assemble_components(table, tokens)
    else:
        assemble = assemble_coded if table.shape == "coded" else assemble_lined
        assembly = _without_repeats(assemble, table, tokens)
    form, doubts = recognise(table, assembly.header)
    if form.listed:
        assembly = _without_repeats(assemble_lined, table, tokens)
    columns = Columns(
        (*form.income_columns, *form.columns),
        lambda row: form.income_columns if row.side == "income" else form.columns,
        doubts,
    )
    return finish(located, body, assembly, columns)


def _assemble_components(table: Table, tokens: list[Token]) -> Assembly:
    """The one row of figures; the columns' numbers (1 2 3 …) before it are part of the header."""
    assembly = Assembly()
    assembly.header = joined([token for token in tokens if token.kind == "text"])
    assembly.others = sum(token.numbers for token in tokens if token.kind == "text")
    figures = [token for token in tokens if token.kind != "text"]
    columns = max(len(form.columns) for form in table.forms)
    count = counting(token.plain for token in figures[:columns])
    if count > 1:
        assembly.others += count
        figures = figures[count:]
    if figures:
        row = Row.of_components(figures[0])
        row.figures = figures
        assembly.rows.append(row)
    return assembly


def _without_repeats(assemble: Assemble, table: Table, tokens: list[Token]) -> Assembly:
    """Assemble; where the heading stands again on later pages, once more without these."""
    assembly = assemble(table, tokens)
    kept, again = without_repeats(tokens, assembly.header)
    if again:
        assembly = assemble(table, kept)
        assembly.others += sum(token.numbers for token in again)
    return assembly
