"""A corpus in which no document could be read, and one of an account that says little."""

import pytest

import juesuan
from juesuan.corpus.build import build
from juesuan.errors import CorpusError
from tests.corpus.books import text_of, write
from tests.corpus.conftest import OTHER, years_of
from tests.factory.books import account_of


@pytest.fixture
def empty(tmp_path):
    build([write(tmp_path, "letter", "各位同事：\n下周一开会。\n")], tmp_path / "clean")
    return juesuan.open_corpus(tmp_path / "clean")


def test_an_empty_corpus_answers_everything_with_nothing(empty):
    assert len(empty) == 0
    assert "0 documents of 0 organizations, no years" in repr(empty)
    assert "0 documents" in empty._repr_html_()
    assert all(empty.frame(name).empty for name in juesuan.FRAMES)
    for frame in (empty.across, empty.check(), empty.editions, empty.spellings, empty.outliers):
        assert frame.empty
    assert empty.classification.empty
    assert empty.conflicts.empty
    assert empty.expenditure.empty
    assert list(empty.across) == [*empty.verdicts, "other_documents"]
    assert empty.sql("select count(*) n from verdicts")["n"].tolist() == [0]


def test_an_empty_corpus_has_no_panel(empty):
    with pytest.raises(CorpusError, match="no account is of"):
        empty.panel(OTHER)
    with pytest.raises(CorpusError, match="no account of 2022"):
        empty.side_by_side(2022)


def test_an_account_without_a_year_is_counted_and_not_compared(tmp_path):
    account = account_of(years_of(3)[1], OTHER, 2022)
    text = text_of(account).replace("2022 年度", "").replace("2022年度", "")
    build([write(tmp_path, "决算", text)], tmp_path / "clean", workbooks=False)
    corpus = juesuan.open_corpus(tmp_path / "clean")
    assert corpus.documents["fiscal_year"].isna().all()
    assert "无年: 1 document" in repr(corpus)
    found = corpus.across
    assert set(found["reason"]) == {"origin_unknown"}
    assert corpus.outliers.empty
    assert corpus.classification["fiscal_year"].isna().all()
