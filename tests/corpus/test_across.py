"""Identities that span documents, on books that hold and on books with one figure changed."""

from dataclasses import replace

import pytest

import juesuan
from juesuan.corpus.build import build
from juesuan.corpus.spanning import spanning, spanning_types
from juesuan.errors import SuiteError
from juesuan.identities.suites import identity_of
from tests.corpus.books import text_of, total, write
from tests.corpus.conftest import DEPARTMENT, OTHER, SCHOOL, years_of
from tests.factory.books import account_of, together


def opened(tmp_path, *texts):
    paths = [write(tmp_path / "raw", str(at), text) for at, text in enumerate(texts)]
    build(paths, tmp_path / "clean", workbooks=False)
    return juesuan.open_corpus(tmp_path / "clean")


def of(found, identity):
    return found[found["identity"].eq(f"across.{identity}")]


def test_books_that_hold_give_exact_verdicts_only(corpus):
    found = corpus.across
    assert set(found["verdict"]) == {"exact"}
    counts = found["identity"].value_counts()
    # Two later years of four organizations; three years of the one department with units.
    assert counts["across.carried_over"] == counts["across.appropriation_carried_over"] == 8
    assert counts["across.year_before"] == 8
    assert counts["across.units_basic"] == counts["across.units_three_public"] == 3


def test_the_frame_is_that_of_verdicts_with_the_other_documents(corpus):
    found = corpus.across
    assert list(found) == [*corpus.verdicts, "other_documents"]
    assert found["reported_fen"].dtype == "Int64"
    names = corpus.documents.set_index("document_id")
    row = of(found, "units_basic").iloc[0]
    units = [names.loc[each] for each in row["other_documents"].split("; ")]
    assert names.loc[row["document_id"], "organization_kind"] == "部门"
    assert [unit["organization"] for unit in units] == [DEPARTMENT, SCHOOL]
    assert {unit["organization_kind"] for unit in units} == {"单位"}


def test_the_figures_are_those_of_the_books(corpus, made):
    rows = of(corpus.across, "carried_over")
    names = corpus.documents.set_index("document_id")
    for row in rows.to_dict("records"):
        who = names.loc[row["document_id"]]
        key = (who["organization"], who["organization_kind"], who["fiscal_year"] - 1)
        before = made.accounts[key].figure(
            "income_expenditure_summary", "closing_balance", "amount", "expenditure"
        )
        assert row["reported_fen"] == row["computed_fen"] == before > 0


def test_a_balance_that_does_not_carry_over_is_inconsistent(tmp_path):
    first, second = (
        account_of(ledger, OTHER, year)
        for ledger, year in zip(years_of(3), (2021, 2022), strict=False)
    )
    cell = ("income_expenditure_summary", "income", "opening_balance", "amount")
    wrong = replace(second, figures=second.figures | {cell: second.figures[cell] + 700})
    corpus = opened(tmp_path, text_of(first), text_of(wrong))
    rows = of(corpus.across, "carried_over")
    assert rows["verdict"].tolist() == ["inconsistent"]
    row = rows.iloc[0]
    assert row["residual_fen"] == 700
    assert row["other_documents"].startswith(f"{OTHER}-2021")
    assert f"against {OTHER}-2021" in row["message"]
    assert "年初结转和结余" in row["message"]
    assert corpus.across["verdict"].iloc[0] == "inconsistent"
    others = of(corpus.across, "appropriation_carried_over")
    assert others["verdict"].tolist() == ["exact"]


@pytest.mark.parametrize(("off", "verdict"), [(0, "exact"), (1, "rounding"), (2, "inconsistent")])
def test_rounding_is_what_the_printed_units_explain(tmp_path, off, verdict):
    first, second = (
        account_of(ledger, OTHER, year, unit="万元", decimals=2)
        for ledger, year in zip(years_of(3), (2021, 2022), strict=False)
    )
    closing = ("income_expenditure_summary", "expenditure", "closing_balance", "amount")
    opening = ("income_expenditure_summary", "income", "opening_balance", "amount")
    figures = second.figures | {opening: first.figures[closing] + off}
    corpus = opened(tmp_path, text_of(first), text_of(replace(second, figures=figures)))
    assert of(corpus.across, "carried_over")["verdict"].tolist() == [verdict]


