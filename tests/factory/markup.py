"""A whole final account as paragraphs and tables with spans: what Word files and pages share."""

from dataclasses import dataclass, replace
from typing import Literal

from .account import Account
from .layout import Layout
from .prose import contents, cover, glossary, part_one, part_three
from .sheets import SheetCell, SheetLine, TableSheet, sheet_of
from .text import table_order


@dataclass(frozen=True)
class MarkupLayout:
    """How the tables are set.

    titles        above the table, or in its first rows
    rows_a_table  how many body rows go into one table; the others follow in tables of their own
    zero          how a zero that is printed is printed
    break_names   names and headings are broken after so many signs
    decoys        hidden and deleted figures stand beside those that are shown
    nested        the whole document stands in the cells of a table for layout
    """

    titles: Literal["above", "inside"] = "above"
    rows_a_table: int | None = None
    repeated_header: bool = False
    merged_total: bool = True
    zero: Literal["printed", "—", "-"] = "printed"
    break_names: int | None = None
    decoys: bool = False
    nested: bool = False


@dataclass(frozen=True)
class MarkupTable:
    """The rows of one table; the first `heading` of them are its heading."""

    rows: list[SheetLine]
    columns: int
    heading: int


Part = list[str] | MarkupTable


def parts_of(account: Account, layout: Layout, markup: MarkupLayout) -> list[Part]:
    """The document's paragraphs and tables in their order."""
    tables = table_order(layout)
    listed = contents(account, tables, layout) if layout.contents != "none" else []
    parts: list[Part] = [[*cover(account), *listed, *part_one(account)]]
    for table in tables:
        sheet = sheet_of(table, account, layout, merge=markup.merged_total)
        parts += _table_parts(sheet, markup)
    for sheet in account.further:
        parts += _table_parts(sheet, markup)
    return [*parts, [*part_three(account, layout), *glossary(account)]]


def _table_parts(sheet: TableSheet, markup: MarkupLayout) -> list[Part]:
    size = markup.rows_a_table or max(len(sheet.body), 1)
    inside = markup.titles == "inside"
    titles = [[SheetCell(text, 0, sheet.columns, 1, "title")] for text in sheet.titles]
    parts: list[Part] = [] if inside else [sheet.titles]
    for at in range(0, max(len(sheet.body), 1), size):
        above = [*(titles if inside and not at else [])]
        header = sheet.header if not at or markup.repeated_header else []
        rows = [*above, *header, *sheet.body[at : at + size]]
        heading = len(above) + len(header)
        parts.append(MarkupTable([_zeros(row, markup) for row in rows], sheet.columns, heading))
        parts.append([])
    return [*parts, sheet.notes]


def _zeros(row: SheetLine, markup: MarkupLayout) -> SheetLine:
    if markup.zero == "printed":
        return row
    return [
        replace(cell, text=markup.zero)
        if cell.kind == "number" and "." in cell.text and not set(cell.text) - set("0.０．")
        else cell
        for cell in row
    ]


def pieces(cell: SheetCell, markup: MarkupLayout) -> list[str]:
    """A cell's text as its lines."""
    size = markup.break_names
    is_name = cell.kind not in ("number", "title") and not cell.text.isdigit()
    if size is None or not is_name or len(cell.text) <= size or cell.text[0].isdigit():
        return [cell.text]
    return [cell.text[at : at + size] for at in range(0, len(cell.text), size)]
