"""What a table prints is read, or said: one small table for each kind of trouble."""

import pytest

import juesuan
from juesuan.readers import read_text
from juesuan.tables.read_tables import read_tables
from juesuan.tables.reading import TableReading
from tests.unit.test_ruled import HEAD, MORE, WHOLE, Rows, amounts, grid, problems, read

SUMMARY = """收入支出决算总表
部门：青川市示范区数据管理局 单位：万元
收入 支出
项目 决算数 项目 决算数
一、一般公共预算财政拨款收入 100.00 一、一般公共服务支出 80.00
二、政府性基金预算财政拨款收入 八、社会保障和就业支出 20.00
"""
TOTALS = "本年收入合计 100.00 本年支出合计 100.00\n总计 100.00 总计 100.00\n"
EXPENDITURE = """支出决算表
部门：青川市示范区数据管理局 单位：万元
项目 本年支出合计 基本支出 项目支出
科目编码 科目名称
合计 36.00 12.50 23.50
205 教育支出 36.00 12.50 23.50
20502 普通教育 20.00 8.50 11.50
2050201 学前教育 20.00 8.50 11.50
20508 进修及培训 16.00 4.00 12.00
2050803 培训支出 16.00 4.00 12.00
"""
BASIC = """一般公共预算财政拨款基本支出决算表
部门：青川市示范区数据管理局 单位：元
科目编码 科目名称 决算数 科目编码 科目名称 决算数
301 工资福利支出 3,000,000.00 302 商品和服务支出 900,000.00
30101 基本工资 1,141,087.80 30201 办公费 378,322.33
30107 绩效工资 1,858,912.20 30205 水费 521,677.67
人员经费合计 3,000,000.00 公用经费合计 900,000.00
"""
THREE_PUBLIC: list[Rows] = [
    [
        [(measure, 4)],
        ["合计", "因公出国（境）费", ("公务用车购置及运行维护费", 1), "公务接待费"],
        [str(first + at) for at in range(4)],
        figures,
    ]
    for measure, first, figures in (
        ("预算数", 1, ["12.50", "", "9.00", "3.50"]),
        ("决算数", 5, ["10.26", "", "8.16", "2.10"]),
    )
]


def table(text: str) -> TableReading:
    """The first table of a text."""
    return read_tables(read_text(text.encode(), "made")).tables[0]


def cells(reading: TableReading) -> dict[tuple[str, str], str]:
    """The certain amounts as printed, by the row and measure that they stand in."""
    return {
        (reading.rows[slot.row].code or reading.rows[slot.row].key, slot.measure): token.printed
        for row in reading.printed
        for placed in row.placed
        if len(placed.slots) == 1
        for slot, token in [(placed.slots[0], placed.figure.token)]
    }


def said(reading: TableReading) -> list[tuple[str, str]]:
    """Kind and text of its problems."""
    return [(each.kind, each.found) for each in reading.problems]


WHOLE_TEXT = cells(table(EXPENDITURE))


@pytest.mark.parametrize("text", [SUMMARY + TOTALS, EXPENDITURE, BASIC])
def test_a_whole_table_has_no_problem(text):
    assert said(table(text)) == []


def test_a_figure_broken_before_its_last_digit_is_whole():
    broken = table(EXPENDITURE.replace("教育支出 36.00 12.50", "教育支出 36.00 12.5\n0"))
    assert said(broken) == []
    assert cells(broken) == WHOLE_TEXT


def test_a_figure_broken_between_its_groups_is_whole():
    broken = table(BASIC.replace("基本工资 1,141,087.80", "基本工资 1,141,\n087.80"))
    assert said(broken) == []
    assert cells(broken) == cells(table(BASIC))


def test_a_code_is_told_from_the_figure_that_it_sticks_to():
    glued = table(BASIC.replace("1,858,912.20 30205", "1,858,912.2030205"))
    assert said(glued) == []
    assert cells(glued) == cells(table(BASIC))


def test_beside_a_figure_that_cannot_be_read_the_row_has_no_figure_in_an_uncertain_column():
    torn = table(EXPENDITURE.replace("2050803 培训支出 16.00 4.00", "2050803 培训支出 16.0O"))
    assert {found for kind, found in said(torn) if kind == "unplaced"} == {"16.0O", "12.00"}
    assert cells(torn) == {key: it for key, it in WHOLE_TEXT.items() if key[0] != "2050803"}