UNITS = [("元", 2), ("元", 0), ("万元", 2), ("万元", 4)]


@pytest.mark.parametrize("now", UNITS)
@pytest.mark.parametrize("before", UNITS)
def test_years_printed_in_other_units_hold_together(tmp_path, before, now):
    first, second = (
        account_of(ledger, OTHER, year, unit=unit, decimals=decimals)
        for ledger, year, (unit, decimals) in zip(
            years_of(3), (2021, 2022), (before, now), strict=False
        )
    )
    found = opened(tmp_path, text_of(first), text_of(second)).across
    assert len(found) == 5
    assert set(found["verdict"]) <= ({"exact"} if before == now else {"exact", "rounding"})
    assert found["reason"].isna().all()


def test_a_year_that_is_not_there_is_said(tmp_path):
    first, _, third = years_of(3)
    corpus = opened(
        tmp_path, text_of(account_of(first, OTHER, 2021)), text_of(account_of(third, OTHER, 2023))
    )
    rows = of(corpus.across, "carried_over")
    assert rows[["verdict", "reason"]].to_numpy().tolist() == [["not_checked", "no_previous_year"]]
    assert f"{OTHER} 2022" in rows["message"].iloc[0]
    assert rows["reported_fen"].isna().all()


def test_an_account_of_another_kind_is_not_the_year_before_and_is_named(tmp_path):
    first, second = (account_of(years_of(3)[at], OTHER, 2021 + at) for at in (0, 1))
    corpus = opened(tmp_path, text_of(first, kind="单位"), text_of(second))
    rows = of(corpus.across, "carried_over")
    assert rows["reason"].tolist() == ["no_previous_year"]
    assert f"{OTHER} 2021 ({OTHER}-2021-" in rows["message"].iloc[0]


def test_last_years_figure_in_this_years_prose(tmp_path):
    ledgers = years_of(3)
    first, second = (account_of(ledgers[at], OTHER, 2021 + at) for at in (0, 1))
    grand = ("income_expenditure_summary", "income", "grand_total", "amount")
    lie = replace(first, figures=first.figures | {grand: first.figures[grand] + 12_345})
    corpus = opened(tmp_path, text_of(first), text_of(second, before=lie))
    rows = of(corpus.across, "year_before")
    assert rows["verdict"].tolist() == ["inconsistent"]
    row = rows.iloc[0]
    assert (row["reported_fen"], row["computed_fen"]) == (total(first) + 12_345, total(first))
    assert (row["table"], row["measure"], row["name"]) == (
        "income_expenditure_summary", "amount", "收、支总计",
    )  # fmt: skip
    assert str(corpus.documents["fiscal_year"].max()) in row["document_id"]


def test_prose_that_compares_with_another_year_is_not_about_the_year_before(tmp_path):
    ledgers = years_of(3)
    first, second = (account_of(ledgers[at], OTHER, 2021 + at) for at in (0, 1))
    text = text_of(second, before=first).replace("与 2021 年度相比", "与 2019 年度相比")
    corpus = opened(tmp_path, text_of(first), text)
    assert of(corpus.across, "year_before").empty


def test_prose_that_compares_with_the_budget_is_not_about_the_year_before(tmp_path):
    ledgers = years_of(3)
    first, second = (account_of(ledgers[at], OTHER, 2021 + at) for at in (0, 1))
    text = text_of(second, before=first).replace("与 2021 年度相比", "比上年预算数")
    corpus = opened(tmp_path, text_of(first), text)
    assert of(corpus.across, "year_before").empty


