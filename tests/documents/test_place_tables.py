"""Tables of single places behind the nine, in all media: every amount in its cell or kept."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

import juesuan
from tests.factory import Layout, print_text, random_account
from tests.factory.excel import ExcelLayout, print_xlsx
from tests.factory.html import HtmlLayout, print_page
from tests.factory.markup import MarkupLayout
from tests.factory.pdf import PdfLayout, print_pdf
from tests.factory.place_forms import further_tables
from tests.factory.word import WordLayout, print_word

PRINTERS = {
    "text": lambda account: print_text(account, Layout()).encode(),
    "pdf": lambda account: print_pdf(account, Layout(), PdfLayout()),
    "page": lambda account: print_page(account, Layout(), MarkupLayout(), HtmlLayout()),
    "word": lambda account: print_word(account, Layout(), MarkupLayout(), WordLayout()),
    "workbook": lambda account: print_xlsx(account, Layout(), ExcelLayout()),
}


@pytest.mark.parametrize("medium", PRINTERS)
def test_every_amount_of_further_tables_is_found_and_the_nine_stay_as_they_are(medium):
    rng = Random(18)
    account = random_account(rng)
    further = further_tables(account, rng)
    alone = juesuan.read(PRINTERS[medium](account))
    sheets = tuple(table.sheet for table in further)
    both = juesuan.read(PRINTERS[medium](replace(account, further=sheets)))
    columns = ["table", "side", "line_key", "code", "measure", "amount_fen"]
    nine = both.amounts[~both.amounts["table"].eq("appropriation_basic")]
    assert nine[columns].astype("object").equals(alone.amounts[columns].astype("object"))
    by_economic = both.amounts[both.amounts["table"].eq("appropriation_basic")]
    cells = both.other_cells.dropna(subset=["amount_fen"])
    for table in further:
        title = table.sheet.titles[0]
        own = cells.loc[cells["table_title"].eq(title), "amount_fen"]
        found = by_economic["amount_fen"] if own.empty else own
        assert Counter(found) == Counter(each * account.fen for each in table.amounts), title
    wrong = [doc.verdicts["verdict"].eq("inconsistent").sum() for doc in (alone, both)]
    assert wrong[0] == wrong[1]
    assert both.tables.loc[both.tables["status"].eq("unknown"), "title"].tolist() == [
        table.sheet.titles[0] for table in further[1:]
    ]


@pytest.mark.parametrize("medium", ["text", "page", "workbook"])
def test_empty_further_tables_give_no_amount_and_no_finding(medium):
    rng = Random(19)
    account = random_account(rng)
    sheets = tuple(
        replace(table.sheet, body=[], notes=["注：本部门没有此项支出，本表无数据。"])
        for table in further_tables(account, rng)
    )
    alone = juesuan.read(PRINTERS[medium](account))
    both = juesuan.read(PRINTERS[medium](replace(account, further=sheets)))
    assert len(both.amounts) == len(alone.amounts)
    assert both.other_cells["amount_fen"].notna().sum() == 0
    wrong = [doc.verdicts["verdict"].eq("inconsistent").sum() for doc in (alone, both)]
    assert wrong[0] == wrong[1]
