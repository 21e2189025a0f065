"""One sentence for each rule of the grammar, with what its figures state."""

import pytest

import juesuan
from juesuan.catalogue.first_signs import first_signs
from juesuan.catalogue.grammar import grammar
from juesuan.narrative.claims import claims
from juesuan.narrative.paragraphs import paragraphs
from juesuan.narrative.prose import passages
from juesuan.readers import read_text
from juesuan.readers.characters import compact, plain
from tests.conformance.test_sentences import cases

HEAD = "清河县第一小学2017年度部门决算\n第三部分 2017年度部门决算情况说明\n"
REVIEW = "五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n"


def read(text: str):
    prose = passages(paragraphs(read_text(text.encode(), "a.txt").lines))
    return list(claims(prose))


def told(text: str) -> list[tuple[str, str | None, str]]:
    """Of each figure its kind, subject and role."""
    return [(each.kind, each.subject, each.role) for each in read(text)]


def frames(text: str):
    return juesuan.read((HEAD + text).encode(), name="a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "本年收入252.50万元，比2016年231.50万元增加21.00万元，增长9.07%。",
        "本年收入252.50万元，较上年231.50万元增加21.00万元，增长9.07%。",
        "本年收入252.50万元，与2016年度决算数231.50万元对比增加21.00万元，增长9.07%。",
        "本年收入252.50万元，较上年231.50增加21.00万元，增长9.07%。",
    ],
)
def test_the_figure_behind_a_comparison_is_the_base_of_another_year(text):
    found = frames("二、收入决算情况说明\n" + text).claims
    assert found["role"].tolist()[:2] == ["actual", "base"]
    assert found["year"].tolist() == [2017, 2016, 2017, 2017]
    assert found["table"].notna().tolist() == [True, False, False, False]
    assert found["compared_with"].tolist()[2:] == ["上年", "上年"]
    assert found["base_fen"].tolist()[2] == 231_500_000


def test_budget_and_last_year_are_told_apart():
    found = frames(
        "六、机关运行经费情况\n机关运行经费支出52.66万元，比年初预算60.00万元减少7.34万元；"
        "较2016年度决算增加3.56万元，增长7.25%。"
    ).claims
    assert found["measure"].eq("budget").fillna(value=False).tolist() == [False, True, *[False] * 3]
    assert found["compared_with"].tolist()[2:] == ["年初预算", "上年", "上年"]
    assert found["base_fen"].fillna(0).tolist()[2:] == [60_000_000, 0, 0]


def test_a_bracket_returns_to_what_stood_before_it():
    found = told(
        "公务用车购置及运行维护费10万元（其中：公务用车购置费8万元，公务用车运行维护费2万元），"
        "比上年增加2万元，增长25%。"
    )
    assert [subject for _, subject, _ in found] == [
        "公务用车购置及运行维护费",
        "公务用车购置费",
        "公务用车运行维护费",
        "公务用车购置及运行维护费",
        "公务用车购置及运行维护费",
    ]


def test_names_of_funds_are_no_budgets():
    found = read("财政拨款收入250万元（其中，一般公共预算230万元，政府性基金预算20万元）。")
    assert [claim.measure for claim in found] == [None, None, None]


def test_a_purpose_is_no_subject():
    found = told("1.教育支出245.45万元，主要用于完成小学教育工作发生的人员经费，完成年初预算100%。")
    assert [subject for _, subject, _ in found] == ["教育支出", "教育支出"]


def test_a_purpose_may_have_amounts():
    found = told("一般公共服务支出（类）414.56万元。主要是用于行政运行281.06万元，其他160.50万元。")
    assert found[1:] == [("amount", "行政运行", "purpose"), ("amount", "其他", "purpose")]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("公务接待费支出0.65万元，与2017年度预算相比，减少0.85万元。", "公务接待费支出"),
        ("公务用车运行维护费支出3.55万元，按同口径同比减少0.45万元。", "公务用车运行维护费支出"),
        ("收支较上年决算数增加21万元。", "收支"),
    ],
)
def test_words_of_comparison_are_no_subjects(text, subject):
    assert read(text)[-1].subject == subject


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("一是追加专项资金1130.60万元；二是人员经费增加99.62万元。", [1130.60, 99.62]),
        ("村级运转经费提标82.00万元、会议费少支2.91万元。", [82.0, -2.91]),
        ("困难群众救助提标，增支199.19万元。", [199.19]),
        ("2017年新增了20.5万元抗疫特别国债资金。", [20.5]),
        ("人员增加；2017年度支出合计230万元，较上年减少12.5万元。", []),
    ],
)
def test_reasons_carry_signed_amounts_as_far_as_the_list_goes(text, reasons):
    begun = "一、收入支出决算总体情况说明\n收入总计252.5万元，比上年增加21万元，主要原因是"
    assert frames(begun + text).changes["amount"].tolist() == reasons


