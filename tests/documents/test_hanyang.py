"""The first real document, against values read off its text by hand."""

import pandas as pd
import pytest

from tests.checked import of_tables

# code → (total, basic, project) in 分; None is a blank cell. 支出决算表 and
# 一般公共预算财政拨款支出决算表 print the same figures.
EXPENDITURE = {
    "": (533_260_000, 354_740_000, 178_520_000),
    "201": (441_160_000, 269_020_000, 172_140_000),
    "20129": (441_160_000, 269_020_000, 172_140_000),
    "2012901": (269_020_000, 269_020_000, None),
    "2012902": (172_140_000, None, 172_140_000),
    "208": (33_470_000, 32_090_000, 1_380_000),
    "20805": (15_360_000, 15_360_000, None),
    "2080505": (15_360_000, 15_360_000, None),
    "20808": (16_730_000, 16_730_000, None),
    "2080801": (16_730_000, 16_730_000, None),
    "20811": (1_380_000, None, 1_380_000),
    "2081199": (1_380_000, None, 1_380_000),
    "210": (31_410_000, 31_410_000, None),
    "21011": (31_410_000, 31_410_000, None),
    "2101101": (7_610_000, 7_610_000, None),
    "2101103": (23_800_000, 23_800_000, None),
    "213": (5_000_000, None, 5_000_000),
    "21305": (5_000_000, None, 5_000_000),
    "2130599": (5_000_000, None, 5_000_000),
    "221": (22_220_000, 22_220_000, None),
    "22102": (22_220_000, 22_220_000, None),
    "2210203": (22_220_000, 22_220_000, None),
}
BASIC = {
    "301": 30894,
    "30101": 7645,
    "30102": 5947,
    "30103": 9822,
    "30106": 963,
    "30107": 284,
    "30108": 1536,
    "30110": 761,
    "30111": 1574,
    "30113": 2362,
    "303": 4580,
    "30302": 2027,
    "30304": 1673,
    "30307": 806,
    "30399": 74,
    "personnel": 35474,
}
NAMES = {
    "2080505": "机关事业单位基本养老保险缴费支出",
    "20805": "行政事业单位养老支出",
    "2130599": "其他巩固脱贫衔接乡村振兴支出",
    "2012902": "一般行政管理事务",
}


def cells(frame: pd.DataFrame, table: str) -> dict[tuple[str, str], int]:
    """(code, measure) → 分 of a coded table."""
    mine = frame[frame["table"] == table]
    found = dict(
        zip(zip(mine["code"], mine["measure"], strict=True), mine["amount_fen"], strict=True)
    )
    assert len(found) == len(mine)
    return found


def expected(measures: tuple[str, ...]) -> dict[tuple[str, str], int]:
    return {
        (code, measure): amount
        for code, amounts in EXPENDITURE.items()
        for measure, amount in zip(measures, amounts, strict=False)
        if amount is not None
    }


@pytest.mark.parametrize("table", ["expenditure", "general_budget_expenditure"])
def test_expenditure_tables_hold_every_printed_cell_in_its_column(hanyang, table):
    assert cells(hanyang.amounts, table) == expected(("total", "basic", "project"))


def test_income_is_fiscal_appropriation_throughout(hanyang):
    totals = {code: amounts[0] for code, amounts in EXPENDITURE.items()}
    both = {(code, "total"): amount for code, amount in totals.items()}
    both |= {(code, "fiscal_appropriation"): amount for code, amount in totals.items()}
    assert cells(hanyang.amounts, "income") == both


def test_columns_of_income_and_expenditure_are_decided_with_other_tables(hanyang):
    amounts = hanyang.amounts
    for table, identity in (
        ("income", "between_tables.income_other"),
        ("expenditure", "between_tables.appropriation_within_basic"),
    ):
        mine = amounts[amounts["table"] == table]
        assert set(mine["placement"]) == {"solved"}
        assert mine["evidence"].str.contains(identity).any()


def test_summary_of_income_and_expenditure(hanyang):
    mine = hanyang.amounts[hanyang.amounts["table"] == "income_expenditure_summary"]
    found = {
        (side, key): (fen, line)
        for side, key, fen, line in zip(
            mine["side"], mine["line_key"], mine["amount_fen"], mine["line"], strict=True
        )
    }
    assert found == {
        ("income", "general_budget"): (533_260_000, 1),
        ("income", "total_income"): (533_260_000, 27),
        ("income", "grand_total"): (533_260_000, 31),
        ("expenditure", "class_201"): (441_160_000, 32),
        ("expenditure", "class_208"): (33_470_000, 39),
        ("expenditure", "class_210"): (31_410_000, 40),
        ("expenditure", "class_213"): (5_000_000, 43),
        ("expenditure", "class_221"): (22_220_000, 50),
        ("expenditure", "total_expenditure"): (533_260_000, 58),
        ("expenditure", "grand_total"): (533_260_000, 62),
    }
    assert set(mine["placement"]) == {"printed"}


