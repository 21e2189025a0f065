"""Budget against actual, completion rates and the waterfall."""

import pytest

import juesuan
from juesuan import figures
from juesuan.figures.deviation import items
from juesuan.figures.steps import steps


def test_each_item_has_a_mark_for_budget_and_actual(hanyang):
    figure = hanyang.figures.budget_and_actual()
    _, budget, actual, said = figure.data
    rows = list(figure.layout.yaxis.ticktext)
    at = rows.index("一般行政管理事务")
    assert len(rows) == 9
    assert (budget.x[at], actual.x[at], said.text[at].strip()) == (
        62.64,
        172.14,
        "62.64 → 172.14 · 274.8%",
    )
    assert rows[0] == "行政运行"
    assert said.text[0].strip().endswith("101.9%")
    assert budget.marker.symbol != actual.marker.symbol


def test_an_item_without_budget_has_a_row_and_no_rate(hanyang):
    figure = hanyang.figures.completion()
    _, marks, said = figure.data
    rows = list(figure.layout.yaxis.ticktext)
    assert rows[-2:] == ["死亡抚恤", "购房补贴"]
    assert len(marks.x) == 7
    assert max(marks.y) == 6
    assert "年初预算为 0，无完成率（文中印为 0.0%）；决算 22.22 万元" in said.text[8]


def test_rates_stand_where_they_are_and_their_side_is_a_shape(hanyang):
    _, marks, said = hanyang.figures.completion().data
    assert [round(x, 1) for x in marks.x] == [274.8, 101.9, 100, 100, 100, 100, 96.7]
    assert marks.marker.symbol[0] == "triangle-right"
    assert marks.marker.symbol[-1] == "triangle-left"
    assert said.text[-3].strip() == "96.7% · 23.80"


def test_a_rate_beyond_the_edge_is_drawn_there_and_told_in_full(hanyang):
    execution = hanyang.execution.copy()
    execution.loc[execution["code"].eq("2012901"), "rate"] = 5000.0
    _, marks, said = figures.completion(execution).data
    assert marks.x[0] == 300
    assert said.text[0].strip() == "5000.0% · 269.02"


def test_the_waterfall_goes_by_the_documents_reasons_to_the_actual(hanyang):
    (trace,) = hanyang.figures.waterfall().data
    assert trace.measure[0] == trace.measure[-1] == "absolute"
    assert list(trace.x) == [380.56, 5.05, 120, -10, -0.5, 16.73, -0.8, 22.22, 533.26]
    assert trace.text[3] == "−10.00"
    assert round(sum(trace.x[:-1]), 2) == trace.x[-1]


def test_reasons_that_do_not_explain_all_leave_a_step_of_their_own(hanyang):
    changes = hanyang.changes.copy()
    reason = changes["subject"].eq("一般行政管理事务") & changes["amount"].eq(120)
    changes.loc[reason, "amount_fen"] = 100_000_000
    found = steps(items(hanyang.execution), hanyang.execution, changes)
    rest = next(step for step in found if step.reason == "其余")
    assert (rest.item, rest.fen) == ("一般行政管理事务", 20_000_000)


def test_what_items_leave_of_the_total_is_a_step(hanyang):
    execution = hanyang.execution.query("code != '2210203'")
    found = steps(items(execution), execution, hanyang.changes)
    assert (found[-2].item, found[-2].fen) == ("其余（含舍入差）", 22_220_000)


def test_without_a_total_the_items_sums_stand_for_it(hanyang):
    execution = hanyang.execution.query("level != 'total'")
    found = steps(items(execution), execution, hanyang.changes)
    assert (found[0].fen, found[-1].fen) == (380_560_000, 533_260_000)


def test_the_second_document_adds_up_but_for_rounding(putuo):
    (trace,) = putuo.figures.waterfall().data
    assert (trace.x[0], trace.x[-1]) == (10210.34, 9746.50)
    assert round(sum(trace.x[:-1]), 2) == trace.x[-1]


@pytest.mark.parametrize("name", ["budget_and_actual", "completion"])
def test_rows_of_many_documents_say_whose_they_are(hanyang, name):
    import pandas as pd

    other = hanyang.execution.assign(document_id="某局-2023-决算-00000000")
    both = pd.concat([hanyang.execution, other], ignore_index=True)
    figure = getattr(figures, name)(both)
    rows = figure.layout.yaxis.ticktext
    assert len(rows) == 18
    assert "行政运行 某局 2023" in rows
    assert "行政运行 武汉市汉阳区总工会 2022" in rows


