"""Sentences that agree are quiet; what is planted in them is one finding, with its figures."""

import tomllib
from pathlib import Path

import pytest

import juesuan

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "contradictions.toml"
GIVEN = tomllib.loads(FIXTURE.read_text(encoding="utf-8"))
PROSE = GIVEN["prose"]
PLANTED = [
    pytest.param(each["text"], planted, id=f"{each['what']}: {planted['new']}")
    for each in PROSE
    for planted in each.get("planted", ())
]
HEAD = "清河县教育和体育局2022年度部门决算\n第三部分 2022年度部门决算情况说明\n"
LINES_OF_HEAD = HEAD.count("\n")
SECTION = "三、支出决算情况说明\n2022年度支出合计100.00万元。\n"


def read(text):
    return juesuan.read((HEAD + text).encode(), name="a.txt")


def told(document):
    """The findings that a person has to look at."""
    return document.findings.query("severity != 'note'").to_dict("records")


@pytest.mark.parametrize("prose", PROSE, ids=[each["what"] for each in PROSE])
def test_sentences_that_agree_are_checked_and_quiet(prose):
    document = read(prose["text"])
    assert told(document) == []
    held = document.verdicts.query("verdict == 'exact'")
    figures = held.groupby("identity")["reported"].agg(set)
    for identity, figure in prose["exact"].items():
        assert identity in figures, figures
        assert figure == "" or figure in figures[identity]


@pytest.mark.parametrize(("text", "planted"), PLANTED)
def test_what_is_planted_in_sentences_is_one_finding(text, planted):
    assert text.count(planted["old"]) == 1
    (found,) = told(read(text.replace(planted["old"], planted["new"])))
    wanted = planted["found"]
    assert {key: found[key] for key in ("identity", "printed", "against")} == {
        key: wanted[key] for key in ("identity", "printed", "against")
    }
    assert found["row"] == wanted["line"] + LINES_OF_HEAD
    assert found["verdicts"] == wanted.get("checks", 1)
    assert found["hint"] == wanted.get("repair", found["hint"])


def test_a_section_without_a_defect_has_no_problem_but_that_its_tables_are_elsewhere():
    assert read(SECTION).problems["kind"].tolist() == ["tables_elsewhere"]


@pytest.mark.parametrize(("words", "kind"), GIVEN["defects"].items())
def test_words_that_are_a_defect_are_one_problem_on_their_line(words, kind):
    found = read(f"{SECTION}{words}\n").problems.query("kind != 'tables_elsewhere'")
    assert found[["kind", "row"]].to_numpy().tolist() == [[kind, LINES_OF_HEAD + 3]]


def test_a_part_above_its_whole_and_its_share_are_one_with_the_amount_that_gives_the_share():
    # 120 of 80 breaks the bound and the share of 25 %; 20 mends both.
    (text,) = (each["text"] for each in PROSE if each["what"] == "procurement")
    document = read(text.replace("小微企业合同金额20.00", "小微企业合同金额120.00"))
    (found,) = told(document)
    assert (found["identity"], found["verdicts"]) == ("prose.procurement_small", 2)
    assert found["hint"] == "120.00 would be 20.00; then 2 checks that fail hold."


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2022年度支出合计1**.50万元。", []),
        ("2022年度支出合计1**万元，收入合计2**万元。", []),
        ("2022年度支出合计**5.00**万元。", [5.0]),
        ("**2022年度支出合计5.00万元，收入合计6.00万元。**", [5.0, 6.0]),
    ],
)
def test_stars_in_the_place_of_digits_make_no_other_figure(text, figures):
    document = read(f"{SECTION}{text}\n")
    stated = document.claims["value"].tolist()
    assert stated == [100.0, *figures]
    assert document.problems["kind"].eq("numbers_unplaced").any() == (not figures)
