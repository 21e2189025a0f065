"""What a notebook shows: official layouts, summaries, nothing of a document run as HTML."""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser
from random import Random

import pytest

import juesuan
from tests.factory import Layout, print_text, random_account

TAGS = {"div", "b", "small", "table", "thead", "tbody", "tr", "th", "td"}


class Tags(HTMLParser):
    """Every tag and attribute of a piece of HTML."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def read(account, **layout):
    return juesuan.read(print_text(account, Layout(**layout)).encode(), name="factory.txt")


def grid(sheet):
    return [[cell.text for cell in row] for row in sheet.body]


def test_a_coded_table_stands_in_its_forms_layout(hanyang):
    sheet = hanyang.show("expenditure")
    assert [cell.text for cell in sheet.head[0]][:3] == ["项目", "本年支出合计", "基本支出"]
    assert [cell.text for cell in sheet.head[2]] == ["栏次", "1", "2", "3", "4", "5", "6"]
    rows = grid(sheet)
    assert rows[0] == ["", "合计", "533.26", "354.74", "178.52", "", "", ""]
    assert rows[4] == ["2012902", "一般行政管理事务", "172.14", "", "172.14", "", "", ""]
    assert len(rows) == 22
    assert "单位：万元" in sheet.caption


def test_a_group_of_columns_has_a_heading_over_it(hanyang):
    sheet = hanyang.show("general_budget_expenditure")
    group = sheet.head[0][1]
    assert (group.text, group.across) == ("本年支出", 3)
    assert [cell.text for cell in sheet.head[1]][2:] == ["本年支出合计", "基本支出", "项目支出"]


def test_a_two_sided_table_has_its_sides_beside_each_other(hanyang):
    sheet = hanyang.show("income_expenditure_summary")
    assert [(cell.text, cell.across) for cell in sheet.head[0]] == [("收入", 3), ("支出", 3)]
    rows = grid(sheet)
    assert rows[0] == [
        *("一般公共预算财政拨款收入", "1", "533.26"),
        *("一般公共服务支出", "32", "441.16"),
    ]
    assert rows[-1] == ["总计", "31", "533.26", "总计", "62", "533.26"]


def test_economic_codes_printed_in_blocks_stand_in_order(hanyang):
    codes = [row[0] for row in grid(hanyang.show("general_budget_basic")) if row[0]]
    assert codes == sorted(codes)
    assert grid(hanyang.show("general_budget_basic"))[-2] == ["", "人员经费合计", "354.74"]


def test_components_stand_in_one_row():
    account = random_account(Random(8), three_public=True, unit=("万元", 2), zeros="all")
    document = read(account, three_public="listed")
    sheet = document.show("three_public")
    (row,) = grid(sheet)
    printed = document.amounts.query("table == 'three_public'")
    assert sorted(row) == sorted(printed["raw"])
    assert [cell.text for cell in sheet.head[0]] == ["全年预算数", "决算数"]


@pytest.mark.parametrize("seed", range(4))
def test_every_placed_figure_of_a_coded_table_is_shown_as_printed(seed):
    document = read(random_account(Random(seed)))
    for table in ("income", "expenditure", "general_budget_basic"):
        placed = document.amounts.query("table == @table and placement != 'ambiguous'")
        shown = [cell for row in document.show(table).body for cell in row if cell.number]
        assert sorted(cell.text for cell in shown if cell.text) == sorted(placed["raw"])


def test_amounts_without_a_column_are_told_below_the_table():
    account = random_account(Random(3), classes=(9, 9), own_incomes=("institution", "other"))
    document = read(account)
    unsure = document.amounts.query("placement == 'ambiguous'")
    notes = sum(
        note.count("column not known")
        for table in unsure["table"].unique()
        for note in document.show(table).notes
    )
    assert notes == len(unsure)


def test_an_empty_table_says_its_state(hanyang):
    sheet = hanyang.show("three_public")
    assert not sheet.body
    assert sheet.notes == ["state: empty, as declared (本表无数据)"]


@pytest.mark.parametrize("name", [name for name in juesuan.FRAMES if name != "three_public"])
def test_every_frame_can_be_shown_as_text_and_html(hanyang, name):
    sheet = hanyang.show(name)
    assert repr(sheet).startswith(f"{name}: ")
    assert "nan" not in re.sub(r"<[^>]*>", " ", sheet._repr_html_()).lower().split()


def test_an_unknown_name_is_an_error_that_says_what_was_meant(hanyang):
    with pytest.raises(KeyError, match=r"'expenses'; did you mean 'expenditure'\?$"):
        hanyang.show("expenses")


def test_a_table_is_shown_by_its_printed_title_too(hanyang):
    assert repr(hanyang.show("三、支出决算表")) == repr(hanyang.show("expenditure"))
    assert repr(hanyang.show("名词解释")) == repr(hanyang.show("glossary"))


def test_a_sheet_as_text_prints_nothing_by_itself(hanyang, capsys):
    text = repr(hanyang.show("expenditure"))
    assert capsys.readouterr().out == ""
    assert "2012901       行政运行" in text


def test_a_document_is_summarised_in_html(hanyang):
    shown = hanyang._repr_html_()
    assert "武汉市汉阳区总工会2022年度部门决算" in shown
    verdict = hanyang.verdicts.query("table == 'expenditure'")["verdict"]
    held = verdict.isin(["exact", "rounding"]).sum()
    assert held >= 100
    assert f"✓ {held} of {held}" in shown
    assert "empty, as declared (本表无数据)" in shown
    assert Tags(shown).tags == TAGS
    assert Tags(shown).attributes <= {"style", "colspan", "rowspan"}


def test_what_does_not_hold_is_in_the_summary(hanyang_path):
    text = hanyang_path.read_text(encoding="utf-8").replace("269.02", "296.02", 1)
    shown = juesuan.read(text.encode(), name="wrong.txt")._repr_html_()
    assert "error: line" in shown
    assert "296.02" in shown


def test_text_of_a_document_is_never_run_as_html():
    evil = "<img src=x onerror=alert(1)>局"
    document = read(replace(random_account(Random(1)), organization=evil))
    pieces = [document._repr_html_(), *(document.show(n)._repr_html_() for n in juesuan.FRAMES)]
    pieces += [document.show(table)._repr_html_() for table in ("income", "three_public")]
    assert any(html.escape("<img src=x") in piece for piece in pieces)
    for piece in pieces:
        assert Tags(piece).tags <= TAGS
        assert Tags(piece).attributes <= {"style", "colspan", "rowspan"}


def test_nothing_in_the_html_has_a_colour_so_that_dark_themes_can_dress_it(hanyang):
    for piece in (hanyang._repr_html_(), hanyang.show("expenditure")._repr_html_()):
        assert "color" not in piece
        assert "background" not in piece
