"""Forms of single places and of the ministry's workbooks: each a line of data."""

from io import BytesIO

import openpyxl
import pytest

import juesuan
from juesuan.tables.titles import table_titled
from tests.unit.test_ruled import Rows, amounts, grid, problems, read

FIFTH = "一般公共预算财政拨款收入支出决算表"
BLOCKS = ["年初结转和结余", "本年收入", "本年支出", "年末结转和结余"]
BALANCE = ["合计", "基本支出结转", "项目支出结转和结余"]
FLOW = ["合计", "基本支出", "项目支出"]
FIGURES = ["4.00", "3.00", "1.00", "9.00", "5.00", "4.00", "10.00", "6.00", "4.00", "3.00", "2.00"]
FIGURES = [*FIGURES, "1.00"]
MEASURES = ["opening_balance", "opening_basic", "opening_project", "income", "income_basic"]
MEASURES += ["income_project", "total", "basic", "project", "closing_balance", "closing_basic"]
MEASURES += ["closing_project"]
ROW = ["201", "一般公共服务支出", *FIGURES]
UNIT = "单位：万元"


def fifth() -> dict[tuple[str, str], int]:
    values = zip(MEASURES, FIGURES, strict=True)
    return {("201", measure): round(float(figure) * 100) for measure, figure in values}


def test_the_fifth_table_has_income_and_balances_of_its_own():
    rows: Rows = [
        [("项目", 2), *((block, 3) for block in BLOCKS)],
        ["科目编码", "科目名称", *BALANCE, *FLOW, *FLOW, *BALANCE],
        ROW,
    ]
    read_ = read(FIFTH, UNIT, grid(rows, 14))
    assert amounts(read_, "general_budget_expenditure") == fifth()
    assert problems(read_, "general_budget_expenditure") == []


def test_headings_that_are_not_merged_stand_over_the_blank_cells_behind_them():
    groups = [cell for block in BLOCKS for cell in (block, "", "")]
    rows: Rows = [
        ["项目", "", *groups],
        ["科目编码", "科目名称", *BALANCE, *FLOW, *FLOW, *BALANCE],
        ROW,
    ]
    assert amounts(read(FIFTH, UNIT, grid(rows, 14)), "general_budget_expenditure") == fifth()


def test_kinds_of_expenses_stand_under_a_group_that_is_not_merged():
    rows: Rows = [
        ["项目", "", "本年支出合计", "基本支出", "", "", "项目支出"],
        ["科目编码", "科目名称", "", "小计", "人员经费", "公用经费", ""],
        ["201", "一般公共服务支出", "7.00", "3.00", "2.00", "1.00", "4.00"],
    ]
    read_ = read("一般公共预算财政拨款支出决算表", UNIT, grid(rows, 7))
    assert amounts(read_, "general_budget_expenditure") == {
        ("201", "total"): 700,
        ("201", "basic"): 300,
        ("201", "basic_personnel"): 200,
        ("201", "basic_public"): 100,
        ("201", "project"): 400,
    }


def test_meetings_and_training_stand_beside_the_components_and_measures_before_the_rows():
    rows: Rows = [
        ["项目", ("一般公共预算财政拨款“三公”经费", 3), "会议费", "培训费"],
        ["", "小计", "公务接待费", "因公出国（境）费用", "", ""],
        ["栏次", "1", "2", "3", "4", "5"],
        ["预算数", "3.00", "2.00", "1.00", "6.00", "5.00"],
        ["决算数", "2.00", "2.00", "", "5.00", "4.00"],
    ]
    title = "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表"
    read_ = read(title, UNIT, grid(rows, 6))
    (table,) = [each for each in read_.tables if each.key == "three_public"]
    found = {
        (table.rows[placed.slots[0].row].key, placed.slots[0].measure): placed.figure.token.plain
        for row in table.printed
        for placed in row.placed
    }
    assert found == {
        ("total", "budget"): "3.00",
        ("reception", "budget"): "2.00",
        ("abroad", "budget"): "1.00",
        ("meeting", "budget"): "6.00",
        ("training", "budget"): "5.00",
        ("total", "actual"): "2.00",
        ("reception", "actual"): "2.00",
        ("meeting", "actual"): "5.00",
        ("training", "actual"): "4.00",
    }
    assert table.measures == ("budget", "actual")


