"""Print a random coherent account as a web page, in the ways of many programs; read it back."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from juesuan.readers import read_source
from juesuan.tables.read_tables import read_tables
from juesuan.tables.tokens import count_numbers
from tests.factory import print_text
from tests.factory.html import HtmlLayout, print_page
from tests.factory.markup import MarkupLayout
from tests.factory.strategies import (
    accounts,
    html_layouts,
    layouts,
    markup_layouts,
    ruled_layouts,
)
from tests.properties.effort import slow
from tests.properties.read_back import printed, read_back

SLOW = slow(40, shrinks=False)


@SLOW
@given(accounts(), ruled_layouts(), markup_layouts(), html_layouts())
def test_every_amount_of_a_page_is_read_in_its_cell(account, layout, markup, page):
    found = read_back(read_source(print_page(account, layout, markup, page), "made.html"))
    assert found.problems == []
    assert found.placed == printed(account)
    assert set(found.how) <= {"printed"}


@SLOW
@given(accounts(), ruled_layouts(), st.sampled_from(("lines", "pre")))
def test_every_amount_of_a_table_typed_with_strokes_is_read_in_its_cell(account, layout, strokes):
    page = print_page(account, layout, MarkupLayout(), HtmlLayout(strokes=strokes))
    found = read_back(read_source(page, "made.html"))
    assert found.problems == []
    assert found.placed == printed(account)
    assert set(found.how) <= {"printed"}


@SLOW
@given(accounts(), layouts())
def test_text_in_a_page_is_read_as_the_text_is(account, layout):
    text = print_text(account, replace(layout, page_break_every=None, page_numbers="none"))
    page = f"<html><body><h1>x</h1><pre>{text}</pre></body></html>".replace("<h1>x</h1>", "")
    as_text = read_back(read_source(text.encode(), "made.txt"))
    assert read_back(read_source(page.encode(), "made.html")) == as_text


@SLOW
@given(accounts(), ruled_layouts(), markup_layouts(), html_layouts())
def test_every_number_of_a_pages_tables_is_accounted_for(account, layout, markup, page):
    source = read_source(print_page(account, layout, markup, page), "made.html")
    read = read_tables(source)
    counted = sum(
        count_numbers(line.plain)
        for span in read.spans
        for line in source.lines[span.first : span.stop]
    )
    assert counted == sum(sum(table.numbers.values()) for table in read.tables)
