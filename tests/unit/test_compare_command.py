"""`juesuan compare`: a budget and its account on the command line."""

import pytest
from typer.testing import CliRunner

import juesuan
from juesuan.cli import commands

BUDGET, ACCOUNT = map(str, juesuan.example_pair())


def run(*arguments):
    return CliRunner().invoke(commands.app, ["compare", *arguments])


@pytest.fixture(autouse=True)
def in_english():
    juesuan.options.language = "en"
    yield
    juesuan.options.language = None


def test_each_code_and_what_is_misquoted_are_printed():
    done = run(BUDGET, ACCOUNT, "--level", "class")
    lines = done.output.splitlines()
    assert done.exit_code == 1
    assert "204 公共安全支出: budget 143.59, actual 132.02, deviation -11.57" in lines[1]
    assert any(line.startswith("212 ") and line.endswith("583.00") for line in lines)  # no rate
    assert "2040607 公共法律服务: the account states a budget of 117.78" in lines[-1]


def test_every_cell_is_written_as_csv(tmp_path):
    target = tmp_path / "rows.csv"
    assert run(BUDGET, ACCOUNT, "-o", str(target)).exit_code == 1
    text = target.read_text(encoding="utf-8-sig")
    assert '"2040607"' in text
    assert '"income_expenditure_summary"' in text
    assert run(BUDGET, ACCOUNT, "-o", str(tmp_path / "rows.xlsx")).exit_code == 2


def test_what_is_no_pair_is_said_with_both_names():
    done = run(ACCOUNT, BUDGET)
    assert done.exit_code == 2
    assert "-决算-" in done.stderr
    assert "-预算-" in done.stderr