def test_rows_of_the_three_public_table_that_count_are_no_amounts_and_kept_beside_it():
    rows: Rows = [
        ["项目", "行次", "预算统计数", "决算统计数"],
        ["一、“三公”经费", "1", "—", "—"],
        ["（一）支出合计", "2", "3.00", "2.00"],
        ["3．公务接待费", "3", "3.00", "2.00"],
        ["（1）国内接待费", "4", "3.00", "2.00"],
        ["1．因公出国（境）团组数（个）", "5", "—", "28"],
        ["2．主要领导干部用车", "6", "—", "30"],
    ]
    read_ = read("“三公”经费、行政参公单位机关运行经费情况表", UNIT, grid(rows, 4))
    found = amounts(read_, "three_public")
    names = ("支出合计", "公务接待费", "国内接待费")
    assert found == {
        (name, measure): figure
        for name in names
        for measure, figure in (("budget", 300), ("actual", 200))
    }
    assert problems(read_, "three_public") == []
    (other,) = read_.others
    assert {"28", "30"} <= {cell.text for cell in other.cells}
    assert other.amounts == 0


def test_the_ministrys_summary_has_three_blocks_of_figures():
    side = ["项目", "行次", "年初预算数", "全年预算数", "决算数"]
    rows: Rows = [
        [("收入", 5), ("支出", 5)],
        [*side, *side],
        ["四、事业收入", "4", "2.00", "3.00", "4.00", "五、教育支出", "36", "5.00", "6.00", "7.00"],
    ]
    read_ = read("收入支出决算总表", UNIT, grid(rows, 10))
    assert amounts(read_, "income_expenditure_summary") == {
        ("事业收入", "initial_budget"): 200,
        ("事业收入", "adjusted_budget"): 300,
        ("事业收入", "amount"): 400,
        ("教育支出", "initial_budget"): 500,
        ("教育支出", "adjusted_budget"): 600,
        ("教育支出", "amount"): 700,
    }


ECONOMIC = ["科目编码 科目名称 合计 人员经费 公用经费", "合计 5.00 3.00 2.00"]
ECONOMIC += ["301 工资福利支出 3.00 3.00 0.00", "302 商品和服务支出 2.00 0.00 2.00"]


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("财政拨款基本支出决算表（经济科目）", "appropriation_basic"),
        ("一般公共预算财政拨款基本支出决算表（按经济分类）", "general_budget_basic"),
        ("政府性基金预算财政拨款基本支出决算表", "government_fund_basic"),
    ],
)
def test_basic_expenditure_by_economic_class_is_read_from_text_with_both_kinds(title, key):
    found = amounts(read(title, UNIT, *ECONOMIC), key)
    assert found["301", "personnel"] == 300
    assert found["302", "public"] == 200
    assert found["合计", "amount"] == 500
    assert len(found) == 9


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("支出决算表（分科目）", "expenditure"),
        ("财政拨款支出决算表（功能科目）", "appropriation_expenditure"),
        ("一般公共预算财政拨款支出决算表（按功能分类科目）", "general_budget_expenditure"),
    ],
)
def test_a_suffix_in_brackets_belongs_to_the_title(title, key):
    lines = ["科目编码 科目名称 本年支出合计 基本支出 项目支出"]
    lines += ["201 一般公共服务支出 3.00 1.00 2.00"]
    assert len(amounts(read(title, UNIT, *lines), key)) == 3


