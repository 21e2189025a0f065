"""Attributes that the catalogue names: wide views of documents and corpora."""

import shutil
import subprocess
import sys

import pandas as pd
import pytest
from msgspec.structs import replace

import juesuan
from juesuan.catalogue import tables
from juesuan.document import Document
from juesuan.errors import CatalogueError
from juesuan.frames.wide import Named, equip, views, wide
from tests.conftest import HANYANG, ROOT
from tests.rooms import PACKAGE

TENTH = """
[special_funds]
title = "专项资金支出决算表"
titles = ["专项资金支出决算表"]
sheets = []
shape = "coded"
codes = "functional"
[[special_funds.forms]]
columns = ["total", "basic", "project"]
[special_funds.headings]
total = ["本年支出合计", "合计"]
basic = ["基本支出"]
project = ["项目支出"]
"""

PRINTED = """
专项资金支出决算表
单位：万元
科目编码 科目名称 本年支出合计 基本支出 项目支出
合计 3.00 1.00 2.00
201 一般公共服务支出 3.00 1.00 2.00
20129 群众团体事务 3.00 1.00 2.00
2012901 行政运行 3.00 1.00 2.00
"""

LOOKS = """
import sys
import juesuan
from juesuan.corpus.build import build

path, folder = sys.argv[1:]
document = juesuan.read(path)
build([path], folder, workbooks=False)
corpus = juesuan.open_corpus(folder)
for each in (document, corpus):
    assert "special_funds" in dir(each)
    assert "专项资金支出决算表" in type(each).special_funds.__doc__
    view = each.special_funds
    assert {"total", "basic", "project", "item_name"} <= set(view.columns)
    shown = view[["code", "total"]].itertuples(index=False, name=None)
    print(*(f"{code}={total}" for code, total in shown))
"""


@pytest.fixture
def with_a_tenth_table(tmp_path):
    """A copy of the package whose catalogue has one table more, and an account that prints it."""
    copied = tmp_path / "analysis" / "juesuan"
    shutil.copytree(PACKAGE, copied, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "expectations", tmp_path / "expectations")
    data = copied / "catalogue" / "data"
    with (data / "tables.toml").open("a", encoding="utf-8") as file:
        file.write(TENTH)
    with (data / "lines.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[special_funds]]\nkey = "total"\nnames = ["合计"]\n')
    account = tmp_path / "account.txt"
    account.write_text(HANYANG.read_text(encoding="utf-8") + PRINTED, encoding="utf-8")
    return tmp_path, account


def test_a_table_added_as_data_is_an_attribute_of_documents_and_corpora(with_a_tenth_table):
    folder, account = with_a_tenth_table
    environment = {"PYTHONPATH": str(folder / "analysis"), "PATH": "", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", LOOKS, str(account), str(folder / "clean")],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["=3.0 201=3.0 20129=3.0 2012901=3.0"] * 2


def test_a_view_is_made_for_every_table_that_is_no_frame(monkeypatch):
    monkeypatch.setitem(
        tables(), "tenth", replace(tables()["income"], title="第十表", titles=("第十表",))
    )

    class Some(Named):
        pass

    equip(Some, views(lambda owner, table: (owner, table)))
    assert "第十表" in Some.tenth.__doc__
    some = Some()
    assert some.tenth == (some, "tenth")
    assert "three_public" not in dir(some)
    assert {*tables(), "tenth"} - {"three_public"} <= set(dir(some))


def test_a_table_cannot_take_the_name_of_another_attribute():
    with pytest.raises(CatalogueError, match="figures"):
        equip(Document, [("figures", property(lambda _: None))])


def test_views_of_documents_say_what_they_are(hanyang):
    for name, title in (("income", "收入决算表"), ("general_budget_basic", "economic code")):
        assert name in dir(hanyang)
        assert title in getattr(Document, name).__doc__
    with pytest.raises(AttributeError, match="incmoe"):
        _ = hanyang.incmoe


@pytest.mark.parametrize("table", tables())
def test_a_wide_view_has_every_measure_of_the_forms(hanyang, table):
    view = wide(hanyang.amounts, table)
    measures = list(tables()[table].measures)
    assert [str(name) for name in view.columns[-len(measures) :]] == measures
    assert (view[measures].dtypes == "float64").all()
    printed = hanyang.amounts[hanyang.amounts["table"].eq(table)]
    for measure in measures:
        mine = printed.loc[printed["measure"].eq(measure), "amount"]
        assert sorted(view[measure].dropna()) == sorted(mine)


def test_a_code_that_is_printed_twice_has_two_rows(hanyang):
    mine = hanyang.amounts[hanyang.amounts["table"].eq("expenditure")]
    twice = pd.concat([mine, mine.tail(2)], ignore_index=True)
    assert len(wide(twice, "expenditure")) == len(hanyang.expenditure) + 1


def test_views_of_a_corpus_say_whose_and_of_which_year_a_row_is(hanyang_path, tmp_path):
    from juesuan.corpus.build import build

    build([hanyang_path], tmp_path, workbooks=False)
    corpus = juesuan.open_corpus(tmp_path)
    view = corpus.expenditure
    assert list(view.columns[:3]) == ["document_id", "organization", "fiscal_year"]
    assert set(view["organization"]) == {"武汉市汉阳区总工会"}
    assert view["fiscal_year"].eq(2022).all()
    document = juesuan.read(hanyang_path).expenditure
    pd.testing.assert_frame_equal(view.drop(columns=["organization", "fiscal_year"]), document)
