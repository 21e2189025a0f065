"""A layout, a heading, a wording, a table and an identity, added as data and nothing else."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import juesuan
from juesuan.identities.suites import suite_folder

# What is added to data files of a copy of the package: in front of which words, and what.
LAYOUT = """[[expenditure.forms]]
columns = ["total", "basic", "affiliate_subsidy"]
"""
TABLE = """[special_account]
title = "财政专户管理资金支出决算表"
titles = ["财政专户管理资金支出决算表"]
sheets = ["专户支出表"]
shape = "coded"
codes = "functional"
[[special_account.forms]]
columns = ["total", "wages", "goods"]
[special_account.headings]
total = ["专户支出合计"]
wages = ["工资支出"]
goods = ["购置支出"]

"""
LINE = """[[special_account]]
key = "total"
names = ["合计"]
"""
RESTATED = """[[entries]]
section = '专户资金说明'
subject = '^专户开支$'
table = "special_account"
measure = "total"
"""
MARK = """[[marks]]
kind = "actual"
pattern = '总括起来有FIGURE'
"""
ADDED = (
    ("tables.toml", "[expenditure.headings]", LAYOUT),
    ("tables.toml", '"事业单位经营收入", "经营收入"]', '"营业收入", '),
    ("tables.toml", "[three_public]", TABLE),
    ("lines.toml", "[[three_public]]", LINE),
    ("restates.toml", "[[entries]]", RESTATED),
    ("grammar.toml", '[[marks]]\nkind = "planned"', MARK),
)
SUITE = {
    "name": "special_account",
    "expectations": [
        {
            "type": "expect_row_to_add_up",
            "kwargs": {
                "table": "special_account",
                "total": "total",
                "parts": {"wages": 1, "goods": 1},
            },
            "meta": {
                "identity": "special_account.row",
                "formula": "专户支出合计 = 工资支出 + 购置支出",
                "source": "the form",
            },
        },
        {
            "type": "expect_claims_to_restate_tables",
            "kwargs": {"table": "special_account"},
            "meta": {
                "identity": "special_account.prose",
                "formula": "正文 = 表",
                "source": "the prose",
            },
        },
    ],
    "meta": {"title": "财政专户管理资金支出决算表"},
}

TEXT = """第二部分 某局2022年度部门决算表
2022年度支出决算表（表3）
部门：某局 单位：万元
项目
本年支出合计
基本支出
对附属单位补助支出
科目编码 科目名称
栏次 1 2 3
合计 12.00 7.00 5.00
201 一般公共服务支出 12.00 7.00 5.00
20129 群众团体事务 12.00 7.00 5.00
2012901 行政运行 12.00 7.00 5.00
"""
ROWS = (
    ("", "合计"), ("201", "一般公共服务支出"), ("20129", "群众团体事务"), ("2012901", "行政运行")
)  # fmt: skip


def _table(title, headings, figures):
    heads = "".join(f"<td>{each}" for each in ("科目编码", "科目名称", *headings))
    body = "".join(
        f"<tr><td>{code}<td>{name}" + "".join(f"<td>{each}" for each in figures)
        for code, name in ROWS
    )
    return f"<p>2022年度{title}<p>部门：某局 单位：万元<table><tr>{heads}{body}</table>"


PAGE = "".join(
    (
        "<!DOCTYPE html><html><body>",
        _table(
            "收入决算表", ("本年收入合计", "财政拨款收入", "营业收入"), ("12.00", "7.00", "5.00")
        ),
        _table(
            "财政专户管理资金支出决算表",
            ("专户支出合计", "工资支出", "购置支出"),
            ("3.50", "1.25", "2.25"),
        ),
        "<p>第三部分 某局2022年度决算情况说明<p>一、专户资金说明",
        "<p>专户开支总括起来有3.50万元。</body></html>",
    )
)

SCRIPT = """
import json, sys
import openpyxl
import juesuan
from juesuan.catalogue import tables
from juesuan.frames.wide import wide

