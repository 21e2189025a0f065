"""The frames of a corpus: the same as those that were built, and only what is asked for."""

import pandas as pd
import pyarrow.dataset as ds
import pytest

import juesuan
from juesuan.catalogue import frames, tables
from juesuan.corpus import batches as together
from juesuan.corpus.build import build
from juesuan.errors import CorpusError, FrameError, UnknownChoice, UnknownName
from juesuan.schema import concatenate
from tests.corpus.books import text_of, write
from tests.corpus.conftest import DEPARTMENT, OTHER, SCHOOL
from tests.factory.books import account_of, books


@pytest.fixture(scope="module")
def alone(hanyang_path, tmp_path_factory):
    """The corpus of one document."""
    folder = tmp_path_factory.mktemp("alone")
    build([hanyang_path], folder, workbooks=False)
    return juesuan.open_corpus(folder)


@pytest.mark.parametrize("name", juesuan.FRAMES)
def test_every_frame_is_what_the_documents_give(name, hanyang, alone):
    frame = getattr(alone, name)
    expected = hanyang.frame(name)
    if name == "documents":
        expected = expected.assign(source=frame["source"])
    pd.testing.assert_frame_equal(frame, concatenate(name, [expected]))


def test_there_is_an_attribute_for_every_frame_and_every_table():
    from juesuan.corpus.corpus import Corpus

    assert {*juesuan.FRAMES, *tables()} <= set(dir(Corpus))
    assert "one row an amount" in Corpus.amounts.__doc__
    assert "支出决算表" in Corpus.expenditure.__doc__


def test_wide_views_hold_all_documents(corpus, made):
    wide = corpus.expenditure
    mine = wide[(wide["level"] == "total")].set_index("document_id")["total"]
    documents = corpus.documents.set_index("document_id")
    for document, amount in mine.items():
        row = documents.loc[document]
        account = made.accounts[row["organization"], row["organization_kind"], row["fiscal_year"]]
        # Printed in 元 with two decimals.
        assert amount == account.figure("expenditure", "total", "total") / 1_000_000
    assert len(mine) == len(documents) == 12


def test_words_of_documents_find_their_amounts(corpus):
    found = corpus.frame(
        "amounts",
        columns=["document_id", "table", "amount_fen"],
        where={"fiscal_year": [2022, 2023], "organization": OTHER, "table": "支出决算表"},
    )
    every = corpus.amounts
    about = corpus.documents.set_index("document_id").loc[every["document_id"]]
    expected = every[
        about["fiscal_year"].isin([2022, 2023]).to_numpy()
        & about["organization"].eq(OTHER).to_numpy()
        & every["table"].eq("expenditure").to_numpy()
    ]
    assert list(found) == ["document_id", "table", "amount_fen"]
    assert found["amount_fen"].tolist() == expected["amount_fen"].tolist() != []
    assert found["amount_fen"].dtype == "int64"


def test_words_and_expressions_say_the_same(corpus):
    words = corpus.frame("amounts", where={"code": "2130599"})
    test = (ds.field("code") == "2130599") & (ds.field("amount_fen") > 0)
    pd.testing.assert_frame_equal(
        words[words["amount_fen"] > 0].reset_index(drop=True),
        corpus.frame("amounts", where=test),
    )
    assert set(words["code"]) == {"2130599"}


def test_none_finds_what_is_not_there(corpus):
    everything = corpus.amounts
    lines = corpus.frame("amounts", where={"side": None})
    assert len(lines) == everything["side"].isna().sum() > 0
    some = corpus.frame("amounts", where={"side": ["income", None]})
    assert len(some) == (everything["side"].isna() | everything["side"].eq("income")).sum()
    known = corpus.frame("amounts", where=ds.field("side").is_valid())
    assert len(known) == everything["side"].notna().sum()


def test_a_frames_own_column_comes_before_that_of_documents(corpus):
    assert set(corpus.frame("verdicts", where={"kind": "row"})["kind"]) == {"row"}
    of_documents = corpus.frame("verdicts", where={"documents.kind": "决算"})
    assert len(of_documents) == len(corpus.verdicts)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"columns": ["amount_fn"]}, r"no column 'amount_fn'; did you mean 'amount_fen'\?"),
        ({"where": {"fiscal_yaer": 1}}, r"neither amounts nor .* did you mean 'fiscal_year'\?"),
        ({"where": {"fiscal_year": "zwei"}}, "nothing that the column fiscal"),
        ({"where": "code == 2130599"}, "amounts cannot be asked for 'code == 2130599'"),
        ({"where": ds.field("kode") == "2"}, r"amounts cannot be asked for .*kode"),
    ],
)
def test_what_is_not_there_is_named(corpus, hanyang, arguments, message):
    for frames_of in (corpus, hanyang):
        with pytest.raises(FrameError, match=message):
            frames_of.frame("amounts", **arguments)


