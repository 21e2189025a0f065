from decimal import Decimal

import pytest

from juesuan.narrative.claims import claims
from juesuan.narrative.details import read_details
from juesuan.narrative.paragraphs import paragraphs
from juesuan.narrative.prose import passages
from juesuan.readers import read_text

PUTUO = """七、财政拨款“三公”经费支出决算情况说明
（一）“三公”经费财政拨款支出决算总体情况说明。
“三公”经费财政拨款支出年初预算为 2.85 万元，支出决算为 0.39 万元，完成预算的 13.68%，其中：因公出国（境）费决算为 0.00 万元，完成预算的 0.00%；公务用车购置及运行维护费支出决算为 0.00 万元，完成预算的 0.00%；公务接待费支出决算为 0.39 万元，完成预算的 13.68%。
2024 年度“三公”经费财政拨款支出决算数比 2023 年度减少 0.15 万元，下降（增长）27.78%，其中：因公出国（境）费支出与上一年度持平；公务用车购置及运行维护费支出与上一年度持平；公务接待费支出决算减少 0.15 万元，下降 27.78%。
（二）“三公”经费财政拨款支出决算具体情况说明。
“三公”经费财政拨款支出决算中，因公出国（境）费支出决算 0.00 万元，占 0.00%；公务用车购置及运行维护费支出决算 0.00 万元，占 0.00%；公务接待费支出决算 0.39 万元，占 100.00%。具体情况如下：
1、因公出国（境）费支出 0.00 万元。全年安排因公出国（境）团组 0 个、累计 0 人次。
2、公务用车购置及运行维护费支出 0.00 万元。其中：
公务用车购置支出为 0.00 万元。
公务用车运行维护支出 0.00 万元。
2024 年，上海市普陀区规划与自然资源局所属各预算单位开支财政拨款的公务用车保有量为 0 辆。
3、公务接待费支出 0.39 万元。其中：
国内公务接待支出 0.39 万（含外宾接待支出 0.00 万元）。
主要用于接待上级部门及外省市单位调研学习及考察，列明公务接待 2 批次、26 人次，其中：接待外宾 0 批次、0 人次。
十一、其他重要事项的情况说明
（一）机关运行经费支出情况
机关运行经费支出 142.80 万元，比 2023 年度减少 13.52 万元，下降 8.65%。主要原因是严格落实中央八项规定。
（二）政府采购支出情况
上海市普陀区规划和自然资源局 2024 年度政府采购金额（以合同签订为准）为 2319.21 万元，其中：货物采购金额 122.43 万元、工程采购金额 1387.72 万元、服务采购金额 809.07 万元。
2024 年度本部门面向中小企业预留政府采购项目预算金额225.10 万元，面向小微企业预留政府采购项目预算金额 164.87万元。在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额 225.10 万元；在面向小微企业预留政府采购项目中，由小微企业供应商中标或成交的，采购金额164.87 万元；在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额 0.00 万元。
（三）国有资产占有使用情况说明
截至 2024 年 12 月 31 日，上海市普陀区规划和自然资源局部门（单位）共有车辆 0 辆，其中：部级领导干部用车 0 辆、主要领导干部用车 0 辆、机要通信用车 0 辆、应急保障用车 0 辆、执法执勤用车 0 辆、特种专业技术用车 0 辆、离退休干部用车 0 辆、其他用车 0 辆。单价 100 万元（含）以上设备（不含车辆）0 台（套）。
第四部分 名词解释
十一、机关运行经费：指行政单位使用的经费 5 万元。
"""  # noqa: E501 a paragraph a line, as the document has it
MONEY, PERCENT = "万元", "%"
VEHICLES = (
    "车辆",
    "副部(省)级及以上领导用车",
    "主要领导干部用车",
    "机要通信用车",
    "应急保障用车",
    "执法执勤用车",
    "特种专业技术用车",
    "离退休干部用车",
    "其他用车",
)
BUDGETED = ("total", "abroad", "vehicles", "reception")
VISITS = ("国际访问", "大型活动", "外省市交流接待", "及接待活动")


def read(text: str, organization: str = "上海市普陀区规划和自然资源局"):
    lines = read_text(text.encode(), "a.txt").lines
    return read_details(claims(passages(paragraphs(lines)), organization))


def keyed(details) -> dict[tuple[str, str | None, str | None], list[tuple[Decimal | None, str]]]:
    found: dict = {}
    for one in details:
        key = (one.frame, one.component, one.item)
        found.setdefault(key, []).append((one.value, one.quantity.unit))
    return found


