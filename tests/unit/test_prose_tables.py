"""Tables that stand in the prose, between bars or as lines of words."""

import pytest

import juesuan
from juesuan.narrative.prose_tables import prose_tables
from juesuan.readers import read_text

HEAD = "清河县第一小学2017年度部门决算\n第三部分 2017年度部门决算情况说明\n"
TOTAL = "一、收入支出决算总体情况说明\n2017年度收入总计252.50万元。\n"
WORDED = """（1）预算执行情况分析（单位：万元）
2017 年 预算数 决算数 增加额 增加率
合计 200.00 252.50 52.50 26.3%
基本支出 150.00 200.00 50.00 33.3%
实际与预算差异原因如下：
"""
BARRED = """四、“三公”经费变动情况
2017年“三公”经费统计表 | ||||
单位：万元 | ||||
项目 | 上年决算数 | 本年决算数 | 比上年增、减情况 | |
增、减金额 | 增、减幅度 | |||
合计 | 2911.47 | 2706.86 | -204.61 | -7.03% |
2.公务接待费 | 1679.69 | 1590.94 | -88.75 | -5.28% |
"""


def tables(text: str):
    return prose_tables(read_text(text.encode(), "a.txt").lines)


def test_lines_below_headings_alone_are_rows_as_far_as_each_has_as_many_figures():
    (table,) = tables(WORDED)
    assert table.headings == ("2017年", "预算数", "决算数", "增加额", "增加率")
    assert [row.cells[:3] for row in table.rows] == [
        ("合计", "200.00", "252.50"),
        ("基本支出", "150.00", "200.00"),
    ]
    assert table.unit == "万元"


def test_rows_between_bars_have_the_headings_that_span_their_columns():
    (table,) = tables(BARRED)
    assert table.headings[2:] == (
        "本年决算数",
        "比上年增、减情况增、减金额",
        "比上年增、减情况增、减幅度",
    )
    assert table.title == '2017年"三公"经费统计表'
    assert [row.name for row in table.rows] == ["合计", "公务接待费"]
    assert table.rows[1].cells[3:] == ("-88.75", "-5.28%")


@pytest.mark.parametrize(
    "text",
    [
        "预算数 决算数\n",
        "项目 | 预算数 | 决算数 | 备注 |\n公务接待费 | 无 | 无 | |\n",
        "年初预算数与决算数\n基本支出 150.00 200.00\n",
    ],
)
def test_headings_without_rows_of_figures_are_no_table(text):
    assert tables(text) == []


@pytest.mark.parametrize("text", [WORDED, BARRED])
def test_such_a_table_is_no_sentence_and_read(text):
    document = juesuan.read((HEAD + TOTAL + text).encode(), name="a.txt")
    assert len(document.claims) == 1
    assert "table_not_read" not in set(document.problems["kind"])
    assert document.other_cells["text"].eq("合计").any()


def test_its_budgets_complete_what_the_sentences_say_of_basic_expenditure():
    said = (
        "（三）一般公共预算财政拨款支出决算具体情况\n"
        "一般公共预算财政拨款支出年初预算为200.00万元，支出决算为252.50万元。"
        "其中：基本支出200.00万元，项目支出52.50万元。\n"
    )
    execution = juesuan.read((HEAD + said + WORDED).encode(), name="a.txt").execution
    basic = execution[execution["measure"] == "basic"].iloc[0]
    assert (basic["budget"], basic["actual"]) == (150.0, 200.0)


def test_a_flattened_table_that_is_not_read_is_said():
    page = "2017年度部门整体绩效自评表\n序号 重要事项\n1 某事 10 20 30\n"
    document = juesuan.read((HEAD + TOTAL + page).encode(), name="a.txt")
    assert (document.problems["kind"] == "table_not_read").sum() == 1


def test_its_cells_are_those_of_a_table_that_no_form_knows():
    cells = juesuan.read((HEAD + TOTAL + WORDED).encode(), name="a.txt").other_cells
    assert len(cells) == 10
    basic = cells[cells["row"] == 8]
    assert basic["amount"].dropna().tolist() == [150.0, 200.0, 50.0]
    assert basic["text"].tolist()[-1] == "33.3%"
    assert basic["heading"].tolist()[1:] == ["预算数", "决算数", "增加额", "增加率"]
