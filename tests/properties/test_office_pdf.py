"""Accounts printed by LibreOffice, from a workbook and from a web page, read back."""

import random
import shutil

import pytest

from juesuan.readers import read_source
from tests.factory import Layout, random_account
from tests.factory.office import print_html, to_pdf, write_workbook
from tests.properties.read_back import printed, read_back

LAYOUTS = (
    Layout(line_numbers=True, three_public="pairs", notes="plain"),
    Layout(code_style="split", thousands=True, wording=1, economic_blocks=3),
    Layout(three_public="listed", wording=2, economic_blocks=1, three_public_seventh=True),
)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not there")
@pytest.mark.parametrize("medium", ["workbook", "page"])
@pytest.mark.parametrize("seed", range(3))
def test_every_amount_of_an_office_pdf_is_read_in_its_cell(seed, medium, tmp_path):
    account, layout = random_account(random.Random(seed)), LAYOUTS[seed]
    path = tmp_path / {"workbook": "account.xlsx", "page": "account.html"}[medium]
    if medium == "workbook":
        write_workbook(account, layout, path)
    else:
        path.write_text(print_html(account, layout), encoding="utf-8")
    found = read_back(read_source(to_pdf(path), "made.pdf"))
    assert found.problems == []
    assert found.placed == printed(account)
    assert set(found.how) <= {"printed"}