def test_points_without_a_budget_have_a_mark_of_their_own(hanyang):
    line, budgeted, without, labels = hanyang.figures.budget_scatter().data
    assert list(line.x) == list(line.y)
    assert (len(budgeted.x), len(without.x)) == (7, 2)
    assert without.name == "年初预算为 0（2 项）"
    assert set(without.x) == {min(line.x)}
    assert set(without.y) == {16.73, 22.22}
    assert "274.8%" in budgeted.customdata[1]
    assert "一般行政管理事务" in labels.text
    assert len(labels.text) == 5


def test_small_steps_have_an_axis_that_begins_near_them(putuo_text):
    figure = putuo_text.figures.waterfall()
    assert "横轴不从 0 起" in figure.layout.title.subtitle.text
    low, high = figure.layout.xaxis.range
    assert 0 < low < 9746.50
    assert high > 10210.34


def test_large_steps_have_an_axis_from_0(hanyang):
    execution = hanyang.execution.copy()
    execution["budget_fen"] //= 10
    figure = figures.waterfall(execution, hanyang.changes)
    assert figure.layout.xaxis.range[0] == 0


def test_the_waterfall_of_several_documents_adds_equal_items(hanyang):
    import pandas as pd

    other = hanyang.execution.assign(document_id="某局-2023-决算-00000000")
    both = pd.concat([hanyang.execution, other], ignore_index=True)
    (trace,) = figures.waterfall(both, hanyang.changes).data
    assert list(trace.x) == [761.12, 10.1, 219, 33.46, -1.6, 44.44, 1066.52]


@pytest.fixture(scope="module")
def pair():
    """The account that ships, and its comparison with its budget."""
    budget, account = map(juesuan.read, juesuan.example_pair())
    return budget, account, juesuan.compare(budget, account)


def test_documents_of_a_pair_are_drawn_by_class_section_and_item(pair):
    _, _, rows = pair
    names = {
        level: set(figures.budget_and_actual(rows, level=level).layout.yaxis.ticktext)
        for level in ("class", "section", "item")
    }
    assert names["class"] == {"公共安全支出", "社会保障和就业支出", "城乡社区支出"}
    assert "行政事业单位养老支出" in names["section"]
    assert len(names["item"]) == 6
    figure = figures.budget_and_actual(rows, level="class")
    at = list(figure.layout.yaxis.ticktext).index("公共安全支出")
    assert (figure.data[1].x[at], figure.data[2].x[at]) == (143.59, 132.02)
    assert (
        "来源：预算与决算文件的一般公共预算财政拨款支出决算表" in figure.layout.title.subtitle.text
    )
    with pytest.raises(juesuan.UnknownChoice):
        figures.budget_and_actual(rows, level="total")


def test_deviations_are_ranked_with_signs(pair, hanyang):
    _, _, rows = pair
    (trace,) = figures.deviations(rows).data
    assert list(trace.x) == [583.0, 0.26, -0.09, -11.83, -21.01, -147.23]
    assert trace.text[0] == "+583.00 · 年初预算为 0"
    assert trace.text[-1] == "−147.23 · 88.5%"
    assert trace.marker.color[0] != trace.marker.color[-1]
    economic = figures.deviations(rows, level="section", table="general_budget_basic")
    assert "绩效工资" in economic.layout.yaxis.ticktext
    (trace,) = hanyang.figures.deviations().data  # of the prose of an account alone
    assert trace.x[0] == 109.5


def test_the_waterfall_of_a_pair_goes_by_the_accounts_reasons(pair):
    _, account, rows = pair
    (trace,) = figures.waterfall(rows, account.changes).data
    # what 公共法律服务 gives as reason is 0.10 more than the documents part
    assert list(trace.x) == [1544.99, 0.26, -11.93, 0.1, -21.01, -0.09, -147.23, 583, 1948.09]
    assert "公共法律服务经费" in trace.customdata[2]


def test_pairs_of_several_years_are_not_added(pair):
    import pandas as pd

    _, account, rows = pair
    both = [rows.assign(fiscal_year=year) for year in (2022, 2023)]
    with pytest.raises(juesuan.NothingToDraw, match="2022"):
        figures.waterfall(pd.concat(both, ignore_index=True), account.changes)


def test_a_budget_stands_beside_last_years(pair):
    budget, account, _ = pair
    figure = budget.figures.plans()
    rows = list(figure.layout.yaxis.ticktext)
    _, before, planned, said = figure.data
    at = rows.index("其他残疾人事业支出")
    assert (before.x[at], planned.x[at]) == (1599.73, 1279.79)
    assert said.text[at].strip() == "1,599.73 → 1,279.79 · −319.94 · −20.0%"
    assert before.name == "上年执行数"
    assert "编制说明" in str(account.figures.show("plans"))
