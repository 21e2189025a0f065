"""Forms as other provinces publish them: more columns, no codes, other orders, added tables."""

import pytest

from tests.unit.test_ruled import HEAD, MORE, WHOLE, Rows, amounts, grid, problems, read

BASIC = "general_budget_basic"
BASIC_TITLE = "一般公共预算财政拨款基本支出决算表"


def test_kinds_of_expenses_beside_the_total_are_measures_of_their_own():
    rows: Rows = [
        ["科目编码", "科目名称", "合计", "人员经费", "公用经费"],
        [("合计", 2), "5.00", "3.00", "2.00"],
        ["301", "工资福利支出", "3.00", "3.00", ""],
        ["302", "商品和服务支出", "2.00", "", "2.00"],
    ]
    read_ = read(BASIC_TITLE, "单位：万元", grid(rows, 5))
    assert amounts(read_, BASIC) == {
        ("合计", "amount"): 500,
        ("合计", "personnel"): 300,
        ("合计", "public"): 200,
        ("301", "amount"): 300,
        ("301", "personnel"): 300,
        ("302", "amount"): 200,
        ("302", "public"): 200,
    }
    assert problems(read_, BASIC) == []


def test_rows_that_print_names_alone_are_placed_where_one_code_has_the_name():
    rows: Rows = [
        ["科目名称", "决算数", "科目名称", "决算数"],
        ["工资福利支出", "3.00", "资本性支出", "9.00"],
        ["基本工资", "3.00", "办公设备购置", "9.00"],
        ["人员经费合计", "3.00", "小金库", "1.00"],
    ]
    read_ = read(BASIC_TITLE, "单位：万元", grid(rows, 4))
    assert amounts(read_, BASIC) == {
        ("301", "amount"): 300,
        ("30101", "amount"): 300,
        ("310", "amount"): 900,
        ("31002", "amount"): 900,  # 309 has this name too: 310 stands above
        ("人员经费合计", "amount"): 300,
    }
    assert problems(read_, BASIC) == [("unplaced", "1.00")]


def test_a_name_that_two_codes_have_is_not_guessed():
    rows: Rows = [["科目名称", "决算数"], ["办公设备购置", "9.00"]]
    read_ = read(BASIC_TITLE, "单位：万元", grid(rows, 2))
    assert amounts(read_, BASIC) == {}
    assert problems(read_, BASIC) == [("unplaced", "9.00"), ("figures_left_out", "")]


def test_a_subtotal_is_that_of_what_stands_above_it():
    head: Rows = [
        [("项目", 2), ("基本支出", 3), "项目支出"],
        ["科目编码", "科目名称", "小计", "人员经费", "公用经费", ""],
        ["201", "一般公共服务支出", "3.00", "2.00", "1.00", "4.00"],
    ]
    read_ = read("一般公共预算财政拨款支出决算表", "单位：万元", grid(head, 6))
    assert amounts(read_, "general_budget_expenditure") == {
        ("201", "basic"): 300,
        ("201", "basic_personnel"): 200,
        ("201", "basic_public"): 100,
        ("201", "project"): 400,
    }


def test_a_column_of_another_year_is_one_problem_and_one_of_rates_is_kept_beside():
    side = ["项目", "上年决算数", "决算数", "执行率%"]
    rows: Rows = [
        [("收入", 4), ("支出", 4)],
        [*side, *side],
        ["一、事业收入", "2.00", "3.00", "150.0", "一、教育支出", "2.00", "3.00", "150.0"],
        ["总计", "2.00", "3.00", "150.0", "总计", "2.00", "3.00", "150.0"],
    ]
    read_ = read("收入支出决算总表", "单位：万元", grid(rows, 8))
    (table,) = [each for each in read_.tables if each.key == "income_expenditure_summary"]
    assert table.amounts == 4
    assert (table.numbers["unplaced"], table.numbers["other"]) == (4, 4)
    assert "上年决算数" in table.problems[0].message
    assert [cell.money.fen for other in read_.others for cell in other.cells if cell.money] == (
        [2_000_000] * 4
    )
    rates = [
        cell.text for other in read_.others for cell in other.cells if "执行率" in cell.heading
    ]
    assert [text for text in rates if "执行率" not in text] == ["150.0"] * 4
    assert problems(read_, "income_expenditure_summary") == [("unplaced", "2.00 2.00")] * 2


def test_of_two_budgets_the_one_of_the_form_is_taken():
    rows: Rows = [
        ["项目", "年初预算数", "全年预算数", "决算数"],
        ["合计", "5.00", "6.00", "4.00"],
        ["公务接待费", "5.00", "6.00", "4.00"],
    ]
    read_ = read("“三公”经费支出决算表", "单位：万元", grid(rows, 4))
    assert amounts(read_, "three_public") == {
        ("合计", "budget"): 600,
        ("合计", "actual"): 400,
        ("公务接待费", "budget"): 600,
        ("公务接待费", "actual"): 400,
    }
    assert problems(read_, "three_public") == [("unplaced", "5.00 5.00")]


@pytest.mark.parametrize("above", ["年初预算数", "上年数", "2023年度"])
def test_columns_of_another_year_or_of_the_budget_are_no_accounts(above):
    rows: Rows = [
        [("项目", 2), (above, 3)],
        ["科目编码", "科目名称", "小计", "基本支出", "项目支出"],
        ["201", "一般公共服务支出", "3.00", "1.00", "2.00"],
    ]
    read_ = read("一般公共预算财政拨款支出决算表", "单位：万元", grid(rows, 5))
    (table,) = [each for each in read_.tables if each.key == "general_budget_expenditure"]
    assert amounts(read_, "general_budget_expenditure") == {}
    assert table.numbers["unplaced"] == 3


