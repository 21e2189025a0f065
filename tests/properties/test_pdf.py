"""Print a random coherent account as PDF, in the ways of many producers; read the same back."""

from hypothesis import given

from juesuan.readers import read_source
from juesuan.tables.read_tables import read_tables
from juesuan.tables.tokens import count_numbers
from tests.factory.pdf import print_pdf
from tests.factory.strategies import accounts, pdf_layouts, ruled_layouts
from tests.properties.effort import slow
from tests.properties.read_back import assert_never_wrong, printed, read_back

SLOW = slow(40)


@SLOW
@given(accounts(), ruled_layouts(), pdf_layouts())
def test_every_amount_of_a_pdf_is_read_in_its_cell(account, layout, pdf):
    found = read_back(read_source(print_pdf(account, layout, pdf), "made.pdf"))
    assert found.problems == []
    assert found.placed == printed(account)
    assert set(found.how) <= {"printed"}


@SLOW
@given(accounts(), ruled_layouts(), pdf_layouts(ruled=False))
def test_a_pdf_without_ruling_is_read_as_text_and_never_wrong_in_silence(account, layout, pdf):
    found = read_back(read_source(print_pdf(account, layout, pdf), "made.pdf"))
    said = [problem for problem in found.problems if problem[0] != "double"]
    if not said:
        assert found.problems == []
        assert_never_wrong(printed(account), found)
        assert len(found.placed) + len(found.unsure) == len(printed(account))


@SLOW
@given(accounts(), ruled_layouts(), pdf_layouts())
def test_every_number_of_a_pdfs_tables_is_accounted_for(account, layout, pdf):
    source = read_source(print_pdf(account, layout, pdf), "made.pdf")
    read = read_tables(source)
    counted = sum(
        count_numbers(line.plain)
        for span in read.spans
        for line in source.lines[span.first : span.stop]
    )
    assert counted == sum(sum(table.numbers.values()) for table in read.tables)
