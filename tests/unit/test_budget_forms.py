"""Forms of budgets of the ministries and of 江苏 since 2021: every figure under its key."""

import io

import openpyxl

import juesuan


def read(*sheets, name="青石县档案馆2022年部门预算.xlsx"):
    book = openpyxl.Workbook()
    book.active.append(["青石县档案馆2022年部门预算"])
    for title, rows in sheets:
        tab = book.create_sheet()
        for row in ([title], ["单位：万元"], *rows):
            tab.append(row)
    file = io.BytesIO()
    book.save(file)
    return juesuan.read(file.getvalue(), name=name)


def cells(document, table):
    mine = document.amounts[document.amounts["table"].eq(table)]
    names = mine["code"].where(mine["code"].ne(""), mine["line_key"].astype(object))
    names = names.where(names.notna(), mine["name"])
    return {
        key: amount
        for *key, amount in zip(names, mine["measure"], mine["amount"], strict=True)
        for key in [tuple(key)]
    }


def quiet(document):
    assert document.tables["unplaced"].sum() == 0
    verdicts = document.verdicts
    own = ~verdicts["identity"].str.startswith(("completeness", "disclosure"))
    assert not verdicts.loc[own & verdicts["verdict"].eq("inconsistent"), "message"].tolist()
    return True


BESIDE = [
    [
        "功能分类科目",
        None,
        "2021年执行数",
        "2022年预算数",
        None,
        None,
        "2022年预算数比2021年执行数",
    ],
    ["科目编码", "科目名称", None, "小计", "基本支出", "项目支出", "增减额"],
    ["合计", None, 98, 100, 80, 20, 2],
    ["201", "一般公共服务支出", 98, 100, 80, 20, 2],
    ["20126", "档案事务", 98, 100, 80, 20, 2],
    ["2012601", "行政运行", 79, 80, 80, None, 1],
    ["2012604", "档案馆", 19, 20, None, 20, 1],
]


def test_what_was_executed_stands_beside_the_budget_of_a_ministry():
    document = read(("一般公共预算支出表", BESIDE))
    found = cells(document, "general_budget_expenditure")
    measures = "prior_executed", "total", "basic", "project", "prior_change"
    assert [found["total", each] for each in measures] == [98, 100, 80, 20, 2]
    assert found["2012604", "prior_executed"] == 19
    assert quiet(document)


def test_of_two_years_of_budgets_the_later_is_the_budget():
    head = ["合计", "因公出国（境）费", "公务用车购置及运行费", None, None, "公务接待费"]
    below = [None, None, "小计", "公务用车购置费", "公务用车运行费", None]
    rows = [
        ["2021年预算数", *[None] * 5, "2022年预算数"],
        head * 2,
        below * 2,
        [30, 1, 23, 3, 20, 6, 31, 2, 24, 4, 20, 5],
    ]
    document = read(("一般公共预算“三公”经费支出表", rows))
    found = cells(document, "three_public")
    assert [found["total", each] for each in ("prior_budget", "budget")] == [30, 31]
    assert [found["reception", each] for each in ("prior_budget", "budget")] == [6, 5]
    assert quiet(document)


def test_sources_by_unit_have_rows_of_their_own_that_are_not_added_up():
    funds = ["一般公共预算", "政府性基金预算", "财政专户管理资金", "其他收入"]
    rows = [
        ["单位代码", "单位名称", "合计", "本年收入", *[None] * 4, "上年结转结余", None],
        [None, None, None, "小计", *funds, "小计", "一般公共预算"],
        [None, "合计", 110, 100, 70, 20, 10, None, 10, 10],
        ["010", "青石县档案馆", 110, 100, 70, 20, 10, None, 10, 10],
        ["010001", "青石县档案馆（本级）", 110, 100, 70, 20, 10, None, 10, 10],
    ]
    document = read(("收入总表", rows))
    found = cells(document, "income")
    assert found["total", "current_income"] == 100
    assert found["total", "carryover_general_budget"] == 10
    assert found["010001/青石县档案馆（本级）", "special_account"] == 10
    verdicts = document.verdicts.set_index("identity")["verdict"]
    for name in ("income.row", "income.current_row", "income.carryover_row"):
        assert set(verdicts[[name]]) == {"exact"}
    assert quiet(document)


def test_the_income_of_the_year_stands_above_its_funds_since_2021():
    rows = [
        ["收入", None, "支出", None],
        ["项目", "预算数", "项目", "预算数"],
        ["一、本年收入", 100, "一、本年支出", 105],
        ["（一）一般公共预算拨款收入", 80, "（一）一般公共服务支出", 105],
        ["（二）政府性基金预算拨款收入", 20, "（二）外交支出", None],
        ["二、上年结转", 10, "二、年终结转结余", 5],
        ["收入总计", 110, "支出总计", 110],
    ]
    document = read(("财政拨款收支总表", rows))
    found = cells(document, "appropriation_summary")
    assert found["total_income", "amount"] == 100
    assert found["opening_balance", "amount"] == 10
    assert found["closing_balance", "amount"] == 5
    assert [amount for (key, _), amount in found.items() if key == "grand_total"] == [110]
    assert quiet(document)


def test_the_classes_of_the_summary_have_personnel_public_and_project_expenditure():
    """上海 since 2026: each 类 with its 人员经费, 公用经费 and 项目支出."""
    summary = [
        ["本年收入", None, "本年支出"],
        ["项目", "预算数", "项目", "预算数"],
        [None, None, None, "合计", "基本支出", None, "项目支出"],
        [None, None, None, None, "人员经费", "公用经费", None],
        ["一、财政拨款收入", 530, "一、一般公共服务支出", 430, 300, 30, 100],
        [None, None, "二、社会保障和就业支出", 100, 100, None, None],
        ["收入总计", 530, "支出总计", 530, 400, 30, 100],
    ]
    expenditure = [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["201", "一般公共服务支出", 430, 330, 100],
        ["208", "社会保障和就业支出", 100, 100, None],
        ["合计", None, 530, 430, 100],
    ]
    document = read(("财务收支预算总表", summary), ("支出预算总表", expenditure))
    found = cells(document, "income_expenditure_summary")
    measures = "amount", "basic_personnel", "basic_public", "project"
    assert [found["class_201", each] for each in measures] == [430, 300, 30, 100]
    verdicts = document.verdicts.set_index("identity")["verdict"]
    for name in ("income_expenditure_summary.row", "between_tables.summary_basic_classes"):
        assert set(verdicts[[name]]) == {"exact"}
