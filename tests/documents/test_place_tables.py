"""Tables of single places behind the nine, in all media: every amount in its cell or kept."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

import juesuan
from juesuan.catalogue import CHECKED
from tests.factory import Account, Layout, print_text, random_account
from tests.factory.excel import ExcelLayout, print_xlsx
from tests.factory.html import HtmlLayout, print_page
from tests.factory.markup import MarkupLayout
from tests.factory.pdf import PdfLayout, print_pdf
from tests.factory.place_forms import PlaceTable, further_tables
from tests.factory.word import WordLayout, print_word

PRINTERS = {
    "text": lambda account: print_text(account, Layout()).encode(),
    "pdf": lambda account: print_pdf(account, Layout(), PdfLayout()),
    "page": lambda account: print_page(account, Layout(), MarkupLayout(), HtmlLayout()),
    "word": lambda account: print_word(account, Layout(), MarkupLayout(), WordLayout()),
    "workbook": lambda account: print_xlsx(account, Layout(), ExcelLayout()),
}


# Those that only cells tell: text loses their columns.
RULED = ["income_by_unit", "expenditure_by_unit", "appropriation_detail", "general_budget_detail"]


def made(seed: int) -> tuple[Account, list[PlaceTable]]:
    """An account that is exact to the 分, with tables that agree with it."""
    rng = Random(seed)
    account = random_account(rng, unit=("元", 2))
    return account, further_tables(account, rng)


def printed(medium: str, account: Account, further: list[PlaceTable]) -> juesuan.Document:
    sheets = tuple(table.sheet for table in further)
    return juesuan.read(PRINTERS[medium](replace(account, further=sheets)))


def wrong(document: juesuan.Document) -> list[str]:
    return document.verdicts.query("verdict == 'inconsistent'")["message"].tolist()


@pytest.mark.parametrize("medium", PRINTERS)
@pytest.mark.parametrize("seed", [18, 19])
def test_every_amount_of_further_tables_is_found_and_the_nine_stay_as_they_are(medium, seed):
    account, further = made(seed)
    alone, both = printed(medium, account, []), printed(medium, account, further)
    columns = ["table", "side", "line_key", "code", "measure", "amount_fen"]
    nine = both.amounts[~both.amounts["table"].isin([table.key for table in further])]
    assert nine[columns].astype("object").equals(alone.amounts[columns].astype("object"))
    cells = both.other_cells.dropna(subset=["amount_fen"])
    known = both.amounts.groupby("table", observed=True)["amount_fen"].apply(list).to_dict()
    for table in further:
        title = table.sheet.titles[0]
        own = cells.loc[cells["table_title"].eq(title), "amount_fen"]
        assert len(own) == 0 or (table.key in RULED and medium == "text") or not table.key
        found = [*own, *known.get(table.key, [])]
        assert Counter(found) == Counter(each * account.fen for each in table.amounts), title
    assert wrong(both) == wrong(alone) == []
    unplaced = [d.numbers.set_index("kind")["count"]["unplaced"] for d in (alone, both)]
    assert unplaced[0] == unplaced[1]


def test_amounts_of_a_matrix_have_both_codes_and_those_by_unit_its_name():
    document = printed("workbook", *made(18))
    amounts = document.amounts
    matrix = amounts[amounts["table"].eq("general_budget_detail")]
    crossed = matrix[matrix["measure"].ne("total")]
    assert crossed["economic_code"].astype(str).equals(crossed["measure"].astype(str))
    assert matrix.loc[matrix["measure"].eq("total"), "economic_code"].isna().all()
    items = crossed[crossed["level"].eq("item") & crossed["economic_code"].str.len().eq(5)]
    whole = amounts[amounts["table"].eq("general_budget_expenditure") & amounts["level"].eq("item")]
    by_item = whole[whole["measure"].eq("total")].set_index("code")["amount_fen"]
    assert items.groupby("code")["amount_fen"].sum().equals(by_item[by_item > 0].sort_index())
    units = amounts[amounts["table"].eq("expenditure_by_unit")]
    assert units["unit_name"].nunique() == 3
    assert set(units.loc[units["unit_name"].isna(), "level"]) == {"total"}
    rest = amounts[~amounts["table"].isin(RULED)]
    assert rest[["economic_code", "unit_name"]].isna().all(axis=None)


@pytest.mark.parametrize("key", RULED)
def test_a_misprint_in_a_table_by_unit_or_by_both_classifications_is_found(key):
    account, further = made(18)
    whole = printed("workbook", account, further)
    frames = {name: whole.frame(name) for name in CHECKED}
    amounts = frames["amounts"].drop(columns="amount")
    places = amounts.index[amounts["table"].eq(key) & amounts["amount_fen"].ne(0)]
    missed = []
    for at in Random(key).sample(places.tolist(), min(len(places), 12)):
        changed = amounts.assign(amount_fen=amounts["amount_fen"].where(amounts.index != at, 777))
        found = juesuan.check_frames(frames | {"amounts": changed})
        named = found.loc[found["verdict"].eq("inconsistent"), "cells"].dropna()
        if not named.str.contains(key).any():
            missed.append(amounts.loc[at, ["code", "unit_name", "measure"]].tolist())
    assert len(places) > 10
    assert missed == []


@pytest.mark.parametrize("medium", ["text", "page", "workbook"])
def test_empty_further_tables_give_no_amount_and_no_finding(medium):
    account, further = made(19)
    empty = [
        replace(
            table,
            sheet=replace(table.sheet, body=[], notes=["注：本部门没有此项支出，本表无数据。"]),
        )
        for table in further
    ]
    alone, both = printed(medium, account, []), printed(medium, account, empty)
    assert len(both.amounts) == len(alone.amounts)
    assert both.other_cells["amount_fen"].notna().sum() == 0
    assert wrong(both) == wrong(alone) == []
