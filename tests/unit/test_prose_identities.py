"""One sentence of the first document is changed; the identity that says it is wrong does."""

import re

import pytest

import juesuan
from tests.checked import inconsistent

# (identity, printed) of the document's own errors
KNOWN = [("performance.evaluation_score", 11.97), ("prose.growth", 13.9)]


@pytest.fixture(scope="module")
def text(hanyang_path):
    """Without its blank lines, so that a sentence can be found as it is broken."""
    return re.sub(r"\n\s*\n", "\n", hanyang_path.read_text(encoding="utf-8"))


def findings(text, old, new):
    assert text.count(old) >= 1
    document = juesuan.read(text.replace(old, new, 1).encode(), name="x.txt")
    wrong = inconsistent(document.verdicts)
    found = zip(wrong["identity"], wrong["reported"], strict=True)
    return wrong[[each not in KNOWN for each in found]]


@pytest.mark.parametrize(
    ("old", "new", "identity", "printed", "computed"),
    [
        ("增长 13.0%，主要原因", "增长 14.0%，主要原因", "prose.growth", 14.0, 13.02),
        (
            "441.16 万元，占 82.7%",
            "441.16 万元，占 87.2%",
            "prose.share_of_general_budget",
            87.2,
            82.73,
        ),
        (
            "万元，完成年初预算的 101.9%",
            "万元，完成年初预算的 109.1%",
            "prose.completion",
            109.1,
            101.91,
        ),
        ("占本年支出 66.5%", "占本年支出 65.6%", "prose.share_of_expenditure", 65.6, 66.52),
        (
            "（类）支出 441.16 万元",
            "（类）支出 441.61 万元",
            "prose.restates_general_budget_expenditure",
            441.61,
            441.16,
        ),
        ("年初预算为 62.64 万元", "年初预算为 26.64 万元", "prose.budgets", 380.56, 344.56),
        (
            "项目支出 178.52 万\n元，占",
            "项目支出 187.52 万\n元，占",
            "prose.restates_expenditure",
            187.52,
            178.52,
        ),
        (
            "380.56 533.26 140.13%",
            "380.56 533.26 141.03%",
            "performance.evaluation_rate",
            141.03,
            140.13,
        ),
    ],
)
def test_a_wrong_figure_is_found_with_what_it_would_be(text, old, new, identity, printed, computed):
    wrong = findings(text, old, new)
    row = wrong[wrong["identity"] == identity].iloc[0]
    assert row["reported"] == printed
    assert round(row["computed"], 2) == computed


@pytest.mark.parametrize(
    ("old", "new", "computed"),
    [
        ("增加 13.2% ，", "增加 12.3% ，", 13.23),  # 5.35 ÷ (45.80 − 5.35), table 6
        ("36.5% ，下降原因", "63.5% ，下降原因", 36.50),  # 10 of the project's budget 27.4
    ],
)
def test_a_growth_whose_amounts_stand_elsewhere_is_checked_by_name(text, old, new, computed):
    (row,) = findings(text, old, new).to_dict("records")
    assert (row["identity"], round(row["computed"], 2)) == ("prose.growth", computed)


def test_a_name_alone_says_nothing_where_other_money_is_spent_too(hanyang):
    names = ("documents", "tables", "rows", "amounts", "claims", "projects")
    frames = {name: hanyang.frame(name) for name in names}
    amounts = frames["amounts"].drop(columns="amount")
    other = amounts["table"].eq("expenditure") & amounts["level"].eq("total")
    amounts.loc[other, "amount_fen"] += 100
    wrong = inconsistent(juesuan.check_frames(frames | {"amounts": amounts}))
    assert not wrong["identity"].eq("prose.growth").any()


ELSEWHERE = """清河县第一小学2017年度部门决算
第三部分 2017年度部门决算情况说明
一、收入支出决算总体情况说明
2017年度收入总计252.5万元，支出总计252.5万元。收支较上年决算数增加21万元，增长19.07%。
四、财政拨款收入支出决算总体情况说明
2017年度财政拨款收入总计250万元，支出总计250万元。财政拨款支出年初预算数222.78万元，完成年初预算的27.22%。
"""


def test_a_percent_may_follow_from_totals_of_the_sentence_before():
    wrong = inconsistent(juesuan.read(ELSEWHERE.encode(), name="x.txt").verdicts)
    found = zip(wrong["identity"], wrong["reported"], wrong["computed"].round(2), strict=True)
    assert list(found) == [("prose.growth", 19.07, 9.07), ("prose.completion", 27.22, 112.22)]


