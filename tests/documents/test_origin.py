"""Who, for which year, what kind: never silently wrong."""

import importlib.util
import os
import unicodedata
from collections import Counter
from csv import DictReader
from pathlib import Path

import pytest

import juesuan
from tests.properties.heads import verdict

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "origin"
BODY = "青川市示范区数据管理局"
NAMED = {
    "03": ("清河县第一小学", 2017, None),
    "04": ("清河市中级人民法院", 2022, None),
    "05": ("清河市档案馆", 2019, None),
    "06": ("北京市清河区档案馆", 2023, "本级"),
}


def _files(*folders):
    found = [path for folder in folders for path in sorted((FIXTURES / folder).iterdir())]
    return pytest.mark.parametrize("path", found, ids=lambda path: path.stem)


def _row(path):
    return juesuan.read(path).documents.iloc[0]


@_files("org", "orgwrap", "year")
def test_a_name_holds_no_word_of_its_caption(path):
    assert _row(path)["organization"] == BODY


@_files("year")
def test_the_year_is_told_in_every_writing_or_said_to_be_unknown(path):
    document = juesuan.read(path)
    years = document.documents["fiscal_year"]
    if path.stem == "p_date_only":
        assert years.isna().all()
        assert "year_unknown" in set(document.problems["kind"])
    else:
        assert list(years) == [2024]


@_files("budget")
def test_a_budget_is_read_as_a_budget_of_its_body(path):
    row = _row(path)
    assert row["kind"] == "预算"
    assert row["organization"].startswith("青川市示范区数据管理")


@_files("zongjuesuan")
def test_the_account_of_a_government_is_refused_as_one(path):
    with pytest.raises(juesuan.NotAFinalAccount, match="whole government"):
        juesuan.read(path)


@pytest.mark.parametrize("number", NAMED)
def test_a_title_is_read_where_captions_and_headings_name_nobody(number):
    row = _row(next((FIXTURES / "prose").glob(f"{number}*")))
    scope = None if row.isna()["scope"] else row["scope"]
    assert (row["organization"], row["fiscal_year"], scope) == NAMED[number]


def test_tables_in_an_attachment_are_no_finding():
    document = juesuan.read(FIXTURES / "prose" / "17_contents_in_attachment.txt")
    complete = document.verdicts[document.verdicts["kind"] == "completeness"]
    absent = complete[complete["reason"] == "attached"]
    assert len(absent)
    assert set(absent["verdict"]) == {"not_checked"}
    assert not (complete["verdict"] == "inconsistent").any()
    assert list(document.problems["kind"]).count("tables_attached") == 1
    assert "table_missing" not in set(document.problems["kind"])


def test_prose_without_tables_is_a_final_account():
    document = juesuan.read(FIXTURES / "prose" / "18_prose_only_refused.txt")
    row = document.documents.iloc[0]
    assert (row["organization"], row["fiscal_year"]) == ("清河县第一小学", 2018)
    assert set(document.tables["status"]) == {"attached"}
    assert len(document.claims) > 4
    growth = document.verdicts[document.verdicts["identity"] == "prose.growth"]
    assert list(growth["verdict"]) == ["exact"]  # 94.11 of the 1817.82 of the year before
    assert set(document.problems["kind"]) == {"tables_attached"}
    complete = document.verdicts[document.verdicts["kind"] == "completeness"]
    assert not (complete["verdict"] == "inconsistent").any()


def _check(folder):
    spec = importlib.util.spec_from_file_location("check_heads", folder / "check.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_labelled_head_is_wrong_in_silence():
    folder = Path(os.environ.get("JUESUAN_DOCUMENTS", "")).parent / "cases" / "heads"
    if not (folder / "check.py").is_file():
        pytest.skip("no folder of labelled heads stands beside JUESUAN_DOCUMENTS")
    check, counts = _check(folder), Counter()
    for wanted in DictReader((folder / "expect.csv").read_text(encoding="utf-8").splitlines()):
        verdicts = check.judge(wanted, *check.read(folder / wanted["file"]))
        counts.update(verdicts.values())
    assert counts["wrong"] == 0
    assert counts["right"] >= 0.95 * counts.total()


ASKED = ("organization", "organization_kind", "fiscal_year", "kind", "scope")


def _plain(value):
    return "".join(unicodedata.normalize("NFKC", str(value)).split())


def _judged(label):
    """How each column of a real head came out: right, said or wrong."""
    try:
        document = juesuan.read(FIXTURES / "real" / label["file"])
    except juesuan.NotAFinalAccount:
        return {"kind": "said" if label["kind"] == "决算" else "right"}
    row, doubts = document.documents.astype(object).iloc[0], set(document.problems["kind"])
    told = {column: None if row.isna()[column] else _plain(row[column]) for column in ASKED}
    if told["organization"] == label["organization"].partition("(")[0]:
        told["organization"] = label["organization"] or None
    return {
        column: verdict(column, label[column] or None, told[column], doubts)
        for column in ASKED
        if label[column] != "*"
    }


def test_heads_of_real_pages_are_never_wrong_in_silence():
    labels = list(
        DictReader((FIXTURES / "real" / "labels.csv").read_text(encoding="utf-8").splitlines())
    )
    whole = 0
    for label in labels:
        judged = _judged(label)
        assert "wrong" not in judged.values(), (label, judged)
        whole += set(judged.values()) == {"right"}
    assert len(labels) == 54
    assert whole >= 50
