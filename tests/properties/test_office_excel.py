"""Workbooks that went through LibreOffice, which writes both formats in its own way, read back."""

import random
import shutil

import pytest

from juesuan.readers import read_source
from tests.factory import Layout, random_account
from tests.factory.excel import ExcelLayout, print_xlsx
from tests.factory.office import converted
from tests.properties.read_back import printed, read_back

LAYOUTS = (
    (Layout(line_numbers=True, three_public="pairs", notes="plain"), ExcelLayout()),
    (
        Layout(code_style="split", thousands=True, wording=1, economic_blocks=3),
        ExcelLayout(one_sheet=1, numbers="accounting", codes_as_numbers=True, hidden=True),
    ),
    (
        Layout(three_public="listed", wording=2, economic_blocks=1, three_public_seventh=True),
        ExcelLayout(names="kept", titled=False, numbers="general", corner=(2, 1), hidden=True),
    ),
)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not there")
@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
@pytest.mark.parametrize("seed", range(3))
def test_every_amount_of_an_office_workbook_is_read_in_its_cell(seed, suffix, tmp_path):
    account, (layout, excel) = random_account(random.Random(seed)), LAYOUTS[seed]
    path = tmp_path / "account.xlsx"
    path.write_bytes(print_xlsx(account, layout, excel))
    found = read_back(read_source(converted(path, suffix), f"account.{suffix}"))
    assert found.problems == []
    assert found.placed == printed(account)
    assert set(found.how) == {"printed"}