@pytest.mark.parametrize(
    ("where", "error", "message"),
    [
        ({"table": "支出决算"}, UnknownName, "no table '支出决算'; did you mean '支出决算表'"),
        ({"level": ["item", "items"]}, UnknownChoice, "no level 'items'; did you mean 'item'"),
        ({"side": "incomes"}, UnknownChoice, "no side 'incomes'; did you mean 'income'"),
        ({"verdict": "inconsistant"}, UnknownChoice, "no verdict 'inconsistant'; did you mean"),
    ],
)
def test_words_that_no_row_can_have_are_named(corpus, hanyang, where, error, message):
    name = "verdicts" if "verdict" in where else "amounts"
    for frames_of in (corpus, hanyang):
        with pytest.raises(error, match=message):
            frames_of.frame(name, where=where)


def test_a_selection_is_a_corpus_of_its_own(corpus):
    chosen = corpus.select(organization_kind="单位", fiscal_year=2022)
    assert set(chosen.documents["organization"]) == {DEPARTMENT, SCHOOL}
    assert set(chosen.amounts["document_id"]) == set(chosen.documents["document_id"])
    assert chosen.sql("select count(distinct document_id) n from amounts")["n"].tolist() == [2]
    assert len(chosen.select({"organization": SCHOOL})) == 1


def test_parts_in_which_a_column_is_empty_read_as_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr(together, "_LEAST", 1)
    monkeypatch.setattr(together, "_MOST", 1)
    import random

    paths = []
    for seed in (1, 2, 3):
        account = account_of(books(random.Random(seed)), f"江城市第{seed}局", 2022)
        paths.append(write(tmp_path, str(seed), text_of(account)))
    build(paths, tmp_path / "clean", workbooks=False)
    corpus = juesuan.open_corpus(tmp_path / "clean")
    for name in frames():
        assert len(corpus.frame(name)) == len(pd.read_parquet(tmp_path / "clean" / name)), name
        every = corpus.sql(f'select * from "{name}"')  # noqa: S608 - names of the contract
        assert len(every) == len(corpus.frame(name)), name


def test_verdicts_worked_out_anew_are_those_that_are_stored(corpus, monkeypatch):
    from juesuan.corpus import corpus as module

    monkeypatch.setattr(module, "_TOGETHER", 5)
    pd.testing.assert_frame_equal(corpus.check(), corpus.verdicts)


def test_batches_hold_every_document_once(corpus, monkeypatch):
    from juesuan.corpus import corpus as module

    monkeypatch.setattr(module, "_TOGETHER", 5)
    found = list(corpus.batches(("amounts",)))
    ids = [each for given in found for each in given["documents"]["document_id"]]
    assert sorted(ids) == sorted(corpus.documents["document_id"])
    assert all(len(given["documents"]) <= 5 for given in found)
    assert sum(len(given["amounts"]) for given in found) == len(corpus.amounts)


def test_the_repr_says_whose_documents_which_years_and_what_holds(corpus):
    lines = repr(corpus).splitlines()
    assert lines[1].strip() == "12 documents of 3 organizations, 2021–2023"
    assert "0 inconsistent" in lines[3]
    assert lines[-1].strip().startswith("2023: 4 documents (2 部门, 2 单位), ")
    page = corpus._repr_html_()
    assert '<td style="text-align:right;white-space:nowrap">12' not in page
    assert page.count("<tr>") == 4


def test_a_folder_without_a_corpus_says_what_to_do(tmp_path):
    with pytest.raises(CorpusError, match=r"no built corpus.*juesuan build"):
        juesuan.open_corpus(tmp_path)
    with pytest.raises(CorpusError, match="no built corpus"):
        juesuan.open_corpus(tmp_path / "nowhere")


def test_a_corpus_of_another_version_is_refused(made, tmp_path):
    import shutil

    shutil.copytree(made.folder, tmp_path / "old")
    part = min((tmp_path / "old" / "amounts").iterdir())
    pd.read_parquet(part).drop(columns="amount_fen").to_parquet(part)
    with pytest.raises(CorpusError, match=r"another version.*amounts lacks.*amount_fen"):
        juesuan.open_corpus(tmp_path / "old")


def test_a_part_that_is_cut_off_is_said(made, tmp_path):
    import shutil

    shutil.copytree(made.folder, tmp_path / "cut")
    part = min((tmp_path / "cut" / "claims").iterdir())
    part.write_bytes(part.read_bytes()[:-20])
    with pytest.raises(CorpusError, match=rf"{part.name}.*cannot be read"):
        juesuan.open_corpus(tmp_path / "cut")


def test_a_column_added_since_is_empty(made, tmp_path):
    import shutil

    shutil.copytree(made.folder, tmp_path / "old")
    part = min((tmp_path / "old" / "amounts").iterdir())
    pd.read_parquet(part).drop(columns="correction").to_parquet(part)
    corpus = juesuan.open_corpus(tmp_path / "old")
    assert corpus.amounts["correction"].isna().all()
    assert corpus.sql("select count(*) n from amounts where correction is null")["n"].tolist() == [
        len(corpus.amounts)
    ]
