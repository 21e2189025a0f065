"""Every kind of defect that checks look for, planted once: each has to be found."""

import re
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

import juesuan
from juesuan.identities.suites import sums
from tests.factory import Layout, print_text, random_account

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
PLANTED = tomllib.loads((FIXTURES / "planted.toml").read_text(encoding="utf-8"))["planted"]


def kinds(document):
    """What findings and checks that do not hold are, with how often."""
    verdicts, problems = document.verdicts, document.problems
    found = [*verdicts.loc[verdicts["verdict"].eq("inconsistent"), "identity"], *problems["kind"]]
    grave = document.findings.query("severity == 'warning'")["kind"]
    return [*found, *grave[grave.eq("zero_base")]]


@pytest.fixture(scope="module")
def text(hanyang_path):
    return re.sub(r"\n\s*\n", "\n", hanyang_path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("planted", PLANTED, ids=[each["what"] for each in PLANTED])
def test_what_is_planted_in_the_prose_is_found(text, hanyang, planted):
    assert planted["old"] in text
    changed = text.replace(planted["old"], planted["new"], 1)
    found = Counter(kinds(juesuan.read(changed.encode(), name="a.txt"))) - Counter(kinds(hanyang))
    assert set(planted["found"]) <= set(found), found


NOTHING = "本部门当年无政府性基金预算财政拨款收入支出。"


def test_a_table_that_is_called_empty_and_is_not_is_found():
    account = random_account(Random(11), government_fund=True)
    before, glossary, after = print_text(account, Layout()).rpartition("第四部分")
    section = f"八、政府性基金预算财政拨款收入支出决算情况说明\n{NOTHING}\n"
    text = before + section + glossary + after
    assert "prose.restates_government_fund" in kinds(juesuan.read(text.encode(), name="a.txt"))


# A cell of the made account, and the identities of which one has to say that it is wrong.
SUMMARY = "income_expenditure_summary"
CELLS = [
    (("income", None, "total", "total"), "income."),
    (("expenditure", None, "total", "basic"), "expenditure."),
    (("general_budget_expenditure", None, "total", "project"), "general_budget_expenditure."),
    ((SUMMARY, "income", "total_income", "amount"), f"{SUMMARY}."),
    ((SUMMARY, "expenditure", "grand_total", "amount"), f"{SUMMARY}."),
    (("appropriation_summary", "expenditure", "grand_total", "total"), "appropriation_summary."),
    (("general_budget_basic", None, "personnel", "amount"), "general_budget_basic."),
    (("three_public", None, "total", "actual"), "three_public."),
    (("government_fund", None, "total", "project"), "government_fund."),
    (("expenditure", None, "total", "total"), "between_tables."),
    (("appropriation_summary", "income", "general_budget", "amount"), "between_tables."),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "prefix"), CELLS)
def test_a_wrong_cell_is_found_by_the_identities_of_its_table(cell, prefix):
    account = random_account(
        Random(11), classes=(3, 4), unit=("万元", 2), government_fund=True, state_capital=True,
        balances=True, three_public=True, zeros="all",
    )  # fmt: skip
    figures = account.figures | {cell: account.figures[cell] + 12_345}
    text = print_text(replace(account, figures=figures), Layout(code_style="joined"))
    wrong = juesuan.read(text.encode(), name="a.txt").verdicts.query("verdict == 'inconsistent'")
    assert wrong["identity"].str.startswith(prefix).any(), wrong["identity"].tolist()


def test_every_suite_of_sums_is_planted_somewhere():
    suites = {identity.name.partition(".")[0] for identity in sums()}
    planted = {prefix.rstrip(".") for _, prefix in CELLS}
    # Tables of some places and of budgets alone, and one that a made account leaves empty.
    assert suites - planted <= {
        "appropriation_basic", "appropriation_detail", "appropriation_expenditure", "basic_detail",
        "expenditure_by_unit", "expenditure_detail", "general_budget_detail",
        "general_budget_project", "general_budget_project_detail", "government_fund_basic",
        "government_fund_detail", "income_by_unit", "operating_cost_table", "project_detail",
        "state_capital",
    }  # fmt: skip
