"""Text of documents that a spreadsheet could take for something else."""

import io

import openpyxl
import pandas as pd
import pytest

import juesuan
from juesuan.workbook import write_corpus, write_workbook

HOSTILE = [
    '=HYPERLINK("http://evil.example","点此")',
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "#REF!",
    "#N/A",
    "_x0041_",
    "http://evil.example",
    "007",
    "1e5",
    "TRUE",
    "2022-01-01",
    " 前后有空格 ",
    "第一行\n第二行",
    "'引号",
    "=",
]


def poisoned(doc: juesuan.Document) -> dict[str, pd.DataFrame]:
    """The frames of a document with hostile words wherever words stand."""
    found = {name: doc.frame(name).copy() for name in juesuan.FRAMES}
    for name, column in (
        ("rows", "name"),
        ("amounts", "raw"),
        ("paragraphs", "text"),
        ("claims", "subject"),
        ("problems", "message"),
        ("documents", "title"),
        ("documents", "source"),
        ("tables", "title"),
    ):
        frame = found[name]
        words = (HOSTILE * (len(frame) // len(HOSTILE) + 1))[: len(frame)]
        frame[column] = pd.Series(words, dtype=frame[column].dtype)
    # Amounts belong to rows by their names, among other things.
    named = dict(zip(doc.rows["name"], found["rows"]["name"], strict=True))
    found["amounts"]["name"] = (
        found["amounts"]["name"].map(named).astype(found["amounts"]["name"].dtype)
    )
    found["rows"]["name"] = doc.rows["name"].map(named).astype(doc.rows["name"].dtype)
    return found


@pytest.fixture(scope="module")
def frames(hanyang):
    return poisoned(hanyang)


@pytest.fixture(scope="module")
def book(frames):
    target = io.BytesIO()
    write_workbook(frames, target)
    return target


def test_no_cell_from_a_document_is_a_formula_a_link_or_an_error(book):
    workbook = openpyxl.load_workbook(book)
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "e"
                if cell.hyperlink:
                    assert cell.hyperlink.target is None
                if cell.data_type == "f":
                    assert cell.value.startswith(("=IF(", "=COUNT(", "=COUNTIF("))
                    assert "evil" not in cell.value


def test_hostile_text_stands_as_text(book, frames):
    workbook = openpyxl.load_workbook(book)
    column = [cell for cell in workbook["正文"]["E"][1:] if cell.value]
    assert [cell.value for cell in column[:5]] == frames["paragraphs"]["text"].tolist()[:5]
    assert all(cell.data_type == "s" for cell in column)
    assert [cell.quotePrefix for cell in column[:5]] == [True] * 5


def test_hostile_text_comes_back(book, frames):
    again = juesuan.read_workbook(book)
    for name in juesuan.FRAMES:
        pd.testing.assert_frame_equal(again[name], frames[name])


def test_what_no_cell_can_hold_is_taken_out_and_reported(hanyang):
    frames = {name: hanyang.frame(name).copy() for name in juesuan.FRAMES}
    texts = frames["paragraphs"]["text"].tolist()
    texts[:3] = ["甲\x00乙\x0b丙\ufffe", "丁" * 40_000, "戊\r\n己\r"]
    frames["paragraphs"]["text"] = pd.Series(texts, dtype=frames["paragraphs"]["text"].dtype)
    target = io.BytesIO()
    write_workbook(frames, target)
    again = juesuan.read_workbook(target)["paragraphs"]["text"]
    assert again[0] == "甲乙丙"
    assert again[1] == "丁" * 32_767
    assert again[2] == "戊\n己"
    about = openpyxl.load_workbook(target)["说明"]
    told = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    # Three signs, 7,233 over the length, one carriage return without a line feed.
    assert told["正文"] == 3 + 7_233 + 1


def test_a_corpus_workbook_keeps_hostile_text_as_text(frames):
    target = io.BytesIO()
    write_corpus(frames, target)
    workbook = openpyxl.load_workbook(target)
    assert not any(
        cell.data_type in "fe" for sheet in workbook for row in sheet.iter_rows() for cell in row
    )
    pd.testing.assert_frame_equal(juesuan.read_workbook(target)["paragraphs"], frames["paragraphs"])
