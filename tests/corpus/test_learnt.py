"""The classification as the documents print it."""

from dataclasses import replace

import pytest

import juesuan
from juesuan.corpus.build import build
from tests.corpus.books import text_of, write
from tests.corpus.conftest import OTHER, years_of
from tests.factory.books import account_of


@pytest.fixture(scope="module")
def learnt(tmp_path_factory):
    """Three accounts of 2023 with the same codes, of which one names an item otherwise."""
    ledger = years_of(3)[2]
    accounts = [account_of(ledger, f"江城市第{at}局", 2023) for at in range(3)]
    names = accounts[2].names | {"2060404": "科技成果转换与扩散"}
    accounts[2] = replace(accounts[2], names=names)
    folder = tmp_path_factory.mktemp("learnt")
    paths = [write(folder / "raw", str(at), text_of(each)) for at, each in enumerate(accounts)]
    build(paths, folder / "clean", workbooks=False)
    return juesuan.open_corpus(folder / "clean")


def test_names_of_codes_are_counted_by_document(learnt):
    found = learnt.classification
    rows = found[found["code"].eq("2060404")]
    assert rows[["fiscal_year", "name", "documents", "agrees"]].to_numpy().tolist() == [
        [2023, "科技成果转化与扩散", 2, True],
        [2023, "科技成果转换与扩散", 1, False],
    ]
    assert rows["official"].tolist() == ["科技成果转化与扩散"] * 2
    whole = found[found["code"].eq("206")]
    assert whole[["system", "documents"]].to_numpy().tolist() == [["functional", 3]]


def test_conflicts_are_listed_by_kind(learnt):
    found = learnt.conflicts
    several = found[found["conflict"].eq("several_names")]
    assert several["code"].tolist() == ["2060404", "2060404"]
    other = found[found["conflict"].eq("other_than_official") & found["code"].eq("2060404")]
    assert other["name"].tolist() == ["科技成果转换与扩散"]
    assert found[found["conflict"].eq("several_codes")].empty


def test_a_name_of_two_codes_below_one_parent_is_a_conflict():
    import pandas as pd

    from juesuan.corpus.learnt import conflicts

    rows = [
        ("functional", "2010101", 2022, "行政运行", 4, "行政运行", True),
        ("functional", "2010201", 2022, "行政运行", 4, "行政运行", True),
        ("functional", "2010102", 2022, "行政运行", 1, "一般行政管理事务", False),
        ("functional", "2019999", 2022, "某事", 1, None, False),
    ]
    names = ["system", "code", "fiscal_year", "name", "documents", "official", "agrees"]
    found = conflicts(pd.DataFrame(rows, columns=names))
    by_kind = {kind: list(part["code"]) for kind, part in found.groupby("conflict")}
    assert by_kind == {
        "several_codes": ["2010101", "2010102"],
        "other_than_official": ["2010102"],
        "unknown_code": ["2019999"],
    }


def test_the_years_keep_their_own_names(corpus):
    found = corpus.classification
    assert set(found["fiscal_year"]) == {2021, 2022, 2023}
    assert found["documents"].max() <= 4
    assert OTHER in set(corpus.documents["organization"])
