"""What a reader of a workbook meets: links that lead somewhere, figures that fit, one wording."""

import re

import openpyxl
import pandas as pd
from openpyxl.utils import get_column_letter as letter
from openpyxl.utils import range_boundaries

import juesuan
from juesuan.workbook.styles import text_width
from juesuan.workbook.tidy import shown

from .office import opened

# What is never said in Chinese: a path, a hash, a type of files, the names of programs.
FOREIGN = {"来源", "SHA-256", "格式", "读取程序", "制表程序", "文件编号"}
KEY = re.compile(r"[A-Za-z]+[_.][A-Za-z_.]+|\b[a-z]{4,}\b")


def links(workbook):
    """(cell with the link, sheet and cell that it leads to)."""
    for sheet in workbook:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.hyperlink):
            name, _, place = cell.hyperlink.location.rpartition("!")
            yield cell, name.strip("'").replace("''", "'"), place


def folded(sheet):
    """The letters of the columns that are folded away."""
    found = set()
    for name, column in sheet.column_dimensions.items():
        if column.hidden:
            first = openpyxl.utils.column_index_from_string(name)
            found |= {letter(n) for n in range(column.min or first, (column.max or first) + 1)}
    return found


def test_every_link_leads_to_a_cell_that_is_filled_and_seen(books):
    for name, book in books.items():
        workbook = opened(book.path)
        found = list(links(workbook))
        assert len(found) > 20, name
        for cell, sheet, place in found:
            target = workbook[sheet][place]
            assert target.value is not None, (name, cell.value, sheet, place)
            assert target.column_letter not in folded(workbook[sheet]), (name, sheet, place)
        first = {cell.row for cell, _, _ in found if cell.parent.title == "说明"}
        for row in range(4, 4 + min(len(book.doc.findings), 20)):
            assert row in first


def test_a_findings_link_leads_to_its_figure(books):
    book = books["seed13"]  # with a misprint
    workbook = opened(book.path)
    worst = book.doc.findings.iloc[0]
    _, sheet, place = next(iter(links(workbook)))
    printed = workbook[sheet][place]
    assert worst["severity"] == "error"
    assert re.search(rf"第{worst['row']}行", printed.comment.text)


SOME = ("hanyang", "budget")  # the others are made in the same way


def test_every_figure_fits_its_column(books):
    """A figure that is wider than its column is shown as ####."""
    figures = 0
    for name in SOME:
        for sheet in opened(books[name].path):
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                form = cell.number_format.partition(";")[0].removesuffix("_ ")
                if cell.data_type != "n" or cell.value is None or "0" not in form:
                    continue
                figures += 1
                width = sheet.column_dimensions[cell.column_letter].width
                text = shown(cell.value, form)
                assert len(text) < width, (sheet.title, cell.coordinate, text, width)
    assert figures > 2000


def test_every_heading_of_an_official_table_fits_its_rows(books):
    """A heading that is broken into more lines than its rows are high is cut."""
    broken = 0
    for name in SOME:
        workbook = opened(books[name].path)
        for title in books[name].doc.tables["title"].dropna():
            sheet = next((each for each in workbook if each["A1"].value == title), None)
            if sheet is None:
                continue
            spans = {each.start_cell.coordinate: each for each in sheet.merged_cells.ranges}
            last = int(re.sub(r"\D", "", sheet.freeze_panes)) - 1
            for cell in (cell for row in sheet.iter_rows(3, last) for cell in row if cell.value):
                span = spans.get(cell.coordinate)
                left, top, right, bottom = span.bounds if span else (cell.column, cell.row) * 2
                width = sum(
                    sheet.column_dimensions[letter(n)].width for n in range(left, right + 1)
                )
                height = sum(sheet.row_dimensions[n].height for n in range(top, bottom + 1))
                lines = -(-text_width(str(cell.value)) // (width - 1))
                broken += lines > 1
                assert 14 * lines <= height, (sheet.title, cell.coordinate, cell.value)
    assert broken > 5


def test_no_figure_has_more_decimals_than_a_fen_has_in_ten_thousands(books):
    for name in SOME:
        for sheet in opened(books[name].path):
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                if isinstance(cell.value, float) and cell.number_format == "General":
                    assert len(repr(cell.value)) <= 12, (sheet.title, cell.coordinate, cell.value)


def test_a_chinese_workbook_shows_no_keys(books):
    """But in the column of 说明 that promises them."""
    for name in SOME:
        for sheet in opened(books[name].path):
            away = folded(sheet) | ({"B"} if sheet.title == "说明" else set())
            heads = {letter(at): cell.value for at, cell in enumerate(sheet[1], 1)}
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                plain = isinstance(cell.value, str) and cell.data_type != "f"
                if (
                    not plain
                    or cell.value in FOREIGN
                    or cell.column_letter in away
                    or heads[cell.column_letter] in FOREIGN
                ):
                    continue
                assert not KEY.search(cell.value), (name, sheet.title, cell.coordinate, cell.value)


def test_a_budgets_workbook_says_budget(books):
    book = books["budget"]
    workbook = opened(book.path)
    assert book.doc.documents["kind"].iloc[0] == "预算"
    official = [sheet for sheet in workbook if sheet.title.endswith("表") and sheet["A2"].value]
    assert len(official) > 5
    for sheet in official:
        left, top, right, low = range_boundaries(sheet.dimensions)
        heads = sheet.iter_rows(top + 2, min(low, 6), left, right, values_only=True)
        assert not [head for row in heads for head in row if "决算" in str(head)], sheet.title
    for name in ("数据", "校验", "表行"):
        heads = [cell.value for cell in workbook[name][1]]
        for column in {"表", "栏目"} & set(heads):
            cells = workbook[name].iter_cols(heads.index(column) + 1, heads.index(column) + 1, 2)
            words = {cell.value for own in cells for cell in own if cell.value}
            assert words
            assert not {word for word in words if "决算" in word}, (name, column)
    assert workbook["收入支出预算总表"]["A3"].value == "收入"
    again = juesuan.read_workbook(book.path)
    for name in juesuan.FRAMES:
        pd.testing.assert_frame_equal(again[name], book.doc.frame(name), check_exact=True)


def test_columns_are_numbered_where_the_document_numbers_them(books):
    """The budget prints years above its tables, and no 栏次."""
    for name, numbered in (("hanyang", True), ("budget", False)):
        heads = [
            cell.value
            for sheet in opened(books[name].path)
            for row in sheet.iter_rows(3, 6)
            for cell in row
        ]
        assert ("栏次" in heads) == numbered, name