def test_a_table_of_some_places_is_missing_in_no_account():
    lines = [
        "某市甲局2022年度部门决算",
        "支出决算表",
        UNIT,
        "科目编码 科目名称 本年支出合计 基本支出",
    ]
    document = juesuan.read("\n".join([*lines, "201 一般公共服务支出 3.00 3.00"]).encode())
    missing = document.tables.loc[document.tables["status"] == "missing", "table"]
    assert len(missing) == 8
    assert "appropriation_basic" not in set(missing)


def test_a_total_alone_is_not_compared_with_kinds_of_expenses_that_are_not_printed():
    lines = ["某市甲局2022年度部门决算", "一般公共预算财政拨款基本支出决算表", UNIT, *ECONOMIC]
    document = juesuan.read("\n".join(lines).encode())
    verdicts = document.verdicts
    assert document.amounts["table"].eq("general_budget_basic").sum() == 9
    own = verdicts[
        verdicts["identity"].isin(["general_budget_basic.total", "between_tables.basic"])
    ]
    assert own["verdict"].eq("not_checked").all()


def test_in_the_older_form_a_fund_is_a_part_of_the_appropriation_above_it():
    rows: Rows = [
        [("收入", 2), ("支出", 2)],
        ["项目", "决算数", "项目", "决算数"],
        ["一、财政拨款收入", "9.00", "一、一般公共服务支出", "10.00"],
        ["其中：政府性基金预算财政拨款", "2.00", "", ""],
        ["二、事业收入", "1.00", "", ""],
        ["本年收入合计", "10.00", "本年支出合计", "10.00"],
    ]
    read_ = read("收入支出决算总表", UNIT, grid(rows, 4))
    (table,) = [each for each in read_.tables if each.key == "income_expenditure_summary"]
    income = [row.key for row in table.rows if row.side == "income"]
    assert income == [
        "fiscal_appropriation",
        "fiscal_government_fund",
        "institution",
        "total_income",
    ]
    lines = [
        "某市甲局2015年度部门决算",
        "收入支出决算总表",
        UNIT,
        "收入 支出",
        "项目 决算数 项目 决算数",
    ]
    lines += [
        "一、财政拨款收入 9.00 一、一般公共服务支出 10.00",
        "其中：政府性基金预算财政拨款 2.00",
    ]
    lines += ["二、事业收入 1.00", "本年收入合计 10.00 本年支出合计 10.00"]
    verdicts = juesuan.read("\n".join(lines).encode()).verdicts.set_index("identity")["verdict"]
    assert verdicts["income_expenditure_summary.total_income"] == "exact"
    assert verdicts["income_expenditure_summary.fiscal_parts"] == "exact"


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("公共预算财政拨款支出决算表", "general_budget_expenditure"),
        ("公共预算财政拨款基本支出决算表", "general_budget_basic"),
        ("公共预算财政拨款“三公”经费支出决算表", "three_public"),
        ("2017年度一般公共预算财政拨款“三公”经费及机关运行经费支出决算表", "three_public"),
    ],
)
def test_titles_of_older_accounts_are_known(title, key):
    assert table_titled(title) == key


def test_kinds_of_expenses_under_a_group_are_measures():
    rows: Rows = [
        ["科目编码", "科目名称", ("本年基本支出", 3)],
        ["", "", "合计", "人员经费", "公用经费"],
        ["301", "工资福利支出", "3.00", "3.00", ""],
    ]
    read_ = read("一般公共预算财政拨款基本支出决算表", UNIT, grid(rows, 5))
    assert amounts(read_, "general_budget_basic") == {
        ("301", "amount"): 300,
        ("301", "personnel"): 300,
    }


def test_a_row_of_components_without_label_and_measure_is_what_was_spent():
    rows: Rows = [
        ["合计", "因公出国（境）费", ("公务用车购置及运行费", 3), "公务接待费", "会议费", "培训费"],
        ["", "", "小计", "公务用车购置费", "公务用车运行费", "", "", ""],
        ["6.00", "1.00", "3.00", "1.00", "2.00", "2.00", "5.00", "4.00"],
    ]
    title = "一般公共预算财政拨款“三公”经费、会议费、培训费支出决算表"
    found = amounts(read(title, UNIT, grid(rows, 8)), "three_public")
    assert {measure for _, measure in found} == {"actual"}
    assert len(found) == 8


