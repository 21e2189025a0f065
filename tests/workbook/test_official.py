"""The official sheets: layout, figures, origin, what Excel accepts."""

import io
import re
import zipfile
from random import Random
from xml.etree import ElementTree as ET

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import get_column_letter

import juesuan
from juesuan.catalogue import frames, tables
from juesuan.catalogue.form_title import form_title
from juesuan.catalogue.problems import problem_kinds
from juesuan.catalogue.value_words import words_of
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.schema import concatenate
from juesuan.workbook import write_workbook
from juesuan.workbook.vocabulary import sheet_names
from tests.factory import Layout, random_account
from tests.factory.excel import ExcelLayout, print_xlsx

from .office import opened

TITLES = [table.title for table in tables().values() if not table.optional]


@pytest.fixture(scope="session")
def book(books):
    return opened(books["hanyang"].path)


def test_sheets_stand_in_the_order_of_the_published_set(book):
    assert book.sheetnames[:10] == ["说明", *TITLES]
    assert book.sheetnames[10:17] == [
        "发现",
        "预算执行",
        "项目",
        "绩效指标",
        "文字数据",
        "校验",
        "数据",
    ]


def test_a_coded_table_is_as_printed(book):
    sheet = book["支出决算表"]
    assert sheet["A1"].value == "2022年度支出决算表（表3）"
    assert sheet["A2"].value == "单位名称：武汉市汉阳区总工会"
    assert sheet["G2"].value == "单位：万元"
    assert [cell.value for cell in sheet[3]][:8] == [
        "功能分类科目编码",
        "科目名称",
        "本年支出合计",
        "基本支出",
        "项目支出",
        "上缴上级支出",
        "经营支出",
        "对附属单位补助支出",
    ]
    rows = [[cell.value for cell in row[:8]] for row in sheet.iter_rows(min_row=6, max_row=10)]
    assert rows == [
        [None, "合计", 533.26, 354.74, 178.52, None, None, None],
        ["201", "一般公共服务支出", 441.16, 269.02, 172.14, None, None, None],
        ["20129", "群众团体事务", 441.16, 269.02, 172.14, None, None, None],
        ["2012901", "行政运行", 269.02, 269.02, None, None, None, None],
        ["2012902", "一般行政管理事务", 172.14, None, 172.14, None, None, None],
    ]
    assert [sheet.cell(row, 2).alignment.indent for row in range(6, 10)] == [0, 0, 1, 2]
    assert sheet["C6"].number_format.startswith("#,##0.00")
    assert sheet.freeze_panes == "C6"
    assert sheet.auto_filter.ref.startswith("A5:H")


