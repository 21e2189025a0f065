"""Made budgets of two provinces in all media: every amount in its cell; pairs with accounts."""

from random import Random

import pytest

import juesuan
from tests.factory import random_account
from tests.factory.budget_media import SUFFIXES, print_budget, title_of
from tests.factory.budgets import plan_of

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


@pytest.mark.parametrize("seed", range(3))
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
