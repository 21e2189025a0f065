"""Frames → workbook → frames: types, NA, empty codes and every digit."""

import io
from datetime import timedelta

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import juesuan
from juesuan.catalogue import frames as dictionary
from juesuan.schema import concatenate, from_records
from juesuan.workbook import corpus_book as writing
from juesuan.workbook import write_corpus

# What a cell can hold: no control characters, no halves of pairs.
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n=_x"), min_size=1
)
WHOLE = st.integers(-(2**63), 2**63 - 1)
VALUES = {
    "text": st.none() | TEXT,
    "key": st.none()
    | st.sampled_from(["income", "exact", "相符", "·相符", "本年支出合计", "=1", "#N/A", "201"]),
    "whole": st.none() | WHOLE,
    "money": WHOLE,
    "number": st.none() | st.floats(allow_nan=False, allow_infinity=False),
    "truth": st.none() | st.booleans(),
}


@st.composite
def some_frames(draw):
    """One or two frames of the dictionary with anything in them."""
    found = {}
    for name in draw(st.lists(st.sampled_from(juesuan.FRAMES), min_size=1, max_size=2)):
        entry = dictionary()[name]
        kinds = {column.name: VALUES[column.type] for column in entry.columns}
        kinds["document_id"] = st.just("甲-2022-决算-00000000")
        if "code" in kinds:
            kinds["code"] = st.sampled_from([None, "", "201", "2010101", "0"])
        rows = draw(st.lists(st.fixed_dictionaries(kinds), max_size=4))
        found[name] = from_records(name, rows)
    return found


@given(some_frames())
@settings(deadline=timedelta(seconds=5), max_examples=60)
def test_any_frame_comes_back(frames):
    target = io.BytesIO()
    write_corpus(frames, target)
    again = juesuan.read_workbook(target)
    for name, frame in frames.items():
        pd.testing.assert_frame_equal(again[name], frame, check_exact=True)


def test_every_frame_of_a_document_comes_back(books):
    for book in books.values():
        again = juesuan.read_workbook(book.path)
        assert tuple(again) == tuple(dictionary())
        for name in juesuan.FRAMES:
            pd.testing.assert_frame_equal(again[name], book.doc.frame(name), check_exact=True)


def test_a_correction_on_a_tidy_sheet_is_read(books, tmp_path):
    workbook = openpyxl.load_workbook(books["hanyang"].path)
    sheet = workbook["数据"]
    names = [cell.value for cell in sheet[1]]
    sheet.cell(2, names.index("金额（分）") + 1).value = 1234
    sheet.cell(2, names.index("科目编码") + 1).value = 201
    workbook.save(tmp_path / "corrected.xlsx")
    first = juesuan.read_workbook(tmp_path / "corrected.xlsx")["amounts"].iloc[0]
    assert first["amount_fen"] == 1234
    assert first["code"] == "201"


def test_columns_in_another_order_and_columns_of_ones_own_are_no_error(books, tmp_path):
    workbook = openpyxl.load_workbook(books["hanyang"].path)
    sheet = workbook["增减原因"]
    sheet.move_range(f"A1:A{sheet.max_row}", cols=20)
    sheet["A1"] = "批注"
    workbook.save(tmp_path / "moved.xlsx")
    again = juesuan.read_workbook(tmp_path / "moved.xlsx")["changes"]
    pd.testing.assert_frame_equal(again, books["hanyang"].doc.changes)


@pytest.mark.usefixtures("english")
def test_a_value_of_another_type_is_an_error_that_names_the_cell(books, tmp_path):
    workbook = openpyxl.load_workbook(books["hanyang"].path)
    sheet = workbook["数据"]
    column = [cell.value for cell in sheet[1]].index("金额（分）") + 1
    sheet.cell(7, column).value = "约五百"
    workbook.save(tmp_path / "wrong.xlsx")
    with pytest.raises(juesuan.WorkbookError, match="数据, row 7: amount_fen holds '约五百'"):
        juesuan.read_workbook(tmp_path / "wrong.xlsx")


