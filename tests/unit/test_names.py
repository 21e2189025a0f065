"""Frames and tables by the names that people know, and the rows of one level."""

import pickle
import subprocess
import sys

import pyarrow.dataset as ds
import pytest

import juesuan
from juesuan.catalogue import frames, tables
from juesuan.errors import NothingToDraw, UnknownChoice, UnknownName
from juesuan.frames.named import frame_named, table_named


def test_a_sum_over_one_level_is_the_total_and_over_all_levels_is_not(hanyang):
    every = hanyang.table("expenditure")
    # 合计, 类, 款 and 项 each state the same 533.26.
    assert round(every["total"].sum(), 2) == 2133.04
    for level in ("total", "class", "section", "item"):
        one = hanyang.table("expenditure", level=level)
        assert round(one["total"].sum(), 2) == 533.26
        assert set(one["level"]) == {level}
    assert len(hanyang.table("expenditure", level="item")) == 9
    assert "2133" not in juesuan.Document.expenditure.__doc__
    assert "one level, to be added up" in juesuan.Document.expenditure.__doc__


@pytest.mark.parametrize(
    ("table", "level", "known"),
    [
        ("expenditure", "items", "did you mean 'item'"),
        ("expenditure", "line", "There are total, class, section, item"),
        ("general_budget_basic", "item", "There are total, class, section, line"),
        ("income_expenditure_summary", "item", "There are line"),
    ],
)
def test_a_level_that_a_table_does_not_have_is_an_error(hanyang, table, level, known):
    with pytest.raises(
        UnknownChoice, match=f"no level of {tables()[table].title} '{level}'.*{known}"
    ):
        hanyang.table(table, level=level)


@pytest.mark.parametrize("key", juesuan.TABLES)
def test_a_table_is_known_by_every_title_under_which_it_is_published(key):
    for title in tables()[key].titles:
        assert table_named(title) == key
        assert table_named(f"三、2022年度{title}（公开03表）") == key


@pytest.mark.parametrize("key", [key for key, table in tables().items() if not table.optional])
def test_a_table_is_known_by_the_title_that_it_prints(hanyang, key):
    printed = hanyang.tables.set_index("table").loc[key, "title"]
    assert hanyang.table(printed).equals(hanyang.table(key))


@pytest.mark.parametrize("name", juesuan.FRAMES)
def test_a_frame_is_known_by_its_chinese_title(hanyang, name):
    assert frame_named(frames()[name].title_zh) == name
    assert hanyang.frame(frames()[name].title_zh).equals(hanyang.frame(name))


def test_tables_are_listed_with_their_titles_in_the_published_order():
    assert list(juesuan.TABLES) == list(tables())
    assert juesuan.TABLES["expenditure"] == "支出决算表"
    with pytest.raises(TypeError):
        juesuan.TABLES["expenditure"] = "x"


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda doc: doc.frame("amonts"), "no frame 'amonts'; did you mean 'amounts'?"),
        (lambda doc: doc.frame("expenditure"), "no frame 'expenditure'"),
        (lambda doc: doc.table("支出决算"), "no table '支出决算'; did you mean '支出决算表'?"),
        (lambda doc: doc.table("项目支出决算表"), "no table '项目支出决算表'; did you mean"),
        (lambda doc: doc.show("verdict"), "no table or frame 'verdict'; did you mean 'verdicts'?"),
        (lambda doc: doc.figures.structure("expenditur"), "no table 'expenditur'; did you mean"),
        (lambda doc: doc.figures.basic_and_project("expenditur"), "no table 'expenditur'"),
        (lambda doc: doc.figures.departments("expenditur"), "no table 'expenditur'"),
        (lambda doc: doc.figures.years("expenditur"), "no table 'expenditur'"),
        (lambda doc: juesuan.check_frames({"amount": doc.amounts}), "no frame 'amount'"),
        (lambda doc: juesuan.stack_frames({"amount": doc.amounts}), "no frame 'amount'"),
    ],
)
def test_an_unknown_name_is_one_error_that_says_what_was_meant(hanyang, ask, message):
    with pytest.raises(UnknownName) as raised:
        ask(hanyang)
    assert isinstance(raised.value, KeyError)
    assert isinstance(raised.value, juesuan.JuesuanError)
    assert str(raised.value).startswith(f"there is {message}")
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)  # noqa: S301


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda doc: doc.figures.checks(by="identities"), "did you mean 'identity'"),
        (lambda doc: doc.figures.structure(measure="totals"), "支出决算表 'totals'; did you mean"),
        (lambda doc: doc.figures.basic_and_project(level="items"), "did you mean 'item'"),
        (lambda _: juesuan.figures.save(None, "x.pgn"), "'.pgn'; did you mean '.png'"),
        (lambda _: juesuan.build([], "x", scheduler="dask"), "'dask' is no scheduler"),
    ],
)
def test_a_word_that_is_no_choice_is_an_error(hanyang, ask, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownChoice, match=message):
        ask(hanyang)


def test_figures_take_a_table_by_its_title(hanyang):
    assert hanyang.figures.structure("支出决算表") == hanyang.figures.structure("expenditure")
    with pytest.raises(NothingToDraw, match="政府性基金"):
        hanyang.figures.structure("政府性基金预算财政拨款收入支出决算表")


def test_rows_and_columns_of_a_frame_are_those_asked_for(hanyang):
    where = {"table": "支出决算表", "level": ["total", "item"], "measure": "total"}
    found = hanyang.frame("amounts", where=where, columns=["code", "amount_fen"])
    assert list(found) == ["code", "amount_fen"]
    assert found["amount_fen"].iloc[0] == 533_260_000
    assert found["amount_fen"].iloc[1:].sum() == 533_260_000
    assert found.index.tolist() == list(range(10))
    assert len(hanyang.frame("amounts", where={"fiscal_year": 2022})) == 183
    assert hanyang.frame("amounts", where={"fiscal_year": 2021}).empty
    large = hanyang.frame("amounts", where=ds.field("amount_fen") >= 533_260_000)
    assert set(large["amount_fen"]) == {533_260_000}
    lines = hanyang.frame("amounts", where={"side": None})
    assert len(lines) == hanyang.amounts["side"].isna().sum() > 0


def test_the_command_line_knows_the_names_and_says_what_was_meant(hanyang_path):
    def show(table):
        command = [sys.executable, "-m", "juesuan", "show", str(hanyang_path), "--table", table]
        return subprocess.run(command, capture_output=True, check=False, encoding="utf-8")

    by_title, by_key = show("支出决算表"), show("expenditure")
    assert by_title.returncode == by_key.returncode == 0
    assert by_title.stdout == by_key.stdout
    wrong = show("expenditur")
    assert wrong.returncode == 2
    said = "no table or frame 'expenditur'; did you mean 'expenditure'?"
    assert said in " ".join(wrong.stderr.split())
