"""Tables that no form knows: kept whole, and never a part of the table before them."""

import pytest

import juesuan
from tests.unit.test_ruled import HEAD, MORE, Rows, amounts, grid, read

TITLE = "部门专项资金使用情况表"
HEADING: Rows = [
    ["专项资金名称", ("上年安排", 2), "本年支出", "受益人数（人）"],
    ["", "合计", "其中：省级", "", ""],
]
FUNDS: Rows = [
    ["合计", "5.00", "3.00", "4.50", "7"],
    ["养老服务资金", "5.00", "3.00", "4.50", "7"],
]
ROWS = ["201 一般公共服务支出 3.00 1.00 2.00", "20129 群众团体事务 3.00 1.00 2.00"]
COLUMNS = "科目编码 科目名称 本年支出合计 基本支出 项目支出"


def money(read_):
    return [
        (cell.heading, cell.text, cell.money.fen)
        for other in read_.others
        for cell in other.cells
        if cell.money
    ]


def test_a_ruled_table_is_kept_cell_by_cell_under_its_headings():
    read_ = read(
        "支出决算表", "单位：万元", grid([*HEAD, *MORE], 5), TITLE, "单位：元",
        grid([*HEADING, *FUNDS], 5),
    )  # fmt: skip
    assert len(amounts(read_, "expenditure")) == 12
    (other,) = read_.others
    assert (other.title, other.unit) == (TITLE, "元")
    assert [cell.text for cell in other.cells][-5:] == FUNDS[1]
    assert (
        money(read_)
        == [
            ("上年安排/合计", "5.00", 500),
            ("上年安排/其中：省级", "3.00", 300),
            ("本年支出", "4.50", 450),
        ]
        * 2
    )


def test_a_table_without_ruling_ends_the_table_before_it_and_is_kept():
    funds = [
        TITLE,
        "单位：万元",
        "专项资金名称 上年安排 本年支出",
        "合计 5.00 4.50",
        "养老 5.00 4.50",
    ]
    read_ = read("支出决算表", "单位：万元", COLUMNS, *ROWS, None, *funds)
    (table,) = [each for each in read_.tables if each.key == "expenditure"]
    assert (table.amounts, table.numbers["unplaced"]) == (6, 0)
    assert (
        money(read_)
        == [
            ("上年安排", "5.00", 5_000_000),
            ("本年支出", "4.50", 4_500_000),
        ]
        * 2
    )


def test_a_text_that_does_not_tell_the_columns_has_no_heading():
    lines = [TITLE, "单位：万元", "专项资金名称 上年安排 本年支出", "养老 5.00"]
    assert money(read(*lines)) == [("", "5.00", 5_000_000)]


def test_an_unknown_title_in_a_list_or_above_prose_is_no_table():
    listed = ["目录", f"一、{TITLE}", "二、支出决算表", "支出决算表", "单位：万元", COLUMNS, *ROWS]
    assert read(*listed).others == []


def test_a_line_that_heads_every_page_ends_no_table():
    head = ["某局部门决算报表", "单位：万元"]
    more = "2012901 行政运行 3.00 1.00 2.00"
    read_ = read(*head, "支出决算表", COLUMNS, *ROWS, None, *head, more, None, *head)
    (table,) = [each for each in read_.tables if each.key == "expenditure"]
    assert table.amounts == 9
    assert read_.others == []


def test_no_unit_of_money_makes_no_amounts():
    rows: Rows = [["栏次", "科目名称", "2"], ["面积", "房屋", "12.50"], ["面积", "土地", "30.25"]]
    (other,) = read(grid(rows, 3)).others
    assert (other.unit, other.amounts, other.numbers) == (None, 0, 3)


def test_a_further_print_that_differs_is_kept_with_the_others():
    other: Rows = [*HEAD, ["201", "一般公共服务支出", "8.00", "8.00", ""]]
    caption = ("支出决算表", "单位：万元")
    read_ = read(*caption, grid([*HEAD, *MORE], 5), "附注。", *caption, grid(other, 5))
    assert [(each.title, each.is_copy) for each in read_.others] == [("支出决算表", True)]
    assert [figure for _, _, figure in money(read_)][-2:] == [8_000_000, 8_000_000]


