"""What does not hold in two published documents, worked out by hand from the printed figures."""

import pandas as pd

import juesuan
from tests.checked import inconsistent


def test_the_first_documents_errors_are_found_with_both_figures(hanyang):
    """得分（20 分*执行率）with 380.56, 533.26 and 140.13% printed beside 11.97.

    20 × 533.26 ÷ 380.56 = 28.025, more than the scale of 20 can hold, so that it is at most 20;
    20 × (2 − 533.26 ÷ 380.56) = 11.975, of which 11.97 are printed.
    增加在职人员工资福利支出 37.85 万元，增加 13.9% beside 工资福利支出 308.94 in table 6:
    37.85 ÷ 271.09 is 13.96 %. All else adds up: shares, growths, completion rates, projects, goals.
    """
    wrong = inconsistent(hanyang.verdicts)
    assert wrong["identity"].tolist() == ["prose.growth", "performance.evaluation_score"]
    growth = wrong.iloc[0]
    assert (growth["reported"], round(growth["computed"], 2), growth["row"]) == (13.9, 13.96, 2750)
    row = wrong.iloc[1]
    assert row["reported"] == 11.97
    assert row["computed"] == 20
    assert "11.97 against 20 分" in row["message"]
    assert "2 − execution rate" in row["hint"]
    assert row["row"] == 1413


def test_its_rates_on_zero_bases_are_listed_apart(hanyang):
    """Budgets of 0: two 项 of the general budget, four lines of 三公, a project (stated twice).

    Last year 0: four lines of 三公 and the operating cost. Procurement of 0: two shares.
    """
    undefined = hanyang.verdicts[hanyang.verdicts["reason"] == "zero_base"]
    assert (undefined["verdict"] == "not_checked").all()
    listed = [
        (row["identity"].removeprefix("prose."), row["row"], row["reported"])
        for row in undefined.to_dict("records")
    ]
    assert sorted(listed) == [
        ("completion", 1171, 0.0),
        ("completion", 1209, 0.0),
        ("completion", 1259, 100.0),
        ("completion", 1267, 100.0),
        ("completion", 1281, 100.0),
        ("completion", 1297, 100.0),
        ("completion", 2400, 0.0),
        ("completion", 3102, 0.0),
        ("growth", 1261, 0.0),
        ("growth", 1269, 0.0),
        ("growth", 1283, 0.0),
        ("growth", 1299, 0.0),
        ("growth", 1321, 0.0),
        ("procurement_medium_share", 1333, 0.0),
        ("procurement_small_share", 1335, 0.0),
    ]


def test_a_percent_that_only_the_true_figures_give_is_rounding(hanyang):
    """公务员医疗补助: 23.8 ÷ 24.6 = 96.748 %, printed 96.8; 23.805 ÷ 24.595 = 96.788 → 96.8."""
    rows = hanyang.verdicts
    near = rows[rows["verdict"].eq("rounding")]
    assert [(row["name"], row["reported"]) for row in near.to_dict("records")] == [
        ("公务员医疗补助", 96.8)
    ]


def test_the_second_documents_errors_are_those_of_its_hand_made_list(putuo):
    """Sections A and B1 to B5, B9 of the list of findings: figures, then names."""
    wrong = inconsistent(putuo.verdicts)
    figures = wrong[wrong["kind"] != "label"]
    assert sorted(zip(figures["identity"], figures["reported"], strict=True)) == [
        ("prose.completion", 95.45),
        ("prose.general_budget_share", 99.86),
        ("prose.restates_general_budget_basic", 4896.98),
        ("prose.restates_general_budget_expenditure", 5377.64),
    ]
    assert figures["computed"].round(2).tolist() == [5364.75, 4884.09, 99.87, 95.46]
    names = wrong[wrong["kind"] == "label"]
    assert sorted(zip(names["reported_text"], names["computed_text"], strict=True)) == sorted(
        [
            ("机关事业单位退休人员活动费支出", "其他行政事业单位养老支出"),
            ("其他国土资源事务支出", "其他自然资源事务支出"),
            ("住房保障支出", "住房改革支出"),
            ("住房保障支出", "住房改革支出"),
            ("上海市规划和自然资源局", "上海市普陀区规划和自然资源局"),
            ("上海市普陀区规划与自然资源局", "上海市普陀区规划和自然资源局"),
            ("奖金", "no amount"),
            ("奖励金", "no amount"),
            ("其他对个人和家庭的补助支出", "no amount"),
            ("税金及附加费用", "no amount"),
        ]
    )


def test_what_rounding_explains_in_the_second_document_is_no_finding(putuo):
    """C10 and C11 of the list: budgets of the items, procurement; C7: 236.63 against 236.64."""
    rows = putuo.verdicts
    near = rows[rows["verdict"].eq("rounding") & ~rows["kind"].isin(["row", "levels", "lines"])]
    found = {
        (row["identity"], row["reported"], round(row["computed"], 2))
        for row in near.to_dict("records")
        if row["identity"].startswith("prose.")
    }
    assert found == {
        ("prose.restates_general_budget_expenditure", 236.63, 236.64),
        ("prose.budgets", 10210.34, 10210.33),
        ("prose.procurement", 2319.21, 2319.22),
    }
    assert not pd.isna(near["message"]).any()


def test_the_findings_of_the_second_document_are_its_hand_made_list_by_weight(putuo):
    """A1 and A2 of the list are one cause; B1 to B6 and B9 follow the figures; 13.68 % apart."""
    found = putuo.findings
    assert found["rank"].tolist() == list(range(1, len(found) + 1))
    top = found.iloc[0]
    assert (top["severity"], top["difference"], top["verdicts"]) == ("error", 12.89, 2)
    assert found.loc[found["severity"].eq("error"), "printed"].tolist() == [
        "5,377.64 万元",
        "99.86 %",
        "95.45 %",
    ]
    warned = found[found["severity"].eq("warning")]
    assert {"住房保障支出", "其他国土资源事务支出", "奖金"} <= set(warned["printed"].dropna())
    assert warned["verdicts"].sum() == 10
    assert found["place"].str.fullmatch(r"page \d+, line \d+").all()
    assert found["place_zh"].str.fullmatch(r"第 \d+ 页第 \d+ 行").all()


def test_each_row_that_a_finding_stands_for_carries_its_rank(putuo):
    verdicts, problems = putuo.verdicts, putuo.problems
    for row in putuo.findings.to_dict("records"):
        assert verdicts["finding"].eq(row["rank"]).sum() == row["verdicts"]
        assert problems["finding"].eq(row["rank"]).sum() == row["problems"]
    assert verdicts.loc[verdicts["verdict"].eq("inconsistent"), "finding"].notna().all()
    assert problems["finding"].notna().all()


def test_two_documents_stacked_give_the_verdicts_of_each(hanyang, putuo):
    names = ("documents", "tables", "rows", "amounts", "claims", "execution", "mentions")
    stacked = {name: pd.concat([d.frame(name) for d in (hanyang, putuo)]) for name in names}
    together = juesuan.check_frames(stacked)
    for document in (hanyang, putuo):
        alone = juesuan.check_frames({name: document.frame(name) for name in names})
        mine = together[together["document_id"] == document.document_id]
        columns = ["identity", "code", "name", "measure", "verdict", "reason", "message"]
        pd.testing.assert_frame_equal(
            mine[columns].astype(object).sort_values(columns[:4]).reset_index(drop=True),
            alone[columns].astype(object).sort_values(columns[:4]).reset_index(drop=True),
        )
