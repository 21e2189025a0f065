"""One table's grids → its rows and figures, every figure in the cell where it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from juesuan.catalogue import Table
from juesuan.catalogue.forms import measure_of
from juesuan.catalogue.remarks import Remark, remark
from juesuan.tables.body import split_body
from juesuan.tables.finish import Columns, finish
from juesuan.tables.located import Located
from juesuan.tables.reading import TableReading
from juesuan.tables.rows import Row
from juesuan.tables.ruled.ruled_rows import Reader
from juesuan.tables.sheets.grid_sheets import Sheet
from juesuan.tables.sheets.heading_columns import Heading

NO_HEADING = remark("no_heading")

# A sheet with the heading that holds for it, and where its columns stand in that.
Part = tuple[Sheet, Heading, list[int]]


def read_ruled(located: Located) -> TableReading | Remark | None:
    """Read one table by the place of its cells; a remark says why that is not possible.

    None where it is not ruled, nor aligned so that it can be read like that.
    """
    table, found = located.table, located.sheets
    is_ruled = all(sheet.grid.is_ruled for sheet in found)
    parts = _parts(table, found) if found else None
    if not isinstance(parts, list):
        return parts if is_ruled else None
    inside = {row.line.number for sheet in found for row in sheet.rows}
    outside = [line for line in located.lines if line.number not in inside]
    body = split_body(table, outside, located.page_numbers)
    if not is_ruled and any(token.is_like_amount for token in body.tokens):
        return None  # only a part of it is aligned
    _, heading, _ = parts[0]
    reader = Reader(table, heading)
    for at, (sheet, own, places) in enumerate(parts):
        reader.read(sheet, own, places, first=at == 0)
    assembly = reader.found
    assembly.header = " ".join(text for row in heading.rows for text in row.texts)
    assembly.outside = body.tokens

    def columns_of(row: Row) -> Sequence[str]:
        return _named((*heading.measures(row.block), *row.measures))

    every = [c.measure for _, own, _ in parts for c in own.columns if c.role == "figure"]
    every += [measure for row in assembly.rows for measure in row.measures]
    return finish(located, body, assembly, Columns(_named(every), columns_of, heading.doubts))


def _named(columns: Iterable[str]) -> tuple[str, ...]:
    """The columns, each once; those whose measure stands in their rows are no columns yet."""
    return tuple(dict.fromkeys(column for column in columns if measure_of(column)))


def _parts(table: Table, found: Sequence[Sheet]) -> list[Part] | Remark:
    """A table's sheets as far as they can be read by place, or why they cannot."""
    heading = found[0].heading
    if not heading.blocks:
        return NO_HEADING
    if table.shape == "two_sided" and len(heading.blocks) < 2:
        return remark("sides_not_ruled")
    if any(sheet.is_stacked for sheet in found):
        return remark("rows_not_ruled")
    parts: list[Part] = [(found[0], heading, list(range(len(heading.columns))))]
    for sheet in found[1:]:
        going = sheet.under(heading)
        if going is None:
            return remark("other_columns")
        parts.append((sheet, *going))
    return parts
