"""Made budgets of two provinces in all media: every amount in its cell; pairs with accounts."""

from random import Random

import pytest

import juesuan
from tests.factory import Layout, random_account
from tests.factory.budget_media import SUFFIXES, print_budget, title_of
from tests.factory.budgets import misquoted, plan_of
from tests.factory.html import HtmlLayout, print_page
from tests.factory.markup import MarkupLayout

PROVINCES = ("shanghai", "jiangsu")


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


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("province", PROVINCES)
@pytest.mark.parametrize("medium", [each for each in SUFFIXES if each != "text"])
def test_every_amount_of_a_made_budget_is_in_its_cell(seed, province, medium):
    _, plan = made(seed, province)
    document = read(plan, medium)
    assert document.documents["kind"].item() == "预算"
    assert cells(document.amounts) == plan.amounts
    assert len(document.other_cells) == 0
    verdicts = document.verdicts["verdict"].value_counts()
    assert "inconsistent" not in verdicts


def test_no_amount_of_a_budget_in_plain_text_is_put_into_a_wrong_cell():
    for province in PROVINCES:
        _, plan = made(0, province)
        found = cells(read(plan, "text").amounts.dropna(subset="measure"))
        assert {key: fen for key, fen in found.items() if plan.amounts.get(key) != fen} == {}
        assert len(found) > len(plan.amounts) / 2


def compared(seed, province, plan=None):
    account, own = made(seed, province)
    printed = print_page(account, Layout(), MarkupLayout(), HtmlLayout())
    name = f"{account.organization}{account.year}年度部门决算.html"
    document = juesuan.read(printed, name=name)
    return account, own, juesuan.compare(read(plan or own, "workbook"), document)


@pytest.mark.parametrize("province", PROVINCES)
def test_every_deviation_of_a_pair_is_the_one_that_was_planned(province):
    account, plan, rows = compared(1, province)
    table = "general_budget_expenditure"
    rows = rows[rows["table"].eq(table)]
    found = {
        (row["code"] or "total", row["measure"]): (row["budget_fen"], row["actual_fen"])
        for row in rows.astype(object).where(rows.notna(), None).to_dict("records")
    }
    measures = ("total", "basic", "project") if province == "shanghai" else ("total",)
    for code in [*account.codes(table), "total"]:
        for measure in measures:
            budget = plan.amounts.get((table, "", code, measure), 0)
            actual = (account.figure(table, code, measure) or 0) * account.fen
            if budget or actual:
                assert found[code, measure] == (budget, actual)
    deviations = rows["actual_fen"] - rows["budget_fen"]
    assert rows["deviation_fen"].equals(deviations)


def test_a_budget_that_the_account_misquotes_is_found():
    _, plan, rows = compared(1, "shanghai")
    mine = rows[rows["table"].eq("three_public")].set_index("line_key")["stated"]
    assert set(mine.dropna()) <= {"exact", "rounding"}
    assert mine["reception"] in ("exact", "rounding")
    _, _, rows = compared(1, "shanghai", misquoted(plan))
    mine = rows[rows["table"].eq("three_public")].set_index("line_key")["stated"]
    assert mine[["reception", "total"]].tolist() == ["inconsistent", "inconsistent"]
    assert mine["abroad"] in ("exact", "rounding")


@pytest.mark.parametrize("province", PROVINCES)
def test_a_changed_figure_of_a_made_budget_is_noticed(province):
    """Of the figures of the functional and economic tables every one."""
    _, plan = made(0, province)
    frames = {
        name: read(plan, "page").frame(name) for name in ("amounts", "rows", "tables", "documents")
    }
    amounts = frames["amounts"]
    tied = amounts[amounts["code"].ne("") & amounts["table"].ne("operating_cost_table")].index
    before = juesuan.check_frames(frames)["verdict"].eq("inconsistent").sum()
    noticed = 0
    for at in tied:
        fen = amounts["amount_fen"].copy()
        fen[at] += 9_000_000
        changed = amounts.assign(amount_fen=fen, amount=fen / 1_000_000)
        verdicts = juesuan.check_frames(frames | {"amounts": changed})["verdict"]
        noticed += verdicts.eq("inconsistent").sum() > before
    assert noticed == len(tied)
