"""Every number of the prose is counted once: a claim, a cell, of a named kind, or unplaced."""

import pytest

import juesuan
from juesuan.catalogue.number_kinds import number_kinds
from juesuan.narrative.claims import claims
from juesuan.narrative.conservation import of_prose
from juesuan.narrative.paragraphs import paragraphs
from juesuan.narrative.prose import passages
from juesuan.readers.text import read_text

# A sentence, the kind of its numbers, and how many there are.
KINDS = [
    ("年末结余12.50万元。", "claim", 1),
    ("截至2022年12月31日,", "date", 3),
    ("发布日期:2023-09-28 15:20", "date", 5),
    ("会议自 3 月 5 日至 9 日召开。", "date", 3),
    ("2021年以来,2022年度和2023年度均未发生。", "year", 3),
    ("24年度部门决算", "year", 1),
    ("办公用房使用期限为15年。", "duration", 1),
    ("根据财预〔2016〕143号要求,", "document_number", 2),
    ("依据第12号令执行。", "document_number", 1),
    ("咨询电话:027-84468722", "telephone", 2),
    ("热线 13812345678 全年开通。", "telephone", 1),
    ("地址:青川市人民路128号", "address", 1),
    ("邮政编码:430050", "address", 1),
    ("详见 http://www.qc.gov.cn/2023/t0928.html", "website", 2),
    ("索引号:001908003/2021-45088", "identifier", 3),
    ("防治PM2.5污染。", "identifier", 1),
    ("第3季度开展了检查,", "ordinal", 1),
    ("详见附表3。", "ordinal", 1),
    ("单价100万元(含)以上设备", "threshold", 1),
    ("(≥50%,<80%)合理确定分值。", "threshold", 2),
    ("1.贯彻执行党的路线方针政策。", "list_mark", 1),
    ("职责是:(1)贯彻政策;(2)组织实施。", "list_mark", 2),
    ("二、收入决算情况说明......12", "page_number", 1),
    ("其中:行政运行(2012901)", "code", 1),
    ("开展“12345”便民服务。", "name", 1),
]


def numbers(text):
    """The numbers of a text without tables."""
    lines = read_text(text.encode(), "made.txt").lines
    read = list(passages(paragraphs(lines)))
    return list(of_prose(read, claims(read), ()))


@pytest.mark.parametrize(("text", "kind", "count"), KINDS)
def test_words_around_a_number_tell_its_kind(text, kind, count):
    assert [number.kind for number in numbers(text)] == [kind] * count


def test_every_kind_that_words_tell_is_shown_here():
    told = {kind for kind, entry in number_kinds().items() if entry.pattern}
    assert told == {kind for _, kind, _ in KINDS} - {"claim"}


@pytest.mark.parametrize(
    "figure", ["7341.5888", "12,345.67", "0.35", "48.2", "735000", "3306.17 1982.44"]
)
@pytest.mark.parametrize(
    "sentence",
    ["本部门围绕中心工作{}积极作为。", "{}", "另有项目\n{}\n其余从略。", "详见后 {} ——"],
)
def test_a_figure_that_nothing_explains_is_of_no_kind(sentence, figure):
    kinds = [number.kind for number in numbers(sentence.format(figure))]
    assert set(kinds) <= {"unplaced", "claim"}
    assert len(kinds) == len(figure.split())


def test_a_figure_that_is_broken_over_two_lines_is_its_claims_twice():
    text = "本年收入合计1" + "，全部为财政拨款收入" * 3 + "，支出合计533.\n26万元。"
    assert [number.kind for number in numbers(text)][-2:] == ["claim", "claim"]


def test_numbers_without_a_place_are_one_problem_with_their_count(hanyang_path):
    planted = "\n".join(f"围绕中心工作{n}.77积极作为。" for n in range(40, 60))
    text = hanyang_path.read_text(encoding="utf-8") + "\n" + planted
    document = juesuan.read(text.encode(), name=hanyang_path.name)
    counts = document.numbers.set_index("kind")["count"]
    found = document.problems[document.problems["kind"] == "numbers_unplaced"]
    assert len(found) == 1
    assert found["message"].item().startswith(f"{counts['unplaced']} numbers of the prose are")
    assert counts["unplaced"] == 20
    assert "作40.77积极" in found["message"].item()
    assert f"{counts['unplaced']} unplaced" in repr(document)


def test_counts_are_told_for_one_and_for_several_in_both_languages(monkeypatch):
    kind = number_kinds()["date"]
    monkeypatch.setattr(juesuan.options, "language", "en")
    assert [kind.told(1), kind.told(1203)] == ["1 date", "1,203 dates"]
    monkeypatch.setattr(juesuan.options, "language", "zh")
    assert kind.told(1203) == "日期 1,203"


def test_the_numbers_of_the_example_are_these(hanyang):
    counts = hanyang.numbers.set_index("kind")["count"]
    tables = hanyang.tables
    assert counts["amount"] == tables["amounts"].sum() == len(hanyang.amounts)
    assert counts["line_number"] == tables["line_numbers"].sum()
    assert counts["cell"] == 115
    assert counts["unplaced"] == 0
