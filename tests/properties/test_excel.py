"""Print a random coherent account as a workbook, in many layouts; read the same back."""

from hypothesis import given

from juesuan.readers import read_source
from juesuan.tables.read_tables import read_tables
from juesuan.tables.tokens import count_numbers
from tests.factory.excel import print_xls, print_xlsx
from tests.factory.strategies import accounts, excel_layouts, ruled_layouts
from tests.properties.effort import slow
from tests.properties.read_back import printed, read_back

SLOW = slow(60)


@SLOW
@given(accounts(), ruled_layouts(), excel_layouts())
def test_every_amount_of_a_workbook_is_read_in_its_cell(account, layout, excel):
    found = read_back(read_source(print_xlsx(account, layout, excel), "made.xlsx"))
    assert found.problems == []
    assert found.placed == printed(account)
    assert set(found.how) <= {"printed"}


@SLOW
@given(accounts(), ruled_layouts(), excel_layouts(formulas=False))
def test_every_amount_of_an_old_workbook_is_read_in_its_cell(account, layout, excel):
    found = read_back(read_source(print_xls(account, layout, excel), "made.xls"))
    assert found.problems == []
    assert found.placed == printed(account)
    assert set(found.how) <= {"printed"}


@SLOW
@given(accounts(), ruled_layouts(), excel_layouts())
def test_every_number_of_a_workbooks_tables_is_accounted_for(account, layout, excel):
    source = read_source(print_xlsx(account, layout, excel), "made.xlsx")
    read = read_tables(source)
    counted = sum(
        count_numbers(line.plain)
        for span in read.spans
        for line in source.lines[span.first : span.stop]
    )
    assert counted == sum(sum(table.numbers.values()) for table in read.tables)
