"""`juesuan check`: findings one per line or as JSON, and what the exit code says."""

import json

import pytest
from typer.testing import CliRunner

from juesuan.cli import app

TOTAL = "合计 533.26 354.74 178.52"


def check(*arguments):
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


@pytest.fixture
def misprint(hanyang_path, tmp_path):
    text = hanyang_path.read_text(encoding="utf-8")
    path = tmp_path / "misprint.txt"
    path.write_text(text.replace(TOTAL, "合计 533.26 345.74 178.52", 1), encoding="utf-8")
    return path


def test_each_finding_is_a_line_with_place_both_figures_and_the_likely_cause(misprint):
    result = check(misprint)
    assert result.exit_code == 1
    row = next(line for line in result.stdout.splitlines() if "支出决算表 合计 total" in line)
    assert "line 325" in row
    assert "printed 533.26 against 524.26 万元, difference 9.00" in row
    assert row.endswith("likely expenditure/total/basic: 345.74 would be 354.74: digits transposed")


def test_json_holds_findings_and_counts(misprint):
    result = check(misprint, "--format", "json")
    (document,) = json.loads(result.stdout)
    assert document["counts"]["inconsistent"] == len(document["findings"]) == 5
    found = {finding["identity"]: finding for finding in document["findings"]}
    assert found["expenditure.row"]["reported"] == 533.26
    assert found["expenditure.row"]["computed"] == 524.26
    assert found["expenditure.row"]["page"] is None


def test_a_document_that_holds_ends_with_0(hanyang_path, tmp_path):
    text = hanyang_path.read_text(encoding="utf-8")
    path = tmp_path / "fine.txt"
    path.write_text(text.replace("140.13% 11.97", "140.13% 28.03"), encoding="utf-8")
    result = check(path)
    # The prose says 11.97 too, which is then not the score of the table.
    assert result.exit_code == 1
    assert "performance.evaluation_score" not in result.stdout
    path.write_text(text[: text.index("第三部分 武汉市汉阳区总工会 2022")], encoding="utf-8")
    result = check(path)
    assert (result.exit_code, result.stdout.count("\n")) == (0, 1)


@pytest.mark.usefixtures("misprint")
def test_one_that_cannot_be_read_ends_with_2_and_hides_nothing(tmp_path):
    (tmp_path / "other.txt").write_text("nothing", encoding="utf-8")
    result = check(tmp_path)
    assert result.exit_code == 2
    assert "other.txt: not read: NotAFinalAccount" in result.stdout
    assert "345.74 would be 354.74" in result.stdout
    assert check(tmp_path / "none.txt").exit_code == 2
