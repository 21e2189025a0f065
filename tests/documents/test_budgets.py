"""Two budgets of two provinces, every cell against hand-made truth."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import openpyxl
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
    verdicts = document.verdicts
    counts = verdicts["verdict"].value_counts()
    wrong = verdicts[verdicts["verdict"].eq("inconsistent")]
    assert set(wrong["identity"].str.partition(".")[0]) <= {"prose", "plan", "labels"}
    assert counts["exact"] > {"budget_wanli_2024": 1300, "budget_js_court_2019": 180}[name]


# What the truth's findings call real, by their numbers there: (severity, words of the message).
FINDINGS = {
    "budget_wanli_2024": {
        "A1": ("error", "2210201 住房公积金", "printed 352.67 against 350.3499 万元"),
        "A2": ("error", "2013302 一般行政管理事务", "printed 减少 against 增加"),
        "A3": ("warning", "the notes say that it holds no data"),
        "A5": ("note", "1 rate is stated on a base of 0", "其他教育支出"),
    },
    "budget_js_court_2019": {
        "1": ("note", "printed 一般行政事务管理 against 一般行政管理事务"),
    },
}
# What else may be said: what a reader may have missed, and what is rounding.
ASIDE = {"numbers_unplaced", "decimals_odd", "fewer_decimals", "source"}


def test_the_findings_are_those_that_are_real_and_no_others(budget):
    document, name = budget
    findings = document.findings.to_dict("records")
    left = [row for row in findings if row["kind"] not in ASIDE]
    for number, (severity, *words) in FINDINGS[name].items():
        found = [
            row
            for row in left
            if row["severity"] == severity and all(word in row["message"] for word in words)
        ]
        assert len(found) == 1, number
        left.remove(found[0])
    assert left == []


def test_no_finding_on_a_budget_speaks_of_the_tables_of_accounts(budget):
    document, _ = budget
    said = document.findings[["title", "message", "message_zh"]].fillna("").agg("".join, axis=1)
    assert not said.str.contains("决算").any()


def test_the_totals_of_the_prose_are_tied_to_the_tables(budget):
    document, name = budget
    claims = document.claims[document.claims["table"].notna()]
    tied = set(zip(claims["table"], claims["measure"], strict=True))
    own = {
        "budget_wanli_2024": {("income", "total"), ("state_capital", "total")},
        "budget_js_court_2019": {
            ("expenditure", "contingency_reserve"),
            ("operating_cost_table", "amount"),
            ("procurement_table", "total"),
            ("appropriation_basic", "amount"),
        },
    }[name]
    both = {
        ("expenditure", "total"),
        ("general_budget_expenditure", "total"),
        ("government_fund", "total"),
    }
    assert own | both | {("three_public", "budget")} <= tied


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


# The ministry's set (财预〔2016〕143号) in a county's workbook; its 收入总表 lists units.
SHEETS = {
    "1收支总表": """
收支总表
部门：白河县林业局|||单位：万元
收入||支出|
项目|预算数|项目|预算数
一、一般公共预算拨款收入|350|一、社会保障和就业支出|50
二、政府性基金预算拨款收入||二、农林水支出|330
三、事业收入|20|三、住房保障支出|10
本年收入合计|370|本年支出合计|390
上年结转|20|结转下年|
收入总计|390|支出总计|390
""",
    "2收入总表": """
部门收入总体情况表
部门：白河县林业局||||||单位：万元
部门代码|部门名称|合计|上年结转|一般公共预算|政府性基金预算|事业收入
|合计|390|20|350||20
128001|白河县林业局本级|300|20|280||
128002|白河县林业站|90||70||20
""",
    "8三公": """
一般公共预算“三公”经费支出表
部门：白河县林业局|||||单位：万元
“三公”经费合计|因公出国（境）费|公务用车购置及运行费|||公务接待费
||小计|公务用车购置费|公务用车运行费|
8|0|6|0|6|2
""",
}


@pytest.fixture(scope="module")
def county():
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in SHEETS.items():
        sheet = book.create_sheet(name)
        for line in text.strip().splitlines():
            cells = (cell.strip() or None for cell in line.split("|"))
            sheet.append(
                [int(cell) if cell and len(cell) < 6 and cell.isdigit() else cell for cell in cells]
            )
    file = io.BytesIO()
    book.save(file)
    return juesuan.read(file.getvalue(), name="白河县林业局2023年部门预算公开表.xlsx")


def test_the_ministrys_set_is_read_where_income_is_listed_by_unit(county):
    found = dict(zip(county.amounts["measure"], county.amounts["amount"], strict=True))
    assert found["carryover"] == 20
    assert county.amounts["table"].value_counts().to_dict() == {
        "income_expenditure_summary": 10,
        "income": 10,
        "three_public": 6,
    }
    units = county.amounts[county.amounts["table"].eq("income") & county.amounts["line_key"].isna()]
    cells = zip(units["name"], units["measure"], strict=True)
    assert dict(zip(cells, units["amount"], strict=True)) == {
        ("128001/白河县林业局本级", "total"): 300,
        ("128001/白河县林业局本级", "carryover"): 20,
        ("128001/白河县林业局本级", "general_budget"): 280,
        ("128002/白河县林业站", "total"): 90,
        ("128002/白河县林业站", "general_budget"): 70,
        ("128002/白河县林业站", "institution"): 20,
    }
    assert "unplaced" not in set(county.problems["kind"])


def test_income_with_what_is_left_of_last_year_adds_up(county):
    tables = ("income", "income_expenditure_summary", "three_public")
    mine = county.verdicts[county.verdicts["table"].isin(tables)]
    sums = mine[mine["kind"].isin(("row", "lines", "tables", "levels"))]
    assert (sums["verdict"] == "exact").sum() >= 10
    assert "inconsistent" not in set(sums["verdict"])