@pytest.fixture(scope="module")
def wuhan(hanyang_path):
    return keyed(read(hanyang_path.read_text(encoding="utf-8"), "武汉市汉阳区总工会"))


@pytest.fixture(scope="module")
def putuo():
    return keyed(read(PUTUO))


def test_every_claim_of_hanyang_is_an_item(wuhan):
    assert [key for key in wuhan if key[2] is None] == []
    assert sum(map(len, wuhan.values())) == 64


@pytest.mark.parametrize("component", BUDGETED)
@pytest.mark.parametrize(
    ("item", "value", "unit"),
    [
        ("预算", "0", MONEY),
        ("决算", "0", MONEY),
        ("完成率", "100.0", PERCENT),
        ("增减额", "0", MONEY),
        ("增减率", "0.0", PERCENT),
    ],
)
def test_hanyang_three_public(wuhan, component, item, value, unit):
    assert set(wuhan["three_public_detail", component, item]) == {(Decimal(value), unit)}


@pytest.mark.parametrize(
    ("component", "item", "unit"),
    [
        ("abroad", "团组数", "个"),
        ("abroad", "人次", "人次"),
        ("vehicle_purchase", "决算", MONEY),
        ("vehicle_purchase", "购置数", "辆"),
        ("vehicle_operation", "决算", MONEY),
        ("vehicle_operation", "保有量", "辆"),
        *(("reception", f"{visit}金额", MONEY) for visit in VISITS),
        *(("reception", f"{visit}批次", "批次") for visit in VISITS),
        *(("reception", f"{visit}人次", "人次") for visit in VISITS),
    ],
)
def test_hanyang_three_public_counts(wuhan, component, item, unit):
    assert wuhan["three_public_detail", component, item] == [(0, unit)]


@pytest.mark.parametrize(
    ("frame", "item", "unit"),
    [
        ("operating_cost", "机关运行经费", MONEY),
        ("operating_cost", "增减额", MONEY),
        ("operating_cost", "增减率", PERCENT),
        *(
            ("procurement", item, MONEY)
            for item in ("总额", "货物", "工程", "服务", "授予中小企业", "授予小微企业")
        ),
        ("procurement", "授予中小企业占政府采购支出总额", PERCENT),
        ("procurement", "授予小微企业占授予中小企业", PERCENT),
        ("procurement", "货物采购授予中小企业占货物支出", PERCENT),
        ("procurement", "工程采购授予中小企业占工程支出", PERCENT),
        ("procurement", "服务采购授予中小企业占服务支出", PERCENT),
        *(("assets", vehicle, "辆") for vehicle in VEHICLES),
        ("assets", "单价100万元(含)以上设备", "台(套)"),
    ],
)
def test_hanyang_other_frames(wuhan, frame, item, unit):
    assert wuhan[frame, None, item] == [(0, unit)]


def test_every_claim_of_putuo_is_an_item(putuo):
    assert [key for key in putuo if key[2] is None] == []
    assert {key[0] for key in putuo} == {
        "three_public_detail",
        "operating_cost",
        "procurement",
        "assets",
    }


@pytest.mark.parametrize(
    ("component", "item", "values", "unit"),
    [
        ("total", "预算", ["2.85"], MONEY),
        ("total", "决算", ["0.39"], MONEY),
        ("total", "完成率", ["13.68"], PERCENT),
        ("total", "增减额", ["-0.15"], MONEY),
        ("abroad", "决算", ["0.00"] * 3, MONEY),
        ("abroad", "占三公经费支出决算", ["0.00"], PERCENT),
        ("abroad", "团组数", ["0"], "个"),
        ("abroad", "人次", ["0"], "人次"),
        ("vehicles", "决算", ["0.00"] * 3, MONEY),
        ("vehicle_purchase", "决算", ["0.00"], MONEY),
        ("vehicle_operation", "决算", ["0.00"], MONEY),
        ("vehicle_operation", "保有量", ["0"], "辆"),
        ("reception", "决算", ["0.39"] * 3, MONEY),
        ("reception", "增减额", ["-0.15"], MONEY),
        ("reception", "增减率", ["-27.78"], PERCENT),
        ("reception", "占三公经费支出决算", ["100.00"], PERCENT),
        ("reception", "批次", ["2"], "批次"),
        ("reception", "人次", ["26"], "人次"),
        ("reception", "外宾接待金额", ["0.00"], MONEY),
        ("reception", "外宾接待批次", ["0"], "批次"),
        ("reception", "外宾接待人次", ["0"], "人次"),
    ],
)
def test_putuo_three_public(putuo, component, item, values, unit):
    found = putuo["three_public_detail", component, item]
    assert found == [(Decimal(value), unit) for value in values]


