"""Tables of many columns whose text is lined up with blanks: read by cells, or kept as text."""

from unicodedata import east_asian_width

import pytest

from tests.unit.test_ruled import amounts, read

TITLE = "一般公共预算财政拨款支出决算明细表"
HEADINGS = [
    ["项目", "", "合计", "工资福利支出", "", "商品和服务支出", ""],
    ["功能分类科目编码", "科目名称", "", "小计", "基本工资", "小计", "办公费"],
]
BODY = [
    ["合计", "", "9.00", "5.00", "5.00", "4.00", "4.00"],
    ["201", "一般公共服务支出", "6.00", "5.00", "5.00", "1.00", "1.00"],
    ["205", "教育支出", "3.00", "", "", "3.00", "3.00"],
]
SIDES = ("left", "right", "centre")


def wide(text):
    return sum(1 + (east_asian_width(sign) in "WF") for sign in text)


def lined_up(rows, headings="left", figures="left"):
    """The rows with their texts in columns; figures are those from the third column on."""
    widths = [max(wide(row[at]) for row in rows) + 4 for at in range(len(rows[0]))]
    lines = []
    for row in rows:
        line = ""
        for at, (text, width) in enumerate(zip(row, widths, strict=True)):
            side = headings if row in HEADINGS else figures if at > 1 else "left"
            room = width - 2 - wide(text)
            before = {"left": 0, "right": room, "centre": room // 2}[side]
            line += " " * before + text + " " * (room - before + 2)
        lines.append(line.rstrip())
    return lines


def matrix(lines):
    read_ = read(TITLE, "单位：万元", *lines)
    return amounts(read_, "general_budget_detail")


@pytest.mark.parametrize("figures", ["left", "right"])
def test_figures_below_their_headings_are_read_by_cells_blank_ones_too(figures):
    found = matrix(lined_up([*HEADINGS, *BODY], figures=figures))
    measures = ("total", "301", "30101", "302", "30201")
    assert found == {
        (row[0], measure): round(float(text) * 100)
        for row in BODY
        for measure, text in zip(measures, row[2:], strict=True)
        if text
    }


def test_rows_behind_a_page_number_go_on_below_the_same_headings():
    lines = lined_up([*HEADINGS, *BODY])
    assert matrix([*lines[:4], "— 7 —", *lines[4:]]) == matrix(lines)


def test_where_headings_stand_over_the_middle_nothing_tells_the_columns_of_blank_rows():
    read_ = read(TITLE, "单位：万元", *lined_up([*HEADINGS, *BODY], "centre", "right"))
    assert [each.status for each in read_.tables if each.key == "general_budget_detail"] == []
    (kept,) = read_.others
    assert kept.amounts == sum(bool(text) for row in BODY for text in row[2:])
    assert {cell.heading for cell in kept.cells} == {""}


def test_a_table_that_no_form_knows_keeps_the_headings_above_its_cells():
    rows = [["车辆", "", "原值", "净值"], ["轿车", "", "9.00", ""], ["客车", "", "", "3.00"]]
    read_ = read("资产负债简表", "单位：万元", *lined_up(rows))
    (kept,) = read_.others
    assert [(c.heading, c.text) for c in kept.cells if c.money] == [
        ("原值", "9.00"),
        ("净值", "3.00"),
    ]


UNITS = [
    ["单位代码", "单位名称", "本年支出合计", "基本支出", "项目支出"],
    ["", "合计", "9.00", "5.00", "4.00"],
    ["305001", "甲局（本级）", "6.00", "5.00", "1.00"],
    ["305002", "甲局乙中心", "3.00", "", "3.00"],
]


@pytest.mark.parametrize("gap", ["    ", ""])
def test_a_table_by_unit_is_read_by_cells_though_a_code_may_touch_its_name(gap):
    width = 8 if gap else 6
    lines = ["部门：甲局    单位：万元"]
    for row in UNITS:
        line = row[0] + " " * (width - wide(row[0])) + gap
        for at, text in enumerate(row[1:]):
            line += text + " " * ((20, 14, 10, 10)[at] - wide(text))
        lines.append(line.rstrip())
    if not gap:
        lines[1] = lines[1].replace("单位代码", "代码  ")
    found = amounts(read("支出决算表（分单位）", "公开03-1表", *lines), "expenditure_by_unit")
    assert found["甲局（本级）", "basic"] == 500
    assert found["甲局乙中心", "project"] == 300
    assert ("甲局乙中心", "basic") not in found
