"""Every number that a document prints is counted once, whatever prints it."""

import pytest
from hypothesis import given

import juesuan
from benchmarks.generate import printed
from juesuan.tables.signs import printed_numbers
from tests.factory import print_text
from tests.factory.excel import print_xlsx
from tests.factory.html import print_page
from tests.factory.strategies import (
    accounts,
    excel_layouts,
    html_layouts,
    layouts,
    markup_layouts,
    ruled_layouts,
    word_layouts,
)
from tests.factory.word import print_word
from tests.properties.effort import slow

SLOW = slow(15, shrinks=False)


def counted(document):
    """The numbers of a document, from its tables' own counts and its other lines."""
    reading = document._frames.reading
    spans = reading.tables_read.spans
    inside = {at for span in spans for at in range(span.first, span.stop)}
    outside = (line.plain for at, line in enumerate(reading.lines) if at not in inside)
    return int(document.tables["numbers"].sum()) + sum(
        sum(1 for _ in printed_numbers(text)) for text in outside
    )


def read_whole(data, medium):
    document = juesuan.read(data, name=f"made.{medium}")
    assert document.numbers["count"].sum() == counted(document)
    return document.numbers.set_index("kind")["count"]


@slow(40, shrinks=False)
@given(accounts(), layouts())
def test_every_number_of_a_text_is_counted_once_and_has_a_place(account, layout):
    counts = read_whole(print_text(account, layout).encode(), "txt")
    assert counts["unplaced"] == 0


@SLOW
@given(accounts(), ruled_layouts(), excel_layouts())
def test_every_number_of_a_workbook_is_counted_once_and_has_a_place(account, layout, excel):
    assert read_whole(print_xlsx(account, layout, excel), "xlsx")["unplaced"] == 0


@SLOW
@given(accounts(), ruled_layouts(), markup_layouts(), word_layouts())
def test_every_number_of_a_word_file_is_counted_once_and_has_a_place(account, layout, markup, word):
    assert read_whole(print_word(account, layout, markup, word), "docx")["unplaced"] == 0


@SLOW
@given(accounts(), ruled_layouts(), markup_layouts(), html_layouts())
def test_every_number_of_a_page_is_counted_once_and_has_a_place(account, layout, markup, html):
    # The number that the page's frame prints (财政信息 2.00) is of no kind.
    assert read_whole(print_page(account, layout, markup, html), "html")["unplaced"] <= 1


@pytest.mark.parametrize("number", range(5))
def test_every_number_of_a_pdf_is_counted_once_and_has_a_place(number):
    assert read_whole(printed(number, 1, "pdf")[1], "pdf")["unplaced"] == 0


def test_every_number_of_published_documents_is_counted_once(hanyang, putuo_pdf, putuo_text):
    for document in (hanyang, putuo_pdf, putuo_text):
        assert document.numbers["count"].sum() == counted(document)
    counts = putuo_pdf.numbers.set_index("kind")["count"]
    assert counts["unplaced"] == 0
    assert counts["amount"] == 308