def test_a_stroke_where_the_form_has_no_figure_is_no_zero():
    rows: Rows = [
        ["项目", "行次", "预算统计数", "决算统计数"],
        ["3．公务接待费", "3", "—", "2.00"],
        ["（1）国内接待费", "4", "—", "2.00"],
    ]
    read_ = read("“三公”经费、行政参公单位机关运行经费情况表", UNIT, grid(rows, 4))
    assert amounts(read_, "three_public") == {
        ("公务接待费", "budget"): 0,
        ("公务接待费", "actual"): 200,
        ("国内接待费", "actual"): 200,
    }


def test_a_table_of_projects_may_be_one_by_both_classifications():
    rows: Rows = [
        [("项目", 2), "合计", ("商品和服务支出", 2)],
        ["科目编码", "科目名称", "", "小计", "办公费"],
        ["201", "一般公共服务支出", "7.00", "7.00", "7.00"],
    ]
    title = "一般公共预算财政拨款项目支出决算表"
    assert amounts(read(title, UNIT, grid(rows, 5)), "general_budget_project") == {
        ("201", "total"): 700,
        ("201", "302"): 700,
        ("201", "30201"): 700,
    }
    lines = ["科目编码 科目名称 项目支出", "201 一般公共服务支出 7.00"]
    assert amounts(read(title, UNIT, *lines), "general_budget_project") == {("201", "total"): 700}


def test_a_matrix_whose_text_has_lost_its_columns_is_kept_whole():
    lines = ["项目 合计 工资福利支出 商品和服务支出", "科目编码 科目名称 小计 基本工资 小计 办公费"]
    lines += ["201 一般公共服务支出 7.00 4.00 3.00 3.00"]
    read_ = read("财政拨款支出决算明细表", UNIT, *lines)
    assert [table.key for table in read_.tables if table.status == "found"] == []
    (other,) = read_.others
    assert other.amounts == 4


@pytest.mark.parametrize(
    ("title", "key"),
    [("基本支出决算明细表", "basic_detail"), ("项目支出决算明细表", "project_detail")],
)
def test_a_detail_of_one_kind_of_expenditure_is_a_table_by_both_classifications(title, key):
    rows: Rows = [
        [("项目", 2), "合计", ("商品和服务支出", 2)],
        ["科目编码", "科目名称", "", "小计", "办公费"],
        ["201", "一般公共服务支出", "7.00", "7.00", "7.00"],
    ]
    assert amounts(read(title, UNIT, grid(rows, 5)), key) == {
        ("201", "total"): 700,
        ("201", "302"): 700,
        ("201", "30201"): 700,
    }


def test_a_list_of_projects_under_the_title_of_such_a_detail_is_kept_whole():
    rows: Rows = [
        ["科目编码", "科目名称", "项目名称", "合计", "财政拨款"],
        ["201", "一般公共服务支出", "", "9.00", "8.00"],
        ["2010299", "其他政协事务支出", "调研", "9.00", "8.00"],
    ]
    for table in ([grid(rows, 5)], ["项目名称 合计 财政拨款", "合计 9.00 8.00", "调研 9.00 8.00"]):
        read_ = read("项目支出决算明细表", UNIT, *table)
        assert [each.key for each in read_.tables if each.status == "found"] == []
        (other,) = read_.others
        assert other.amounts == 4