def test_where_every_column_has_its_figure_the_others_stay_in_theirs():
    torn = table(EXPENDITURE.replace("2050803 培训支出 16.00", "2050803 培训支出 ###"))
    assert said(torn) == [("unplaced", "###")]
    assert cells(torn) == {key: it for key, it in WHOLE_TEXT.items() if key != ("2050803", "total")}


def test_a_figure_in_another_unit_than_the_table_is_read_in_its_own():
    other = table(EXPENDITURE.replace("学前教育 20.00", "学前教育 20.00元"))
    figures = [figure for row in other.printed for figure in row.figures]
    assert {each.money.fen for each in figures if each.token.unit} == {2000}
    assert cells(table(EXPENDITURE.replace("学前教育 20.00", "学前教育 20.00万元"))).keys() == (
        WHOLE_TEXT.keys()
    )


def test_digits_in_the_name_of_a_row_are_numbers_without_a_place():
    assert said(table(SUMMARY.replace("八、社会保障", "八、社12会保障") + TOTALS))
    torn = table(EXPENDITURE.replace("学前教育 20.00", "学前12教育 20.00"))
    assert ("unplaced", "12") in said(torn)


@pytest.mark.parametrize("name", ["收入合计", "本年收入小计"])
def test_a_total_of_another_name_is_the_total(name):
    other = name.replace("收入", "支出")
    text = TOTALS.replace("本年收入合计", name).replace("本年支出合计", other)
    assert said(table(SUMMARY + text)) == []
    assert cells(table(SUMMARY + text)) == cells(table(SUMMARY + TOTALS))


def test_a_line_that_is_not_known_takes_its_own_figures():
    reading = table(SUMMARY + "其他资金来源 7.00 待定用途 5.00\n" + TOTALS)
    assert said(reading) == [("line_unknown", "其他资金来源"), ("line_unknown", "待定用途")]
    assert cells(reading) == cells(table(SUMMARY + TOTALS)) | {("", "amount"): "5.00"}


@pytest.mark.parametrize(
    ("text", "lost", "name"),
    [
        (SUMMARY + TOTALS, "总计 100.00 总计 100.00\n", "总计"),
        (SUMMARY + TOTALS, "本年收入合计 100.00 ", "本年收入合计"),
        (EXPENDITURE, "合计 36.00 12.50 23.50\n", "合计"),
        (BASIC, " 公用经费合计 900,000.00", "公用经费合计"),
    ],
)
def test_a_total_that_the_form_has_and_the_table_lacks_is_said(text, lost, name):
    assert lost in text
    messages = [p.message for p in table(text.replace(lost, "")).problems]
    assert f"the form has a row {name}, which does not stand in the table" in messages


@pytest.mark.parametrize(("figure", "odd"), [("16.00", "16.0"), ("8.50", "8.500")])
def test_one_figure_with_other_decimals_than_all_others_is_said(figure, odd):
    assert ("decimals_odd", odd) in said(table(EXPENDITURE.replace(figure, odd, 1)))


@pytest.mark.parametrize(("figure", "is_odd"), [("1.37", False), ("1.30", True)])
def test_fewer_decimals_are_no_sign_where_zeros_at_the_end_are_dropped(figure, is_odd):
    items = "".join(f"20502{at:02} 学前教育 {figure} 1.37\n" for at in range(1, 20))
    head = "支出决算表\n单位：万元\n科目编码 科目名称 本年支出合计 基本支出 项目支出\n"
    found = said(table(f"{head}{items}2050299 其他普通教育支出 1.4 1.37\n"))
    assert (("decimals_odd", "1.4") in found) == is_odd


def test_a_table_whose_figures_were_all_left_out_is_not_blank():
    head = "支出决算表\n单位：万元\n科目编码 科目名称 本年支出合计 基本支出 项目支出\n"
    for rows in ("合计 12,3\n201 一般公共服务支出 12,3\n", "合计 ###\n201 一般公共服务支出 ###\n"):
        reading = table(head + rows)
        assert reading.status == "found"
        assert [kind for kind, _ in said(reading)][2:] == ["figures_left_out"]


def test_a_cell_that_is_not_shown_is_said_and_moves_no_other():
    rows: Rows = [*HEAD[:-1], ["201", "一般公共服务支出", "3.00", "###", "2.00"], *MORE]
    read_ = read("支出决算表", "单位：万元", grid(rows, 5))
    assert problems(read_, "expenditure") == [("unplaced", "###")]
    expected = {key: value for key, value in WHOLE.items() if key != ("201", "basic")}
    assert amounts(read_, "expenditure") == expected


