"""`juesuan check`: what it prints, and what it ends with."""

import json
from random import Random

import pandas as pd
import pytest
from typer.testing import CliRunner

from juesuan.catalogue.verdict_words import verdict_words
from juesuan.cli import app
from juesuan.identities.identity import types, types_in
from juesuan.identities.spoken import money, place
from juesuan.identities.suites import identities
from juesuan.schema import from_records
from juesuan.show.findings import findings
from tests.factory import Layout, misprint, print_text, random_account

ACCOUNT = random_account(Random(3))
MISPRINTED, CELL = misprint(ACCOUNT, Random(1))
LAYOUT = Layout(code_style="joined")


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
    assert done.stderr.startswith("1 read, 0 could not be read; checks: 845 exact, 29 rounding, 0")


def test_a_misprint_is_one_finding_with_document_line_cell_both_figures_and_repair(folder):
    # 经营支出 of 2012902 is misprinted as 1.00: its row and its 款 do not add up.
    assert CELL == ("expenditure", None, "2012902", "operating")
    done = check(folder / "misprinted.txt")
    assert done.exit_code == 1
    (line,) = done.stdout.splitlines()
    printed = (folder / "misprinted.txt").read_text(encoding="utf-8").splitlines()
    assert "2012902" in printed[84]
    assert line.startswith("临海市规划和自然资源局-2019-决算-")
    assert (
        ", line 85: error: 支出决算表 2012902 一般行政管理事务 本年支出合计: printed 1.00" in line
    )
    assert "against 2.00 万元, difference -1.00 (本年支出合计 = 基本支出 + " in line
    assert "; 1 more check fails for the same cause. 支出决算表 2012902 经营支出: " in line


def test_an_unreadable_file_ends_with_2_and_hides_no_finding(folder):
    done = check(folder, folder / "nowhere.txt")
    assert done.exit_code == 2
    assert len(done.stdout.splitlines()) == 1
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
    assert counts["misprinted.txt"]["inconsistent"] == 2
    (first,) = said["findings"]
    names = ("rank", "severity", "identity", "row", "printed", "against", "difference", "verdicts")
    assert {name: first[name] for name in names} == {
        "rank": 1,
        "severity": "error",
        "identity": "expenditure.row",
        "row": 85,
        "printed": "1.00 万元",
        "against": "2.00 万元",
        "difference": -1.0,
        "verdicts": 2,
    }
    assert "expenditure/2012902/operating" in first["cells"]
    assert first["document_id"] == counts["misprinted.txt"]["document_id"]
    assert [each["error"] for each in said["unreadable"]] == ["UnreadableDocument"]


def test_the_first_documents_errors_stand_where_their_figures_do(hanyang_path):
    """11.97 is on line 1413; 28.025 is more than its scale of 20 holds and is not offered.

    37.85 ÷ (the base of its own item) is 13.96 %, printed as 13.9 %.
    """
    done = check(hanyang_path, "--severity", "error")
    assert done.exit_code == 1
    line, growth = done.stdout.splitlines()
    assert "line 1413: error: 部门整体: printed 11.97 against 20 分" in line
    assert "28.0" not in line
    assert "line 2750: error: 在职人员工资福利支出: printed 13.90 against 13.96 %" in growth


def test_findings_are_printed_down_to_the_severity_that_is_asked_for(hanyang_path):
    printed = {
        least: [line.split(": ")[1] for line in check(hanyang_path, *least).stdout.splitlines()]
        for least in ((), ("--severity", "error"), ("--severity", "note"))
    }
    assert printed["--severity", "error"] == ["error"] * 2
    assert printed[()] == ["error"] * 2 + ["warning"]
    assert printed["--severity", "note"] == ["error"] * 2 + ["warning", "note"]


FINDING = {"document_id": "d", "rank": 1, "severity": "error", "kind": "percent"}


def test_a_finding_stays_on_one_line_and_sends_the_terminal_nothing():
    row = FINDING | {"message": "一\n二\x1b[31m\r三", "message_zh": "一"}
    (finding,) = findings(from_records("findings", [row]))
    assert finding.line == "d: error: 一 二 [31m 三."


def test_a_finding_is_told_in_either_language():
    row = FINDING | {"message": "more", "message_zh": "多", "place": "on 1", "place_zh": "在 1"}
    told = [next(findings(from_records("findings", [row]), each)) for each in ("en", "zh")]
    assert [(each.message, each.where) for each in told] == [("more", "on 1"), ("多", "在 1")]


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


def test_what_is_not_known_is_left_out():
    row = FINDING | {"message": "more", "message_zh": "多"}
    (finding,) = findings(from_records("findings", [row]))
    assert (finding.where, finding.printed, finding.page) == ("", None, None)
    assert not any(value is pd.NA for value in vars(finding).values())
