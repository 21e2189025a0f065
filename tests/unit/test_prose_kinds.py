"""Kinds of sentences: those that agree are quiet, what is planted in them is one finding."""

import tomllib
from pathlib import Path

import pytest

import juesuan

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "prose_kinds.toml"
GIVEN = tomllib.loads(FIXTURE.read_text(encoding="utf-8"))
HEAD = "清河县教育和体育局2022年度部门决算\n第三部分 2022年度部门决算情况说明\n"
LINES_OF_HEAD = HEAD.count("\n")
SECTION = "三、支出决算情况说明\n2022年度支出合计100.00万元。\n"
NOT_HERE = "tables_elsewhere"
PLANTED = [
    pytest.param(each["text"], planted, id=f"{each['what']}: {planted['new']}")
    for each in GIVEN["prose"]
    for planted in each["planted"]
]


def read(text):
    return juesuan.read((HEAD + text).encode(), name="a.txt")


def looked_at(document):
    """The findings that a person has to look at."""
    return document.findings.query("severity != 'note'").to_dict("records")


def problems(document):
    found = document.problems.query("kind != @NOT_HERE")
    return found[["kind", "row"]].to_numpy().tolist()


@pytest.mark.parametrize(("words", "kind"), GIVEN["defects"].items())
def test_words_that_are_a_defect_are_a_problem_of_one_kind_on_their_line(words, kind):
    found = problems(read(f"{SECTION}{words}\n"))
    assert [kind, LINES_OF_HEAD + 3] in found
    # What is left of a figure around the defect is a number without a place.
    assert {each for each, _ in found} <= {kind, "numbers_unplaced"}


@pytest.mark.parametrize("quiet", GIVEN["quiet"], ids=[each["what"] for each in GIVEN["quiet"]])
def test_sentences_without_a_defect_are_quiet(quiet):
    document = read(SECTION + quiet["text"])
    assert looked_at(document) == []
    assert problems(document) == []


@pytest.mark.parametrize("twice", GIVEN["twice"], ids=[each["what"] for each in GIVEN["twice"]])
def test_text_that_stands_twice_is_told_at_its_second_place(twice):
    found = problems(read(SECTION + twice["text"]))
    assert [twice["kind"], LINES_OF_HEAD + 2 + twice["line"]] in found


@pytest.mark.parametrize("prose", GIVEN["prose"], ids=[each["what"] for each in GIVEN["prose"]])
def test_sentences_that_agree_are_checked_and_quiet(prose):
    document = read(prose["text"])
    assert looked_at(document) == []
    held = document.verdicts.query("verdict in ('exact', 'rounding')")
    assert set(prose["exact"]) <= set(held["identity"])


@pytest.mark.parametrize(("text", "planted"), PLANTED)
def test_what_is_planted_in_sentences_is_one_finding(text, planted):
    assert text.count(planted["old"]) == 1
    (found,) = looked_at(read(text.replace(planted["old"], planted["new"])))
    wanted = planted["found"] | {"row": planted["found"]["line"] + LINES_OF_HEAD}
    assert {key: found[key] for key in wanted if key != "line"} == {
        key: wanted[key] for key in wanted if key != "line"
    }


def test_a_name_of_another_place_that_acts_as_the_own_does_is_another_organization():
    own, other = "清河县教育和体育局", "清源县教育和体育局"
    acts = "根据预算绩效管理要求，{}组织对项目开展自评。\n"
    text = f"{own}2022年度支出合计100.00万元。\n{own}2022年度财政拨款支出100.00万元。\n"
    assert looked_at(read(SECTION + text + acts.format(own))) == []
    (found,) = looked_at(read(SECTION + text + acts.format(other)))
    assert (found["identity"], found["row"]) == ("labels.organization", LINES_OF_HEAD + 5)
    above = acts.format("清河市教育和体育局")
    assert looked_at(read(SECTION + text + above)) == []


def test_marks_around_a_path_are_no_part_of_its_names():
    path = "“教育支出（205类）普通教育（02款）小学教育（01项）”56.12万元，"
    path += "年初预算为0，支出决算为56.12万元。"
    items = read(f"五、一般公共预算财政拨款支出决算情况说明\n1、{path}\n").execution
    (item,) = items.to_dict("records")
    assert [item[name] for name in ("class_name", "section_name", "item_name")] == [
        "教育支出",
        "普通教育",
        "小学教育",
    ]
    assert (item["code"], item["budget_fen"], item["actual_fen"]) == ("2050201", 0, 56120000)


