"""Amounts of budgets changed in the frame: a published one, and made ones in several forms."""

import pytest

import juesuan
from tests.properties.test_budgets_made import PROVINCES, made, read

from .documents import frames_of
from .recall import missed, recall, report
from .test_frames import changes_of, judge

WANLI = "上海市普陀区万里街道办事处2024年部门预算.pdf"
CELLS = 60
# What only one table of a form prints, and no sum: sources of income, purchases, an empty fund.
ALONE = ("income", "government_fund", "procurement_table")


def test_changes_of_a_published_budget_are_noticed(documents_folder):
    frames = frames_of(juesuan.read(documents_folder / WANLI))
    judged = judge("Wanli", frames, changes_of(frames, CELLS))
    report(judged)
    assert recall(judged) >= 0.99, missed(judged)


@pytest.mark.parametrize("province", PROVINCES)
def test_changes_of_made_budgets_are_noticed(province):
    frames = frames_of(read(made(0, province)[1], "page"))
    changes = changes_of(frames)
    if province.startswith("jiangsu"):
        changes = [change for change in changes if change.cell.table not in ALONE]
    judged = judge(province, frames, changes)
    report(judged)
    assert recall(judged) >= 0.99, missed(judged)