def workbook(sheets: dict[str, Rows]) -> juesuan.Document:
    """A workbook whose sheets have no titles but their names."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(["部门：某市甲局", "2020年度", "金额单位：元"])
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    return juesuan.read(content.getvalue(), name="某市甲局2020年度部门决算.xlsx")


FUND: Rows = [
    [
        "科目编码",
        "科目名称",
        "年初结转和结余",
        "本年收入",
        "小计",
        "基本支出",
        "项目支出",
        "年末结转和结余",
    ],
    ["229", "其他支出", 1, 2, 3, "", 3, 0],
]
COMPONENTS: Rows = [
    ["项目", "预算数", "决算数"],
    ["合计", 3, 2],
    ["公务接待费", 3, 2],
]


def test_the_heading_of_a_sheet_without_title_says_more_than_its_number():
    document = workbook({"GK07": COMPONENTS, "GK08": FUND})
    found = document.amounts.groupby("table", observed=True).size()
    assert found.to_dict() == {"three_public": 4, "government_fund": 5}
    usual = workbook({"GK07": FUND, "GK09": COMPONENTS})
    assert usual.amounts.groupby("table", observed=True).size().to_dict() == found.to_dict()


def test_of_the_ministrys_own_set_no_table_is_missing():
    rows: Rows = [
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["201", "一般公共服务支出", 3, 1, 2],
    ]
    kept, published = workbook({"Z04 支出决算表": rows}), workbook({"GK03 支出决算表": rows})
    assert kept.tables["status"].tolist() == ["found"]
    assert "missing" in set(published.tables["status"])


def test_a_second_table_under_another_title_is_kept_whole_and_is_no_error():
    """四川 prints 国有资本 twice: as 收入支出, and as 支出 alone."""
    first: Rows = [
        ["科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", "年末结转和结余"]
    ]
    first += [["223", "国有资本经营预算支出", "1.00", "4.00", "3.00", "2.00"]]
    second: Rows = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
    second += [["223", "国有资本经营预算支出", "3.00", "", "3.00"]]
    read_ = read(
        *("国有资本经营预算财政拨款收入支出决算表", UNIT, grid(first, 6), None),
        *("国有资本经营预算财政拨款支出决算表", UNIT, grid(second, 5)),
    )
    one, other = (table for table in read_.tables if table.key == "state_capital")
    assert (one.status, other.status) == ("found", "duplicate")
    assert [(each.kind, each.severity) for each in other.problems] == [("duplicate", "note")]


def test_expenditure_of_one_column_is_the_total_and_the_second_table_is_kept_whole():
    balances: Rows = [
        ["科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", "年末结转和结余"],
        ["223", "国有资本经营预算支出", "", "5.00", "5.00", ""],
    ]
    kinds: Rows = [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["223", "国有资本经营预算支出", "5.00", "", "5.00"],
    ]
    read_ = read(
        *("国有资本经营预算财政拨款收入支出决算表", UNIT, grid(balances, 6)),
        *("国有资本经营预算财政拨款支出决算表", UNIT, grid(kinds, 5)),
    )
    first, second = (each for each in read_.tables if each.key == "state_capital")
    measures = [placed.slots[0].measure for row in first.printed for placed in row.placed]
    assert measures == ["income", "total"]
    assert second.status == "duplicate"
    (kept,) = read_.others
    figures = {cell.heading: cell.money.fen for cell in kept.cells if cell.money}
    assert figures == {"合计": 5_000_000, "项目支出": 5_000_000}


def test_an_amount_in_the_name_of_what_is_counted_is_a_part_of_the_name():
    rows: Rows = [
        ["项目", "行次", "决算统计数"],
        ["（一）支出合计", "1", "2.00"],
        ["（二）单价100万元（含）以上专用设备（台，套）", "2", "34"],
        ["四、政府采购支出信息", "3", "—"],
        ["（一）政府采购支出合计", "4", "7.00"],
    ]
    read_ = read("机构运行信息表", UNIT, grid(rows, 3))
    names = {("支出合计", "actual"): 200, ("政府采购支出合计", "actual"): 700}
    assert amounts(read_, "three_public") == names
    assert problems(read_, "three_public") == []
