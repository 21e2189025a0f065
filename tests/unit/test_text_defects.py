"""Defects of the text are problems with their place; the template's own words beside 0 are none."""

import pytest

import juesuan
from tests.checked import inconsistent


@pytest.fixture(scope="module")
def text(hanyang_path):
    return hanyang_path.read_text(encoding="utf-8")


SENTENCE = "支出决算数大于"


@pytest.mark.parametrize(
    ("planted", "kind"),
    [
        ("XX 局为此负责，支出决算数大于", "placeholder"),
        ("增加（减少）3.5 万元，支出决算数大于", "both_words"),
        ("下降（增长）10.24%，支出决算数大于", "both_words"),
        ("无此项支出的，仍保留该表格式，支出决算数大于", "template_left"),
        ("情况如下。。支出决算数大于", "mark_twice"),
        ("接待费支出 0.39 万（含外宾），支出决算数大于", "unit_short"),
        ("较上一度增加，支出决算数大于", "word_torn"),
    ],
)
def test_a_planted_defect_is_a_problem_on_its_line(text, planted, kind):
    changed = text.replace(SENTENCE, planted, 1)
    found = juesuan.read(changed.encode(), name="a.txt").problems
    found = found[found["kind"].eq(kind)]
    line = changed[: changed.index(planted)].count("\n") + 1
    assert found["row"].tolist() == [line]
    assert found["message_zh"].notna().all()


@pytest.mark.parametrize("planted", ["增加（减少）0 万元，", "增长（下降）0.0%，", "MAX 系统，"])
def test_what_is_no_defect_is_none(text, planted):
    changed = text.replace(SENTENCE, planted + SENTENCE, 1)
    found = juesuan.read(changed.encode(), name="a.txt").problems
    assert not found["kind"].isin(["both_words", "placeholder", "template_left"]).any()


def test_the_first_document_has_none_of_them(hanyang):
    assert set(hanyang.problems["kind"]) <= {"performance", "numbers_unplaced"}


@pytest.mark.parametrize(
    ("old", "new", "identity"),
    [
        ("增加职工服务中心工作经费 1.45", "增加职工服务中心工作经费 2.45", "prose.statements"),
        ("职工服务中心工作经费 10 万", "职工服务中心工作经费 20 万", "prose.reasons_of_items"),
        ("项目支出 69.02 万元", "项目支出 79.02 万元", "prose.split_expenditure"),
        ("①、工会活动经费 34.74", "①、工会活动经费 44.74", "prose.projects"),
        ("国际访问 0 万元", "国际访问 9 万元", "prose.receptions"),
        ("工资福利支出 37.85", "工资福利支出 47.85", "performance.deviations"),
    ],
)
def test_a_changed_figure_of_the_prose_is_noticed(text, old, new, identity):
    assert old in text
    found = inconsistent(juesuan.read(text.replace(old, new, 1).encode(), name="a.txt").verdicts)
    assert identity in set(found["identity"])
