"""A whole final account as flattened text."""

import re
from operator import attrgetter
from random import Random
from typing import TYPE_CHECKING

from .account import TABLES, Account
from .flow import row_lines
from .forms import NOTES, NOTHING, NUMERALS, TITLES, formulas
from .headers import header_lines
from .layout import Layout
from .prose import contents, cover, glossary, part_one, part_three, parts, wrapped
from .rows import Printer, table_rows

if TYPE_CHECKING:
    from .sheets import TableSheet

HALF_WIDTH = str.maketrans("（）：，；", "():,;")
Page = list[str]


def table_order(layout: Layout) -> list[str]:
    """The tables as the producer numbers them."""
    if not layout.nine:
        return []
    if not layout.three_public_seventh:
        return list(TABLES)
    return [*TABLES[:6], "three_public", "government_fund", "state_capital"]


def title_lines(table: str, account: Account, layout: Layout) -> list[str]:
    """The title, then the line with the department and the unit."""
    number = table_order(layout).index(table) + 1
    title = TITLES[table][layout.wording]
    titles = {
        "year_number": [f"{account.year} 年度{title}（表 {number}）"],
        "plain": [title],
        "form_number": [f"公开{number:02d}表", title],
        "numeral": [f"{NUMERALS[number - 1]}、{title}"],
    }
    captions = (
        [f"部门：{account.organization} 单位：{account.unit}"],
        [f"单位：{account.unit}"],
        [f"编制单位：{account.organization}", f"金额单位：{account.unit}"],
    )
    return titles[layout.title_style] + captions[layout.wording]


def note_lines(table: str, account: Account, layout: Layout) -> list[str]:
    """The form's note below a table."""
    if layout.notes == "none":
        return []
    lines = wrapped(f"注：{NOTES[table]}")
    return lines + (formulas(table, account) if layout.notes == "formulas" else [])


def table_pages(table: str, account: Account, layout: Layout) -> list[Page]:
    """A table's lines, page by page."""
    header = header_lines(table, account, layout)
    note = note_lines(table, account, layout)
    rows = row_lines(table_rows(table, Printer(account, layout)), layout)
    size = layout.page_break_every or len(rows)
    pages: list[Page] = []
    for at in range(0, len(rows), size):
        lines = [line for row in rows[at : at + size] for line in row]
        if at == 0 or layout.repeated_header:
            lines = header + lines
        if layout.note_on_each_page or at + size >= len(rows):
            lines = lines + note
        pages.append([" ".join(lines)] if layout.run_on and at else lines)
    pages[0] = title_lines(table, account, layout) + pages[0]
    if table in account.declared_empty:
        pages[-1] += wrapped(f"本部门当年无{NOTHING[table]}，故本表无数据。")
    return pages


def stray_spaced(line: str, rng: Random) -> str:
    """Spaces before punctuation and after some enumeration commas and brackets."""
    line = re.sub(r"(?<=\S)([，：；])", r" \1", line)
    line = re.sub(r"(?<=境)）", " ）", line)
    line = re.sub(r"（(?=\d)", "（ ", line)
    return re.sub("、", lambda _: rng.choice(("、", "、 ")), line)


def page_text(number: int, page: Page, layout: Layout, rng: Random) -> str:
    """One page, with its number at the foot."""
    lines = page
    if layout.stray_spaces:
        lines = [stray_spaced(line, rng) for line in lines]
    if not layout.full_width_punctuation:
        lines = [line.translate(HALF_WIDTH) for line in lines]
    if layout.page_numbers != "none" and layout.page_break_every:
        lines = [*lines, f"— {number} —" if layout.page_numbers == "dashes" else str(number)]
    return ("\n\n" if layout.blank_line_between else "\n").join(lines) + "\n"


def _spaced(sheet: "TableSheet") -> list[str]:
    """The rows of a table with the texts of their cells, blank ones left out."""
    rows = (sorted(row, key=attrgetter("column")) for row in (*sheet.header, *sheet.body))
    return [" ".join(cell.text for cell in row if cell.text) for row in rows]


def _piped(sheet: "TableSheet") -> list[str]:
    """The rows of a table with strokes between the cells; what is merged stands in its first."""
    lines: list[str] = []
    for row in (*sheet.header, *sheet.body):
        texts = [""] * sheet.columns
        for cell in row:
            texts[cell.column] = cell.text
        lines.append(f"| {' | '.join(texts)} |")
    return [lines[0], "|---" * sheet.columns + "|", *lines[1:]]


def print_text(account: Account, layout: Layout) -> str:
    """The document: cover, contents, part one, the nine tables, explanations, glossary."""
    tables = table_order(layout)
    pages = [cover(account)]
    if layout.contents != "none":
        pages.append(contents(account, tables, layout))
    pages.append(part_one(account))
    first = len(pages)
    for table in tables:
        pages += table_pages(table, account, layout)
    for sheet in account.further:
        lines = _piped(sheet) if layout.spacing == "strokes" else _spaced(sheet)
        pages.append([*sheet.titles, *lines, *sheet.notes])
    pages[first] = wrapped(parts(account)[1]) + pages[first]
    pages += [part_three(account, layout), glossary(account)]
    rng = Random(0)
    between = "\f" if layout.page_break_every else ""
    return between.join(
        page_text(number, page, layout, rng) for number, page in enumerate(pages, 1)
    )
