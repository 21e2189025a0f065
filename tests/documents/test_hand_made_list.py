"""The second document's list of findings, made by hand: what becomes of each of its items."""

import pytest

# Item of the list → severity, kind, page, and what is printed or found there.
FOUND = {
    "A1": ("error", "restated", 24, "5,377.64 万元"),
    "A3": ("error", "percent", 21, "99.86 %"),
    "A4": ("error", "percent", 21, "95.45 %"),
    "B1": ("warning", "label", 22, "机关事业单位退休人员活动费支出"),
    "B2": ("warning", "label", 24, "其他国土资源事务支出"),
    "B3": ("warning", "label", 24, "住房保障支出"),
    "B4": ("warning", "label", 7, "上海市规划和自然资源局"),
    "B5": ("warning", "label", 26, "上海市普陀区规划与自然资源局"),
    "B6": ("warning", "percent_without_sign", 21, "13.95"),
    "B7": ("warning", "both_words", 25, "下降（增长）"),
    "B8": ("note", "word_torn", 20, "上一度"),
    "B9": ("warning", "label", 24, "奖金"),
    "B10": ("note", "bracket_open", 27, "（其中，绩效评级为“优”的项目39个"),
    "B11": ("note", "unit_short", 26, "支出0.39万"),
}
# Item of the list → identity, code or name, printed and computed.
ROUNDED = {
    "C1": ("general_budget_expenditure.row", "212", 3832.36, 3832.35),
    "C2": ("general_budget_expenditure.row", "2120101", 1092.80, 1092.79),
    "C3": ("general_budget_expenditure.row", "合计", 9746.50, 9746.49),
    "C4": ("appropriation_summary.total_expenditure", "本年支出合计", 9746.50, 9746.49),
    "C5": ("general_budget_basic.class_from_sections", "302", 440.90, 440.88),
    "C6": ("general_budget_basic.personnel", "人员经费合计", 4884.09, 4884.10),
    "C7": ("prose.restates_general_budget_expenditure", "210", 236.63, 236.64),
    "C8": ("between_tables.expenditure_classes", "212", 3845.25, 3845.24),
    "C10": ("prose.budgets", "一般公共预算财政拨款支出年初预算", 10210.34, 10210.33),
    "C11": ("prose.procurement", "政府采购支出总额", 2319.21, 2319.22),
}


@pytest.mark.parametrize("item", FOUND)
def test_an_item_of_the_list_is_one_finding_where_it_stands(putuo, item):
    severity, kind, page, printed = FOUND[item]
    found = putuo.findings
    mine = found[found["kind"].eq(kind) & found["page"].eq(page)]
    said = mine["printed"].fillna(mine["title"])
    mine = mine[said.str.startswith(printed)]
    assert mine["severity"].tolist() == [severity]


def test_what_the_list_gives_one_cause_is_one_finding(putuo):
    """A2 is the same slip as A1; 上一度 and 与 for 和 stand three times each."""
    verdicts, findings = putuo.verdicts, putuo.findings
    copied = verdicts.query("verdict == 'inconsistent' and reported in [5377.64, 4896.98]")
    assert copied["finding"].tolist() == [1, 1]
    assert findings.loc[findings["kind"].eq("word_torn"), "problems"].tolist() == [3]


def test_no_error_or_warning_is_found_that_is_not_on_the_list(putuo):
    """B12, lines that the form has and the table leaves out, is quiet."""
    listed = [severity for severity, *_ in FOUND.values() if severity != "note"]
    found = putuo.findings["severity"]
    assert sorted(found[found.ne("note")]) == sorted(listed)
    assert not putuo.problems["kind"].isin(["line_unknown", "total_missing"]).any()


@pytest.mark.parametrize("item", ROUNDED)
def test_what_rounding_explains_is_said_to_be_rounding(putuo, item):
    identity, named, printed, computed = ROUNDED[item]
    rows = putuo.verdicts[putuo.verdicts["identity"].eq(identity)]
    rows = rows[rows["code"].eq(named) | rows["name"].eq(named)]
    rows = rows[rows["reported"].round(2).eq(printed) & rows["computed"].round(2).eq(computed)]
    assert set(rows["verdict"]) == {"rounding"}
    assert not rows.empty


def test_a_part_of_a_whole_that_rounding_leaves_one_unit_above_it_is_within(putuo):
    """C9: 基本支出 of all funds less that of the general budget is 12.89, of the total 12.88."""
    bounds = putuo.verdicts.query("kind == 'bound' and code == '212'")
    assert not bounds.empty
    assert bounds["verdict"].ne("inconsistent").all()
