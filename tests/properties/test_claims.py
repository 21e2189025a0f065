"""Sentences in the wordings of different places around random figures come back as claims."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.narrative.claims import claims
from juesuan.narrative.paragraphs import paragraphs
from juesuan.narrative.prose import passages
from juesuan.readers import read_text

ORGANIZATION = "某某市某某局"
MONEY = st.integers(0, 10**9).map(lambda units: f"{units / 100:.2f}")
PERCENT = st.integers(0, 99999).map(lambda units: f"{units / 100:.2f}")

# sentence → (subject, quantity, direction, measure) of each figure; {m} is money, {p} a percent
WORDINGS = {
    "2024年度收、支总计{m}万元。": [("收、支总计", "amount", None, None)],
    "与2023年度相比，收、支总计各增加{m}万元，增长{p}%。": [
        None,
        None,
    ],
    "某某市某某局2024年度收入支出总计{m}万元，比上年减少{m}万元，下降{p}%。": [
        ("收入支出总计", "amount", None, None),
        ("收入支出总计", "change", "减少", None),
        ("收入支出总计", "growth", "减少", None),
    ],
    "本年支出合计{m}万元，其中：基本支出{m}万元，占{p}%；项目支出{m}万元，占本年支出的{p}%。": [
        ("本年支出合计", "amount", None, None),
        ("基本支出", "amount", None, None),
        ("基本支出", "share", None, None),
        ("项目支出", "amount", None, None),
        ("项目支出", "share", None, None),
    ],
    "公务接待费全年预算为{m}万元，支出决算为{m}元，完成预算的{p}%。": [
        ("公务接待费", "amount", None, "budget"),
        ("公务接待费", "amount", None, "actual"),
        ("公务接待费", "completion_rate", None, None),
    ],
    "公务接待费支出决算为{m}万元，完成预算{m}万元的{p}%。": [
        ("公务接待费", "amount", None, "actual"),
        ("公务接待费", "amount", None, "budget"),
        ("公务接待费", "completion_rate", None, None),
    ],
    "机关运行经费支出{m}万元，较上年增加（减少）{m}万元，增长（下降）{p}%。": [
        ("机关运行经费支出", "amount", None, None),
        ("机关运行经费支出", "change", None, None),
        ("机关运行经费支出", "growth", None, None),
    ],
    "项目支出{m}万元（{p}%）。": [
        ("项目支出", "amount", None, None),
        ("项目支出", "share", None, None),
    ],
    "一般公共预算财政拨款支出增加{m}亿元，增长{b}。": [
        ("一般公共预算财政拨款支出", "change", "增加", None),
        ("一般公共预算财政拨款支出", "growth", "增加", None),
    ],
    "公务接待费支出{m}万元，与上年持平。": [
        ("公务接待费支出", "amount", None, None),
        ("公务接待费支出", "comparison", "持平", None),
    ],
    "收入同比增长{p}%，支出同比下降{p}%。": [
        ("收入", "growth", "增加", None),
        ("支出", "growth", "减少", None),
    ],
    "收、支总计各是{m}万元、{m}万元，比上年各减少{m}，{m}万元，各下降{p}%、{p}%。": [
        ("收入总计", "amount", None, None),
        ("支出总计", "amount", None, None),
        ("收入总计", "change", "减少", None),
        ("支出总计", "change", "减少", None),
        ("收入总计", "growth", "减少", None),
        ("支出总计", "growth", "减少", None),
    ],
    "住房保障支出-住房改革支出-购房补贴年初预算为{m}万元，支出决算为{m}万元。": [
        ("购房补贴", "amount", None, "budget"),
        ("购房补贴", "amount", None, "actual"),
    ],
    "行政运行（项）。全年预算数{m}元，支出决算{m}万元，执行率{p}%。": [
        ("行政运行", "amount", None, "budget"),
        ("行政运行", "amount", None, "actual"),
        ("行政运行", "completion_rate", None, None),
    ],
    "本部门当年无政府性基金预算财政拨款支出，公务接待费支出{m}万元，未发生因公出国费。": [
        ("政府性基金预算财政拨款支出", "absence", None, None),
        ("公务接待费支出", "amount", None, None),
        ("因公出国费", "absence", None, None),
    ],
    "| 公务接待费支出 | {m}万元 |": [("公务接待费支出", "amount", None, None)],
    "主要原因是增加在职人员经费{m}万元，减少工会活动经费{m}万元。": [
        ("在职人员经费", "change", "增加", None),
        ("工会活动经费", "change", "减少", None),
    ],
}
WORDINGS["与2023年度相比，收、支总计各增加{m}万元，增长{p}%。"] = [
    ("收、支总计", "change", "增加", None),
    ("收、支总计", "growth", "增加", None),
]


@st.composite
def printed(draw, sentence: str):
    """The sentence with figures, broken over lines and with stray spaces, and its figures."""
    figures, text = [], ""
    for part in sentence.replace("{", "\0{").split("\0"):
        if part.startswith("{"):
            figure = draw(MONEY if part[1] == "m" else PERCENT)
            figures.append(float(figure))
            text += figure + part[3:]
        else:
            text += part
    breaks = draw(st.sets(st.integers(1, len(text) - 1), max_size=4))
    spaces = draw(st.sets(st.integers(1, len(text) - 1), max_size=4))
    noisy = "".join(
        ("\n" if at in breaks else " " if at in spaces else "") + sign
        for at, sign in enumerate(text)
    )
    if draw(st.booleans()):
        noisy = noisy.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789%"})
    return noisy, figures


def read(text: str):
    prose = passages(paragraphs(read_text(text.encode(), "a.txt").lines))
    return list(claims(prose, ORGANIZATION))


@pytest.mark.parametrize("sentence", WORDINGS)
@given(data=st.data())
def test_claims_come_back_whatever_the_print_looks_like(sentence, data):
    text, figures = data.draw(printed(sentence))
    found = read(text)
    assert [float(claim.quantity.value) for claim in found if claim.quantity.has_figure] == figures
    assert [
        (claim.subject, claim.kind, claim.direction, claim.measure) for claim in found
    ] == WORDINGS[sentence]


@pytest.mark.parametrize(
    ("text", "value", "approximate"),
    [
        ("涉及案款 416 余万元。", 416, "余"),
        ("共计约 30 万元。", 30, "约"),
        ("服务职工近 200 人次。", 200, "近"),
        ("服务职工 200 多人。", 200, "多"),
        ("服务职工 200 人。", 200, None),
    ],
)
def test_approximate_figures(text, value, approximate):
    (claim,) = read(text)
    assert (float(claim.quantity.value), claim.quantity.approximate) == (value, approximate)


def test_dates_and_numbers_of_chapters_are_no_quantities():
    assert (
        read("一、2024 年 12 月 31 日\n1.某某局（本级）\n图 1：收支变动\n（ 1）第 3 季度。") == []
    )


# Statements of one subject, in the wordings of different places, with the kind, direction and
# comparison of their figures: any of them may follow any amount of that subject.
STATEMENTS = {
    "比上年增加{m}万元，增长{p}%": [("change", "增加", "上年"), ("growth", "增加", "上年")],
    "与上年相比，减少{m}万元，下降{p}%": [("change", "减少", "上年"), ("growth", "减少", "上年")],
    "较上年决算数{m}万元减少{m}万元": [("amount", None, "上年"), ("change", "减少", "上年")],
    "同比下降{p}%": [("growth", "减少", "上年")],
    "较年初预算数增加{m}万元": [("change", "增加", "年初预算")],
    "比年初预算{m}万元减少{m}万元": [("amount", None, "年初预算"), ("change", "减少", "年初预算")],
    "完成全年预算{m}万元的{p}%": [
        ("amount", None, "全年预算"),
        ("completion_rate", None, "全年预算"),
    ],
    "完成年初预算的{p}%": [("completion_rate", None, "年初预算")],
    "占本年支出合计的{p}%": [("share", None, None)],
    "（其中：办公费{m}万元、水费{m}万元）": [("amount", None, None), ("amount", None, None)],
    "主要用于保障机构运转": [],
}
SUBJECTS = ("机关运行经费支出", "公务接待费", "基本支出", "一般公共预算财政拨款支出", "会议费支出")


@st.composite
def composed(draw):
    """A sentence of several statements around random figures, and what each figure states."""
    subject = draw(st.sampled_from(SUBJECTS))
    chosen = draw(
        st.lists(st.sampled_from(sorted(STATEMENTS)), min_size=1, max_size=3, unique=True)
    )
    text = f"2024年度{subject}{draw(MONEY)}万元"
    told = [("amount", subject, None, None)]
    for statement in chosen:
        brackets = statement.startswith("（")
        text += statement if brackets else draw(st.sampled_from(["，", "；"])) + statement
        names = ["办公费", "水费"] if brackets else [subject] * len(STATEMENTS[statement])
        told += [
            (kind, name, *rest)
            for name, (kind, *rest) in zip(names, STATEMENTS[statement], strict=True)
        ]
    while "{" in text:
        at = text.index("{")
        text = text[:at] + draw(MONEY if text[at + 1] == "m" else PERCENT) + text[at + 3 :]
    return f"{text}。", told


@given(sentences=st.lists(composed(), min_size=1, max_size=4), data=st.data())
def test_statements_may_be_joined_wrapped_and_flattened(sentences, data):
    joined = data.draw(st.sampled_from(["", "\n", " "])).join(text for text, _ in sentences)
    breaks = data.draw(st.sets(st.integers(1, len(joined) - 1), max_size=4))
    wrapped = "".join(("\n" if at in breaks else "") + sign for at, sign in enumerate(joined))
    found = [
        (claim.kind, claim.subject, claim.direction, claim.compared) for claim in read(wrapped)
    ]
    assert found == [one for _, told in sentences for one in told]