def test_a_title_and_a_total_on_every_page_are_one_table():
    title = ("支出决算表", "单位：万元")
    pages = grid(HEAD, 5), grid([*HEAD[:2], *MORE], 5)
    read_ = read(*title, pages[0], None, *title, pages[1])
    assert problems(read_, "expenditure") == []
    assert amounts(read_, "expenditure") == WHOLE


def test_a_total_with_other_figures_on_the_next_page_is_another_print():
    title = ("支出决算表", "单位：万元")
    other: Rows = [HEAD[0], [("合计", 2), "4.00", "2.00", "2.00"], *MORE]
    read_ = read(*title, grid(HEAD, 5), None, *title, grid(other, 5))
    assert [kind for kind, _ in problems(read_, "expenditure")] == ["duplicate"]


def test_what_the_page_cuts_is_one_figure():
    cut: Rows = [["2012901", "行政", "1,403,0", "1,403,0", ""]]
    rest: Rows = [
        ["", "运行", "20.05", "20.05", ""],
        ["208", "社会保障和就业支出", "1.00", "1.00", ""],
        ["20808", "抚恤", "1.00", "1.00", ""],
    ]
    whole = grid([*HEAD, *MORE[:-1], *cut], 5), grid(rest, 5)
    read_ = read("支出决算表", "单位：万元", whole[0], None, whole[1])
    found = [found for kind, found in problems(read_, "expenditure") if kind == "unplaced"]
    assert found == []
    cut_in_two = amounts(read_, "expenditure")
    assert {cut_in_two[key] for key in cut_in_two if key[0] == "2012901"} == {140302005}


def test_what_the_page_cuts_and_does_not_go_together_is_no_smaller_figure():
    cut: Rows = [["2012901", "行政", "1,403,0x", "1,403,0x", ""]]
    rest: Rows = [
        ["", "运行", "20.05", "20.05", ""],
        ["208", "社会保障和就业支出", "1.00", "1.00", ""],
        ["20808", "抚恤", "1.00", "1.00", ""],
    ]
    whole = grid([*HEAD, *MORE[:-1], *cut], 5), grid(rest, 5)
    read_ = read("支出决算表", "单位：万元", whole[0], None, whole[1])
    found = [found for kind, found in problems(read_, "expenditure") if kind == "unplaced"]
    assert found == ["1,403,0x", "1,403,0x", "20.05", "20.05"]
    assert not {key for key in amounts(read_, "expenditure") if key[0] == "2012901"}


def test_budget_and_account_on_two_pages_are_one_table_and_its_columns_are_counted_on():
    title = ("财政拨款“三公”经费支出决算表", "单位：万元")
    pages = [grid(rows, 4) for rows in THREE_PUBLIC]
    read_ = read(*title, pages[0], None, pages[1])
    assert problems(read_, "three_public") == []
    assert [(key, value) for key, value in amounts(read_, "three_public").items()] == [
        (("合计", "budget"), 1250),
        (("公务用车购置及运行维护费", "budget"), 900),
        (("公务接待费", "budget"), 350),
        (("合计", "actual"), 1026),
        (("公务用车购置及运行维护费", "actual"), 816),
        (("公务接待费", "actual"), 210),
    ]


@pytest.mark.parametrize(
    ("name", "verdict"),
    [("机关事业单位基本养老保", "not_checked"), ("机关事业单位基本养老金", "inconsistent")],
)
def test_a_name_that_was_broken_is_no_finding_about_labels(name, verdict):
    figures = "1.00 1.00\n"
    rows = f"208 社会保障和就业支出 {figures}20805 行政事业单位养老支出 {figures}2080505 "
    head = "单位：万元\n科目编码 科目名称 本年支出合计 基本支出 项目支出\n合计 " + figures
    text = "".join(
        f"{title}\n{head}{rows}{each} {figures}"
        for title, each in (
            ("支出决算表", "机关事业单位基本养老保险缴费支出"),
            ("一般公共预算财政拨款支出决算表", name),
        )
    )
    verdicts = juesuan.read(text.encode(), name="2024年度部门决算.txt").verdicts
    labels = verdicts[verdicts["identity"].str.startswith("labels.document")]
    assert verdict in set(labels["verdict"][labels["code"].eq("2080505")])
