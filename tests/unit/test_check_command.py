"""`juesuan check`: what it prints, and what it ends with."""

import json
from random import Random

import pandas as pd
import pytest
from typer.testing import CliRunner

from juesuan.catalogue.verdict_words import verdict_words
from juesuan.cli import app
from juesuan.identities.identity import types, types_in
from juesuan.identities.suites import identities
from juesuan.schema import from_records
from juesuan.show.findings import findings, money, place
from tests.factory import Layout, misprint, print_text, random_account

ACCOUNT = random_account(Random(3))
MISPRINTED, CELL = misprint(ACCOUNT, Random(1))
LAYOUT = Layout(code_style="joined")
DOCUMENTS = from_records("documents", [{"document_id": "d", "reader": "excel 1 (ooxml)"}])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A document that holds, one with a misprint, an empty file and one that is left alone."""
    made = tmp_path_factory.mktemp("documents")
    for name, text in {
        "good.txt": print_text(ACCOUNT, LAYOUT),
        "misprinted.txt": print_text(MISPRINTED, LAYOUT),
        "empty.txt": "",
        "notes.md": "not a document",
    }.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


def check(*arguments):
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_a_document_that_holds_ends_with_0_and_prints_no_finding(folder):
    done = check(folder / "good.txt")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith("1 read, 0 could not be read; checks: 832 exact, 27 rounding, 0")


def test_a_misprint_is_told_with_document_line_table_cell_and_both_figures(folder):
    # 经营支出 of 2012902 is misprinted as 1.00: its row and its 款 do not add up.
    assert CELL == ("expenditure", None, "2012902", "operating")
    done = check(folder / "misprinted.txt")
    assert done.exit_code == 1
    row, levels = done.stdout.splitlines()
    printed = (folder / "misprinted.txt").read_text(encoding="utf-8").splitlines()
    assert "2012902" in printed[84]
    assert row.startswith("临海市规划和自然资源局-2019-决算-")
    assert (
        ", line 85: 支出决算表 2012902 一般行政管理事务 本年支出合计: "
        "printed 1.00 万元 against 2.00 万元, difference -1.00 万元 (本年支出合计 = 基本支出 + "
    ) in row
    assert "支出决算表 20129 群众团体事务 经营支出: printed 0.00 万元 against 1.00 万元" in levels
    assert all("Likeliest: 支出决算表 2012902 经营支出." in line for line in (row, levels))


def test_an_unreadable_file_ends_with_2_and_hides_no_finding(folder):
    done = check(folder, folder / "nowhere.txt")
    assert done.exit_code == 2
    assert len(done.stdout.splitlines()) == 2
    assert "could not be read" in done.stderr
    assert "empty.txt: the file is empty" in done.stderr
    assert "there is no file or folder" in done.stderr
    assert "2 read, 2 could not be read" in done.stderr


def test_a_folder_without_documents_ends_with_2(tmp_path):
    done = check(tmp_path)
    assert done.exit_code == 2
    assert "there are no documents in" in done.stderr


def test_json_has_findings_counts_and_what_could_not_be_read(folder):
    done = check(folder, "--format", "json")
    assert done.exit_code == 2
    said = json.loads(done.stdout)
    counts = {each["source"].rpartition("/")[2]: each for each in said["documents"]}
    assert counts["good.txt"]["inconsistent"] == 0
    assert counts["misprinted.txt"]["inconsistent"] == len(said["findings"]) == 2
    first = said["findings"][0]
    assert {name: first[name] for name in ("identity", "row", "reported", "computed", "unit")} == {
        "identity": "expenditure.row",
        "row": 85,
        "reported": 1.0,
        "computed": 2.0,
        "unit": "万元",
    }
    assert "expenditure/2012902/operating" in first["cells"]
    assert first["document_id"] == counts["misprinted.txt"]["document_id"]
    assert [each["error"] for each in said["unreadable"]] == ["UnreadableDocument"]


def test_the_first_document_has_its_one_finding(hanyang_path):
    done = check(hanyang_path)
    assert done.exit_code == 1
    (line,) = done.stdout.splitlines()
    assert "line 1379: 部门整体: printed 11.97 分 against 28.025 分" in line


def test_a_finding_stays_on_one_line_and_sends_the_terminal_nothing():
    verdict = {
        "document_id": "d",
        "identity": "prose.growth",
        "verdict": "inconsistent",
        "name": "一\n二\x1b[31m\r三",
        "reported": 12345.67,
        "computed": 8.0,
        "unit": "%",
    }
    (finding,) = findings(from_records("verdicts", [verdict]), DOCUMENTS)
    assert finding.line.startswith("d: 一 二 [31m 三: printed 12,345.67 % against 8 %")


def test_every_claim_and_kind_is_that_of_a_type():
    every = {**types(), **types_in("juesuan.corpus.types")}
    assert set(verdict_words().claims) == set(every)
    assert set(verdict_words().kinds) == {each.kind for each in every.values()}


def test_every_kind_of_identity_has_an_advice():
    kinds = {identity.kind for identity in identities()}
    assert kinds < set(verdict_words().kinds)
    assert set(verdict_words().advice) <= {identity.name for identity in identities()}


@pytest.mark.parametrize(
    ("fen", "text"),
    [(533_260_000, "533.26"), (-1, "-0.000001"), (10**15, "1,000,000,000.00"), (0, "0.00")],
)
def test_money_keeps_every_digit(fen, text):
    assert money(fen) == text


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("expenditure/total/basic", "支出决算表 合计 基本支出"),
        (
            "income_expenditure_summary/income/opening_balance/amount",
            "收入支出决算总表 收入 年初结转和结余 决算数",
        ),
        ("evaluation/甲/乙/score", "evaluation/甲/乙/score"),
    ],
)
def test_a_cell_is_named_in_the_words_of_the_forms(cell, words):
    assert place(cell) == words


def test_a_finding_in_a_workbook_names_its_sheet_and_row():
    place = {"document_id": "d", "page": 6, "row": 8}
    verdict = place | {"identity": "expenditure.row", "verdict": "inconsistent"}
    (finding,) = findings(from_records("verdicts", [verdict]), DOCUMENTS)
    assert finding.where == "sheet 6, row 8"
    others = DOCUMENTS.assign(reader="pdf 1 (pypdfium2)")
    (finding,) = findings(from_records("verdicts", [verdict]), others)
    assert finding.where == "page 6, line 8"


def test_what_is_not_known_is_left_out():
    verdict = {"document_id": "d", "identity": "expenditure.row", "verdict": "inconsistent"}
    (finding,) = findings(from_records("verdicts", [verdict]), DOCUMENTS)
    assert (finding.where, finding.printed, finding.page) == ("", None, None)
    assert not any(value is pd.NA for value in vars(finding).values())