def test_summary_of_fiscal_appropriation(hanyang):
    mine = hanyang.amounts[hanyang.amounts["table"] == "appropriation_summary"]
    income = mine[mine["side"] == "income"]
    assert dict(zip(income["line_key"], income["amount_fen"], strict=True)) == {
        "general_budget": 533_260_000,
        "total_income": 533_260_000,
        "grand_total": 533_260_000,
    }
    expenditure = mine[mine["side"] == "expenditure"]
    lines = {
        "class_201": 441_160_000,
        "class_208": 33_470_000,
        "class_210": 31_410_000,
        "class_213": 5_000_000,
        "class_221": 22_220_000,
        "total_expenditure": 533_260_000,
        "grand_total": 533_260_000,
    }
    keys = zip(expenditure["line_key"], expenditure["measure"], strict=True)
    assert dict(zip(keys, expenditure["amount_fen"], strict=True)) == {
        (line, measure): fen
        for line, fen in lines.items()
        for measure in ("total", "general_budget")
    }


def test_basic_expenditure_by_economic_code(hanyang):
    mine = hanyang.amounts[hanyang.amounts["table"] == "general_budget_basic"]
    keys = mine["code"].where(mine["code"] != "", mine["line_key"].astype("str"))
    assert dict(zip(keys, mine["amount_fen"] // 10_000, strict=True)) == BASIC
    assert set(mine["placement"]) == {"printed"}


def test_empty_tables_are_declared_empty_and_hold_no_amount(hanyang):
    status = hanyang.tables.set_index("table")["status"].to_dict()
    empty = {"government_fund", "state_capital", "three_public"}
    assert {table for table, state in status.items() if state == "declared_empty"} == empty
    assert {table for table, state in status.items() if state == "found"} == set(status) - empty
    assert not set(hanyang.amounts["table"]) & empty
    assert len(hanyang.three_public) == 0


def test_names_are_whole_although_they_are_broken_over_lines(hanyang):
    for table in ("income", "expenditure", "general_budget_expenditure"):
        rows = hanyang.rows[hanyang.rows["table"] == table]
        names = dict(zip(rows["code"], rows["name"], strict=True))
        assert {code: names[code] for code in NAMES} == NAMES
    basic = hanyang.rows[hanyang.rows["table"] == "general_budget_basic"]
    names = dict(zip(basic["code"], basic["name"], strict=True))
    assert names["31007"] == "信息网络及软件购置更新"
    assert names["30399"] == "其他对个人和家庭的补助"
    assert names["30213"] == "维修（护）费"
    assert len(basic) == 66


def test_amounts_are_exact_and_know_their_precision_and_place(hanyang):
    amounts = hanyang.amounts
    assert set(amounts["precision_fen"]) == {10_000}
    row = amounts[(amounts["table"] == "income") & (amounts["code"] == "2080505")].iloc[0]
    assert (row["raw"], row["row"], row["amount"]) == ("15.36", 241, 15.36)
    assert (row["class_name"], row["item_code"]) == ("社会保障和就业支出", "2080505")


def test_every_number_between_title_and_end_is_accounted_for(hanyang):
    tables = hanyang.tables
    parts = ["amounts", "codes", "line_numbers", "other_numbers", "unplaced"]
    assert (tables[parts].sum(axis=1) == tables["numbers"]).all()
    assert tables["unplaced"].sum() == 0
    assert tables["amounts"].sum() == len(hanyang.amounts) == 183


def test_nothing_is_inconsistent_and_most_is_exact(hanyang):
    counts = of_tables(hanyang.verdicts)["verdict"].astype("str").value_counts().to_dict()
    assert counts == {"exact": 240, "not_checked": 2}


def test_document_says_who_and_when(hanyang):
    row = hanyang.documents.iloc[0]
    assert row["organization"] == "武汉市汉阳区总工会"
    assert (row["organization_kind"], row["fiscal_year"], row["kind"]) == ("部门", 2022, "决算")
    assert row["document_id"] == "武汉市汉阳区总工会-2022-决算-569a4581"
    # One row of the performance table cannot be told apart, and it says so.
    assert hanyang.problems["kind"].tolist() == ["performance"]


def test_prose_is_kept_with_its_section(hanyang):
    paragraphs = hanyang.paragraphs
    hit = paragraphs[paragraphs["text"].str.startswith("2022 年度收入合计 533.26 万元。")]
    assert list(hit["text"]) == [
        "2022 年度收入合计 533.26 万元。其中：财政拨款收入 533.26 万元，占本年收入 100.0%。"
    ]
    assert hit["section"].iloc[0].endswith("二、收入决算情况说明")


def test_every_line_outside_the_tables_bodies_is_in_a_paragraph(hanyang):
    def squeeze(text: str) -> str:
        return "".join(text.split())

    prose = {squeeze(text) for text in hanyang.paragraphs["text"]}
    everything = "".join(prose)
    spans = [
        range(first, last + 1)
        for first, last in zip(hanyang.tables["first_row"], hanyang.tables["last_row"], strict=True)
    ]
    lines = [line for line in hanyang.source.lines if not any(line.row in span for span in spans)]
    assert len(lines) > 900
    assert [line.row for line in lines if squeeze(line.printed) not in everything] == []