def test_a_two_sided_table_has_both_sides_in_one_row(book):
    sheet = book["收入支出决算总表"]
    rows = {row[0]: row[:6] for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert rows["一般公共预算财政拨款收入"] == (
        "一般公共预算财政拨款收入", 1, 533.26, "一般公共服务支出", 32, 441.16,
    )  # fmt: skip
    assert rows["本年收入合计"] == ("本年收入合计", 27, 533.26, "本年支出合计", 58, 533.26)
    assert rows["总计"] == ("总计", 31, 533.26, "总计", 62, 533.26)


def test_groups_of_columns_have_one_heading(book):
    sheet = book["政府性基金预算财政拨款收入支出决算表"]
    assert sheet["E3"].value == "本年支出"
    assert "E3:G3" in {str(area) for area in sheet.merged_cells.ranges}
    assert [sheet.cell(4, column).value for column in (5, 6, 7)] == ["小计", "基本支出", "项目支出"]


def test_the_three_public_table_is_one_row_of_figures(books):
    sheet = opened(books["full"].path)["财政拨款“三公”经费支出决算表"]
    account = books["full"].account
    assert (sheet["A3"].value, sheet["G3"].value) == ("全年预算数", "决算数")
    assert [sheet.cell(5, column).value for column in (3, 4, 5)] == [
        "小计",
        "公务用车购置费",
        "公务用车运行维护费",
    ]
    order = ("total", "abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")
    printed = [
        account.figure("three_public", key, measure) / 100
        for measure in ("budget", "actual")
        for key in order
    ]
    assert [cell.value for cell in sheet[6][:12]] == printed


def test_line_numbers_have_a_column_where_they_are_printed(books):
    heads = {
        name: [cell.value for cell in opened(books[name].path)["收入支出决算总表"][4][:6]]
        for name in ("full", "seed4")
    }
    assert heads == {
        "full": ["项目", "决算数", "项目", "决算数", None, heads["full"][5]],
        "seed4": ["项目", "行次", "决算数", "项目", "行次", "决算数"],
    }


def test_amounts_without_a_cell_are_listed_below_their_table(hanyang):
    frames = {name: hanyang.frame(name).copy() for name in juesuan.FRAMES}
    amounts = frames["amounts"]
    at = amounts.index[(amounts["table"] == "expenditure") & (amounts["code"] == "2210203")][0]
    # A second amount where one cell is: a file in which a figure is printed twice.
    frames["amounts"] = concatenate("amounts", [amounts, amounts.loc[[at]]])
    target = io.BytesIO()
    write_workbook(frames, target)
    sheet = openpyxl.load_workbook(target)["支出决算表"]
    left = [c.value for c in sheet["A"] if str(c.value).startswith("未列入的数字")]
    assert left == [
        f"未列入的数字：22.22（购房补贴，第{amounts.loc[at, 'row']}行），可能的列 本年支出合计"
    ]


def test_an_empty_table_says_so(book):
    sheet = book["国有资本经营预算财政拨款支出决算表"]
    texts = [cell.value for cell in sheet["A"] if isinstance(cell.value, str)]
    assert "本表为空（原文说明无数据）" in texts
    assert any("故本表无数据" in text for text in texts)


def test_every_amount_stands_on_its_sheet_with_its_origin(books):
    for book in books.values():
        workbook = opened(book.path)
        amounts = book.doc.amounts
        for key, mine in amounts[amounts["placement"] != "ambiguous"].groupby(
            "table", observed=True
        ):
            sheet = workbook[form_title(key, book.doc.documents["kind"].iloc[0])]
            cells = [
                cell
                for row in sheet.iter_rows()
                for cell in row
                if cell.data_type == "n" and cell.comment and cell.value is not None
            ]
            unit = 100 if str(sheet_unit(sheet)).endswith("：元") else 1_000_000
            assert sorted(round(cell.value * unit) for cell in cells) == sorted(mine["amount_fen"])
            origins = sorted(re.findall("原文 (.+)", "\n".join(c.comment.text for c in cells)))
            assert origins == sorted(mine["raw"])


def sheet_unit(sheet):
    return next(cell.value for cell in sheet[2][1:] if cell.value)


def test_a_comment_says_where_a_figure_is_printed(book, hanyang):
    sheet = book["支出决算表"]
    amount = hanyang.amounts.query("table == 'expenditure' and code == '2012901'").iloc[0]
    lines = sheet["C9"].comment.text.split("\n")
    assert lines[0] == f"第{amount['row']}行"
    assert lines[1] == "原文 269.02"
    assert lines[2].startswith("推定：")
    assert sheet["C9"].font.color.rgb.endswith("1F4E9E")


def test_a_comment_names_the_cell_of_a_workbook_that_was_read(tmp_path):
    account = random_account(Random(11), unit=("万元", 2))
    doc = juesuan.read(print_xlsx(account, Layout(), ExcelLayout()))
    doc.to_excel(tmp_path / "a.xlsx")
    total = doc.amounts.query("table == 'expenditure' and level == 'total' and measure == 'total'")
    cell = opened(tmp_path / "a.xlsx")["支出决算表"]["C5"]
    assert cell.value == total["amount"].item()
    assert cell.comment.text.split("\n")[0] == total["address"].item() == "支出决算表!C5"


def test_ambiguous_amounts_are_marked_in_every_candidate(books):
    doc = books["seed4"].doc
    unsure = doc.amounts.query("placement == 'ambiguous' and table == 'expenditure'")
    sheet = opened(books["seed4"].path)["支出决算表"]
    marked = [
        cell
        for row in sheet.iter_rows(min_row=5, min_col=3, max_col=8)
        for cell in row
        if isinstance(cell.value, str) and cell.value.endswith("?")
    ]
    listed = unsure["candidates"].str.split(",").explode()
    assert len(unsure)
    assert sum(text.value.count("/") + 1 for text in marked) == len(listed)
    assert all("存疑" in cell.comment.text for cell in marked)


def test_every_ambiguous_amount_is_marked_or_listed(books):
    seen = 0
    for book in books.values():
        workbook = opened(book.path)
        unsure = book.doc.amounts.query("placement == 'ambiguous'")
        for amount in unsure.to_dict("records"):
            sheet = workbook[tables()[amount["table"]].title]
            texts = [
                str(text)
                for row in sheet.iter_rows()
                for cell in row
                for text in (cell.comment and cell.comment.text, cell.value)
                if text
            ]
            place, raw = f"第{amount['row']}行", f"{amount['raw']}"
            assert any(place in text and raw in text and "可能的列" in text for text in texts)
            seen += 1
    assert seen > 50


def test_figures_keep_the_printed_unit(books):
    sheet = opened(books["full"].path)["支出决算表"]
    doc = books["full"].doc
    total = doc.amounts.query("table == 'expenditure' and level == 'total' and measure == 'total'")
    assert sheet_unit(sheet) == "单位：元"
    assert sheet["C5"].value * 100 == pytest.approx(total["amount_fen"].iloc[0], abs=0.4)


@pytest.mark.parametrize("engine", ["openpyxl", "calamine"])
def test_tidy_sheets_are_plain_for_pandas(engine, books):
    for name in ("execution", "verdicts", "amounts", "claims"):
        frame = pd.read_excel(books["hanyang"].path, sheet_name=sheet_names()[name], engine=engine)
        assert list(frame.columns) == [column.title_zh for column in frames()[name].columns]
        assert len(frame) == len(books["hanyang"].doc.frame(name))


def test_every_frame_has_a_sheet():
    assert set(sheet_names()) == set(juesuan.FRAMES) == set(frames())


def test_headings_are_chinese_and_tell_the_key(book):
    heads = {cell.value: cell.comment.text for cell in book["数据"][1]}
    assert heads["金额（分）"].startswith("amount_fen\n")
    for frame in frames().values():
        for column in frame.columns:
            assert re.search("[一-鿿]|SHA", column.title_zh), column.name


def test_keys_are_shown_as_words(book):
    sheet = book["数据"]
    at = {cell.value: cell.column - 1 for cell in sheet[1]}
    row = next(row for row in sheet.iter_rows(values_only=True) if row[at["科目编码"]] == "2012901")
    named = {title: row[place] for title, place in at.items()}
    assert (named["表"], named["级次"], named["栏目"]) == ("收入决算表", "项", "本年收入合计")
    shown = {
        cell.value
        for column in sheet.iter_cols(min_row=2)
        if not sheet.column_dimensions[column[0].column_letter].hidden
        for cell in column
    }
    assert not shown & {"expenditure", "income", "total", "item", "printed", "solved"}


def test_every_kind_of_problem_has_a_word():
    words = words_of("problems", "kind").words
    assert set(problem_kinds()) <= set(words)
    assert len(set(words.values())) == len(words)


def test_keys_are_folded_away_and_wide_frames_print_over_several_pages(book):
    sheet = book["数据"]
    hidden = {cell.value for cell in sheet[1] if sheet.column_dimensions[cell.column_letter].hidden}
    assert {"文件编号", "金额（分）"} <= hidden
    assert "金额（万元）" not in hidden
    assert book["校验"].page_setup.fitToWidth > 1
    widths = {c.value: sheet.column_dimensions[c.column_letter].width for c in sheet[1]}
    assert widths["文件编号"] < 20


def test_figures_have_formats(books):
    sheet = opened(books["hanyang"].path)["预算执行"]
    at = {cell.value: cell.column for cell in sheet[1]}
    for title, form in (("完成率（%）", "0.00"), ("预算数（万元）", "#,##0.00####")):
        column = [sheet.cell(row, at[title]) for row in range(2, sheet.max_row + 1)]
        assert {cell.number_format for cell in column if cell.value is not None} == {form}


def test_columns_are_numbered_where_the_document_numbers_them(books):
    numbered = [cell.value for cell in opened(books["hanyang"].path)["支出决算表"][5][:8]]
    assert numbered == ["栏次", None, "1", "2", "3", "4", "5", "6"]
    if "putuo" in books:
        assert opened(books["putuo"].path)["支出决算表"]["A5"].value is None


def test_what_is_not_checked_tells_its_reasons(books):
    for book in books.values():
        sheet = opened(book.path)["说明"]
        (row,) = [row for row in sheet.iter_rows(values_only=True) if row[0] == "未校验"]
        open_ = book.doc.verdicts.query("verdict == 'not_checked'")["reason"].value_counts()
        for reason, count in open_[open_ > 0].items():
            assert f"{verdict_words().reasons[reason].text_zh} {count}" in row[1]


def test_findings_lead_to_what_they_are_about(books):
    for book in books.values():
        workbook, findings = opened(book.path), book.doc.findings
        sheet = workbook["说明"]
        listed = [row for row in sheet.iter_rows(min_row=4) if row[0].hyperlink][: len(findings)]
        for (first, message, *_), entry in zip(listed, findings.to_dict("records"), strict=False):
            assert message.value == entry["message_zh"]
            name, _, place = first.hyperlink.location.rpartition("!")
            target = workbook[name.strip("'")]
            if pd.notna(entry["cells"]) and entry["cells"].split("/")[0] in tables():
                key = entry["cells"].split("/")[0]
                assert target.title == tables()[key].title
                assert target[place].comment is not None
            else:
                assert target[place].row <= target.max_row


def test_print_setup_and_filters(book):
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth >= 1
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
    assert book["数据"].freeze_panes == "A2"
    last = get_column_letter(len(frames()["amounts"].columns))
    assert book["数据"].auto_filter.ref == f"A1:{last}184"


def test_excel_accepts_names_and_sizes(books):
    for book in books.values():
        workbook = opened(book.path)
        names = workbook.sheetnames
        assert len({name.lower() for name in names}) == len(names)
        assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in names)
        for sheet in workbook:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        assert len(cell.value) <= 8192
                    elif isinstance(cell.value, str):
                        assert len(cell.value) <= 32767
        with zipfile.ZipFile(book.path) as archive:
            assert len(set(archive.namelist())) == len(archive.namelist())
            assert not any(
                "vba" in name or "external" in name.lower() for name in archive.namelist()
            )
            for name in archive.namelist():
                if name.endswith((".xml", ".rels", ".vml")):
                    ET.fromstring(archive.read(name))  # noqa: S314 - our own file
        assert not workbook.defined_names


