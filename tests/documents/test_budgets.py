"""Two budgets of two provinces, every cell against hand-made truth."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

import juesuan

TRUTH = Path(__file__).parent / "budgets"
UNITS = {"元": 100, "万元": 1_000_000}
NAMES = {
    "上海市普陀区万里街道办事处2024年部门预算.pdf": "budget_wanli_2024",
    "江苏省高级人民法院2019年度部门预算.pdf": "budget_js_court_2019",
}
# Components bear the names of the form; the truth calls a total row of the first one 合计.
ALIKE = {
    "公务用车购置及运行费": "公务用车购置及运行维护费",
    "公务用车运行费": "公务用车运行维护费",
    "支出总计": "合计",
    "收入总计": "合计",
}


@pytest.fixture(scope="module", params=NAMES.items(), ids=NAMES.values())
def budget(request, documents_folder):
    name, truth = request.param
    return juesuan.read(documents_folder / name), truth


def truth(name):
    """(table, side, code or name, measure) → 分."""
    with (TRUTH / f"{name}.csv").open(encoding="utf-8-sig") as file:
        return {
            (row["table"], row["side"], row["code"] or _name(row), row["measure"]): int(
                Decimal(row["value"]) * UNITS[row["unit"]]
            )
            for row in csv.DictReader(file)
        }


def _name(row):
    return ALIKE.get(row["name"], row["name"])


def cells(frame):
    return {
        (
            row["table"],
            row["side"] if isinstance(row["side"], str) else "",
            row["code"] or _name(row),
            row["measure"],
        ): row["amount_fen"]
        for row in frame.fillna({"name": ""}).to_dict("records")
    }


def test_every_cell_of_a_budget_is_in_its_place(budget):
    document, name = budget
    found, expected = cells(document.amounts), truth(name)
    assert {key: value for key, value in found.items() if expected.get(key) != value} == {}
    assert expected.keys() - found.keys() == set()
    assert len(document.other_cells) == 0
    assert set(document.amounts["placement"]) == {"printed"}


def test_a_budget_says_that_it_is_one(budget):
    document, _ = budget
    assert document.documents["kind"].item() == "预算"
    assert "-预算-" in document.document_id


def test_the_tables_of_both_budgets_hold(budget):
    document, name = budget
    counts = document.verdicts["verdict"].value_counts()
    assert "inconsistent" not in counts
    assert counts["exact"] > {"budget_wanli_2024": 1300, "budget_js_court_2019": 180}[name]


def test_a_note_that_calls_a_filled_table_empty_is_found(documents_folder):
    """Findings A3 of the truth: the 三公 table prints 47.91, its note says 本表为空表."""
    document = juesuan.read(documents_folder / next(iter(NAMES)))
    found = document.problems[document.problems["kind"].eq("declared_empty")]
    assert (found["table"].item(), found["page"].item()) == ("three_public", 31)


def test_rows_of_a_table_without_codes_are_named_by_the_labels_above_them(documents_folder):
    document = juesuan.read(documents_folder / list(NAMES)[1])
    mine = document.amounts[document.amounts["table"].eq("procurement_table")]
    named = dict(zip(mine["name"], mine["amount"], strict=True))
    assert named["货物A/设备购置费/办公设备购置/其他办公设备/分散自行组织"] == 153.22
    # over the end of the page
    assert named["服务C/商品和服务支出/会议费/会议服务/分散自行组织"] == 110.05
