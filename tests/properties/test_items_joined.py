"""Budget items in the forms of different places, joined into paragraphs and lines, come back."""

import re
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.narrative.claims import claims
from juesuan.narrative.code_names import CodeNames
from juesuan.narrative.execution import read_items
from juesuan.narrative.paragraphs import paragraphs
from juesuan.narrative.prose import passages
from juesuan.readers import read_text

HEAD = "五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n"
NAMES = {
    "2050201": "学前教育",
    "2050202": "小学教育",
    "2050203": "初中教育",
    "2050205": "高等教育",
    "2050299": "其他普通教育支出",
}
CODES = CodeNames([("205", "教育支出"), ("20502", "普通教育"), *NAMES.items()], 2022)
PATH = "教育支出（类）普通教育（款）{name}（项）"
FORMS = [
    PATH + "。年初预算为{budget}万元，支出决算为{actual}万元，完成年初预算的{rate}%",
    PATH + "年初预算{budget}万元，支出决算{actual}万元，完成年初预算的{rate}%",
    PATH + "：支出决算为{actual}万元，完成年初预算{budget}万元的{rate}%",
    "教育支出（205类）普通教育（02款）{name}（{last}项）预算{budget}万元，决算{actual}万元，完成预算的{rate}%",
    "“教育支出”（类）“普通教育”（款）“{name}”（项）。年初预算数{budget}万元，决算数{actual}万元，完成率{rate}%",
    "教育支出-普通教育-{name}年初预算为{budget}万元，支出决算为{actual}万元，完成年初预算的{rate}%",
    "教育支出类普通教育款{name}项年初预算{budget}万元，支出决算{actual}万元，执行率{rate}%",
    "{name}（{code}）。年初预算{budget}万元，决算支出{actual}万元，为年初预算的{rate}%",
    "{code}{name}，年初预算{budget}万元，支出决算{actual}万元，完成预算的{rate}%",
    "{name}：年初预算{budget}万元，支出决算{actual}万元，完成年初预算的{rate}%",
]
REASONS = [
    "",
    "，主要原因是人员变动",
    "。决算数与年初预算数存在差异的主要原因是年中追加项目经费{money}万元",
    "，主要用于购置教学设备{money}万元、维修校舍{money}万元",
]
NUMBERS = ["{n}.", "{n}、", "（{n}）", ""]
MONEY = st.integers(1, 10**9).map(lambda units: f"{units / 100:.2f}")


@st.composite
def joined(draw, form: str):
    """Items of one form behind each other, and what they state: code, budget, actual, rate."""
    codes = draw(st.lists(st.sampled_from(sorted(NAMES)), min_size=2, max_size=4, unique=True))
    number, reason = draw(st.sampled_from(NUMBERS)), draw(st.sampled_from(REASONS))
    ends = draw(st.sampled_from(["。", "；"]))
    between = draw(st.sampled_from(["", " ", "\n"]))
    parts, told = [], []
    for n, code in zip(count(1), codes, strict=False):
        budget, actual, rate = draw(MONEY), draw(MONEY), draw(MONEY)
        text = number.format(n=n) + form.format(
            name=NAMES[code], code=code, last=code[5:], budget=budget, actual=actual, rate=rate
        )
        why = re.sub(r"\{money\}", lambda _: draw(MONEY), reason)
        parts.append(text + why)
        told.append((code, budget, actual, rate))
    width = draw(st.integers(28, 60))
    lines = (ends + between).join(parts).split("\n")
    wrapped = [line[at : at + width] for line in lines for at in range(0, len(line), width)]
    return "\n".join(wrapped) + "。", told


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=12)
@given(data=st.data())
def test_items_joined_into_one_paragraph_come_back(form, data):
    text, told = data.draw(joined(form))
    lines = read_text((HEAD + text).encode(), "a.txt").lines
    found = read_items(claims(passages(paragraphs(lines))), CODES, 2022)
    assert [
        (
            item.code or CODES.resolve(*item.path),
            f"{item.budget.fen / 1_000_000:.2f}",
            f"{item.actual.fen / 1_000_000:.2f}",
            f"{item.printed_rate}",
        )
        for item in found
        if item.path
    ] == told