@pytest.mark.usefixtures("english")
def test_a_lost_column_is_an_error(books, tmp_path):
    workbook = openpyxl.load_workbook(books["hanyang"].path)
    workbook["数据"].delete_cols(1)
    workbook.save(tmp_path / "lost.xlsx")
    with pytest.raises(juesuan.WorkbookError, match="no column 文件编号"):
        juesuan.read_workbook(tmp_path / "lost.xlsx")


@pytest.mark.usefixtures("english")
def test_another_workbook_is_an_error(tmp_path):
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(juesuan.WorkbookError, match="none of the sheets Sheet"):
        juesuan.read_workbook(tmp_path / "other.xlsx")


@pytest.mark.usefixtures("english")
def test_a_file_that_is_no_workbook_is_an_error(tmp_path):
    (tmp_path / "text.xlsx").write_bytes(b"no workbook")
    with pytest.raises(juesuan.WorkbookError, match="not a workbook"):
        juesuan.read_workbook(tmp_path / "text.xlsx")
    with pytest.raises(FileNotFoundError):
        juesuan.read_workbook(tmp_path / "nowhere.xlsx")


def test_a_frame_longer_than_a_sheet_goes_on_in_the_next(hanyang, monkeypatch):
    monkeypatch.setattr(writing, "SHEET_ROWS", 101)
    target = io.BytesIO()
    write_corpus({"amounts": [hanyang.amounts, hanyang.amounts]}, target)
    workbook = openpyxl.load_workbook(target)
    assert workbook.sheetnames == ["数据", "数据 2", "数据 3", "数据 4"]
    assert [sheet.max_row for sheet in workbook] == [101, 101, 101, 67]
    again = juesuan.read_workbook(target)["amounts"]
    twice = concatenate("amounts", [hanyang.amounts, hanyang.amounts])
    pd.testing.assert_frame_equal(again, twice)


@pytest.mark.usefixtures("english")
def test_a_frame_beyond_every_sheet_is_refused(hanyang, monkeypatch):
    monkeypatch.setattr(writing, "SHEET_ROWS", 3)
    with pytest.raises(juesuan.WorkbookError, match="more rows than 20 sheets hold"):
        write_corpus({"amounts": hanyang.amounts}, io.BytesIO())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_workbook_is_read_back_whatever_its_language(hanyang, tmp_path, language):
    with juesuan.options.spoken(language):
        hanyang.to_excel(tmp_path / "book.xlsx")
    names = openpyxl.load_workbook(tmp_path / "book.xlsx", read_only=True).sheetnames
    assert ("findings" in names, "发现" in names) == (language == "en", language == "zh")
    again = juesuan.read_workbook(tmp_path / "book.xlsx")
    for name in juesuan.FRAMES:
        pd.testing.assert_frame_equal(again[name], hanyang.frame(name), check_exact=True)
    with pytest.raises(juesuan.NotAFinalAccount):
        juesuan.read(tmp_path / "book.xlsx")


def test_an_english_workbook_says_no_chinese_of_its_own(hanyang, tmp_path):
    with juesuan.options.spoken("en"):
        hanyang.to_excel(tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    legend = [[cell.value for cell in row] for row in book["about"].iter_rows(max_col=2)]
    words = [value for row in legend for value in row if isinstance(value, str)]
    assert {"How the checks ended when it was read", "exact", "Legend", "solved"} <= set(words)
    heads = [cell.value for row in book["支出决算表"]["A3:N5"] for cell in row if cell.value]
    assert {"computed", "difference", "allowed", "verdict"} <= set(heads)
    formulas = [cell.value for row in book["支出决算表"]["J7:N10"] for cell in row]
    assert any('"within rounding"' in str(value) for value in formulas)
    assert not any("舍入" in str(value) for value in formulas)
