"""Text with the marks of Markdown around its titles and cells."""

import pytest

import juesuan
from juesuan.readers.markdown import unmarked
from tests.factory import Layout, print_text
from tests.factory.place_forms import places
from tests.factory.place_sheets import place_account

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