def department(tmp_path, *, listed, printed, units_of=2022):
    """A department of two units, of which those in `printed` have an account."""
    own, school = (years_of(seed)[0] for seed in (1, 2))
    whole = account_of(together([own, school]), DEPARTMENT, 2022)
    texts = [text_of(whole, units=listed)]
    accounts = {DEPARTMENT: own, SCHOOL: school}
    for name in printed:
        account = account_of(accounts[name], name, units_of)
        texts.append(text_of(account, kind="单位"))
    return opened(tmp_path, *texts)


def test_a_unit_that_is_not_there_is_named(tmp_path):
    corpus = department(tmp_path, listed=(SCHOOL,), printed=(DEPARTMENT,))
    rows = of(corpus.across, "units_basic")
    assert rows[["verdict", "reason"]].to_numpy().tolist() == [["not_checked", "unit_missing"]]
    assert SCHOOL in rows["message"].iloc[0]
    assert f"{DEPARTMENT}(本级)" not in rows["message"].iloc[0]


def test_a_unit_of_another_year_does_not_count(tmp_path):
    corpus = department(tmp_path, listed=(SCHOOL,), printed=(DEPARTMENT, SCHOOL), units_of=2021)
    rows = of(corpus.across, "units_basic")
    assert rows["reason"].tolist() == ["unit_missing"]
    assert f"{DEPARTMENT}(本级), {SCHOOL}" in rows["message"].iloc[0]


def test_a_department_that_is_not_the_sum_of_its_units_is_inconsistent(tmp_path):
    own, school = (years_of(seed)[0] for seed in (1, 2))
    entry = own.entries[0]
    more = replace(own, entries=[replace(entry, project=entry.project + 900), *own.entries[1:]])
    corpus = opened(
        tmp_path,
        text_of(account_of(together([more, school]), DEPARTMENT, 2022), units=(SCHOOL,)),
        text_of(account_of(own, DEPARTMENT, 2022), kind="单位"),
        text_of(account_of(school, SCHOOL, 2022), kind="单位"),
    )
    rows = corpus.across
    rows = rows[rows["kind"].eq("units")].set_index("identity")
    assert rows.loc["across.units_project", ["verdict", "residual_fen"]].tolist() == [
        "inconsistent", 900,
    ]  # fmt: skip
    assert rows.loc["across.units_general_budget", "verdict"] == "inconsistent"
    assert rows.loc["across.units_basic", "verdict"] == "exact"
    assert rows.loc["across.units_government_fund", "verdict"] == "exact"


def test_a_department_without_a_list_of_units_is_not_checked(tmp_path):
    own = years_of(1)[0]
    text = text_of(account_of(own, DEPARTMENT, 2022))
    begin = text.index("二、部门决算单位构成")
    end = text.index("\n", text.index("（本级）", begin))
    corpus = opened(tmp_path, text[:begin] + text[end + 1 :])
    assert corpus.units.empty
    rows = of(corpus.across, "units_basic")
    assert rows["reason"].tolist() == ["units_unlisted"]


def test_every_identity_names_cells_of_the_forms():
    assert len(spanning()) == 15
    assert {identity.kind for identity in spanning()} == {"carried_over", "year_before", "units"}
    assert all(identity.formula and identity.source for identity in spanning())


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"type": "expect_nothing", "kwargs": {}}, "unknown type"),
        ({"type": "expect_units_to_add_up", "kwargs": {}}, "the key 'total' is missing"),
        (
            {
                "type": "expect_units_to_add_up",
                "kwargs": {"total": {"table": "income", "line": "total", "measure": "basic"}},
            },
            "no measure of income 'basic'",
        ),
    ],
)
def test_what_this_version_does_not_know_is_an_error(entry, message):
    meta = {"identity": "x", "formula": "", "source": ""}
    with pytest.raises(SuiteError, match=message):
        identity_of("across", entry | {"meta": meta}, spanning_types())
