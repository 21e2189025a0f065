from pathlib import Path

import pytest

from juesuan.catalogue import (
    FRAMES,
    classification,
    columns,
    frames,
    tables,
    tables_of,
    wording,
)
from juesuan.catalogue.files import toml
from juesuan.catalogue.levels import level_of, parent_of
from juesuan.readers.characters import bare
from juesuan.schema.render import frames_markdown

ROOT = Path(__file__).resolve().parents[2]


def test_the_printed_dictionary_is_the_one_in_use():
    assert (ROOT / "docs" / "frames.md").read_text(encoding="utf-8") == frames_markdown()


def test_every_column_of_the_dictionary_is_used_and_described():
    used = {
        entry.partition("=")[2] or entry
        for frame in {**toml("frames.toml"), **toml("measures.toml")}.values()
        for entry in frame["columns"]
    }
    assert used == set(columns())
    assert all(column.description for column in columns().values())


def test_every_frame_of_a_document_is_in_the_dictionary():
    assert set(FRAMES) == set(frames())
    for frame in frames().values():
        assert frame.columns[0].name == "document_id"
        assert set(frame.key) <= {column.name for column in frame.columns}


def test_measures_and_keys_are_those_of_the_contract():
    # docs/frames.md is read by others; a renamed key is a breaking change.
    accounts = tables_of("决算").items()
    assert {
        key: table.measures for key, table in accounts if not (table.across or table.by_unit)
    } == {
        "income_expenditure_summary": ("amount", "initial_budget", "adjusted_budget"),
        "income": (
            "total",
            "fiscal_appropriation",
            "superior_subsidy",
            "institution",
            "operating",
            "affiliate_remittance",
            "other",
            "institution_education_fees",
        ),
        "expenditure": (
            "total",
            "basic",
            "project",
            "superior_remittance",
            "operating",
            "affiliate_subsidy",
        ),
        "appropriation_summary": (
            "amount",
            "total",
            "general_budget",
            "government_fund",
            "state_capital",
            "initial_budget",
            "adjusted_budget",
            *(
                f"{block}_{fund}"
                for block in ("initial", "adjusted")
                for fund in ("general_budget", "government_fund", "state_capital")
            ),
        ),
        "general_budget_expenditure": (
            "total",
            "basic",
            "project",
            "basic_personnel",
            "basic_public",
            "opening_balance",
            "opening_basic",
            "opening_project",
            "income",
            "income_basic",
            "income_project",
            "closing_balance",
            "closing_basic",
            "closing_project",
            "closing_project_carryover",
            "closing_project_surplus",
        ),
        "general_budget_basic": ("amount", "personnel", "public"),
        "government_fund": (
            "opening_balance",
            "income",
            "total",
            "basic",
            "project",
            "closing_balance",
        ),
        "state_capital": (
            "total",
            "basic",
            "project",
            "opening_balance",
            "income",
            "closing_balance",
        ),
        "three_public": ("budget", "actual"),
        "appropriation_expenditure": (
            "total",
            "basic",
            "project",
            "basic_personnel",
            "basic_public",
        ),
        "appropriation_basic": ("amount", "personnel", "public"),
        "government_fund_basic": ("amount", "personnel", "public"),
        "operating_cost_table": ("amount",),
    }


def test_tables_by_unit_have_the_measures_of_those_by_code():
    accounts = tables_of("决算")
    for key in ("income", "expenditure"):
        assert accounts[f"{key}_by_unit"].measures == accounts[key].measures


def test_the_measures_of_a_table_across_a_classification_are_its_codes():
    tables = [table for table in tables_of("决算").values() if table.across]
    codes = classification("economic").entries
    assert len(tables) == 8
    for table in tables:
        total, *crossed = table.measures
        assert (total, table.codes) == ("total", "functional")
        # One code has no heading of its own: two of a 类 had one name.
        assert set(codes) - set(crossed) == {"30104"}
        assert "其他社会保障缴费" in table.heading("30112")


@pytest.mark.parametrize("system", ["functional", "economic"])
def test_codes_have_their_parents_and_the_right_digits(system):
    entries = classification(system).entries
    first = {"functional": "2", "economic": "3"}[system]
    assert len(entries) > 100
    for code in entries:
        assert code.isdigit()
        assert code[0] == first
        assert level_of(code) in {"class", "section", "item"}
        assert not parent_of(code) or parent_of(code) in entries


def test_names_follow_the_year():
    functional = classification("functional")
    assert functional.name("210", 2018) == "医疗卫生与计划生育支出"
    assert functional.name("210", 2022) == "卫生健康支出"
    assert functional.name("2080505", 2022) == "机关事业单位基本养老保险缴费支出"
    assert functional.name("9990000", 2022) is None


def test_no_two_tables_share_a_title_and_every_form_names_its_columns():
    titles = [bare(title) for table in tables().values() for title in table.titles]
    assert len(titles) == len(set(titles))
    for table in tables().values():
        for form in table.forms:
            for column in (*form.columns, *form.income_columns):
                measure = column.rpartition(".")[2]
                assert table.headings.get(measure), (table.key, column)


def test_lines_of_one_side_do_not_share_a_key():
    for table in tables().values():
        keys = [(line.side, line.key) for line in table.lines]
        assert len(keys) == len(set(keys))


def test_units_are_in_fen():
    assert wording().units["万元"] == 1_000_000
    assert wording().units["元"] == 100
