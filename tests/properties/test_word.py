"""Print a random coherent account as a Word file, set in many ways; read the same back."""

from hypothesis import given

from juesuan.readers import read_source
from juesuan.tables.read_tables import read_tables
from juesuan.tables.tokens import count_numbers
from tests.factory.strategies import accounts, markup_layouts, ruled_layouts, word_layouts
from tests.factory.word import print_word
from tests.properties.effort import slow
from tests.properties.read_back import printed, read_back

SLOW = slow(15, shrinks=False)


@SLOW
@given(accounts(), ruled_layouts(), markup_layouts(), word_layouts())
def test_every_amount_of_a_word_file_is_read_in_its_cell(account, layout, markup, word):
    found = read_back(read_source(print_word(account, layout, markup, word), "made.docx"))
    assert found.problems == []
    assert found.placed == printed(account)
    assert set(found.how) <= {"printed"}


@SLOW
@given(accounts(), ruled_layouts(), markup_layouts(), word_layouts())
def test_every_number_of_a_word_files_tables_is_accounted_for(account, layout, markup, word):
    source = read_source(print_word(account, layout, markup, word), "made.docx")
    read = read_tables(source)
    counted = sum(
        count_numbers(line.plain)
        for span in read.spans
        for line in source.lines[span.first : span.stop]
    )
    assert counted == sum(sum(table.numbers.values()) for table in read.tables)
