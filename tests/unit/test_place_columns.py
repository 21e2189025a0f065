"""Columns, rows and continued titles that only some places print, each told as it is printed."""

import pytest

import juesuan
from tests.unit.test_ruled import Rows, amounts, grid, problems, read

UNIT = "单位：万元"
THREE_PUBLIC = "一般公共预算财政拨款“三公”经费支出决算表"
COMPONENTS = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"]
KEYS = ("total", "abroad", "vehicles", "reception")


def by_line(read_, key):
    """The figures as printed by the key of their line and their measure."""
    (table,) = [each for each in read_.tables if each.key == key]
    return {
        (table.rows[placed.slots[0].row].key, placed.slots[0].measure): placed.figure.token.plain
        for row in table.printed
        for placed in row.placed
    }


def test_a_row_a_year_is_budget_or_account_and_one_of_an_earlier_year_is_kept_aside():
    rows: Rows = [
        ["项目", *COMPONENTS],
        ["行次", "1", "2", "3", "4"],
        ["2013年度决算数", "9.00", "3.00", "4.00", "2.00"],
        ["2014年度预算数", "6.00", "1.00", "2.00", "3.00"],
        ["2014年度决算数", "5.00", "1.00", "2.00", "2.00"],
    ]
    read_ = read(THREE_PUBLIC, UNIT, grid(rows, 5))
    budget, actual = ("6.00", "1.00", "2.00", "3.00"), ("5.00", "1.00", "2.00", "2.00")
    assert by_line(read_, "three_public") == {
        **{(key, "budget"): each for key, each in zip(KEYS, budget, strict=True)},
        **{(key, "actual"): each for key, each in zip(KEYS, actual, strict=True)},
    }
    assert problems(read_, "three_public") == []
    (kept,) = read_.others
    assert [cell.text for cell in kept.cells if cell.money][:1] == ["9.00"]


def test_budget_and_account_may_be_two_blocks_of_components_with_meetings_and_training():
    block = ["小计", "因公出国（境）费用", "公务接待费"]
    rows: Rows = [
        [("预算数", 5), ("决算数", 5)],
        [("“三公”经费", 3), "会议费", "培训费", ("“三公”经费", 3), "会议费", "培训费"],
        [*block, "", "", *block, "", ""],
        [*"123456789", "10"],
        ["3.00", "1.00", "2.00", "4.00", "5.00", "2.50", "1.00", "1.50", "0.40", "0.50"],
    ]
    read_ = read(THREE_PUBLIC, UNIT, grid(rows, 10))
    keys = ("total", "abroad", "reception", "meeting", "training")
    figures = rows[-1]
    assert by_line(read_, "three_public") == {
        (key, measure): figures[5 * at + place]
        for at, measure in enumerate(("budget", "actual"))
        for place, key in enumerate(keys)
    }
    assert problems(read_, "three_public") == []


def test_operating_cost_beside_the_pairs_of_the_components_was_spent():
    rows: Rows = [
        [("“三公”经费", 8), "机关运行经费决算数"],
        [*((each, 2) for each in COMPONENTS), ""],
        [*("预算数", "决算数") * 4, ""],
        ["6.00", "5.00", "1.00", "1.00", "2.00", "2.00", "3.00", "2.00", "77.00"],
    ]
    read_ = read(THREE_PUBLIC, UNIT, grid(rows, 9))
    assert by_line(read_, "three_public")["operating_cost", "actual"] == "77.00"
    assert problems(read_, "three_public") == []


def test_numbers_counted_below_the_components_are_kept_beside_them_and_are_no_amounts():
    rows: Rows = [
        [("“三公”经费", 4), "会议费"],
        [*COMPONENTS, ""],
        ["5.00", "1.00", "2.00", "2.00", "0.70"],
        ["相关统计数：", "", "", "", ""],
        ["项目", "统计数", "项目", "统计数", ""],
        ["公务用车保有量（辆）", "4", "国内公务接待批次（个）", "22", ""],
    ]
    read_ = read(THREE_PUBLIC, UNIT, grid(rows, 5))
    found = by_line(read_, "three_public")
    assert list(found.values()) == ["5.00", "1.00", "2.00", "2.00", "0.70"]
    assert problems(read_, "three_public") == []
    (kept,) = read_.others
    assert {"4", "22"} <= {cell.text for cell in kept.cells}
    assert kept.amounts == 0


