"""Fonts, fills, borders, number formats and widths, from the colours of `vocabulary.toml`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import CellIsRule, FormulaRule, Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

from juesuan.workbook.vocabulary import verdict_names, vocabulary


def colour(name: str) -> str:
    """A colour as RRGGBB."""
    return str(getattr(vocabulary().colours, name))


@cache
def fill(name: str) -> PatternFill:
    """A solid fill."""
    return PatternFill("solid", fgColor=colour(name), bgColor=colour(name))


@cache
def font(name: str | None = None, *, bold: bool = False, size: float = 10) -> Font:
    """The workbook's font, in a colour."""
    return Font(name=vocabulary().font, size=size, bold=bold, color=colour(name) if name else None)


@cache
def thin() -> Border:
    """A thin line on every side."""
    side = Side("thin", color=colour("border"))
    return Border(left=side, right=side, top=side, bottom=side)


@cache
def align(horizontal: str | None = None, *, indent: int = 0, wrap: bool = False) -> Alignment:
    """An alignment, centred from top to bottom."""
    return Alignment(horizontal=horizontal, vertical="center", indent=indent, wrap_text=wrap)


@cache
def top(*, wrap: bool = False) -> Alignment:
    """At the top of its cell, where a neighbour may have several lines."""
    return Alignment(vertical="top", wrap_text=wrap)


def head(cell: Cell, fill_name: str = "header") -> None:
    """Make a cell a heading."""
    cell.font, cell.fill, cell.border = font(bold=True), fill(fill_name), thin()
    cell.alignment = align("center", wrap=True)


def money_format(fen: int, unit: int) -> str:
    """A number format with the decimals that a last digit of so many 分 needs in a unit of 分.

    A narrow space behind the figure keeps it off the next column.
    """
    decimals = 0
    while unit > fen and decimals < 6:
        unit //= 10
        decimals += 1
    return "#,##0" + ("." + "0" * decimals if decimals else "") + "_ "


def verdict_rules(area: str) -> list[tuple[str, Rule]]:
    """Colours of the verdicts' words."""
    return [
        (area, CellIsRule("equal", [f'"{word}"'], fill=fill(name)))
        for name, word in verdict_names().items()
    ]


def verdict_width() -> int:
    """How wide a column of verdicts is, in digits."""
    return max(
        vocabulary().widths.conclusion, *(text_width(word) + 2 for word in verdict_names().values())
    )


def row_rule(condition: str, name: str) -> Rule:
    """A fill where a formula holds."""
    return FormulaRule([condition], fill=fill(name))


@lru_cache(maxsize=1 << 14)
def text_width(text: str) -> int:
    """How wide a text is, in digits: Chinese signs count twice."""
    return max(map(_line_width, text.split("\n")))


def _line_width(line: str) -> int:
    return len(line) if line.isascii() else len(line) + sum(map(_is_wide, line))


@cache
def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WFA"


class _Known(IndexedList):  # type: ignore[misc]
    """Styles, looked for by who they are before what they are: to hash one takes long.

    Each that was looked for is kept, so that no other can stand where it stood in memory.
    """

    def __init__(self, styles: Iterable[Any]) -> None:
        super().__init__(styles)
        self._found: dict[int, tuple[Any, int]] = {}

    def add(self, style: Any) -> int:
        """The place of a style among all of them."""
        if id(style) not in self._found:
            self._found[id(style)] = style, super().add(style)
        return self._found[id(style)][1]


def new_workbook() -> Workbook:
    """A workbook whose cells may each be given styles: openpyxl's own takes long for that."""
    workbook = Workbook()
    for name in ("_fonts", "_fills", "_borders", "_alignments"):
        setattr(workbook, name, _Known(getattr(workbook, name)))
    return workbook


# So wide is a landscape page at a size that can be read, in digits.
_PAGE = 220


def pages_across(width: float, repeated: float = 0) -> int:
    """How many pages a sheet of so many digits is wide, with columns that stand on each page."""
    return max(1, ceil((width - repeated) / (_PAGE - repeated)))


def print_setup(
    sheet: Worksheet, *, wide: bool, repeated: str, pages: int = 0, across: int = 1
) -> None:
    """A4, fit to the page's width, the headings on every page, page numbers below.

    `pages` is how many pages high it may be, 0 for any number, `across` how many it is wide.
    """
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = across, pages
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.print_title_rows = repeated
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "&P / &N"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.75
    margins.footer = 0.3