def test_the_accounts_beside_the_budget_are_read():
    columns = ["小计", "基本支出", "项目支出"]
    rows: Rows = [
        [("项目", 2), ("年初预算数", 3), ("决算数", 3)],
        ["科目编码", "科目名称", *columns, *columns],
        ["201", "一般公共服务支出", "9.00", "4.00", "5.00", "3.00", "1.00", "2.00"],
    ]
    read_ = read("一般公共预算财政拨款支出决算表", "单位：万元", grid(rows, 8))
    assert amounts(read_, "general_budget_expenditure") == {
        ("201", "total"): 300,
        ("201", "basic"): 100,
        ("201", "project"): 200,
    }
    assert [kind for kind, _ in problems(read_, "general_budget_expenditure")] == ["unplaced"] * 3


def test_ruled_columns_whose_headings_are_not_known_give_no_amounts():
    rows: Rows = [
        ["科目编码", "科目名称", "2023年决算数", "2024年决算数", "增减额"],
        ["201", "一般公共服务支出", "3.00", "1.00", "2.00"],
    ]
    read_ = read("支出决算表", "单位：万元", grid(rows, 5))
    (table,) = [each for each in read_.tables if each.key == "expenditure"]
    assert amounts(read_, "expenditure") == {}
    assert table.numbers["unplaced"] == 3


def test_a_mark_behind_a_figure_is_no_part_of_it_and_makes_its_row_no_heading():
    rows: Rows = [HEAD[0], [("合计", 2), "3.00①", "1.00", "2.00"], *HEAD[2:], *MORE]
    read_ = read("支出决算表", "单位：万元", grid(rows, 5))
    assert amounts(read_, "expenditure") == WHOLE
    assert problems(read_, "expenditure") == []


def test_counts_are_no_amounts():
    rows: Rows = [
        ["项目", "行次", "统计数"],
        ["（一）支出合计", "1", "4.00"],
        ["5.国内公务接待批次（个）", "2", "12"],
    ]
    read_ = read("“三公”经费公共预算财政拨款支出决算表", "单位：万元", grid(rows, 3))
    assert amounts(read_, "three_public") == {("支出合计", "actual"): 400}
    assert problems(read_, "three_public") == []
    assert "12" in [cell.text for other in read_.others for cell in other.cells]


def test_a_page_whose_heading_has_another_order_is_read_by_its_own():
    rows: Rows = [
        ["科目编码", "科目名称", "本年支出合计", "项目支出", "基本支出"],
        ["208", "社会保障和就业支出", "4.00", "4.00", ""],
    ]
    read_ = read("支出决算表", "单位：万元", grid([*HEAD, *MORE], 5), None, grid(rows, 5))
    assert amounts(read_, "expenditure") == WHOLE | {
        ("208", "total"): 400,
        ("208", "project"): 400,
    }


@pytest.mark.parametrize(
    "title", ["支出决算表（单位：元）", "附表1-3 支出决算表（公开表）", "《支出决算表》"]
)
def test_titles_with_unit_and_marks_around_them_are_known(title):
    read_ = read(title, grid([*HEAD, *MORE], 5))
    (table,) = [each for each in read_.tables if each.key == "expenditure"]
    assert table.amounts == 12
    assert table.unit == ("元" if "元" in title else None)


def test_a_unit_in_the_headings_is_read():
    head: Rows = [
        ["科目编码", "科目名称", "本年支出合计（元）", "基本支出（元）", "项目支出（元）"]
    ]
    read_ = read("支出决算表", grid([*head, *HEAD[1:], *MORE], 5))
    (table,) = [each for each in read_.tables if each.key == "expenditure"]
    assert (table.unit, table.amounts) == ("元", 12)
    assert problems(read_, "expenditure") == []


def test_an_added_table_without_ruling_ends_the_table_before_it():
    added = ["国有资产占用情况表", "单位：万元", "项目 决算数", "房屋 7.00"]
    rows = ["201 一般公共服务支出 3.00 1.00 2.00", "20129 群众团体事务 3.00 1.00 2.00"]
    head = "科目编码 科目名称 本年支出合计 基本支出 项目支出"
    read_ = read("支出决算表", "单位：万元", head, *rows, None, *added)
    (table,) = [each for each in read_.tables if each.key == "expenditure"]
    assert table.amounts == 6
    assert table.numbers["unplaced"] == 0
    assert [(p.kind, p.found) for p in read_.problems] == [("table_unknown", added[0])]


def test_a_total_label_over_two_blocks_is_that_of_the_figure_behind_it():
    rows: Rows = [
        ["科目编码", "科目名称", "决算数"] * 3,
        ["301", "工资福利支出", "3.00", "302", "商品和服务支出", "2.00", "399", "其他支出", ""],
        [("人员经费合计", 2), "3.00", ("公用经费合计", 5), "2.00"],
    ]
    read_ = read(BASIC_TITLE, "单位：万元", grid(rows, 9))
    assert amounts(read_, BASIC)["公用经费合计", "amount"] == 200
    assert problems(read_, BASIC) == []