def test_beside_a_stroke_where_the_form_has_no_figure_another_one_is_no_0():
    rows: Rows = [
        ["项目", "行次", "预算数", "决算统计数"],
        ["（一）支出合计", "1", "3.00", "2.00"],
        ["3．公务接待费", "2", "3.00", "2.00"],
        ["（1）国内接待费", "3", "—", "2.00"],
        ["（2）国（境）外接待费", "4", "—", "—"],
    ]
    read_ = read(THREE_PUBLIC, UNIT, grid(rows, 4))
    assert ("reception_domestic", "actual") in by_line(read_, "three_public")
    assert all("reception_abroad" not in pair for pair in by_line(read_, "three_public"))
    plain: Rows = [rows[0], ["（一）支出合计", "1", "3.00", "—"]]
    read_ = read(THREE_PUBLIC, UNIT, grid(plain, 4))
    assert by_line(read_, "three_public") == {("total", "budget"): "3.00", ("total", "actual"): "-"}


@pytest.mark.parametrize("word", ["单位", "部门"])
def test_units_may_have_codes_under_either_word(word):
    rows: Rows = [
        [f"{word}代码", f"{word}名称", "本年支出合计", "基本支出", "项目支出"],
        ["合计", "", "3.00", "1.00", "2.00"],
        ["301001", "甲局（本级）", "3.00", "1.00", "2.00"],
    ]
    read_ = read("支出决算表（分单位）", UNIT, grid(rows, 5))
    assert amounts(read_, "expenditure_by_unit")["甲局（本级）", "project"] == 200
    assert problems(read_, "expenditure_by_unit") == []


def test_a_table_of_one_line_of_operating_cost_is_its_total():
    rows: Rows = [["项目", "金额"], ["机关运行经费", "889.53"]]
    read_ = read("机关运行经费支出决算表", "部门：某局", grid(rows, 2))
    assert amounts(read_, "operating_cost_table") == {("机关运行经费", "amount"): 88953}


SUMMARY = "财政拨款收入支出决算总表"
HEAD = ["项目 行次 决算数 项目 行次 合计 一般公共预算财政拨款", "栏次 1 栏次 2 3"]
CONTINUED = [
    SUMMARY, UNIT, *HEAD,
    "一、一般公共预算财政拨款 1 9.00 一、一般公共服务支出 33 8.00 8.00",
    "本年收入合计 27 9.00 本年支出合计 59 8.00 8.00",
    "年初财政拨款结转和结余 28 3.00 年末财政拨款结转和结余 60 4.00 4.00",
    "一般公共预算财政拨款 29 2.00 61",
    f"{SUMMARY}（续表）", *HEAD,
    "国有资本经营预算财政拨款 31 1.00 63",
    "总计 32 12.00 总计 64 12.00 12.00",
]  # fmt: skip


def test_what_its_title_calls_the_rest_of_a_table_is_none_of_its_copies():
    read_ = read(*CONTINUED)
    assert [each.status for each in read_.tables if each.key == "appropriation_summary"] == [
        "found"
    ]
    found = by_line(read_, "appropriation_summary")
    assert found["opening_state_capital", "amount"] == "1.00"
    assert found["grand_total", "amount"] == "12.00"
    # the rest of a further print is a rest of that
    read_ = read(*CONTINUED, *CONTINUED)
    statuses = [each.status for each in read_.tables if each.key == "appropriation_summary"]
    assert statuses == ["found", "duplicate", "duplicate"]


def completeness(contents, state_capital="0.00"):
    head = "项目 行次 决算数 项目 行次 合计 一般公共预算财政拨款 政府性基金预算财政拨款"
    lines = ["某局2022年度部门决算", "目录", *contents, "支出决算表", UNIT]
    lines += ["科目编码 科目名称 本年支出合计 基本支出 项目支出", "合计 3.00 1.00 2.00"]
    lines += ["201 一般公共服务支出 3.00 1.00 2.00", SUMMARY, UNIT, head]
    lines += [f"三、国有资本经营预算财政拨款 3 {state_capital} 三、国防支出 33"]
    checks = juesuan.read("\n".join(lines).encode(), name="a.txt").verdicts.set_index("identity")
    return checks.loc["completeness.state_capital", ["verdict", "reason"]].fillna("").tolist()


def test_a_table_that_the_place_does_not_list_is_not_missing_unless_it_has_figures():
    titles = ["收入支出决算总表", "收入决算表", "支出决算表", SUMMARY]
    titles += ["一般公共预算财政拨款支出决算表", "政府性基金预算财政拨款收入支出决算表"]
    own = "国有资本经营预算财政拨款支出决算表"
    assert completeness(titles) == ["not_checked", "unlisted"]
    assert completeness([*titles, own]) == ["inconsistent", ""]
    assert completeness([]) == ["inconsistent", ""]
    assert completeness(titles, "7.00") == ["inconsistent", ""]
