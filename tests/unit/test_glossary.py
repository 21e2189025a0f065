import pytest

from juesuan.narrative.code_names import CodeNames
from juesuan.narrative.glossary import read_glossary
from juesuan.narrative.paragraphs import paragraphs
from juesuan.narrative.prose import passages
from juesuan.readers import read_text

OWN = [
    ("201", "一般公共服务支出"),
    ("20129", "群众团体事务"),
    ("2012901", "行政运行"),
    ("210", "卫生健康支出"),
    ("21011", "行政事业单位医疗"),
    ("2101101", "行政单位医疗"),
]
NAMES = CodeNames(OWN, 2022)


def read(text, resolve=NAMES.resolve):
    lines = read_text(text.encode(), "a.txt").lines
    terms = read_glossary(passages(paragraphs(lines)), resolve)
    return [(term.term, term.code, term.definition) for term in terms]


@pytest.fixture(scope="module")
def hanyang_terms(hanyang):
    rows = hanyang.amounts[hanyang.amounts["table"] == "expenditure"]
    pairs = rows.loc[rows["code"] != "", ["code", "name"]].itertuples(index=False, name=None)
    names = CodeNames(pairs, 2022)
    prose = passages(paragraphs(hanyang.source.lines))
    return {term.term: term for term in read_glossary(prose, names.resolve)}


def test_hanyang_defines_sixteen_terms_nine_of_them_paths(hanyang_terms):
    assert [term for term, found in hanyang_terms.items() if found.code is None] == [
        "一般公共预算财政拨款收入",
        "政府性基金预算财政拨款收入",
        "国有资本经营预算财政拨款收入",
        "基本支出",
        "项目支出",
        "“三公”经费",
        "机关运行经费",
    ]
    codes = " ".join(term.code for term in hanyang_terms.values() if term.code)
    assert codes == ("2012901 2012902 2080505 2080801 2081199 2101101 2101103 2130599 2210203")


def test_hanyang_definitions(hanyang_terms):
    basic = hanyang_terms["基本支出"]
    assert basic.definition == (
        "指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"
    )
    assert (basic.page, basic.row) == (None, 2616)
    # across a page, with a comma that is no separator, and without the telephone below it
    assert hanyang_terms["“三公”经费"].definition.startswith(
        "纳入市级财政预决算管理的“三公”经费，是指"
    )
    assert hanyang_terms["机关运行经费"].definition.endswith("公务用车运行维护费以及其他费用。")
    path = "社会保障和就业支出（类）抚恤（款）死亡抚恤（项）"
    assert hanyang_terms[path].definition.startswith("反映按规定用于烈士和牺牲、病故人员家属")


def test_colons_and_no_colons():
    text = """第四部分 名词解释
一、财政拨款收入:指财政拨款。
二、基本支出是指为保障机构正常运转的支出。
三、指标调整支出指调整指标的支出。
四、一般公共服务（类）群众团体事务（款）行政运行（项）反映基本支出。
第五部分 附件
一、附件：无。
"""
    assert read(text) == [
        ("财政拨款收入", None, "指财政拨款。"),
        ("基本支出", None, "是指为保障机构正常运转的支出。"),
        ("指标调整支出", None, "指调整指标的支出。"),
        ("一般公共服务（类）群众团体事务（款）行政运行（项）", "2012901", "反映基本支出。"),
    ]


def test_definitions_of_several_paragraphs():
    text = """第四部分 名词解释
（一）“三公”经费：指三项经费。其中：
因公出国（境）费：反映国际旅费。
公务接待费反映接待费。
（二）机关运行经费：指日常公用经费。
咨询电话：84468722
"""
    assert read(text) == [
        (
            "“三公”经费",
            None,
            "指三项经费。其中：因公出国（境）费：反映国际旅费。公务接待费反映接待费。",
        ),
        ("机关运行经费", None, "指日常公用经费。"),
    ]


def test_terms_on_lines_of_their_own_and_groups():
    text = """第四部分 名词解释
一、收入科目
1.财政拨款收入
指从财政取得的资金。
2.其他收入：
除上述收入以外的收入。
二、支出科目
以下科目按功能分类。
基本支出的说明见前。
"""
    assert read(text) == [
        ("财政拨款收入", None, "指从财政取得的资金。"),
        ("其他收入", None, "除上述收入以外的收入。"),
    ]


def test_terms_without_numbers():
    text = """第四部分 名词解释
财政拨款收入：指财政拨款。
基本支出：指人员和公用支出。
"""
    assert read(text) == [
        ("财政拨款收入", None, "指财政拨款。"),
        ("基本支出", None, "指人员和公用支出。"),
    ]


def test_a_heading_without_number():
    text = """名词解释
（一）财政拨款收入：指财政拨款。
（二）基本支出：指人员和公用支出。
2024年部门预算编制说明
（一）收入预算：15621.11万元。
"""
    assert read(text) == [
        ("财政拨款收入", None, "指财政拨款。"),
        ("基本支出", None, "指人员和公用支出。"),
    ]


def test_terms_run_together_on_one_line():
    text = "第四部分 名词解释\n九、经营支出：指经营的支出。十、“三公”经费：指三项经费。\n"
    assert [term for term, _, _ in read(text)] == ["经营支出", "“三公”经费"]


def test_no_section_no_terms():
    assert read("一、收入情况\n基本支出：指人员和公用支出。\n") == []
