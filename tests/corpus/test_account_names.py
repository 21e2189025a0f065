"""One body under several spellings is one; its own account and that with its units are two."""

from dataclasses import replace

import pytest

import juesuan
from juesuan.corpus.build import build
from tests.corpus.books import text_of, write
from tests.corpus.conftest import OTHER, years_of
from tests.factory.books import account_of

SPELT = [OTHER, " ".join(OTHER), OTHER.replace("和", " 和 ")]


@pytest.fixture(scope="module")
def accounts():
    return [account_of(ledger, OTHER, 2021 + at) for at, ledger in enumerate(years_of(3)[:3])]


def opened(folder, accounts, names):
    texts = [
        text_of(replace(account, organization=name))
        for account, name in zip(accounts, names, strict=True)
    ]
    build(
        [write(folder / "raw", f"{at}", text) for at, text in enumerate(texts)],
        folder / "clean",
        workbooks=False,
    )
    return juesuan.open_corpus(folder / "clean")


def test_widths_and_spaces_make_one_body(tmp_path, accounts):
    corpus = opened(tmp_path, accounts, SPELT)
    assert list(corpus.panel(OTHER))[5:] == [2021, 2022, 2023]


def test_an_own_account_and_that_with_the_units_are_never_one_series(tmp_path, accounts):
    corpus = opened(tmp_path, accounts, [f"{OTHER}（本级）", f"{OTHER}（汇总）", f"{OTHER}(汇总)"])
    assert list(corpus.documents["organization"].unique()) == [OTHER]
    assert sorted(corpus.documents["scope"]) == ["本级", "汇总", "汇总"]
    with pytest.raises(juesuan.CorpusError, match="of its own and with its units"):
        corpus.panel(OTHER)
    assert list(corpus.panel(f"{OTHER}（汇总）"))[5:] == [2022, 2023]
