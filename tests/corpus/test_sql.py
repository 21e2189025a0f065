"""`corpus.sql`: exact money, and nothing in reach but the corpus."""

import gc
import stat
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import juesuan
from juesuan.corpus.build import build
from juesuan.errors import CorpusError


def test_sums_of_money_are_whole_numbers(corpus):
    found = corpus.sql('select "table", sum(amount_fen) as fen, count(*) n from amounts group by 1')
    assert found["fen"].dtype == found["n"].dtype == "int64"
    sums = corpus.amounts.groupby("table", observed=True)["amount_fen"].sum()
    assert found.set_index("table")["fen"].to_dict() == sums.to_dict()


def test_whole_numbers_beside_na_stay_whole(corpus):
    found = corpus.sql("select corrected_fen, page from amounts")
    assert found.dtypes.astype(str).to_dict() == {"corrected_fen": "Int64", "page": "Int64"}


def test_a_sum_beyond_64_bits_is_exact(corpus):
    found = corpus.sql("select sum(x) as fen from (select 9223372036854775807 as x from range(2))")
    assert found["fen"].tolist() == [2 * 9223372036854775807]


def test_frames_join(corpus):
    found = corpus.sql(
        "select d.fiscal_year, count(*) n from amounts join documents d using (document_id) "
        "group by 1 order by 1"
    )
    years = corpus.documents.set_index("document_id")["fiscal_year"]
    counts = corpus.amounts["document_id"].map(years).value_counts().sort_index()
    assert found["fiscal_year"].tolist() == [2021, 2022, 2023]
    assert found["n"].tolist() == counts.tolist()


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('{path}')",
        "select * from read_csv('{path}')",
        "select * from '{path}'",
        "select * from glob('/*')",
        "select * from read_csv('{folder}/manifest.jsonl')",
        "select * from read_text('{folder}/build.log')",
        "select * from glob('{folder}/*')",
        "select * from read_parquet('{folder}/amounts/*.parquet')",
        "select * from parquet_metadata('{part}')",
        "select * from '{part}'",
        "select * from system.main.read_blob('{part}')",
        "select (select count(*) from read_parquet('{part}')) from amounts",
        "select * from query('select 1')",
        "select * from '{folder}/.build/staged'",
        "with t as (select * from sniff_csv('{folder}/manifest.jsonl')) select * from t",
        "select * from duckdb_settings()",
    ],
)
def test_other_files_are_out_of_reach(corpus, tmp_path, statement):
    path = tmp_path / "secret.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    part = min((corpus.folder / "amounts").iterdir())
    named = {"path": path, "folder": corpus.folder.resolve(), "part": part.resolve()}
    words = {name: each.as_posix() for name, each in named.items()}
    with pytest.raises(CorpusError, match=r"out of reach|DuckDB says: Permission Error"):
        corpus.sql(statement.format(**words))


def test_duckdb_itself_opens_no_file_but_the_parts_of_frames(corpus):
    connection = corpus._connection
    for path in ("manifest.jsonl", "build.log", "amounts/*.parquet"):
        with pytest.raises(duckdb.PermissionException):
            connection.sql(f"select * from read_blob('{corpus.folder.resolve()}/{path}')")  # noqa: S608


def test_sums_without_a_table_and_rows_made_up_are_no_files(corpus):
    assert corpus.sql("select count(*) n from range(3), unnest([1, 2])")["n"].tolist() == [6]
    assert corpus.sql("with t as (from amounts) select count(*) n from t")["n"][0] > 0


def test_what_does_not_fit_into_memory_lies_in_a_private_folder_that_goes(made):
    corpus = juesuan.open_corpus(made.folder)
    folder = Path(
        corpus._connection.execute("select current_setting('temp_directory')").fetchone()[0]
    )
    assert folder.is_dir()
    assert sys.platform == "win32" or stat.S_IMODE(folder.stat().st_mode) == 0o700
    other = juesuan.open_corpus(made.folder)
    assert other.sql("select 1 a")["a"].tolist() == [1]
    del corpus
    gc.collect()
    assert not folder.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "drop view amounts",
        "create table x as select 1",
        "copy amounts to 'out.parquet'",
        "set enable_external_access=true",
        "select 1; select 2",
        "",
    ],
)
def test_only_a_select_is_run(corpus, statement):
    with pytest.raises(CorpusError, match="one SELECT"):
        corpus.sql(statement)


def test_variables_of_the_program_are_no_tables(corpus):
    frame = pd.DataFrame({"a": [1]})
    assert len(frame) == 1
    with pytest.raises(CorpusError, match="frame"):
        corpus.sql("select * from frame")


def test_the_message_of_a_wrong_statement_helps(corpus):
    with pytest.raises(CorpusError, match=r'syntax error[\s\S]*"table"'):
        corpus.sql("select table from amounts")


def test_a_folder_with_odd_signs_is_read(hanyang_path, tmp_path):
    folder = tmp_path / "it's [new] 数据"
    build([hanyang_path], folder, workbooks=False)
    corpus = juesuan.open_corpus(folder)
    assert corpus.sql("select count(*) n from amounts")["n"].tolist() == [183]
    assert len(corpus.amounts) == 183
