"""The same account twice: the newer counts, the other is listed."""

from dataclasses import replace
from pathlib import Path

import pytest

import juesuan
from juesuan.corpus.build import build
from tests.corpus.books import text_of, write
from tests.corpus.conftest import OTHER, years_of
from tests.factory.books import account_of

CELL = ("income_expenditure_summary", "income", "opening_balance", "amount")


@pytest.fixture
def account():
    return account_of(years_of(3)[1], OTHER, 2022)


def changed(account):
    return replace(account, figures=account.figures | {CELL: account.figures[CELL] + 500})


def opened(tmp_path, texts, **options):
    paths = [write(tmp_path / "raw", name, text) for name, text in texts.items()]
    build(paths, tmp_path / "clean", workbooks=False)
    return juesuan.open_corpus(tmp_path / "clean", **options)


def states(corpus):
    """State, reason and differing amounts by the name of the file."""
    sources = corpus.editions.merge(
        juesuan.open_corpus(corpus.folder, superseded=True).documents[["document_id", "source"]],
        on="document_id",
    )
    return {
        Path(row["source"]).stem: (row["state"], row["reason"], row["differing"])
        for row in sources.to_dict("records")
    }


def test_a_later_date_makes_the_newer_edition(tmp_path, account):
    corpus = opened(
        tmp_path,
        {
            "a": text_of(changed(account), reported_on="2023年10月9日"),
            "b": text_of(account, reported_on="2023年9月30日"),
        },
    )
    assert states(corpus) == {
        "a": ("newer", "later_date", 0),
        "b": ("superseded", "later_date", 1),
    }
    assert len(corpus) == 1
    assert Path(corpus.documents["source"].iloc[0]).stem == "a"
    assert corpus.amounts["document_id"].nunique() == 1
    assert corpus.sql("select count(distinct document_id) n from amounts")["n"].tolist() == [1]
    assert "superseded editions left out: 1" in repr(corpus)


def test_superseded_editions_stay_where_they_are_asked_for(tmp_path, account):
    texts = {
        "a": text_of(account, reported_on="2023年9月30日"),
        "b": text_of(changed(account), reported_on="2023年10月9日"),
    }
    opened(tmp_path, texts)
    corpus = juesuan.open_corpus(tmp_path / "clean", superseded=True)
    assert len(corpus) == 2
    assert corpus.sql("select count(distinct document_id) n from amounts")["n"].tolist() == [2]
    assert "superseded editions kept: 1" in repr(corpus)


def test_a_file_whose_name_says_corrected_is_the_newer_edition(tmp_path, account):
    corpus = opened(tmp_path, {"决算": text_of(account), "决算（更正）": text_of(changed(account))})
    assert states(corpus)["决算（更正）"] == ("newer", "said_corrected", 0)
    assert states(corpus)["决算"] == ("superseded", "said_corrected", 1)


def test_a_text_that_begins_with_a_correction_is_the_newer_edition(tmp_path, account):
    said = "更正说明：本决算替代此前公开的版本。"
    corpus = opened(tmp_path, {"a": text_of(account), "b": text_of(changed(account), first=said)})
    assert states(corpus)["b"][:2] == ("newer", "said_corrected")


def test_the_same_amounts_in_another_file_count_once(tmp_path, account):
    corpus = opened(tmp_path, {"a": text_of(account), "b": text_of(account) + "\n附件\n"})
    found = states(corpus)
    assert sorted(found.values()) == [
        ("newer", "same_amounts", 0),
        ("superseded", "same_amounts", 0),
    ]
    assert len(corpus) == 1


def test_where_nothing_tells_both_are_kept_and_it_is_said(tmp_path, account):
    corpus = opened(tmp_path, {"a": text_of(account), "b": text_of(changed(account))})
    assert states(corpus) == {
        "a": ("undecided", "nothing_tells", 1),
        "b": ("undecided", "nothing_tells", 1),
    }
    assert len(corpus) == 2
    assert "documents that share name, year and kind: 2" in repr(corpus)


def test_the_same_date_tells_nothing(tmp_path, account):
    texts = {
        "a": text_of(account, reported_on="2023年9月30日"),
        "b": text_of(changed(account), reported_on="2023年9月30日"),
    }
    assert {state for state, *_ in states(opened(tmp_path, texts)).values()} == {"undecided"}


def test_another_account_of_the_same_name_is_kept(tmp_path, account):
    stranger = account_of(years_of(9)[1], OTHER, 2022)
    corpus = opened(
        tmp_path,
        {
            "a": text_of(account, reported_on="2023年9月30日"),
            "b": text_of(stranger, reported_on="2023年10月9日"),
        },
    )
    assert {found[:2] for found in states(corpus).values()} == {("undecided", "other_account")}
    assert len(corpus) == 2


def test_many_accounts_of_one_name_are_told_apart(tmp_path):
    accounts = [account_of(years_of(seed)[1], OTHER, 2022) for seed in range(5)]
    texts = {str(at): text_of(account) for at, account in enumerate(accounts)}
    texts["3（更正）"] = text_of(changed(accounts[3]))
    found = {name: row[:2] for name, row in states(opened(tmp_path, texts)).items()}
    assert found.pop("3（更正）") == ("newer", "said_corrected")
    assert found.pop("3") == ("superseded", "said_corrected")
    assert set(found.values()) == {("undecided", "other_account")}


def test_a_department_and_its_own_account_are_no_editions(corpus):
    assert corpus.editions.empty


def test_identities_across_years_take_the_newer_edition(tmp_path):
    first, second = (account_of(years_of(3)[at], OTHER, 2021 + at) for at in (0, 1))
    closing = ("income_expenditure_summary", "expenditure", "closing_balance", "amount")
    wrong = replace(first, figures=first.figures | {closing: first.figures[closing] + 900})
    texts = {"a": text_of(wrong), "b": text_of(second)}
    rows = opened(tmp_path / "one", texts).across
    rows = rows[rows["identity"].eq("across.carried_over")]
    assert rows["verdict"].tolist() == ["inconsistent"]
    corpus = opened(tmp_path / "two", texts | {"a（更正）": text_of(first)})
    rows = corpus.across[corpus.across["identity"].eq("across.carried_over")]
    assert rows["verdict"].tolist() == ["exact"]


def test_undecided_editions_leave_the_year_after_unchecked(tmp_path):
    first, second = (account_of(years_of(3)[at], OTHER, 2021 + at) for at in (0, 1))
    closing = ("income_expenditure_summary", "expenditure", "closing_balance", "amount")
    wrong = replace(first, figures=first.figures | {closing: first.figures[closing] + 900})
    texts = {"a": text_of(wrong), "b": text_of(first), "c": text_of(second)}
    rows = opened(tmp_path, texts).across
    rows = rows[
        rows["identity"].eq("across.carried_over") & rows["document_id"].str.contains("2022")
    ]
    assert rows["reason"].tolist() == ["several_editions"]
