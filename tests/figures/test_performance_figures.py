"""Goals, scores, projects and the “三公” expenses."""

from random import Random

import pandas as pd
import pytest

import juesuan
from juesuan import figures
from tests.factory import Layout, print_text, random_account


def test_goals_have_weight_and_score(hanyang):
    score, weight, said = hanyang.figures.goals().data
    assert list(weight.x) == [4, 5, 9, 4, 8, 15, 17, 9, 9]
    assert list(score.x) == list(weight.x)
    assert said.text[6].strip() == "17 / 17"


def test_scores_are_stacked_from_their_parts(hanyang):
    figure = hanyang.figures.scores()
    goals, execution, said = figure.data
    assert (goals.name, execution.name) == ("绩效目标得分", "执行率得分")
    assert list(goals.x) == [80] * 6
    assert list(execution.x) == [11.97, 19.72, 20, 20, 12.7, 0]
    assert said.text[0].strip() == "91.97"


def test_projects_have_budget_executed_and_score(hanyang):
    figure = hanyang.figures.projects()
    _, budget, executed, said = figure.data
    assert figure.layout.yaxis.ticktext[0] == "代扣行政事业单位工会经费"
    assert (budget.x[0], executed.x[0], said.text[0].strip()) == (0, 120, "0.00 → 120.00 · 得分 80")


def test_three_public_components_stand_below_each_other():
    account = random_account(Random(8), three_public=True, unit=("万元", 2), zeros="all")
    document = juesuan.read(print_text(account, Layout(three_public="listed")).encode())
    figure = document.figures.three_public()
    _, budget, actual, _ = figure.data
    assert list(budget.x) == document.three_public["budget"].tolist()
    assert list(actual.x) == document.three_public["actual"].tolist()
    rows = list(figure.layout.yaxis.ticktext)
    assert [row.strip("–") for row in rows] == document.three_public["name"].tolist()
    depth = {row.strip("–"): row.count("–") for row in rows}
    assert (depth["合计"], depth["公务接待费"], depth["公务用车购置费"]) == (0, 1, 2)


def test_of_several_documents_the_three_public_totals_alone_are_drawn():
    account = random_account(Random(8), three_public=True, unit=("万元", 2), zeros="all")
    one = juesuan.read(print_text(account, Layout(three_public="listed")).encode()).three_public
    both = pd.concat([one, one.assign(document_id="某局-2023-决算-00000000")])
    figure = figures.three_public(both)
    assert len(figure.data[1].x) == 2
    total = one.loc[one["line_key"].eq("total"), "actual"].item()
    assert list(figure.data[2].x) == [total, total]


def test_an_empty_frame_is_an_error_with_a_hint(hanyang):
    with pytest.raises(juesuan.NothingToDraw, match=r"三公.*没有这类支出的部门"):
        hanyang.figures.three_public()
