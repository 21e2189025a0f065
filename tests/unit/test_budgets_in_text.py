"""Forms of 江苏 until 2019 and of the ministries, in text that has lost its cells or spans."""

import juesuan

HEAD = "青石县水文站2019年度部门预算\n"
SUMMARY = """收支预算总表
单位：万元
收入 支出
项目名称 金额 功能分类 支出用途
功能科目名称 金额 项目名称 金额
一、财政拨款 90.00 一、一般公共服务支出 90.00 一、基本支出 60.00
1.一般公共预算 90.00 二、外交支出 二、项目支出 30.00
当年收入小计 90.00 当年支出小计 90.00
收入合计 90.00 支出合计 90.00
"""
INCOME = """收入预算总表
单位：万元
项目名称 金额
收入总计 90.00
一般公共预算资金 小计 90.00
公共财政拨款（补助）资金 70.00
专项收入 20.00
政府性基金 小计
其他非税收入
其中：动用上年结转和
结余资金
"""
EXPENDITURE = """支出预算总表
单位：万元
合计 基本支出 项目支出 单位预留机动经费 结转下年资金
90.00 60.00 30.00
"""
PROCUREMENT = """政府采购支出预算表
单位：万元
采购品目大类 专项名称 经济科目 采购物品名称 采购组织形式 总计
合计 12.50
一、货物A 12.50
设备购置费 办公设备购置 12.50
台式计算机（20万
以上） 政府集中采购 12.50
"""


def read(*tables, head=HEAD):
    return juesuan.read((head + "\n".join(tables)).encode(), name="x.txt")


def rows(document, table):
    mine = document.amounts[document.amounts["table"].eq(table)]
    return list(zip(mine["name"], mine["measure"], mine["amount"], mine["placement"], strict=True))


def lost(document):
    return document.problems.loc[document.problems["kind"].eq("unplaced"), "found"].tolist()


def test_rows_without_codes_are_named_by_the_labels_of_their_line():
    document = read(INCOME, PROCUREMENT)
    names = ["收入总计", "一般公共预算资金/小计", "公共财政拨款（补助）资金", "专项收入"]
    assert rows(document, "income") == [
        (name, "amount", amount, "printed")
        for name, amount in zip(names, [90, 90, 70, 20], strict=True)
    ]
    names = [
        "合计",
        "货物A",
        "设备购置费/办公设备购置",
        "台式计算机（20万以上）/政府集中采购",
    ]
    assert [row[:3] for row in rows(document, "procurement_table")] == [
        (name, "total", 12.5) for name in names
    ]
    assert lost(document) == []


def test_figures_alone_in_a_line_are_those_of_the_total_in_columns_that_other_tables_tell():
    document = read(SUMMARY, EXPENDITURE)
    found = [row[1:] for row in rows(document, "expenditure")]
    measures = {"total": 90, "basic": 60, "project": 30}
    assert found == [(name, amount, "solved") for name, amount in measures.items()]
    alone = rows(read(EXPENDITURE), "expenditure")
    assert [row[3] for row in alone] == ["solved", "ambiguous", "ambiguous"]


def test_figures_below_columns_of_labels_are_not_taken_for_a_total():
    document = read(
        "支出预算总表\n单位：万元\n科目编码 科目名称 合计 基本支出 项目支出\n9.00 6.00 3.00"
    )
    assert rows(document, "expenditure") == []
    assert lost(document) == ["9.00", "6.00", "3.00"]


def test_a_total_below_two_lists_of_expenditure_is_theirs_where_its_cell_has_lost_its_span():
    body = """收支预算总表
单位：万元
| 收入 |  | 支出 |  |  |  |
| 项目名称 | 金额 | 功能分类 |  | 支出用途 |  |
|  |  | 功能科目名称 | 金额 | 项目名称 | 金额 |
| 一、财政拨款 | 90.00 | 一、一般公共服务支出 | 90.00 | 一、基本支出 | 60.00 |
|  |  | 二、外交支出 |  | 二、项目支出 | 30.00 |
| 当年收入小计 | 90.00 | 当年支出小计 |  |  | 90.00 |
| 收入合计 | 90.00 | 支出合计 |  |  | 90.00 |
"""
    document = read(body)
    amounts = document.amounts.set_index(["side", "line_key"])["amount"]
    assert amounts["expenditure", "total_expenditure"] == 90
    assert amounts["expenditure", "grand_total"] == 90
    assert lost(document) == []


BESIDE = """一般公共预算支出表
单位：万元
| 功能分类科目 |  | 2018年执行数 | 2019年预算数 |  |  | 2019年预算数比2018年执行数 |  |
| 科目编码 | 科目名称 |  | 小计 | 基本支出 | 项目支出 | 增减额 | 增减% |
| 合计 |  | 98 | 100 | 80 | 20 | 2 | 2.04 |
| 201 | 一般公共服务支出 | 98 | 100 | 80 | 20 | 2 | 2.04% |
"""


def test_percents_beside_the_amounts_of_a_form_are_kept_and_are_no_error():
    document = read(BESIDE)
    assert document.problems["severity"].eq("error").sum() == 0
    assert lost(document) == []
    cells = document.frame("other_cells")
    percents = cells.loc[cells["heading"].fillna("").str.endswith("增减%"), "text"]
    assert percents.tolist()[-2:] == ["2.04", "2.04%"]


def test_what_the_year_before_leaves_is_told_by_fund():
    body = """财政拨款收支总表
单位：万元
| 收入 |  | 支出 |  |
| 项目 | 预算数 | 项目 | 预算数 |
| 一、本年收入 | 100 | 一、本年支出 | 110 |
| （一）一般公共预算拨款 | 80 | （一）一般公共服务支出 | 110 |
| （二）政府性基金预算拨款 | 20 |  |  |
| 二、上年结转 | 10 | 二、结转下年 |  |
| （一）一般公共预算拨款 | 7 |  |  |
| （二）政府性基金预算拨款 | 3 |  |  |
| 收入总计 | 110 | 支出总计 | 110 |
"""
    document = read(body)
    amounts = document.amounts.set_index("line_key")["amount"]
    assert amounts["opening_general_budget"] == 7
    assert amounts["opening_government_fund"] == 3
    verdicts = document.verdicts.set_index("identity")["verdict"]
    assert verdicts["appropriation_summary.grand_total_income"] == "exact"


def test_a_budget_s_verdicts_and_problems_name_its_own_tables():
    document = read(BESIDE.replace("| 80 | 20 | 2 | 2.04 |", "| 80 | 25 | 2 | 2.04 |"))
    wrong = document.verdicts["verdict"].eq("inconsistent")
    said = [*document.verdicts.loc[wrong, "message"], *document.problems["message"]]
    mine = [text for text in said if "合计" in text]
    assert mine
    assert not any("决算" in text for text in mine)
