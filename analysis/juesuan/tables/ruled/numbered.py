"""Tables that a workbook numbers and does not name: their headings say which they are."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.catalogue import Table, tables_of
from juesuan.catalogue.levels import class_of
from juesuan.readers.grid import Grid
from juesuan.readers.source import Line
from juesuan.tables.sheets.grid_sheets import sheets
from juesuan.tables.titles import Span, is_numbered


def as_headed(span: Span, lines: Sequence[Line], grids: Sequence[Grid]) -> Span:
    """The span as the table that its heading shows, where only a number names it.

    The numbers of the ministry's workbooks have changed over the years: GK07 was the “三公” table.
    """
    if not span.table or not is_numbered(span):
        return span
    mine = [grid for grid in grids if grid.first < span.stop and grid.stop > span.start]
    body = lines[span.start : span.stop]
    known = tables_of(span.kind)
    # Where several fit as well, the number decides.
    others = [key for key, table in known.items() if not table.optional and key != span.table]
    best = max([span.table, *others], key=lambda key: _fit(known[key], mine, body))
    return replace(span, table=best)


def _fit(table: Table, grids: Sequence[Grid], lines: Sequence[Line]) -> int:
    """How many of the columns the table knows, less what of its form or of these is strange."""
    found = sheets(table, grids, lines)
    if not found:
        return 0
    heading = found[0].heading
    unknown = sum(c.role == "unknown" and bool(c.heading) for c in heading.columns)
    codes = [heading.known.leading_code(text)[0] for row in found[0].rows for text in row.texts]
    classes = {class_of(code) for code in codes if code}
    strange = len(classes - set(table.classes)) if table.classes else 0
    own = {column.measure for column in heading.columns if column.role == "figure"}
    lacking = min(len({*form.columns, *form.income_columns} ^ own) for form in table.forms)
    return heading.figures - unknown - strange - lacking
