"""The labelled sentences of many places say the same with other figures, wrapped and joined."""

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.narrative.claims import claims
from juesuan.narrative.paragraphs import paragraphs
from juesuan.narrative.prose import passages
from juesuan.readers import read_text
from tests.conformance.test_sentences import cases

HEAD = "清河县教育和体育局2022年度部门决算\n第三部分 2022年度部门决算情况说明\n"
CASES = {case.name: case.text for case in cases()}
FIGURE = re.compile(r"(?<![0-9.,，-])[0-9]+\.[0-9]{2}(?=(?:万元|亿元|元|%))")
# Here the figures tell which of two names is meant.
TOLD_BY_FIGURES = re.compile("其中年初结转")
# A line may break between two signs of a name, where no list mark, heading or table begins.
INSIDE = re.compile("(?<=[㐀-鿿])(?=[㐀-鿿])")


@cache
def meanings(text: str):
    prose = passages(paragraphs(read_text((HEAD + text).encode(), "a.txt").lines))
    return [
        (each.kind, each.subject, each.direction, each.measure, each.role, each.compared)
        for each in claims(prose, "清河县教育和体育局")
    ]


def figure(draw: st.DrawFn) -> str:
    return f"{draw(st.integers(1, 10**8)) / 100:.2f}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=name)
        for name, text in CASES.items()
        if not TOLD_BY_FIGURES.search(text)
    ],
)
@settings(max_examples=12)
@given(data=st.data())
def test_a_sentence_says_the_same_of_any_figures(text, data):
    assert meanings(FIGURE.sub(lambda _: figure(data.draw), text)) == meanings(text)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in CASES.items()])
@settings(max_examples=12)
@given(data=st.data())
def test_a_sentence_says_the_same_where_its_lines_break_elsewhere(text, data):
    prose = [line for line in text.splitlines() if len(line) > 60]
    for line in prose:
        places = [match.start() for match in INSIDE.finditer(line) if match.start() > 50]
        if places:
            at = data.draw(st.sampled_from(places))
            broken = text.replace(line, f"{line[:at]}\n{line[at:]}", 1)
            assert meanings(broken) == meanings(text)


SECTIONS = [
    text.rstrip("\n") for text in CASES.values() if re.match("[一二三四五六七八九十]{1,2}、", text)
]


@settings(max_examples=60)
@given(chosen=st.lists(st.sampled_from(SECTIONS), min_size=2, max_size=4, unique=True))
def test_sections_say_the_same_behind_each_other(chosen):
    assert meanings("\n".join(chosen)) == [told for text in chosen for told in meanings(text)]


# A heading that ends like this ends where its line does; nothing else tells.
OPEN_END = re.compile("情况$", re.MULTILINE)


@pytest.mark.parametrize("between", ["", " "])
def test_paragraphs_say_the_same_in_one_line(between):
    found = {
        name: (meanings(between.join(map(str.strip, text.splitlines()))), meanings(text))
        for name, text in CASES.items()
        if not OPEN_END.search(text)
    }
    assert len(found) > len(CASES) / 2
    assert [name for name, (flat, told) in found.items() if flat != told] == []
