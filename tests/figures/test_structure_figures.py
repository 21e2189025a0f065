"""Treemap, sunburst and bars, by the figure objects' values."""

from dataclasses import replace
from random import Random

import pandas as pd
import pytest

import juesuan
from juesuan import figures
from tests.factory import Layout, misprint, print_text, random_account


def read(account, layout=None):
    return juesuan.read(print_text(account, layout or Layout()).encode(), name="factory.txt")


def nodes(trace):
    return {node: tuple(data[1:]) for node, data in zip(trace.ids, trace.customdata, strict=True)}


@pytest.mark.parametrize("name", ["structure", "sunburst"])
def test_every_code_stands_with_its_amount_and_share(hanyang, name):
    (trace,) = getattr(hanyang.figures, name)().data
    found = nodes(trace)
    assert len(found) == 22
    assert found["合计"] == ("533.26", "100.0%")
    assert found["201"] == ("441.16", "82.7%")
    assert found["2012901"] == ("269.02", "50.4%")
    assert found["2130599"] == ("5.00", "0.9%")
    parents = dict(zip(trace.ids, trace.parents, strict=True))
    assert parents["2012901"] == "20129"
    assert parents["20129"] == "201"
    assert parents["201"] == "合计"
    assert parents["合计"] == ""


def test_areas_are_the_items_and_add_up_to_the_total(hanyang):
    (trace,) = hanyang.figures.structure().data
    areas = dict(zip(trace.ids, trace.values, strict=True))
    assert trace.branchvalues == "remainder"
    assert round(sum(areas.values()), 2) == 533.26
    assert {node for node, area in areas.items() if area} == {
        *("2012901", "2012902", "2080505", "2080801", "2081199"),
        *("2101101", "2101103", "2130599", "2210203"),
    }


def test_a_class_has_one_colour_and_classes_have_different_ones(hanyang):
    (trace,) = hanyang.figures.structure().data
    colours = dict(zip(trace.ids, trace.marker.colors, strict=True))
    assert colours["201"] == colours["20129"] == colours["2012901"]
    assert len({colours[code] for code in ("201", "208", "210", "213", "221")}) == 5


def test_a_total_that_is_too_small_for_its_parts_is_drawn_as_printed(hanyang):
    amounts = hanyang.amounts.copy()
    wrong = amounts["table"].eq("expenditure") & amounts["code"].eq("201")
    amounts.loc[wrong & amounts["measure"].eq("total"), "amount_fen"] = 1_000_000
    (trace,) = figures.structure(amounts).data
    areas = dict(zip(trace.ids, trace.values, strict=True))
    assert nodes(trace)["201"] == ("1.00", "0.2%")
    assert areas["2012901"] == 269.02
    assert areas["201"] == 0


def test_a_level_that_is_not_printed_is_the_sum_of_the_level_below(hanyang):
    amounts = hanyang.amounts
    (trace,) = figures.structure(amounts[~amounts["level"].isin(["section", "total"])]).data
    assert nodes(trace)["20129"] == ("441.16", "82.7%")
    assert nodes(trace)["合计"] == ("533.26", "100.0%")


def test_amounts_that_have_no_area_are_noted(hanyang):
    amounts = hanyang.amounts.copy()
    mine = amounts["table"].eq("expenditure") & amounts["code"].eq("2080801")
    amounts.loc[mine, "amount_fen"] *= -1
    figure = figures.structure(amounts)
    assert "2080801" not in figure.data[0].ids
    assert "负数 1 项未画" in figure.layout.title.subtitle.text


def test_amounts_without_a_column_are_counted():
    account = random_account(Random(8), classes=(9, 9), own_incomes=("institution", "other"))
    document = read(account)
    lost = document.amounts.query("table == 'expenditure' and placement == 'ambiguous'")
    said = document.figures.structure().layout.title.subtitle.text
    assert (f"{len(lost)} 个金额所在栏不明" in said) == bool(len(lost))


def test_documents_are_added(hanyang):
    other = hanyang.amounts.assign(document_id="other")
    both = pd.concat([hanyang.amounts, other], ignore_index=True)
    (trace,) = figures.structure(both).data
    assert nodes(trace)["201"] == ("882.32", "82.7%")


@pytest.mark.parametrize("seed", range(6))
def test_every_account_has_a_drawable_tree(seed):
    account = random_account(Random(seed))
    if seed % 2:
        account, _ = misprint(account, Random(seed))
    document = read(account)
    (trace,) = document.figures.structure().data
    assert set(trace.parents) <= {"", *trace.ids}
    assert list(trace.parents).count("") == 1
    assert min(trace.values) >= 0


def test_text_of_a_document_is_no_markup():
    account = random_account(Random(1), classes=(2, 2))
    document = read(replace(account, organization="<a href='x'>某</a>局"))
    amounts = document.amounts.assign(class_name="<b>$x$</b>")
    figure = figures.structure(amounts, subject="<i>某局</i>")
    assert "<i>" not in figure.layout.title.subtitle.text
    labels = [*figure.data[0].labels, *figure.data[0].text]
    assert not any("<b>" in label or "$" in label for label in labels)


def test_bars_of_basic_and_project(hanyang):
    figure = hanyang.figures.basic_and_project()
    basic, project, said = figure.data
    assert (basic.name, project.name) == ("基本支出", "项目支出")
    assert list(figure.layout.yaxis.ticktext) == [
        *("一般公共服务支出", "社会保障和就业支出", "卫生健康支出"),
        *("住房保障支出", "农林水支出"),
    ]
    assert list(basic.x) == [269.02, 32.09, 31.41, 22.22, 0]
    assert list(project.x) == [172.14, 1.38, 0, 0, 5]
    assert said.text[0].strip() == "441.16 · 82.7%"
    assert basic.customdata[0][2] == "61.0%"
    assert (basic.marker.pattern.shape, project.marker.pattern.shape) == ("", "/")


def test_an_empty_table_is_an_error_that_says_where_to_look(hanyang):
    with pytest.raises(juesuan.NothingToDraw, match=r"政府性基金预算财政拨款收入支出.*tables"):
        hanyang.figures.structure(table="government_fund")
