"""A department over years, departments side by side; names that may be one."""

import pandas as pd
import pytest

import juesuan
from juesuan.corpus.build import build
from juesuan.corpus.organizations import same_name, spellings
from juesuan.corpus.panel import SpellingWarning
from juesuan.errors import CorpusError, UnknownChoice, UnknownName
from tests.corpus.books import text_of, write
from tests.corpus.conftest import DEPARTMENT, OTHER, SCHOOL, YEARS, years_of
from tests.factory.books import account_of


def test_a_panel_holds_the_printed_figures_of_every_year(corpus, made):
    panel = corpus.panel(OTHER)
    assert list(panel)[:5] == ["code", "line_key", "level", "name", "names"]
    assert list(panel)[5:] == [2021, 2022, 2023]
    assert panel.loc[0, ["level", "name"]].tolist() == ["total", "合计"]
    codes = panel.set_index("code")
    for year in YEARS:
        account = made.accounts[OTHER, "部门", year]
        for code in account.codes("expenditure"):
            figure = account.figure("expenditure", code, "total")
            assert codes.loc[code, year] == figure / 1_000_000
    assert panel["code"].tolist() == sorted(panel["code"])


def test_a_panel_of_lines_has_the_forms_order_and_blank_cells_are_nan(corpus, made):
    panel = corpus.panel(OTHER, table="appropriation_summary")
    lines = panel.set_index(["side", "line_key"])
    assert pd.isna(lines.loc[("income", "opening_balance"), 2021])
    account = made.accounts[OTHER, "部门", 2022]
    closing = account.figure(
        "appropriation_summary", "closing_balance", "total", side="expenditure"
    )
    assert lines.loc[("expenditure", "closing_balance"), 2022] == closing / 1_000_000
    assert panel["line_key"].iloc[0] == "general_budget"
    assert panel["line_key"].iloc[-1] == "grand_total"


def test_a_year_with_two_accounts_asks_which(corpus, made):
    with pytest.raises(CorpusError, match=r"several accounts of a year.*organization_kind"):
        corpus.panel(DEPARTMENT)
    unit = corpus.panel(DEPARTMENT, organization_kind="单位", measure="basic")
    account = made.accounts[DEPARTMENT, "单位", 2022]
    assert unit.loc[0, 2022] == account.figure("expenditure", "total", "basic") / 1_000_000


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"organization": "青山区教育局"}, f"no account is of.*{DEPARTMENT}"),
        ({"organization_kind": "单位"}, "no account of a 单位"),
    ],
)
def test_what_a_panel_cannot_find_is_said(corpus, arguments, message):
    with pytest.raises(CorpusError, match=message):
        corpus.panel(**{"organization": OTHER} | arguments)


def test_words_that_a_panel_does_not_know_are_errors(corpus):
    with pytest.raises(UnknownName, match="no table 'expenses'; did you mean 'expenditure'"):
        corpus.panel(OTHER, table="expenses")
    with pytest.raises(
        UnknownChoice, match="no measure of 支出决算表 'totals'; did you mean 'total'"
    ):
        corpus.panel(OTHER, measure="totals")
    for ask in (corpus.panel, corpus.side_by_side):
        with pytest.raises(
            UnknownChoice, match="no kind of organization '部们'; did you mean '部门'"
        ):
            ask(OTHER if ask == corpus.panel else 2022, organization_kind="部们")
    by_title = corpus.panel(OTHER, table="支出决算表")
    pd.testing.assert_frame_equal(by_title, corpus.panel(OTHER))


def test_departments_side_by_side_are_those_of_the_year(corpus, made):
    found = corpus.side_by_side(2022)
    assert len(found) == 4
    assert found["total"].is_monotonic_decreasing
    row = found.set_index("organization").loc[SCHOOL]
    account = made.accounts[SCHOOL, "单位", 2022]
    for measure in ("total", "basic", "project"):
        assert row[measure] == account.figure("expenditure", "total", measure) / 1_000_000
    assert len(corpus.side_by_side(2022, organization_kind="部门")) == 2


def test_a_code_and_a_line_side_by_side(corpus, made):
    account = made.accounts[OTHER, "部门", 2023]
    code = account.codes("expenditure")[-1]
    found = corpus.side_by_side(2023, code=code).set_index("organization")
    assert found.loc[OTHER, "total"] == account.figure("expenditure", code, "total") / 1_000_000
    assert found.loc[OTHER, "name"] == account.names[code]
    lines = corpus.side_by_side(2023, code="closing_balance", table="appropriation_summary")
    assert len(lines) == 4
    with pytest.raises(CorpusError, match="no account of 2022 has 999"):
        corpus.side_by_side(2022, code="999")


def test_names_differ_by_more_than_widths_and_spaces():
    assert same_name("汉阳区 总工会（本级）") == same_name("汉阳区总工会(本级)")
    assert same_name("汉阳区总工会") != same_name("武汉市汉阳区总工会")
    assert same_name(None) == same_name(float("nan")) == ""


def test_names_that_may_be_one_are_listed_and_kept_apart():
    found = spellings(["武汉市汉阳区总工会", "汉阳区总工会", "汉阳区总工会(本级)", "青山区教育局"])
    pairs = {frozenset(pair) for pair in found[["one", "other"]].to_numpy().tolist()}
    assert pairs == {
        frozenset({"武汉市汉阳区总工会", "汉阳区总工会"}),
        frozenset({"汉阳区总工会", "汉阳区总工会(本级)"}),
    }
    assert found["reason"].str.len().gt(0).all()


def test_a_panel_says_that_another_name_may_be_the_same(tmp_path):
    ledgers = years_of(3)
    names = ("临海市规划局", "江南省临海市规划局")
    paths = [
        write(tmp_path / "raw", str(at), text_of(account_of(ledgers[at], name, 2021 + at)))
        for at, name in enumerate(names)
    ]
    build(paths, tmp_path / "clean", workbooks=False)
    corpus = juesuan.open_corpus(tmp_path / "clean")
    with pytest.warns(SpellingWarning, match="江南省临海市规划局 may be the same"):
        panel = corpus.panel("临海市规划局")
    assert [name for name in panel if isinstance(name, int)] == [2021]
    assert "pairs of names that may be one organization: 1" in repr(corpus)