page, text, book = sys.argv[1:]
doc, layout = juesuan.read(page), juesuan.read(text)
problems = layout.problems
claims = doc.claims[["subject", "measure", "table", "value"]]
verdicts = doc.verdicts.astype({"identity": str, "verdict": str})
verdicts = verdicts[verdicts["identity"].str.startswith("special_account.")]
found = {
    "income": list(wide(doc.amounts, "income").dropna(axis=1, how="all")),
    "layout": layout.tables.set_index("table").loc["expenditure", "measures"],
    "doubts": problems.loc[problems["table"].eq("expenditure"), "kind"].tolist(),
    "claims": claims.astype(object).where(claims.notna(), None).values.tolist(),
    "verdicts": verdicts[["identity", "verdict"]].values.tolist(),
}
if "special_account" in tables():
    doc.to_excel(book)
    again = juesuan.read_workbook(book)["amounts"]
    found |= {
        "special": wide(doc.amounts, "special_account").to_dict("list"),
        "sheets": openpyxl.load_workbook(book).sheetnames,
        "again": int(again.loc[again["table"].eq("special_account"), "amount_fen"].sum()),
    }
print(json.dumps(found, ensure_ascii=False, default=str))
"""


def _read(folder: Path):
    """What a package in a folder of its own reads in the page and the text."""
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "layout.txt").write_text(TEXT, encoding="utf-8")
    places = [str(folder / name) for name in ("page.html", "layout.txt", "book.xlsx")]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *places],
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _copied(folder: Path) -> Path:
    package = folder / "juesuan"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(juesuan.__file__).parent, package, ignore=ignored)
    if not (package / "expectations").exists():
        shutil.copytree(str(suite_folder()), package / "expectations")
    return package


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    folder = tmp_path_factory.mktemp("before")
    _copied(folder)
    return _read(folder)


@pytest.fixture(scope="module")
def after(tmp_path_factory):
    folder = tmp_path_factory.mktemp("after")
    package = _copied(folder)
    for name, there, more in ADDED:
        path = package / "catalogue" / "data" / name
        text = path.read_text(encoding="utf-8")
        assert there in text
        path.write_text(text.replace(there, more + there, 1), encoding="utf-8")
    suite = json.dumps(SUITE, ensure_ascii=False)
    (package / "expectations" / "special_account.json").write_text(suite, encoding="utf-8")
    return _read(folder)


def test_a_column_layout_is_data(before, after):
    assert "project" in before["layout"]
    assert "header_incomplete" in before["doubts"]
    assert after["layout"] == "total,basic,affiliate_subsidy"
    assert after["doubts"] == []


def test_a_heading_is_data(before, after):
    assert "operating" not in before["income"]
    assert "operating" in after["income"]


def test_a_wording_of_the_prose_is_data(before, after):
    assert before["claims"] == [["专户开支总括起来有", None, None, 3.5]]
    assert after["claims"] == [["专户开支", "total", "special_account", 3.5]]


def test_a_table_is_data(before, after):
    assert "special" not in before
    assert after["special"]["code"] == ["", "201", "20129", "2012901"]
    assert after["special"]["item_name"][3] == "行政运行"
    assert after["special"]["total"] == [3.5] * 4
    assert after["special"]["wages"] == [1.25] * 4
    assert after["special"]["goods"] == [2.25] * 4


def test_a_tenth_table_has_its_sheet_and_comes_back_from_it(after):
    assert "财政专户管理资金支出决算表" in after["sheets"]
    assert after["again"] == 4 * (350 + 125 + 225) * 10_000


def test_an_identity_is_data(before, after):
    assert before["verdicts"] == []
    assert sorted(after["verdicts"]) == [
        ["special_account.prose", "exact"],
        *[["special_account.row", "exact"]] * 4,
    ]
