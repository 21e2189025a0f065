"""The 三公 table where its components are columns: one row of figures under a deep heading."""

from __future__ import annotations

from juesuan.catalogue import Table
from juesuan.tables.recogniser import counting
from juesuan.tables.rows import Assembly, Row, joined
from juesuan.tables.tokens import Token


def assemble_components(table: Table, tokens: list[Token]) -> Assembly:
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
