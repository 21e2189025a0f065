"""Sentences as published accounts of many places print them; all names and figures are invented."""

import pytest

import juesuan
from juesuan.narrative.claims import claims
from juesuan.narrative.paragraphs import paragraphs
from juesuan.narrative.prose import passages
from juesuan.readers import read_text

HEAD = "清河县第一小学2021年度部门决算\n第三部分 2021年度部门决算情况说明\n"
EXPENSES = "七、一般公共预算财政拨款“三公”经费支出决算情况说明\n"


def told(text: str, heading: str = "") -> list[str]:
    """Of each figure: subject, kind, value and unit, direction, what it is compared with, role."""
    lines = read_text((heading + text).encode(), "a.txt").lines
    return [
        " ".join(
            part
            for part in (
                claim.subject,
                claim.kind,
                f"{claim.quantity.value}{claim.quantity.unit}" if claim.quantity.has_figure else "",
                claim.direction,
                claim.compared,
                claim.role,
            )
            if part
        )
        for claim in claims(passages(paragraphs(lines)))
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # Sichuan: two totals and one unit
        (
            "收、支总计各是4125.49,4143.91万元，比2020年各减少1267.86,2570.97万元，各降23.51%、38.28%。",
            [
                "收入总计 amount 4125.49万元 actual",
                "支出总计 amount 4143.91万元 actual",
                "收入总计 change 1267.86万元 减少 2020年",
                "支出总计 change 2570.97万元 减少 2020年",
                "收入总计 growth 23.51% 减少 2020年",
                "支出总计 growth 38.28% 减少 2020年",
            ],
        ),
        # Guangdong: the year behind the name
        (
            "1、公务接待费2021年8万元，2020年12.5万元；对比减少4.5万元。",
            [
                "公务接待费 amount 8万元 actual",
                "公务接待费 amount 12.5万元 actual",
                "公务接待费 change 4.5万元 减少",
            ],
        ),
        # Hunan: 未超过 is no 大于, and no rate of a budget of 0
        ("“三公”经费决算数未超过预算数。", []),
        (
            "会议费支出决算9万元，由于年初预算为0，无法计算百分比，决算数大于年初预算数。",
            ["会议费 amount 9万元 actual", "会议费 comparison 大于 年初预算"],
        ),
        # … and a comparison among reasons that is a statement of its own
        (
            "公务接待费5万元，决算数小于预算数的主要原因是从严控制，与上年相比减少1万元，减少16.67%。",
            [
                "公务接待费 amount 5万元 actual",
                "公务接待费 comparison 小于 预算",
                "公务接待费 change 1万元 减少 上年",
                "公务接待费 growth 16.67% 减少 上年",
            ],
        ),
        # Shanghai: reasons that go on with what has moved
        (
            "支出总计900万元，比上年增加5万元，主要原因：一是项目支出增加，较上年度增加5万元。",
            [
                "支出总计 amount 900万元 actual",
                "支出总计 change 5万元 增加 上年",
                "项目支出 change 5万元 增加 上年 reason",
            ],
        ),
        # Jiangxi: a balance told in passing
        (
            "收入总计78.90万元，其中年初结转和结余3.40万元，较2020年增加6.70万元。",
            [
                "收入总计 amount 78.90万元 actual",
                "年初结转和结余 amount 3.40万元 actual",
                "收入总计 change 6.70万元 增加 2020年",
            ],
        ),
        # Ningxia: a difference that is a name
        ("用事业基金弥补收支差额0万元。", ["用事业基金弥补收支差额 amount 0万元 actual"]),
        # Hubei: the code behind the name, and a title of its own
        (
            "（1）行政运行2010301。年初预算为300万元，支出决算为320万元。",
            [
                "行政运行 amount 300万元 年初预算 budget",
                "行政运行 amount 320万元 actual",
            ],
        ),
        # Tianjin: 2021年初预算
        (
            "公务接待费支出决算5万元，比2021年初预算数8万元减少3万元。",
            [
                "公务接待费 amount 5万元 actual",
                "公务接待费 amount 8万元 年初预算 budget",
                "公务接待费 change 3万元 减少 年初预算",
            ],
        ),
        # Xinjiang: a change behind budgets is measured against them
        (
            "行政运行预算数86万元，调整预算数90万元，决算数90万元，增加4万元。",
            [
                "行政运行 amount 86万元 预算 budget",
                "行政运行 amount 90万元 全年预算 budget",
                "行政运行 amount 90万元 actual",
                "行政运行 change 4万元 增加 预算",  # 90 − 86
            ],
        ),
        # Hebei: income, then expenditure
        (
            "一般公共预算本年收入完成年初预算100%；支出完成年初预算105.63%。",
            [
                "一般公共预算本年收入 completion_rate 100% 年初预算",
                "支出 completion_rate 105.63% 年初预算",
            ],
        ),
        # Gansu: a balance against that of the year before
        (
            "年末结转和结余12万元，较上年结转和结余减少3万元。",
            [
                "年末结转和结余 amount 12万元 actual",
                "年末结转和结余 change 3万元 减少 上年",
            ],
        ),
        # Zhejiang: names of funds
        (
            "财政拨款收入30万元（其中，一般公共预算30万元，政府性基金预算0万元），占收入合计99%。",
            [
                "财政拨款收入 amount 30万元 actual",
                "一般公共预算 amount 30万元 actual",
                "政府性基金预算 amount 0万元 actual",
                "财政拨款收入 share 99%",
            ],
        ),
        # Anhui: rules that are no things
        ("决算数小于预算数的主要原因是贯彻省委30条要求。", ["comparison 小于 预算"]),
    ],
)
def test_what_the_sentences_of_many_places_state(text, figures):
    assert told(text) == figures


def test_a_title_that_ends_with_a_full_stop_is_the_subject_of_what_follows():
    text = "4、普通教育（款）小学教育（项）。决算数9万元。\n5、住房保障支出。年初预算3万元。"
    assert told(text) == [
        "小学教育 amount 9万元 actual",
        "住房保障支出 amount 3万元 年初预算 budget",
    ]


def test_a_sentence_goes_on_below_a_semicolon():
    text = "一、公务接待费支出5万元；\n占“三公”经费的20%；\n与上年持平。"
    assert told(text)[1:] == ["公务接待费支出 share 20%", "公务接待费支出 comparison 持平 上年"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("公务接待", "reception"),
        ("公务接待费用", "reception"),
        ("公车运行及维护", "vehicle_operation"),
        ("公务用车运行费用支出", "vehicle_operation"),
        ("公务用车购置费及运行维护费", "vehicles"),
        ("公车购置及运行费", "vehicles"),
        ("“三公”经费支出总额", "total"),
        ("一般公共预算财政拨款三公经费支出", "total"),
    ],
)
def test_the_components_have_many_names(name, line):
    text = f"{HEAD}{EXPENSES}{name}5.80万元，比上年减少1万元。\n"
    claim = juesuan.read(text.encode(), name="a.txt").claims.iloc[0]
    assert (claim["table"], claim["line_key"]) == ("three_public", line)


def test_the_figure_of_last_year_is_a_base():
    text = f"{HEAD}{EXPENSES}公务接待费2021年8万元，2020年12.5万元。\n"
    claim = juesuan.read(text.encode(), name="a.txt").claims
    assert claim["role"].tolist() == ["actual", "base"]
    assert claim["year"].tolist() == [2021, 2020]
