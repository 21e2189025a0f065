"""Hypothesis strategies for accounts and layouts; the first of every choice is the plainest."""

from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from .account import Account, random_account
from .excel import ExcelLayout
from .html import HtmlLayout
from .layout import Layout
from .ledger import OWN_INCOMES
from .markup import MarkupLayout
from .pdf import FONT, PdfLayout
from .word import WordLayout

SEEDS = st.integers(0, 2**32 - 1)


@st.composite
def accounts(draw: st.DrawFn, *, one_fiscal_line: bool = False) -> Account:
    """Coherent accounts. What is in them is drawn; the seed only draws codes and amounts."""
    classes = draw(st.integers(1, 6))
    own_incomes = draw(st.lists(st.sampled_from(OWN_INCOMES), unique=True, max_size=5))
    return random_account(
        Random(draw(SEEDS)),
        classes=(classes, classes),
        unit=draw(st.sampled_from((("万元", 2), ("元", 2), ("元", 0), ("万元", 4), ("万元", 6)))),
        zeros=draw(st.sampled_from(("blank", "used", "all"))),
        own_incomes=tuple(own_incomes),
        government_fund=draw(st.booleans()),
        state_capital=draw(st.booleans()),
        balances=draw(st.booleans()),
        three_public=draw(st.booleans()),
        full_lists=draw(st.booleans()),
        one_fiscal_line=one_fiscal_line,
        basic_total=draw(st.booleans()),
    )


def readable(layout: Layout) -> Layout:
    """The layout without what no reader could tell apart: bare page numbers among single cells."""
    if layout.one_cell_per_line and layout.page_numbers == "bare":
        return replace(layout, page_numbers="dashes")
    return layout


def layouts(*, hard: bool = False) -> st.SearchStrategy[Layout]:
    """Layouts that real producers use; `hard` adds those that only some tools make.

    These are names centred around their figures, page numbers without dashes and pages that are
    run together into one line.
    """
    styles = ["inline", "own_lines", "broken", "tail"]
    numbers = ["none", "dashes"]
    built = st.builds(
        Layout,
        line_numbers=st.booleans(),
        code_style=st.sampled_from(("joined", "split")),
        name_width=st.none() | st.integers(5, 14),
        name_style=st.sampled_from([*styles, "around"] if hard else styles),
        one_cell_per_line=st.booleans(),
        blank_line_between=st.booleans(),
        stray_spaces=st.booleans(),
        full_width_digits=st.booleans(),
        full_width_punctuation=st.sampled_from((True, False)),
        thousands=st.booleans(),
        page_break_every=st.none() | st.integers(5, 40),
        repeated_header=st.booleans(),
        note_on_each_page=st.booleans(),
        page_numbers=st.sampled_from([*numbers, "bare"] if hard else numbers),
        run_on=st.booleans() if hard else st.just(value=False),
        notes=st.sampled_from(("none", "plain", "formulas")),
        title_style=st.sampled_from(("plain", "year_number", "form_number", "numeral")),
        contents=st.sampled_from(("none", "plain", "dotted")),
        total_row=st.sampled_from(("first", "last")),
        header=st.sampled_from(("lines", "mixed", "heap")),
        three_public=st.sampled_from(("blocks", "pairs", "listed")),
        three_public_seventh=st.booleans(),
        economic_blocks=st.sampled_from((1, 2, 3)),
        wording=st.sampled_from((0, 1, 2)),
        spacing=st.sampled_from(("single", "aligned")),
    )
    return built.map(readable)


def ruled_layouts() -> st.SearchStrategy[Layout]:
    """The options of a layout that a ruled table can show."""
    return st.builds(
        Layout,
        line_numbers=st.booleans(),
        code_style=st.sampled_from(("joined", "split")),
        full_width_digits=st.booleans(),
        thousands=st.booleans(),
        notes=st.sampled_from(("none", "plain", "formulas")),
        title_style=st.sampled_from(("plain", "year_number", "form_number", "numeral")),
        contents=st.sampled_from(("none", "plain", "dotted")),
        total_row=st.sampled_from(("first", "last")),
        three_public=st.sampled_from(("blocks", "pairs", "listed")),
        three_public_seventh=st.booleans(),
        economic_blocks=st.sampled_from((1, 2, 3)),
        wording=st.sampled_from((0, 1, 2)),
    )


def pdf_layouts(*, ruled: bool = True) -> st.SearchStrategy[PdfLayout]:
    """The ways in which producers draw a PDF, with ruled cells or without."""
    ruling = ("lines", "thin_rectangles", "cell_rectangles", "open_sides")
    return st.builds(
        PdfLayout,
        borders=st.sampled_from(ruling if ruled else ("none", "across")),
        backgrounds=st.booleans(),
        form=st.booleans(),
        bold=st.booleans(),
        shuffled=st.booleans(),
        turned=st.sampled_from(("no", "rotated", "sideways")),
        baseline=st.sampled_from((0.0, 1.5, -1.5, 3.0)),
        digits=st.sampled_from((FONT, "Helvetica", "Times-Roman")),
        rows_a_page=st.none() | st.integers(5, 30),
        repeated_header=st.booleans(),
        blank_spill=st.booleans(),
        merged_total=st.booleans(),
        name_width=st.sampled_from((200, 90, 60)),
    )


def excel_layouts(*, formulas: bool = True) -> st.SearchStrategy[ExcelLayout]:
    """The ways in which producers lay out a workbook."""
    numbers = ("format", "text", "general", "noise", "accounting")
    built = st.builds(
        ExcelLayout,
        one_sheet=st.none() | st.integers(0, 2),
        names=st.sampled_from(("plain", "numbered", "annex", "kept", "published", "other")),
        titled=st.booleans(),
        numbers=st.sampled_from((*numbers, "formula") if formulas else numbers),
        codes_as_numbers=st.booleans(),
        merged=st.booleans(),
        corner=st.sampled_from(((0, 0), (2, 1))),
        hidden=st.booleans(),
        prose=st.booleans(),
        spaced=st.none() | st.integers(1, 9),
    )
    return built.map(named)


def named(excel: ExcelLayout) -> ExcelLayout:
    """The layout with a title wherever no sheet's name tells the table."""
    told = excel.one_sheet is None and excel.names != "other"
    return excel if told else replace(excel, titled=True)


def markup_layouts() -> st.SearchStrategy[MarkupLayout]:
    """The ways in which Word files and pages set their tables."""
    return st.builds(
        MarkupLayout,
        titles=st.sampled_from(("above", "inside")),
        rows_a_table=st.none() | st.integers(5, 30),
        repeated_header=st.booleans(),
        merged_total=st.booleans(),
        zero=st.sampled_from(("printed", "—", "-")),
        break_names=st.none() | st.integers(3, 8),
        decoys=st.booleans(),
        nested=st.booleans(),
    )


def html_layouts() -> st.SearchStrategy[HtmlLayout]:
    """The ways in which programs write pages."""
    return st.builds(
        HtmlLayout,
        encoding=st.sampled_from(("utf-8", "gbk", "gb18030", "utf-8-sig", "utf-16")),
        declared=st.booleans(),
        closed=st.booleans(),
        head=st.booleans(),
        padded=st.booleans(),
        office=st.booleans(),
    )


def word_layouts() -> st.SearchStrategy[WordLayout]:
    """The ways in which Word files are set."""
    return st.builds(
        WordLayout,
        controls=st.booleans(),
        inserted=st.booleans(),
        breaks=st.booleans(),
        boxed=st.booleans(),
        header=st.sampled_from(("none", "figures")),
    )
