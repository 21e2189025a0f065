"""A report from another place and program, as PDF and as its text, against hand-made truth."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

import juesuan
from juesuan.tables.tokens import count_numbers
from tests.checked import of_tables
from tests.documents.flattened import flattened

TRUTH = Path(__file__).parent / "putuo" / "putuo_ghzyj_2024.csv"
TABLES = {
    "z01": "income_expenditure_summary",
    "z02": "income",
    "z03": "expenditure",
    "z04": "appropriation_summary",
    "z05": "general_budget_expenditure",
    "z06": "general_budget_basic",
    "z09": "three_public",
}
MEASURES = {
    "本年收入合计": "total",
    "财政拨款收入": "fiscal_appropriation",
    "本年支出合计": "total",
    "合计": "total",
    "基本支出": "basic",
    "项目支出": "project",
    "一般公共预算财政拨款": "general_budget",
    "决算数": "amount",
}


def truth() -> dict[tuple[str, str, str], int]:
    """(table, row, measure) → 分, a row being a code, 合计, or side:name."""
    found = {}
    with TRUTH.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            table = TABLES[row["table"][:3]]
            key, column = row["row_key"], row["column"]
            if table == "three_public":
                *_, part, measure = ["合计", *column.split("/")]
                part = "公务用车购置及运行维护费" if part == "小计" else part
                key, measure = part, {"预算数": "budget", "决算数": "actual"}[measure]
            else:
                measure = MEASURES[column]
                key = key.removeprefix("total:").replace("total", "合计")
            found[table, key, measure] = int(Decimal(row["value"]) * 1_000_000)
    return found


def cells(frame) -> dict[tuple[str, str, str], int]:
    found = {}
    for row in frame.to_dict("records"):
        key = row["code"] or row["name"]
        if isinstance(row["side"], str):
            key = f"{row['side']}:{row['name']}"
        found[row["table"], key, row["measure"]] = row["amount_fen"]
    return found


def test_every_cell_of_the_pdf_is_right_none_is_extra_and_each_says_its_page(putuo_pdf):
    expected = truth()
    assert len(expected) == 308
    assert cells(putuo_pdf.amounts) == expected
    assert len(putuo_pdf.amounts) == 308
    assert set(putuo_pdf.amounts["placement"]) == {"printed"}
    with TRUTH.open(encoding="utf-8") as file:
        pages = sorted(int(row["page"]) for row in csv.DictReader(file))
    assert sorted(putuo_pdf.amounts["page"]) == pages
    # 下降（增长）13.95 without its sign, 上一度 for 上一年度, 下降（增长）27.78 %, 0.39万
    assert putuo_pdf.problems["kind"].value_counts().to_dict() == {
        "percent_without_sign": 1,
        "word_torn": 3,
        "both_words": 1,
        "unit_short": 1,
        "bracket_open": 1,
    }


def test_every_number_of_the_pdfs_tables_is_accounted_for(putuo_pdf):
    tables = putuo_pdf.tables
    parts = ["amounts", "codes", "line_numbers", "other_numbers", "unplaced"]
    assert (tables[parts].sum(axis=1) == tables["numbers"]).all()
    read, lines = putuo_pdf._frames.reading.tables_read, putuo_pdf.source.lines
    counted = sum(
        count_numbers(line.plain) for span in read.spans for line in lines[span.first : span.stop]
    )
    assert counted == tables["numbers"].sum() == 308 + 24 * 3 + 65


def test_every_cell_of_the_text_is_right_and_only_zeros_are_open(putuo_text):
    putuo = putuo_text
    expected = truth()
    assert len(expected) == 308
    placed = cells(putuo.amounts[putuo.amounts["measure"].notna()])
    assert {cell: expected.get(cell) for cell in placed} == placed
    left = set(expected) - set(placed)
    # A printed 0.00 adds up in any column: these the text alone does not tell.
    assert {(table, measure) for table, _, measure in left} == {("expenditure", "project")}
    assert {expected[cell] for cell in left} == {0}
    unsure = putuo.amounts[putuo.amounts["measure"].isna()]
    assert len(unsure) == len(left) == 15
    assert unsure["candidates"].str.split(",").map(lambda names: "project" in names).all()


def test_the_document_says_who_and_when(putuo):
    row = putuo.documents.iloc[0]
    assert row["organization"] == "上海市普陀区规划和自然资源局"
    assert (row["organization_kind"], row["fiscal_year"]) == ("部门", 2024)


def test_pages_are_those_of_the_pdf(putuo):
    amounts = putuo.amounts
    hit = amounts[(amounts["table"] == "income") & (amounts["code"] == "2210203")]
    assert set(hit["page"]) == {9}


def test_differences_are_rounding_and_nothing_is_inconsistent(putuo):
    verdicts = of_tables(putuo.verdicts)
    assert not (verdicts["verdict"] == "inconsistent").any()
    rounding = verdicts[verdicts["verdict"] == "rounding"]
    found = {
        (row["identity"], row["code"], row["measure"]): row["residual_fen"] // 10_000
        for row in rounding.to_dict("records")
    }
    # From the hand-made list of findings, section C: printed minus computed, in 0.01 万元.
    assert found == {
        ("general_budget_expenditure.row", "212", "total"): 1,
        ("general_budget_expenditure.row", "21201", "total"): 1,
        ("general_budget_expenditure.row", "2120101", "total"): 1,
        ("general_budget_expenditure.row", "", "total"): 1,
        ("appropriation_summary.total_expenditure", "", "total"): 1,
        ("appropriation_summary.total_expenditure", "", "general_budget"): 1,
        ("general_budget_basic.class_from_sections", "302", "amount"): 2,
        ("general_budget_basic.personnel", "", "amount"): -1,
        ("between_tables.appropriation_general_budget_classes", "210", "general_budget"): -1,
        ("between_tables.expenditure_classes", "210", "amount"): -1,
        ("between_tables.expenditure_classes", "212", "amount"): 1,
    }


@pytest.mark.parametrize("as_text", [True, False])
def test_the_empty_template_has_nine_tables_and_no_amount(documents_folder, as_text):
    path = documents_folder / "部门决算公开模板-空表.pdf"
    document = juesuan.read(flattened(path), name="a.txt") if as_text else juesuan.read(path)
    assert len(document.amounts) == 0
    assert set(document.tables["status"]) == {"blank", "declared_empty"}
    assert len(document.tables) == 9
    # What a form without figures names (主要包括：基本工资) lacks no amount.
    wrong = document.verdicts[document.verdicts["verdict"] == "inconsistent"]
    assert set(wrong["kind"]) <= {"disclosure"}
    # Nothing but the template's own signs: XX for names and figures, and its 。。; a bracket that a
    # page tears from its end is whole.
    kinds = set(document.problems["kind"])
    assert kinds == {"organization_unknown", "placeholder", "mark_twice"}


def test_three_public_table_is_that_of_the_truth(putuo):
    frame = putuo.three_public
    found = {
        name: (budget, actual)
        for name, budget, actual in zip(
            frame["name"], frame["budget"], frame["actual"], strict=True
        )
    }
    assert found == {
        "合计": (2.85, 0.39),
        "因公出国（境）费": (0.0, 0.0),
        "公务用车购置及运行维护费": (0.0, 0.0),
        "公务用车购置费": (0.0, 0.0),
        "公务用车运行维护费": (0.0, 0.0),
        "公务接待费": (2.85, 0.39),
    }
