from juesuan.narrative.paragraphs import Paragraph
from juesuan.narrative.prose import passages
from juesuan.narrative.units import read_units

PART = "第一部分 上海市普陀区规划和自然资源局概况"
HEADING = "二、部门决算单位构成"
PUTUO = [
    (1, "上海市普陀区规划和自然资源局", "本级"),
    (2, "上海市普陀区规划和自然资源局执法大队", "下属"),
    (3, "上海市普陀区土地发展中心", "下属"),
    (4, "上海市普陀区自然资源确权登记事务中心", "下属"),
    (5, "上海市普陀区规划和自然资源管理事务中心", "下属"),
]


def plain(units):
    return [(unit.number, unit.name, unit.kind) for unit in units]


def putuo(table):
    below = (PART, HEADING)
    composition = (
        "从预算单位构成看，上海市普陀区规划和自然资源局部门决算包括：上海市普陀区规划和自然资源"
        "局本级决算、下属行政事业单位决算。"
    )
    texts = [
        ((PART,), HEADING),
        (below, composition),
        (below, "纳入上海市普陀区规划和自然资源局 2024 年度部门决算编制范围的单位包括："),
        (below, table),
    ]
    prose = [Paragraph(section, None, text, 6, 77) for section, text in texts]
    return read_units(passages(prose))


def test_a_flattened_table_with_the_number_above_the_name():
    units = putuo(
        "序号 单位名称 备注1 上海市普陀区规划和自然资源局（本级）2上海市普陀区规划和自然资源局执法"
        "大队（下属参公事业单位）3上海市普陀区土地发展中心（下属事业单位）4上海市普陀区自然资源确权"
        "登记事务中心（下属事业单位）5上海市普陀区规划和自然资源管理事务中心（下属事业单位）上海市规"
        "划和自然资源局 2024 年度部门决算表情况说明"
    )
    assert plain(units) == PUTUO
    assert {unit.page for unit in units} == {6}


def test_a_flattened_table_with_the_number_between_two_lines_of_the_name():
    units = putuo(
        "序号 单位名称 备注1 上海市普陀区规划和自然资源局（本级）上海市普陀区规划和自然资源局执法"
        "大队2（下属参公事业单位）上海市普陀区土地发展中心3（下属事业单位）上海市普陀区自然资源确权"
        "登记事务中心4（下属事业单位）上海市普陀区规划和自然资源管理事务中5心（下属事业单位）"
    )
    assert plain(units) == PUTUO
