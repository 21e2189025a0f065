"""Made budgets of two provinces, in several forms and all media; pairs of them with accounts."""

from random import Random

import pytest

import juesuan
from tests.factory import Layout, print_text, random_account
from tests.factory.budget_media import SUFFIXES, print_budget, title_of
from tests.factory.budget_prose import explained, rows_of
from tests.factory.budgets import misquoted, plan_of
from tests.factory.excel import ExcelLayout, print_xlsx
from tests.factory.html import HtmlLayout, print_page
from tests.factory.markup import MarkupLayout
from tests.factory.pdf import PdfLayout, print_pdf
from tests.factory.word import WordLayout, print_word

PROVINCES = ("shanghai", "jiangsu_2017", "jiangsu", "jiangsu_2021")
# A seed for each province; of the first, both ways to print 款.
MADE = [(0, "shanghai"), *enumerate(PROVINCES, 1)]


def made(seed, province):
    account = random_account(Random(seed), unit=("万元", 2), three_public=True, classes=(1, 4))
    return account, plan_of(account, Random(seed + 1), province)


def read(plan, medium):
    name = title_of(plan) + SUFFIXES[medium]
    return juesuan.read(print_budget(plan, medium), name=name)


def cells(frame):
    plain = frame[["side", "line_key", "name"]].astype(object)
    plain = plain.where(plain.notna(), "")
    keys = frame["code"].where(frame["code"].ne(""), plain["line_key"])
    keys = keys.where(keys.ne(""), plain["name"])
    rows = zip(frame["table"], plain["side"], keys, frame["measure"], strict=True)
    return dict(zip(rows, frame["amount_fen"], strict=True))


@pytest.mark.parametrize(("seed", "province"), MADE)
@pytest.mark.parametrize("medium", [each for each in SUFFIXES if each != "text"])
def test_every_amount_of_a_made_budget_is_in_its_cell(seed, province, medium):
    _, plan = made(seed, province)
    document = read(plan, medium)
    assert document.documents["kind"].item() == "预算"
    assert cells(document.amounts) == plan.amounts
    assert len(document.other_cells) == 0
    verdicts = document.verdicts["verdict"].value_counts()
    assert "inconsistent" not in verdicts


PATHS = ("income", "procurement_table")


def planned(frame):
    """The rows of `plan` of each 项 as the factory has them."""
    names = ["budget_fen", "prior_fen", "change_fen", "growth"]
    mine = frame[frame["level"].eq("item")]
    rows = mine[names].astype(object).where(mine[names].notna(), None)
    return dict(zip(mine["code"], map(tuple, rows.itertuples(index=False)), strict=True))


@pytest.mark.parametrize("province", PROVINCES)
@pytest.mark.parametrize("medium", SUFFIXES)
def test_the_prose_of_a_made_budget_is_its_plan(province, medium):
    _, plan = made(0, province)
    document = read(plan, medium)
    found = planned(document.plan)
    assert found == {code: tuple(row) for code, row in rows_of(plan).items()}
    assert not document.verdicts.query("verdict == 'inconsistent'")["message"].tolist()


def test_no_amount_of_a_budget_in_plain_text_is_put_into_a_wrong_cell():
    for province in PROVINCES:
        _, plan = made(0, province)
        amounts = read(plan, "text").amounts.dropna(subset="measure")
        unnamed = amounts["line_key"].isna() & amounts["code"].eq("")
        by_path = amounts["table"].isin(PATHS) & unnamed
        found = cells(amounts[~by_path])
        assert {key: fen for key, fen in found.items() if plan.amounts.get(key) != fen} == {}
        assert len(found) + by_path.sum() > len(plan.amounts) / 2
        # A path is named by the labels of its own line: what these stand under is lost.
        for row in amounts[by_path].itertuples():
            ends = [key for key, fen in plan.amounts.items() if fen == row.amount_fen]
            assert any(key[0] == row.table and key[2].endswith(row.name) for key in ends)


ACCOUNTS = {
    "page": lambda account: print_page(account, Layout(), MarkupLayout(), HtmlLayout()),
    "word": lambda account: print_word(account, Layout(), MarkupLayout(), WordLayout()),
    "workbook": lambda account: print_xlsx(account, Layout(), ExcelLayout()),
    "pdf": lambda account: print_pdf(account, Layout(), PdfLayout()),
    "text": lambda account: print_text(account, Layout()).encode(),
}


def compared(seed, province, plan=None, *, media=("workbook", "page"), misquote=None):
    """An account that explains its items, its budget, and the comparison of both as documents."""
    account, own = made(seed, province)
    account = explained(account, own, misquote)
    printed = ACCOUNTS[media[1]](account)
    name = f"{account.organization}{account.year}年度部门决算{SUFFIXES[media[1]]}"
    document = juesuan.read(printed, name=name)
    return account, own, juesuan.compare(read(plan or own, media[0]), document)


# Of each medium of a budget and of an account, once.
MEDIA = list(zip(SUFFIXES, [*list(SUFFIXES)[2:], *list(SUFFIXES)[:2]], strict=True))


@pytest.mark.parametrize("media", MEDIA, ids="-".join)
@pytest.mark.parametrize("province", PROVINCES)
def test_every_deviation_of_a_pair_is_the_one_that_was_planned(province, media):
    account, plan, rows = compared(1, province, media=media)
    table = "general_budget_expenditure"
    rows = rows[rows["table"].eq(table)]
    found = {
        (row["code"] or "total", row["measure"]): (row["budget_fen"], row["actual_fen"])
        for row in rows.astype(object).where(rows.notna(), None).to_dict("records")
    }
    several = province in ("shanghai", "jiangsu_2021")
    measures = ("total", "basic", "project") if several else ("total",)
    for code in [*account.codes(table), "total"]:
        for measure in measures:
            budget = plan.amounts.get((table, "", code, measure), 0)
            actual = (account.figure(table, code, measure) or 0) * account.fen
            if budget or actual:
                assert found[code, measure] == (budget, actual)
    deviations = rows["actual_fen"] - rows["budget_fen"]
    assert rows["deviation_fen"].equals(deviations)


@pytest.mark.parametrize("media", MEDIA, ids="-".join)
def test_the_item_whose_budget_the_account_misquotes_is_found(media):
    _, plan = made(1, "jiangsu")
    wrong = min(plan.items)
    _, _, rows = compared(1, "jiangsu", media=media, misquote=wrong)
    items = rows[rows["table"].eq("general_budget_expenditure") & rows["level"].eq("item")]
    stated = items[items["measure"].eq("total")].set_index("code")["stated"].dropna()
    assert set(stated.index) >= set(plan.items)
    assert stated.pop(wrong) == "inconsistent"
    assert set(stated) == {"exact"}


def test_a_budget_that_the_account_misquotes_is_found():
    _, plan, rows = compared(1, "shanghai")
    mine = rows[rows["table"].eq("three_public")].set_index("line_key")["stated"]
    assert set(mine.dropna()) <= {"exact", "rounding"}
    assert mine["reception"] in ("exact", "rounding")
    _, _, rows = compared(1, "shanghai", misquoted(plan))
    mine = rows[rows["table"].eq("three_public")].set_index("line_key")["stated"]
    assert mine[["reception", "total"]].tolist() == ["inconsistent", "inconsistent"]
    assert mine["abroad"] in ("exact", "rounding")