@pytest.mark.parametrize(
    ("text", "code", "kind", "budget", "rate"),
    [
        ("教育支出（类）普通教育（款）小学教育（项）：支出决算为9.50万元，完成预算95.0%。",
         "2050202", "预算", None, 95.0),
        ("“教育支出”（类）“普通教育”（款）“小学教育”（项）支出9.50万元，完成预算10万元的95.0%。",
         "2050202", "预算", 10.0, 95.0),
        ("教育支出（类）普通教育（款）小学教育（项）2050202支出9.50万元，完成全年预算10万元的95.0%。",
         "2050202", "全年预算", 10.0, 95.0),
        ("教育支出（类）普通教育（款）小学教育（项）。调整预算数10.00万元，决算数9.50万元。",
         "2050202", "全年预算", 10.0, None),
        ("教育支出（205类）普通教育（02款）小学教育（02项）年初预算10万元，支出决算9.50万元。",
         "2050202", "年初预算", 10.0, None),
        ("教育支出9.50万元，较年初预算数增加0.50万元，增长5.56%。", "205", "年初预算", None, None),
    ],
)  # fmt: skip
def test_a_budget_item_is_read_however_it_is_put(text, code, kind, budget, rate):
    (row,) = frames(REVIEW + text).execution.to_dict("records")
    read_as = (row["code"], row["budget_kind"], row["actual"])
    assert read_as == (code, kind, 9.5)
    assert (row["budget"] if row["budget"] == row["budget"] else None) == budget
    assert (row["printed_rate"] if row["printed_rate"] == row["printed_rate"] else None) == rate


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit", "direction"),
    [
        ("收入总计增长1.1倍。", "multiple", 1.1, "倍", "增加"),
        ("公务接待费下降三成。", "growth", 3, "成", "减少"),
        ("培训费比上年翻一番。", "multiple", 1, "番", "增加"),
        ("占比较上年提高6.49个百分点。", "change", 6.49, "个百分点", "增加"),
        ("决算数771.82万元，预决算差异率-12.00%。", "growth", -12, "%", None),
        ("支出合计比2016年增长-3.69%。", "growth", -3.69, "%", "增加"),
        ("收入为488.8.万元。", "amount", 488.8, "万元", None),
    ],
)
def test_a_figure_keeps_its_sign_and_unit(text, kind, value, unit, direction):
    last = read(text)[-1]
    found = (last.kind, float(last.quantity.value), last.quantity.unit, last.direction)
    assert found == (kind, value, unit, direction)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“三公”经费支出2.05万元，较上年2.08减少0.03万元。", "figure_without_unit"),
        ("财政拨款本年支出249.8.万元，比上年增加3万元。", "figure_torn"),
        ("收入总计252.5万元，比上年增长9.07。", "percent_without_sign"),
        ("收入总计252.5万元，比上年增长9.07%，主要原因是。", "reason_missing"),
    ],
)
def test_what_the_prose_leaves_open_is_said(text, kind):
    document = frames("一、收入支出决算总体情况说明\n" + text)
    assert (document.problems["kind"] == kind).sum() == 1


@pytest.mark.parametrize(
    "text",
    [
        "二、收入决算情况说明。\n本年收入合计250.00万元。",
        "二、收入决算情况说明：本年收入合计250.00万元。",
        "收入决算情况说明\n本年收入合计250.00万元。",
        "## 二、收入决算情况说明\n**本年收入合计**250.00万元。",
        "一、收支决算总体情况说明 收入总计9.00万元。 二、收入决算情况说明 本年收入合计250.00万元。",
    ],
)
def test_a_heading_is_one_however_it_is_printed(text):
    found = frames(text).claims.iloc[-1]
    assert (found["table"], found["measure"], found["value_fen"]) == (
        "income",
        "total",
        250_000_000,
    )


