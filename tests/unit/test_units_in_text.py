"""Tables whose columns only cells tell, as text that tells them, and as text that does not."""

import juesuan
from tests.unit.test_ruled import amounts, problems, read

UNIT = "单位：万元"
BY_UNIT = "支出决算表（分单位）"
HEADING = "单位名称 本年支出合计 基本支出 项目支出"
MATRIX = [
    "项目 合计 工资福利支出 商品和服务支出",
    "科目编码 科目名称 小计 基本工资 小计 办公费",
    "栏次 1 2 3 4 5",
    "合计 7.00 4.00 4.00 3.00 3.00",
    "201 一般公共服务支出 7.00 4.00 4.00 3.00 3.00",
]


def test_a_unit_has_the_figures_of_its_line_and_its_code_is_no_part_of_its_name():
    rows = ["合计 6.00 3.00 3.00", "101001 甲局（本级） 3.00 2.00 1.00", "乙站", "3.00 1.00 2.00"]
    read_ = read(BY_UNIT, UNIT, HEADING, *rows)
    found = amounts(read_, "expenditure_by_unit")
    assert found["甲局（本级）", "basic"] == 200
    assert found["乙站", "project"] == 200
    assert problems(read_, "expenditure_by_unit") == []


def test_blank_cells_of_units_are_placed_by_identities_or_left_open():
    lines = ["某市甲局2022年度部门决算", BY_UNIT, UNIT, HEADING]
    lines += ["合计 6.00 4.00 2.00", "甲局 4.00 4.00", "乙站 2.00 2.00"]
    frame = juesuan.read("\n".join(lines).encode()).amounts
    units = frame[frame["level"].eq("line")].set_index("unit_name")
    assert set(units["placement"].astype(str)) <= {"solved", "ambiguous"}
    assert set(units.loc["甲局", "measure"].dropna()) <= {"total", "basic"}
    assert set(units.loc["乙站", "measure"].dropna()) <= {"total", "project"}


def test_a_name_that_no_figures_follow_leaves_the_table_whole():
    read_ = read(BY_UNIT, UNIT, HEADING, "甲局服务中 3.00 2.00 1.00", "心")
    assert not any(table.status == "found" for table in read_.tables)
    assert [other.amounts for other in read_.others] == [3]


def test_a_matrix_of_whole_rows_has_the_columns_of_its_heading():
    assert amounts(read("财政拨款支出决算明细表", UNIT, *MATRIX), "appropriation_detail") == {
        (row, measure): figure
        for row in ("合计", "201")
        for measure, figure in zip(
            ("total", "301", "30101", "302", "30201"), (700, 400, 400, 300, 300), strict=True
        )
    }


def test_a_matrix_that_has_lost_a_cell_is_kept_whole_and_its_headings_are_not_told():
    lost = [*MATRIX[:-1], "201 一般公共服务支出 7.00 4.00 3.00 3.00"]
    (other,) = read("财政拨款支出决算明细表", UNIT, *lost).others
    assert other.amounts == 9
    assert {cell.heading for cell in other.cells if cell.money} == {""}


def test_components_stand_behind_the_measure_of_their_line():
    title = "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表"
    heading = [
        "项目 一般公共预算财政拨款“三公”经费 会议费 培训费",
        "小计 因公出国（境）费用 公务接待费 公务用车购置及运行维护费",
        "小计 公务用车购置费 公务用车运行维护费",
        "栏次 1 2 3 4 5 6 7 8",
    ]
    rows = ["预算数 8.00 8.00 3.00 5.00 2.00 1.00", "决算数 5.00 5.00 5.00"]
    lines = ["某市甲局2022年度部门决算", title, UNIT, *heading, *rows]
    frame = juesuan.read("\n".join(lines).encode()).amounts
    columns = frame["candidates"].fillna(frame["measure"].astype(str)).tolist()
    assert all(each.endswith("budget") and "actual" not in each for each in columns[:6])
    assert all(each.endswith("actual") and "budget" not in each for each in columns[6:])
    assert len(columns) == 9


def test_figures_with_too_many_readings_to_list_are_left_open():
    title = "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表"
    heading = [
        "预算数 决算数",
        "项目 一般公共预算财政拨款“三公”经费 会议费 培训费",
        "小计 因公出国（境）费用 公务接待费 公务用车购置及运行维护费",
        "小计 公务用车购置费 公务用车运行维护费",
    ]
    figures = "8.00 8.00 3.00 5.00 2.00 1.00 5.00 5.00 5.00"
    lines = ["某市甲局2022年度部门决算", title, UNIT, *heading, figures]
    frame = juesuan.read("\n".join(lines).encode()).amounts
    assert set(frame["placement"]) == {"ambiguous"}
    assert frame["candidates"].str.count(",").min() > 0
