"""The ledger of what must be disclosed."""

import tomllib
from pathlib import Path
from random import Random

import openpyxl
import pytest

import juesuan
from juesuan.catalogue.disclosure import ledger
from juesuan.show.document_page import document_page
from tests.factory import Layout, print_text, random_account

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "disclosed.toml"
DISCLOSED = tomllib.loads(FIXTURE.read_text(encoding="utf-8"))
# Whether it is a budget → its prose, and what is cut out of it for each item.
KINDS = {False: DISCLOSED, True: DISCLOSED["budget"]}


def statuses(document):
    frame = document.disclosure
    return dict(zip(zip(frame["group"], frame["item"], strict=True), frame["status"], strict=True))


def test_the_first_document_discloses_all_that_it_has_to(hanyang):
    found = statuses(hanyang)
    assert set(found.values()) == {"present", "declared_none"}
    assert found["table", "government_fund"] == "declared_none"
    assert found["section", "procurement"] == "declared_none"
    assert found["split", "vehicles_split"] == "present"
    assert f"checked {len(found)} of {len(found)} required items" in repr(hanyang)


@pytest.mark.parametrize(
    ("heading", "item"),
    [("名词解释", ("glossary", "glossary")), ("国有资产占用", ("section", "assets"))],
)
def test_what_is_taken_out_is_absent_and_a_warning(hanyang_path, heading, item):
    text = hanyang_path.read_text(encoding="utf-8").replace(heading, "其他")
    text = text.replace("单价 50 万元", "单价").replace("单价 100 万元", "单价")
    text = text.replace("单位价值 50 万元", "").replace("单位价值 100 万元", "")
    document = juesuan.read(text.encode(), name="a.txt")
    assert statuses(document)[item] == "absent"
    found = document.findings[document.findings["kind"].eq("disclosure")]
    assert found["severity"].tolist() == ["warning"]


def test_a_part_of_an_account_is_not_checked_for_what_it_leaves_out():
    text = print_text(random_account(Random(3)), Layout(code_style="joined"))
    document = juesuan.read(text.encode(), name="a.txt")
    checks = document.verdicts.query("kind == 'disclosure'")
    assert "absent" in statuses(document).values()
    assert checks["verdict"].ne("inconsistent").all()
    assert checks.loc[checks["verdict"].eq("not_checked"), "reason"].eq("excerpt").all()


def test_what_was_not_looked_for_is_not_counted_as_checked(hanyang):
    text = print_text(random_account(Random(3)), Layout(code_style="joined"))
    for document in (hanyang, juesuan.read(text.encode(), name="a.txt")):
        status = document.disclosure["status"]
        asked, there = status.ne("not_required"), status.isin(["present", "declared_none"])
        row = document.documents.iloc[0]
        assert (row["required"], row["disclosed"]) == (asked.sum(), there.sum())
        reached = document.verdicts.query("kind in ('disclosure', 'completeness')")
        left_open = reached["reason"].isin(["excerpt", "attached"]).sum()
        assert row["checked"] == asked.sum() - left_open
    assert row["disclosed"] <= row["checked"] < row["required"]


def test_page_and_workbook_say_how_many_required_items_were_checked(hanyang, tmp_path):
    frames = {name: getattr(hanyang, name) for name in juesuan.FRAMES}
    with juesuan.options.spoken("zh"):
        assert "应公开事项已核对 34／34 项，已公开 34 项" in document_page(frames, b"")
        hanyang.to_excel(tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)["说明"]
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "已核对 34／34 项，已公开 34 项" in cells


def test_an_item_is_not_asked_of_a_year_before_it():
    text = print_text(random_account(Random(3)), Layout(code_style="joined"))
    document = juesuan.read(text.replace("2019", "2016").encode(), name="a.txt")
    assert statuses(document)["section", "performance"] == "not_required"


def test_sections_that_state_no_figure_are_no_explanations_that_could_lack_some(hanyang_path):
    text = hanyang_path.read_text(encoding="utf-8")
    tables = text[: text.index("第三部分", 900)]
    headings = "第三部分 2022年度部门决算情况说明\n一、收入支出决算总体情况说明\n按规定公开。\n"
    found = statuses(juesuan.read((tables + headings).encode(), name="a.txt"))
    assert found["section", "procurement"] == found["glossary", "glossary"] == "attached"
    assert found["table", "expenditure"] == "present"


@pytest.mark.parametrize(
    ("said", "status"),
    [("2019年度无政府性基金预算财政拨款收入支出。", "present"), ("按规定公开。", "absent")],
)
def test_a_section_that_declares_none_explains_its_empty_table(said, status):
    account = random_account(Random(3))
    text = print_text(account, Layout(code_style="joined"))
    title = "政府性基金预算财政拨款收入支出决算"
    table = f"{title}表\n公开08表\n单位：万元\n科目编码 科目名称 本年收入 本年支出\n"
    section = f"第三部分 情况说明\n一、收入\n收入5.00万元。\n八、{title}情况说明\n{said}\n"
    document = juesuan.read((table + section + text).encode(), name="a.txt")
    assert statuses(document)["explanation", "empty_tables"] == status


def absent(text):
    """The items besides tables that a text does not disclose."""
    found = statuses(juesuan.read(text.encode(), name="a.txt"))
    return {item for (group, item), is_ in found.items() if is_ == "absent" and group != "table"}


CUT = [(planned, item) for planned, of in KINDS.items() for item in of["cut"]]


@pytest.mark.parametrize("planned", KINDS)
def test_every_item_of_the_ledger_is_cut_out_once(planned):
    fixture, asked = KINDS[planned], ledger().asked_of(planned=planned)
    assert absent(fixture["text"]) == set()
    assert set(fixture["cut"]) == {each.key for each in asked} - {"empty_tables"}


@pytest.mark.parametrize(("planned", "item"), CUT)
def test_an_item_that_is_cut_out_is_absent_and_no_other_is(planned, item):
    text, cut = KINDS[planned]["text"], KINDS[planned]["cut"][item]
    assert cut in text
    assert absent(text.replace(cut, "", 1)) == {item}


def test_the_tables_of_a_budget_bear_the_titles_of_budgets():
    document = juesuan.read(KINDS[True]["text"].encode(), name="a.txt")
    titles = document.disclosure.query("group == 'table'")["title_zh"]
    assert not titles.empty
    assert titles.str.contains("预算|财务").all()


def test_a_budget_that_says_it_plans_nothing_of_a_fund_explains_the_empty_table():
    title = "部门政府性基金预算支出功能分类预算表"
    table = f"{title}\n单位：元\n科目编码 科目名称 合计 基本支出 项目支出\n合计\n"
    said = "政府性基金拨款支出预算0.00万元"
    text = KINDS[True]["text"].replace("第三部分", table + "第三部分")
    for words, status in ((f"{said}。", "present"), ("", "absent")):
        document = juesuan.read(text.replace("贯彻", f"{words}贯彻").encode(), name="a.txt")
        assert statuses(document)["explanation", "empty_tables"] == status