@pytest.mark.parametrize(
    ("frame", "item", "value", "unit"),
    [
        ("operating_cost", "机关运行经费", "142.80", MONEY),
        ("operating_cost", "增减额", "-13.52", MONEY),
        ("operating_cost", "增减率", "-8.65", PERCENT),
        ("procurement", "总额", "2319.21", MONEY),
        ("procurement", "货物", "122.43", MONEY),
        ("procurement", "工程", "1387.72", MONEY),
        ("procurement", "服务", "809.07", MONEY),
        ("procurement", "面向中小企业预留预算金额", "225.10", MONEY),
        ("procurement", "面向小微企业预留预算金额", "164.87", MONEY),
        ("procurement", "面向中小企业预留项目由中小企业成交金额", "225.10", MONEY),
        ("procurement", "面向小微企业预留项目由小微企业成交金额", "164.87", MONEY),
        ("procurement", "其他项目由中小企业成交金额", "0.00", MONEY),
        *(("assets", vehicle, "0", "辆") for vehicle in VEHICLES),
        ("assets", "单价100万元(含)以上设备", "0", "台(套)"),
    ],
)
def test_putuo_other_frames(putuo, frame, item, value, unit):
    assert putuo[frame, None, item] == [(Decimal(value), unit)]


def test_a_change_without_a_direction_has_no_value(putuo):
    # 下降（增长）27.78%: the template's both words stand
    assert putuo["three_public_detail", "total", "增减率"] == [(None, PERCENT)]


THREE = "九、财政拨款“三公”经费支出决算情况说明\n"
ASSETS = "十二、国有资产占用情况\n"
COST = "十、机关运行经费支出情况\n"


@pytest.mark.parametrize(
    "text",
    [
        THREE + "主要原因是 2021 年公务接待费支出 0.54 万元。",
        THREE + "主要原因是接待批次减少 3 批次。",
        THREE + "公务接待 3 批次。".replace("公务接待", "公务接待批次减少"),
        THREE + "公务接待费支出决算比 2023 年度决算 0.54 万元。",
        THREE + "公务用车燃料费 3 万元。",
        THREE + "区房管局公务接待费 3 万元。",
        ASSETS + "部门预算安排购置车辆 1 辆。",
        ASSETS + "安排购置公务用车，其中：其他用车 1 辆。",
        ASSETS + "房屋 2 处。",
        COST + "办公费支出 3 万元。",
    ],
)
def test_what_no_entry_takes_is_kept_without_an_item(text):
    (one,) = read(text)
    assert one.item is None
    assert one.component is None


def test_a_comparison_with_the_budget_is_not_one_with_last_year():
    cost, change, growth = read(COST + "机关运行经费支出 8 万元，比年初预算减少 2 万元，下降 20%。")
    assert cost.item == "机关运行经费"
    # without an item while the claim's subject is 比年初预算
    assert (change.item, change.value) in {(None, -2), ("比预算增减额", -2)}
    assert (growth.item, growth.value) in {(None, -20), ("比预算增减率", -20)}


def test_visitors_from_home_and_abroad():
    text = THREE + (
        "国内公务接待 12 批次，98 人次。国（境）外公务接待 1 批次，4 人次。"
        "共接待国内来访团组 5 个、来宾 26 人次。"
    )
    assert [(one.item, one.value) for one in read(text)] == [
        ("国内公务接待批次", 12),
        ("国内公务接待人次", 98),
        ("国(境)外公务接待批次", 1),
        ("国(境)外公务接待人次", 4),
        ("国内来访团组数", 5),
        ("国内来访人次", 26),
    ]


def test_budgets_of_procurement_are_no_amounts():
    text = "三、政府采购预算情况\n政府采购预算 10 万元，其中：政府采购货物预算 4 万元。"
    assert [one.item for one in read(text)] == ["预算总额", "货物预算"]


def test_one_heading_of_several_frames():
    text = "十、机关运行经费、政府采购支出情况\n机关运行经费支出 8 万元。政府采购支出总额 9 万元。"
    assert [(one.frame, one.item) for one in read(text)] == [
        ("operating_cost", "机关运行经费"),
        ("procurement", "总额"),
    ]


def test_a_heading_that_opens_the_paragraph():
    text = "十一、其他重要事项\n（一）政府采购支出情况。本部门政府采购支出总额 9 万元，占比不高。"
    (one,) = read(text)
    assert (one.frame, one.item) == ("procurement", "总额")


def test_other_sections_have_no_details():
    assert read("五、收入决算情况说明\n公务接待费支出 3 万元。") == []
