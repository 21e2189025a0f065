"""Text with the marks of Markdown around its titles and cells."""

import pytest

import juesuan
from juesuan.readers.markdown import unmarked
from juesuan.readers.text import read_text
from juesuan.tables.read_tables import read_tables
from tests.factory import Layout, print_text
from tests.factory.place_forms import places
from tests.factory.place_sheets import place_account
from tests.unit.test_ruled import amounts

MARKS = ["## {}", "###{}", "**{}**", "> ## **{}**", "- {}", "{}：", "### 表 {}"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("## 收入决算表", "收入决算表"),
        ("> **公开01表**", "公开01表"),
        ("*公开01表*", "公开01表"),
        ("- 单位：万元", "单位：万元"),
        ("| **合计** | **12.00** |", "| 合计 | 12.00 |"),
        ("- 3.00", "- 3.00"),
        ("-3.00", "-3.00"),
        ("**** 1.00", "**** 1.00"),
        ("*4.00* 5", "*4.00* 5"),
        ("预算为**万元，决算为**万元，完成**%。", "预算为**万元，决算为**万元，完成**%。"),
        ("公务用车*辆，接待*批次", "公务用车*辆，接待*批次"),
        ("联系人：张**，电话：138****1234，李**", "联系人：张**，电话：138****1234，李**"),
        ("**市**局2022年度部门决算", "**市**局2022年度部门决算"),
    ],
)
def test_marks_are_no_part_of_a_line_and_strokes_and_stars_in_place_of_figures_are(line, text):
    assert unmarked(line) == text


@pytest.mark.parametrize("mark", MARKS)
def test_a_title_with_marks_around_it_is_that_of_its_table(mark):
    account, tables = place_account(places()["GK"], 18, "0.00")
    text = print_text(account, Layout(nine=False))
    plain = juesuan.read(text.encode())
    for table in tables:
        title = table.sheet.table
        text = text.replace(f"\n{title}\n", f"\n{mark.format(title)}\n")
    marked = juesuan.read(text.encode())
    columns = ["table", "side", "line_key", "code", "measure", "amount_fen"]
    assert marked.amounts[columns].equals(plain.amounts[columns])


def test_the_unit_may_stand_behind_a_title_without_brackets():
    account, tables = place_account(places()["GK"], 18, "0.00")
    text = print_text(account, Layout(nine=False))
    plain = juesuan.read(text.encode())
    for table in tables:
        title, caption = table.sheet.titles
        text = text.replace(f"\n{title}\n{caption}\n", f"\n{title}　　　　单位：元\n")
    beside = juesuan.read(text.encode())
    assert set(beside.tables["unit"].dropna()) == {"元"}
    assert beside.amounts["amount_fen"].equals(plain.amounts["amount_fen"])


def test_headings_over_the_numbers_of_columns_stand_over_no_cell_behind_them():
    rows = [
        "| 项目 |  | 年初结转和结余 | 本年收入 | 本年支出 |  |  | 年末结转和结余 |",
        "| 科目编码 | 科目名称 |  |  | 小计 | 基本支出 | 项目支出 |  |",
        "| 栏次 |  | 1 | 2 | 3 | 4 | 5 | 6 |",
        "| 229 | 其他支出 | 1.00 |  | 0.70 |  | 0.70 | 0.30 |",
    ]
    found = amounts(piped("政府性基金预算财政拨款收入支出决算表", rows), "government_fund")
    assert found == {
        ("229", "opening_balance"): 100,
        ("229", "total"): 70,
        ("229", "project"): 70,
        ("229", "closing_balance"): 30,
    }


def test_a_total_that_covered_several_blocks_has_the_figure_in_the_last_of_them():
    rows = [
        "| 人员经费 |  |  | 公用经费 |  |  |  |  |  |",
        "|" + " 科目编码 | 科目名称 | 决算数 |" * 3,
        "| 301 | 工资福利支出 | 3.00 | 302 | 商品和服务支出 | 2.00 | 30239 |  | 1.00 |",
        "| 人员经费合计 |  | 3.00 | 公用经费合计 |  |  |  |  | 2.00 |",
    ]
    found = amounts(piped("一般公共预算财政拨款基本支出决算表", rows), "general_budget_basic")
    assert found["公用经费合计", "amount"] == 200
    assert found["人员经费合计", "amount"] == 300


def piped(title, rows):
    return read_tables(read_text("\n".join([title, "单位：万元", *rows]).encode(), "a.md"))