def test_a_word_against_the_figures_is_found(text):
    wrong = findings(text, "支出决算数大于年初预算", "支出决算数小于年初预算")
    assert wrong["identity"].tolist() == ["prose.directions"]
    assert wrong[["reported_text", "computed_text"]].values.tolist() == [["小于", "more"]]


def test_a_growth_on_the_stated_amount_of_the_year_before_is_no_error(text):
    old = "2022 年度收、支总计 533.26 万元。与 2021 年度相\n比，收、支总计各增加 61.42 万元"
    new = "2021 年度收、支总计 471.84 万元。与 2021 年度相\n比，收、支总计各增加 61.42 万元"
    wrong = findings(text, old, new)
    assert "prose.growth" not in set(wrong["identity"])


def test_a_year_that_an_amount_is_compared_with_is_not_its_own(text):
    old = "2022 年度收、支总计 533.26 万元。与 2021 年度相\n比，收、支总计各增加 61.42 万元"
    new = "与 2021 年度相\n比，收、支总计 533.26 万元，收、支总计各增加 61.42 万元"
    assert "prose.growth" not in set(findings(text, old, new)["identity"])


def test_level_with_the_year_before_says_nothing_of_the_budget(text):
    old = "完成年初预算的 101.9%，支出决算数大于年初预算\n数的主要原因：增加行政在职人员。"
    assert findings(text, old, "完成年初预算的 101.9%，与上年持平。").empty
    wrong = findings(text, old, "完成年初预算的 101.9%，决算数与年初预算持平。")
    assert wrong["identity"].tolist() == ["prose.directions"]


def test_reasons_that_do_not_add_up_are_not_checked_as_they_may_be_the_main_ones(text):
    document = juesuan.read(
        text.replace("减少工会活\n动经费 7.5 万元。", "", 1).encode(), name="x.txt"
    )
    reasons = document.verdicts[document.verdicts["identity"] == "prose.reasons"]
    assert "main_only" in set(reasons["reason"])
    assert "inconsistent" not in set(reasons["verdict"])


def test_an_item_called_otherwise_than_its_row_is_found_by_its_amount(text):
    old = "行政事业单位医疗（款）公务\n员医疗补助（项）"
    wrong = findings(text, old, "行政事业单位医疗（款）干部\n员医疗补助（项）")
    assert "labels.item_item" in set(wrong["identity"])


def test_a_row_without_a_paragraph_is_found(text):
    start = text.index("5.社会保障和就业支出（类）残疾人事业")
    stop = text.index("6.卫生健康支出（类）行政事业单位医疗")
    document = juesuan.read((text[:start] + text[stop:]).encode(), name="x.txt")
    rows = document.verdicts[document.verdicts["identity"] == "labels.explained"]
    assert inconsistent(rows)["code"].tolist() == ["2081199"]


def test_another_name_or_year_in_a_heading_is_found(text):
    old = "第二部分 武汉市汉阳区总工会 2022 年度"
    assert findings(text, old, old.replace("汉阳区", ""))["identity"].tolist() == [
        "labels.organization"
    ]
    assert "labels.fiscal_year" in set(findings(text, old, old.replace("2022", "2021"))["identity"])


def test_an_expense_named_among_the_main_ones_without_an_amount_is_found(text):
    wrong = findings(text, "抚恤金、医疗费补助、", "抚恤金、退职（役）费、医疗费补助、")
    named = wrong[wrong["identity"] == "labels.expenses"]
    assert named["code"].tolist() == ["30303"]


def test_a_missing_table_is_a_finding(text):
    start, end = (
        text.index("2022 年度收入决算表（表 2）"),
        text.index("2022 年度支出决算表（表 3）"),
    )
    document = juesuan.read((text[:start] + text[end:]).encode(), name="x.txt")
    wrong = inconsistent(document.verdicts)
    assert wrong[wrong["kind"] == "completeness"]["table"].tolist() == ["income"]