def test_the_frames_show_the_table_and_its_cells():
    lines = ["某市甲局2022年度部门决算", "支出决算表", "单位：万元", COLUMNS, *ROWS]
    lines += [TITLE, "单位：万元", "专项资金名称 上年安排", "养老 5.00"]
    document = juesuan.read("\n".join(lines).encode(), name="甲局.txt")
    tables = document.tables
    (row,) = tables[tables["status"] == "unknown"].to_dict("records")
    assert (row["title"], row["amounts"]) == (TITLE, 1)
    assert document.other_cells["text"].tolist() == ["专项资金名称", "上年安排", "养老", "5.00"]
    assert document.other_cells["amount"].dropna().tolist() == [5.0]
    assert document.problems["kind"].tolist().count("table_unknown") == 1
    assert "missing" not in repr(row)


PURCHASES = [
    "项目 合计 预算内 预算外",
    "合计 60.00 21.00 39.00",
    "货物小计 15.00 5.00 10.00",
    "办公设备 9.00 3.00 6.00",
    "办公家具 6.00 2.00 4.00",
    "服务小计 45.00 16.00 29.00",
    "物业管理 30.00 10.00 20.00",
    "其中：保安服务 12.00 4.00 8.00",
    "法律服务 15.00 6.00 9.00",
]


def sums(*lines):
    text = ["某市甲局2022年度部门决算", "支出决算表", "单位：万元", COLUMNS, *ROWS]
    text += ["采购项目情况表", "单位：万元", *lines]
    verdicts = juesuan.read("\n".join(text).encode()).verdicts
    return verdicts[verdicts["identity"].eq("other_tables.sums")]


def test_sums_of_a_table_are_checked_by_rows_columns_and_parts():
    found = sums(*PURCHASES)
    assert set(found["verdict"]) == {"exact"}
    assert len(found) == 3 * 3 + 8 + 3


@pytest.mark.parametrize("line", range(1, 9))
@pytest.mark.parametrize("column", [1, 2, 3])
def test_a_misprint_in_a_table_that_no_form_knows_is_found(line, column):
    words = PURCHASES[line].split()
    words[column] = f"{float(words[column]) + 40:.2f}"
    found = sums(*PURCHASES[:line], " ".join(words), *PURCHASES[line + 1 :])
    wrong = found[found["verdict"].eq("inconsistent")]
    assert 1 <= len(wrong) <= 3
    assert wrong["message"].str.contains("采购项目情况表").all()


def test_a_sum_whose_parts_the_table_does_not_tell_is_not_checked():
    found = sums("项目 预算内 预算外", "合计 60.00 21.00", "办公设备 9.00 3.00", "差旅 2.00 1.00")
    assert found["verdict"].tolist() == ["not_checked"]
    assert found["reason"].tolist() == ["parts_unclear"]


def test_one_misprinted_sum_is_found_where_there_is_no_other():
    found = sums("项目 预算内", "合计 11.50", "办公设备 9.00", "差旅 2.00", "会议 0.40")
    assert found["verdict"].tolist() == ["inconsistent"]


def test_rows_that_are_numbered_below_a_sum_are_its_parts():
    lines = ["项目 行次 统计数", "一、采购支出合计 1 9.00", "（一）货物 2 4.00", "1．设备 3 3.00"]
    lines += ["（二）服务 4 5.00", "二、其他 5 2.00"]
    found = sums(*lines)
    assert found["verdict"].tolist() == ["exact"]


def test_cells_between_strokes_that_touch_their_figures_are_amounts():
    rows = ["|项目名称|合计|财政拨款|", "|---|---|---|", "|合计|9.00|8.00|", "|调研||8.00|"]
    (other,) = read("项目安排明细情况表", "单位：万元", *rows).others
    found = [(cell.heading, cell.text) for cell in other.cells if cell.money]
    assert found == [("合计", "9.00"), ("财政拨款", "8.00"), ("财政拨款", "8.00")]