def test_links_lead_to_sheets_of_the_workbook(book):
    linked = [cell for row in book["说明"].iter_rows() for cell in row if cell.hyperlink]
    assert {c.hyperlink.location.rpartition("!")[0].strip("'") for c in linked} >= set(
        book.sheetnames[1:]
    )
    for cell in linked:
        assert cell.hyperlink.target is None
        name = cell.hyperlink.location.rpartition("!")[0].strip("'")
        assert name in book.sheetnames
        assert name == cell.value or "行" in cell.value


def test_the_same_document_gives_the_same_bytes(hanyang):
    one, two = io.BytesIO(), io.BytesIO()
    hanyang.to_excel(one)
    hanyang.to_excel(two)
    assert one.getvalue() == two.getvalue()


def test_a_failed_write_leaves_the_old_workbook(hanyang, tmp_path, monkeypatch):
    path = tmp_path / "kept.xlsx"
    path.write_bytes(b"old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("juesuan.workbook.save._save", fail)
    with pytest.raises(OSError, match="No space"):
        hanyang.to_excel(path)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["kept.xlsx"]


def test_a_chinese_workbook_says_rules_and_verdicts_in_chinese(books):
    for name, book in books.items():
        workbook = opened(book.path)
        for sheet in (workbook["校验"], workbook["发现"]):
            shown = [
                column
                for column in sheet.iter_cols()
                if not sheet.column_dimensions[column[0].column_letter].hidden
            ]
            told = [cell.value for column in shown for cell in column[1:]]
            english = {text for text in told if isinstance(text, str) and text.isascii()}
            assert not {text for text in english if re.search("[a-z]{3}", text)}, name


def test_the_sheet_of_execution_names_its_items(books):
    sheet = opened(books["hanyang"].path)["预算执行"]
    at = next(cell for cell in sheet[1] if cell.value == "项名称")
    assert not sheet.column_dimensions[at.column_letter].hidden