def test_a_share_whose_whole_no_identity_knows_is_said_to_be_unchecked(hanyang):
    claims = hanyang.claims.copy()
    share = claims["quantity"].eq("share") & claims["subject"].eq("基本支出")
    amount = claims["quantity"].eq("amount") & claims["subject"].eq("基本支出")
    amount &= claims["number"].eq(claims.loc[share, "number"].iloc[0])
    claims["table"] = claims["table"].astype(object)
    claims.loc[amount, "table"] = "appropriation_summary"
    verdicts = juesuan.check_frames({"amounts": hanyang.amounts, "claims": claims})
    shares = verdicts[verdicts["identity"].str.contains("share") & verdicts["name"].eq("基本支出")]
    assert shares[["identity", "verdict", "reason"]].values.tolist() == [
        ["prose.other_shares", "not_checked", "unpaired"]
    ]


def test_a_comparison_without_its_figures_is_said_to_be_unchecked(text):
    old = "年初预算为 263.97 万元，支出决算为 269.02\n万元，完成年初预算的 101.9%，"
    document = juesuan.read(text.replace(old, "", 1).encode(), name="x.txt")
    words = document.verdicts[document.verdicts["identity"] == "prose.directions"]
    assert (words["reason"] == "unpaired").sum() == 1


def test_an_approximate_amount_is_not_checked_against_the_tables_budget(putuo):
    claims = putuo.claims.copy()
    amount = claims["subject"].eq("公务接待费") & claims["quantity"].eq("amount")
    claims["approximate"] = claims["approximate"].astype(object)
    claims.loc[amount, "approximate"] = "约"
    names = ("documents", "tables", "rows", "amounts")
    frames = {name: putuo.frame(name) for name in names} | {"claims": claims}
    rates = juesuan.check_frames(frames).query("identity == 'prose.completion'")
    mine = rates[rates["name"] == "公务接待费"]
    assert set(mine["verdict"]) == {"not_checked"}


def test_a_percent_whose_precision_is_not_given_has_that_of_its_own_digits(hanyang):
    names = ("documents", "tables", "rows", "amounts")
    claims = hanyang.claims.assign(precision=float("nan"))
    frames = {name: hanyang.frame(name) for name in names} | {"claims": claims}
    assert inconsistent(juesuan.check_frames(frames))["reported"].tolist() == [13.9]


def test_without_amounts_the_sums_say_that_they_are_not_checked(hanyang):
    verdicts = juesuan.check_frames({"claims": hanyang.claims})
    row = verdicts[verdicts["identity"] == "expenditure.row"]
    assert row[["verdict", "reason"]].values.tolist() == [["not_checked", "frame_missing"]]
    assert verdicts["identity"].nunique() > 100


def test_other_organizations_and_years_that_a_document_compares_with_are_no_errors(text):
    old = "一、收入支出决算总体情况说明\n"
    new = (
        old + "武汉市汉南区总工会另行公开。与武汉市汉阳区总工会 2021 年度部门决算相比，口径不变。\n"
    )
    assert findings(text, old, new).empty
    also = old + "武汉市汉阳区总工会的口径比 2021 年度部门决算严。\n"
    assert findings(text, old, also).empty


def test_a_form_that_prints_no_sections_is_not_asked_for_them(hanyang):
    rows = hanyang.rows[hanyang.rows["level"] != "section"]
    amounts = hanyang.amounts[hanyang.amounts["level"] != "section"]
    verdicts = juesuan.check_frames({"rows": rows, "amounts": amounts, "tables": hanyang.tables})
    codes = verdicts[verdicts["identity"].str.startswith("codes.parents")]
    assert "inconsistent" not in set(codes["verdict"])
    gone = rows[~((rows["table"] == "income") & (rows["code"] == "201"))]
    verdicts = juesuan.check_frames({"rows": gone, "amounts": amounts.query("code != '201'")})
    wrong = inconsistent(verdicts[verdicts["identity"].str.startswith("codes.parents")])
    assert set(wrong["table"]) <= {"income"}


def test_a_name_that_leads_to_two_rows_is_left_open(hanyang):
    execution = hanyang.execution.copy()
    execution.loc[execution["item_name"] == "行政运行", ["code", "actual_fen"]] = [None, 1]
    execution = execution.drop(columns="actual")
    frames = {name: hanyang.frame(name) for name in ("rows", "amounts", "tables")}
    verdicts = juesuan.check_frames(frames | {"execution": execution})
    rows = verdicts[verdicts["identity"] == "labels.explained"]
    assert inconsistent(rows).empty
    assert set(rows.loc[rows["name"] == "行政运行", "reason"]) == {"ambiguous"}
