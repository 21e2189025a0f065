"""The Sankey diagram and the economic classes."""

from random import Random

import pandas as pd
import pytest

import juesuan
from tests.factory import Layout, print_text, random_account


def links(figure):
    (trace,) = figure.data
    names = [label.replace("<br>", " ").rsplit(" ", 1)[0] for label in trace.node.label]
    return {
        (names[source], names[target]): value
        for source, target, value in zip(
            trace.link.source, trace.link.target, trace.link.value, strict=True
        )
    }


def test_money_flows_from_source_to_class_to_use(hanyang):
    found = links(hanyang.figures.flow())
    assert found[("财政拨款收入", "201 一般公共服务支出")] == 441.16
    assert found[("201 一般公共服务支出", "基本支出")] == 269.02
    assert found[("201 一般公共服务支出", "项目支出")] == 172.14
    assert found[("基本支出", "301 工资福利支出")] == 308.94
    assert found[("基本支出", "303 对个人和家庭的补助")] == 45.8
    assert len(found) == 5 + 7 + 2 + 1  # sources, uses (201 and 208 have two), economic, unknown


def test_what_has_no_economic_classification_is_shown_as_unknown(hanyang):
    figure = hanyang.figures.flow()
    assert links(figure)[("项目支出", "项目支出：分类未公开")] == 178.52
    (trace,) = figure.data
    at = next(n for n, label in enumerate(trace.node.label) if "未公开" in label)
    assert trace.node.color[at] == "#cccccc"


@pytest.mark.parametrize("seed", range(5))
def test_what_comes_into_a_class_goes_out_of_it(seed):
    account = random_account(Random(seed), balances=True, own_incomes=("institution", "other"))
    document = juesuan.read(print_text(account, Layout()).encode(), name="factory.txt")
    frame = pd.Series(links(document.figures.flow())).rename_axis(["source", "target"])
    into = frame.groupby("target").sum()
    out = frame.groupby("source").sum()
    through = [node for node in into.index if node in out.index and node[:3].isdigit()]
    assert through
    for node in through:
        assert round(into[node] * 1_000_000) == round(out[node] * 1_000_000), node


def test_economic_classes_are_told_with_their_sections(hanyang):
    figure = hanyang.figures.economic()
    bars, said = figure.data
    rows = list(figure.layout.yaxis.ticktext)
    assert bars.name == "人员经费"
    assert rows[0] == "301 工资福利支出"
    assert said.text[0].strip() == "308.94 · 87.1%"
    assert said.text[rows.index("30103 奖金")].strip() == "98.22 · 27.7%"
    assert bars.marker.opacity[0] > bars.marker.opacity[1]


def test_running_costs_are_a_series_of_their_own(putuo):
    personnel, public, _ = putuo.figures.economic().data
    assert (personnel.name, public.name) == ("人员经费", "公用经费")
    assert 440.90 in public.x
    assert 4816.14 in personnel.x
