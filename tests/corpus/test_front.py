"""A corpus at the front: built by one call, a document by its id, tables by name and level."""

import pandas as pd
import pytest

import juesuan
from juesuan.errors import Inconsistent, UnknownChoice, UnknownName
from tests.corpus.conftest import DEPARTMENT, OTHER


@pytest.fixture(scope="module")
def alone(hanyang_path, tmp_path_factory):
    folder = tmp_path_factory.mktemp("front")
    outcome = juesuan.build(hanyang_path, str(folder), workbooks=False)
    assert outcome.read == 1
    return juesuan.open_corpus(folder)


def test_one_source_is_built_by_its_path_with_a_file_of_corrections(hanyang_path, tmp_path):
    corrections = tmp_path / "corrections.toml"
    corrections.write_text(
        '[[corrections]]\ndocument = "569a4581"\ncell = "expenditure/2080801/total"\n'
        'expect = 16.73\ncorrected = 16.37\nreason = "a test"\nstatus = "proposed"\n',
        encoding="utf-8",
    )
    juesuan.build(str(hanyang_path), tmp_path / "out", corrections=corrections, workbooks=False)
    amounts = juesuan.open_corpus(tmp_path / "out").amounts
    assert amounts["corrected_fen"].dropna().tolist() == [16_370_000]


def test_a_document_of_a_corpus_is_taken_by_its_id(corpus):
    (wanted,) = corpus.select(organization=OTHER, fiscal_year=2022)
    one = corpus[wanted]
    assert list(one) == [wanted]
    assert len(one) == 1
    assert set(one.amounts["document_id"]) == {wanted}
    expected = corpus.expenditure.query("document_id == @wanted").reset_index(drop=True)
    assert one.expenditure["total"].tolist() == expected["total"].tolist()
    assert wanted in corpus
    assert sorted(corpus) == sorted(corpus.documents["document_id"])


def test_an_unknown_document_is_named_with_the_nearest_id(corpus):
    wanted = next(iter(corpus))
    with pytest.raises(UnknownName, match=f"no document '{wanted[:-1]}'; did you mean '{wanted}'"):
        corpus[wanted[:-1]]
    with pytest.raises(KeyError):
        corpus[0]
    assert 0 not in corpus


def test_a_superseded_edition_says_how_it_is_kept(corpus, monkeypatch):
    wanted = next(iter(corpus))
    old = pd.DataFrame({"document_id": ["x"], "state": ["superseded"]})
    monkeypatch.setitem(corpus.__dict__, "_frames", {"editions": old})
    with pytest.raises(UnknownName, match=r"(?s)no document 'x'.*superseded=True\) keeps it"):
        corpus["x"]
    assert len(corpus[wanted]) == 1


def test_a_table_of_a_corpus_at_one_level_adds_up_to_the_totals(alone, corpus, made):
    assert round(alone.table("支出决算表")["total"].sum(), 2) == 2133.04
    for level in ("total", "class", "section", "item"):
        assert round(alone.table("支出决算表", level=level)["total"].sum(), 2) == 533.26
    items = corpus.select(organization=DEPARTMENT, organization_kind="部门", fiscal_year=2022)
    total = made.accounts[DEPARTMENT, "部门", 2022].figure("expenditure", "total", "total")
    assert items.table("expenditure", level="item")["total"].sum() == pytest.approx(total / 1e6)
    with pytest.raises(UnknownName, match="no table '支出决算'; did you mean '支出决算表'"):
        corpus.table("支出决算")
    with pytest.raises(UnknownChoice, match="no level of 支出决算表 'items'"):
        corpus.table("expenditure", level="items")


def test_an_unknown_frame_is_the_error_of_a_document(corpus):
    with pytest.raises(UnknownName, match=r"no frame 'amonts'; did you mean 'amounts'\?"):
        corpus.frame("amonts")
    with pytest.raises(UnknownName, match="no table 'expenditur'; did you mean 'expenditure'"):
        corpus.select(organization=OTHER).figures.structure("expenditur")
    pd.testing.assert_frame_equal(corpus.frame("校验"), corpus.verdicts)


def test_a_document_and_its_corpus_answer_the_same_questions(alone, hanyang):
    where = {"table": "支出决算表", "level": ["item", "total"], "organization_kind": "部门"}
    for columns in (None, ["code", "amount_fen", "table"]):
        mine = hanyang.frame("amounts", where=where, columns=columns)
        assert len(mine) == 21
        pd.testing.assert_frame_equal(alone.frame("amounts", where=where, columns=columns), mine)


def test_a_gate_over_a_corpus(alone, hanyang):
    with pytest.raises(Inconsistent, match=r"2 checks refused: .*11\.97"):
        alone.check(raise_on="inconsistent")
    with pytest.raises(UnknownChoice, match="did you mean 'inconsistent'"):
        alone.check(raise_on="inconsistant")
    assert len(alone.check()) == len(hanyang.verdicts)


@pytest.mark.parametrize(
    "name", ["documents", "editions", "spellings", "across", "classification", "outliers"]
)
def test_frames_that_a_corpus_keeps_are_handed_out_as_copies(corpus, name):
    before = getattr(corpus, name)
    edited = getattr(corpus, name)
    for column in list(edited):
        edited[column] = None
    edited.drop(edited.index)
    pd.testing.assert_frame_equal(getattr(corpus, name), before)
    assert len(corpus) == 12


@pytest.mark.parametrize(
    ("column", "value"),
    [("amount_fen", 7), ("amount", 0.07), ("row", 7), ("name", "x"), ("table", "income")],
)
def test_frames_read_from_a_corpus_can_be_edited(corpus, column, value):
    before = corpus.amounts
    frame = corpus.amounts
    frame.loc[0, column] = value
    frame[column].array[1] = value
    assert frame[column].tolist()[:2] == [value, value]
    pd.testing.assert_frame_equal(corpus.amounts, before)


@pytest.mark.parametrize("name", juesuan.FRAMES)
def test_keys_are_categories_in_every_part_for_us_and_for_plain_pandas(alone, hanyang, name):
    keys = list(hanyang.frame(name).select_dtypes("category"))
    for frame in (alone.frame(name), pd.read_parquet(alone.folder / name)):
        assert list(frame.select_dtypes("category")) == keys
    for key in keys:
        assert alone.frame(name)[key].cat.categories.dtype == "str"


def test_keys_are_categories_where_some_parts_have_none(corpus, made):
    for name in juesuan.FRAMES:
        ours = list(corpus.frame(name).select_dtypes("category"))
        assert list(pd.read_parquet(made.folder / name).select_dtypes("category")) == ours