def test_a_rate_of_a_budget_of_0_without_a_unit_is_on_no_base():
    text = "教育支出（类）普通教育（款）小学教育（项）。"
    text += "年初预算为0，支出决算为56.12万元，完成年初预算的95.89%。"
    document = read(f"五、一般公共预算财政拨款支出决算情况说明\n1.{text}\n")
    (found,) = looked_at(document)
    assert (found["identity"], found["printed"]) == ("prose.completion", "95.89 %")
    assert document.verdicts.query("reason == 'zero_base'")["reported"].tolist() == [95.89]


def test_the_place_of_a_sum_of_items_is_where_the_total_is_set_against_its_budget():
    item = "{}.教育支出（类）普通教育（款）{}（项）。"
    item += "年初预算为40.00万元，支出决算为50.00万元，完成年初预算的125%。\n"
    text = (
        "五、一般公共预算财政拨款支出决算情况说明\n"
        "2022年度一般公共预算财政拨款支出100.00万元。\n"
        "2022年度一般公共预算财政拨款支出年初预算为90.00万元，支出决算为100.00万元。\n"
    )
    text += item.format(1, "小学教育") + item.format(2, "初中教育")
    found = looked_at(read(text))
    assert [(each["identity"], each["row"]) for each in found] == [
        ("prose.budgets", LINES_OF_HEAD + 3)
    ]
    assert found[0]["message_zh"].startswith("一般公共预算财政拨款支出年初预算：公开数 90.00")


TABLE = """2022年度支出决算表（表3）
单位：万元
功能分类科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
合计 4290.00 90.00 4200.00 0.00 0.00 0.00
213 农林水支出 4290.00 90.00 4200.00 0.00 0.00 0.00
21305 巩固脱贫攻坚成果衔接乡村振兴 4290.00 90.00 4200.00 0.00 0.00 0.00
2130501 行政运行 90.00 90.00 0.00 0.00 0.00 0.00
2130504 农村基础设施建设 2360.00 0.00 2360.00 0.00 0.00 0.00
2130505 生产发展 1840.00 0.00 1840.00 0.00 0.00 0.00
"""


def test_items_named_in_a_list_restate_their_own_rows_and_their_share_is_of_what_is_said():
    text = (
        "三、支出决算情况说明\n2022年度项目支出4200.00万元，包括农村基础设施建设和生产发展两项，"
        "分别为{}万元、1840.00万元，占项目支出的56.19%和43.81%。●行政运行90.00万元。\n"
    )
    head = HEAD.replace("第三部分", TABLE + "第三部分")
    right, wrong, other = (
        juesuan.read((head + text.format(figure).replace("43.81", share)).encode(), name="a.txt")
        for figure, share in (("2360.00", "43.81"), ("2630.00", "43.81"), ("2360.00", "48.31"))
    )
    prose = "identity.str.startswith('prose') and verdict != 'exact' and verdict != 'not_checked'"
    assert right.verdicts.query(prose).empty
    held = right.verdicts.query("verdict == 'exact'")
    assert set(held.query("identity == 'prose.restates_expenditure'")["code"]) >= {
        "2130501",
        "2130504",
        "2130505",
    }
    shares = held.set_index("identity").loc[["prose.share_of_all_projects"]]
    assert shares[["code", "reported"]].to_numpy().tolist() == [["2130505", 43.81]]
    assert other.verdicts.query(prose)["identity"].tolist() == ["prose.share_of_all_projects"]
    (restated,) = wrong.verdicts.query(prose).to_dict("records")
    assert (restated["identity"], restated["code"]) == ("prose.restates_expenditure", "2130504")


def test_a_class_that_is_joined_by_another_sign_is_the_same():
    text = (
        "五、一般公共预算财政拨款支出决算情况说明\n（二）社会保障与就业支出490.30万元，占18.6%。\n"
    )
    (claim,) = read(text).claims.query("quantity == 'amount'").to_dict("records")
    assert claim["code"] == "208"


def test_journeys_behind_a_number_keep_the_first_sign_of_their_name():
    text = (
        "2022年度“三公”经费支出1.12万元。一是因公出国（境）费0.40万元；二是公务接待费0.72万元。\n"
    )
    claims = read(f"九、财政拨款“三公”经费支出决算情况说明\n{text}").claims
    assert claims["line_key"].tolist() == ["total", "abroad", "reception"]