def test_the_clauses_of_a_line_can_be_looked_at():
    document = frames("一、收入支出决算总体情况说明\n收入总计252.5万元，比上年增加21万元。")
    shown = repr(document.show_clauses(4))
    assert "收入总计252.5万元" in shown
    assert "上年" in shown
    assert "no figure" in repr(document.show_clauses(3))


def test_a_text_that_has_a_name_has_what_the_name_needs():
    texts = [compact(plain(case.text)) for case in cases()]
    for mark in grammar().names:
        found = [text for text in texts if mark.pattern.search(text)]
        assert found
        assert [text for text in found if not mark.needs.search(text)] == []


def test_a_mark_that_may_begin_with_any_sign_is_refused():
    assert first_signs("(?<!不)(?:增加|减少)|(?:约)?[0-3]元") == set("增减约0123")
    for pattern in (".*增加", "(?:约)?", "[^0-9]增加"):
        with pytest.raises(ValueError, match="may begin with any sign"):
            first_signs(pattern)


BELOW = """实际与预算差异原因如下：
①增加在职人员工资福利支出37.85万元，增加13.9%，增加原因是新增2名人员。
②精减项目支出中职工服务中心经费10万元，下降36.5%。
本年共有3辆车。
"""


def test_reasons_may_be_listed_below_the_words_that_open_them():
    found = read("九、预算绩效情况说明\n" + BELOW)
    assert [claim.role for claim in found] == ["reason"] * 5 + [None]
    assert {claim.explains for claim in found[:5]} == {"实际与预算差异"}
    assert {claim.compared for claim in found[:2]} == {"预算"}
    changes = frames("九、预算绩效情况说明\n" + BELOW).changes
    assert changes["amount"].tolist() == [37.85, -10.0]


def test_an_item_of_a_list_without_words_of_a_reason_above_it_is_none():
    text = "九、预算绩效情况说明\n情况如下：\n①增加工资37.85万元，增加13.9%。\n"
    assert [claim.role for claim in read(text)] == [None, None]


def test_a_project_is_the_subject_of_what_its_summary_calls_the_project():
    found = read("1.工会活动经费项目绩效自评综述：项目全年预算数为35.24万元，执行数为34.74万元。")
    assert [claim.subject for claim in found] == ["工会活动经费"] * 2


def test_headings_that_speak_of_any_section_are_no_subjects():
    found = read("五、机关运行经费情况说明\n（一）存在的问题和原因\n预算数380.56万元。")
    assert found[0].subject == "机关运行经费"


def test_bounds_state_no_quantity_and_a_range_has_no_minus_sign():
    found = read("分别按照区间100%-80%（≥80%）、80%-50%（<80%）确定分值。")
    assert [float(claim.quantity.value) for claim in found] == [100, 80, 80, 50]


ITEM = "{}.教育支出（类）普通教育（款）{}（项）。{}\n"
STATED = "年初预算为10.00万元，支出决算为9.00万元，完成年初预算的90.0%。"


def items(last: str) -> list[tuple[str, str]]:
    names = ("小学教育", "初中教育", "高中教育", "学前教育")
    text = "".join(ITEM.format(at, name, STATED) for at, name in enumerate(names[:3], start=1))
    problems = frames(REVIEW + text + ITEM.format(4, names[3], last)).problems
    found = problems[problems["kind"] == "item_incomplete"]
    return [(row["found"], row["message"].partition(": ")[2]) for row in found.to_dict("records")]


@pytest.mark.parametrize(
    ("last", "lacking"),
    [
        (STATED, []),
        ("支出决算为9.00万元，完成年初预算的90.0%。", ["年初预算"]),
        ("年初预算为10.00万元，支出决算为9.00万元。", ["完成率"]),
        ("年初预算为10.00万元，完成年初预算的90.0%。", ["支出决算"]),
        ("年初无预算，支出决算为9.00万元。", []),
        ("年初预算为0万元，支出决算为9.00万元。", []),
    ],
)
def test_an_item_that_lacks_what_the_others_have_is_a_problem(last, lacking):
    assert items(last) == [("学前教育", words) for words in lacking]
