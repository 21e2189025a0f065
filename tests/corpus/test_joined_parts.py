"""Files of a folder that are parts of one account are one document of the corpus."""

import pandas as pd
import pytest

import juesuan
from juesuan.corpus import build as building
from juesuan.corpus.build import build
from juesuan.errors import BuildError

from .made import assert_coherent, documents, entries, rows

NAME = "青石县档案馆"
PAGE = """青石县档案馆2022年度部门决算
第一部分 青石县档案馆概况
一、主要职责
收集、整理和保管档案。
第三部分 2022年度部门决算情况说明
三、支出决算情况说明
2022年度本年支出合计120.00万元，其中：基本支出100.00万元，占83.33%；项目支出20.00万元，占16.67%。
"""
HEAD = "青石县档案馆2022年度部门决算\n"
EXPENDITURE = """支出决算表
部门：青石县档案馆　单位：万元
科目编码　科目名称　本年支出合计　基本支出　项目支出
合计　120.00　100.00　20.00
201　一般公共服务支出　120.00　100.00　20.00
20126　档案事务　120.00　100.00　20.00
2012601　行政运行　100.00　100.00
2012604　档案馆　20.00　　20.00
"""
INCOME = """收入决算表
部门：青石县档案馆　单位：万元
科目编码　科目名称　本年收入合计　财政拨款收入
合计　120.00　120.00
201　一般公共服务支出　120.00　120.00
20126　档案事务　120.00　120.00
2012601　行政运行　100.00　100.00
2012604　档案馆　20.00　20.00
"""
PARTS = {"1.txt": PAGE, "2.txt": HEAD + EXPENDITURE}


@pytest.fixture
def raw(tmp_path):
    documents(tmp_path / "raw" / "others", 2)
    return written(tmp_path / "raw", PARTS)


def written(folder, texts):
    for name, text in texts.items():
        (folder / name).write_text(text.replace("　", "|"), encoding="utf-8")
    return folder


def rebuilt(raw, out, **options):
    outcome = build(raw if isinstance(raw, list) else [raw], out, **options)
    assert_coherent(out)
    return outcome


def states(out):
    return {name: entry.state for name, entry in entries(out).items() if "00" not in name}


def assert_as_fresh(raw, out, tmp_path):
    rebuilt(raw, tmp_path / "fresh")
    assert rows(out) == rows(tmp_path / "fresh")
    assert states(out) == states(tmp_path / "fresh")
    books = [
        sorted(p.name for p in (each / "workbooks").iterdir()) for each in (out, tmp_path / "fresh")
    ]
    assert books[0] == books[1]


def test_parts_of_one_account_are_one_document_and_checked_together(raw, tmp_path):
    out = tmp_path / "out"
    outcome = rebuilt(raw, out)
    assert outcome.read == 3
    assert states(out) == {"1.txt": "joined", "2.txt": "joined", "1.txt + 2.txt": "read"}
    corpus = juesuan.open_corpus(out)
    (mine,) = corpus.documents.loc[corpus.documents["organization"].eq(NAME), "document_id"]
    document = corpus[mine]
    assert document.documents["source"].item() == f"{raw / '1.txt'} + {raw / '2.txt'}"
    shares = document.claims[document.claims["table"].eq("expenditure")]
    assert set(shares["value_fen"].dropna()) >= {120_000_000, 100_000_000, 20_000_000}
    joint = next(entry for entry in entries(out).values() if entry.members)
    assert joint.members == (str(raw / "1.txt"), str(raw / "2.txt"))
    assert entries(out)["1.txt"].document_id == joint.document_id == mine
    assert [path.stem for path in (out / "workbooks").glob(f"{NAME}*")] == [mine]


def test_a_second_build_leaves_joined_parts_as_they_are(raw, tmp_path):
    out = tmp_path / "out"
    rebuilt(raw, out)
    before = rows(out), entries(out)
    assert rebuilt(raw, out).plan.told == "4 unchanged"
    assert (rows(out), entries(out)) == before


@pytest.mark.parametrize(
    "later",
    [
        {"1.txt": PAGE.replace("收集、整理", "收集")},
        {"3.txt": HEAD + INCOME},
        {"3.txt": HEAD + EXPENDITURE.replace("120.00", "130.00").replace("20.00", "30.00")},
        {"2.txt": HEAD.replace("2022", "2021") + EXPENDITURE},
    ],
    ids=["a part changes", "a part comes", "another edition comes", "a part is of another year"],
)
def test_what_comes_later_gives_what_a_fresh_build_gives(raw, tmp_path, later):
    out = tmp_path / "out"
    rebuilt(raw, out)
    written(raw, later)
    rebuilt(raw, out)
    assert_as_fresh(raw, out, tmp_path)


def test_a_part_that_goes_gives_the_others_back(raw, tmp_path):
    out = tmp_path / "out"
    rebuilt(raw, out)
    (raw / "2.txt").unlink()
    assert "1 gone (kept" in rebuilt(raw, out).plan.told
    assert states(out)["1.txt"] == "joined"
    rebuilt(raw, out, prune=True)
    assert states(out) == {"1.txt": "read"}
    assert_as_fresh(raw, out, tmp_path)


def test_a_part_that_changes_without_the_others_is_refused(raw, tmp_path):
    out = tmp_path / "out"
    rebuilt(raw, out)
    before = rows(out), entries(out)
    written(raw, {"1.txt": PAGE + "四、其他说明\n无。\n"})
    with pytest.raises(BuildError, match="parts of accounts of which other parts changed"):
        build([raw / "1.txt"], out)
    assert (rows(out), entries(out)) == before


@pytest.mark.parametrize(
    "other",
    [HEAD.replace("档案馆", "图书馆"), HEAD.replace("2022", "2021"), HEAD.replace("部门", "单位")],
)
def test_other_accounts_are_no_parts(raw, tmp_path, other):
    written(raw, {"2.txt": (other + EXPENDITURE).replace("部门：青石县档案馆", "")})
    rebuilt(raw, tmp_path / "out")
    assert states(tmp_path / "out") == {"1.txt": "read", "2.txt": "read"}


def test_parts_in_two_folders_are_not_joined_but_listed(raw, tmp_path):
    (raw / "2.txt").rename(raw / "others" / "2.txt")
    rebuilt(raw, tmp_path / "out")
    found = juesuan.open_corpus(tmp_path / "out").editions
    assert found["reason"].tolist() == ["parts", "parts"]


def test_a_build_that_is_stopped_goes_on_to_the_same_corpus(raw, tmp_path, monkeypatch):
    out = tmp_path / "out"

    def stop(*_):
        raise KeyboardInterrupt

    for name in ("publish", "_rewritten", "_joined"):
        with monkeypatch.context() as patch:
            patch.setattr(building, name, stop)
            with pytest.raises(KeyboardInterrupt):
                build([raw], out)
    rebuilt(raw, out)
    assert_as_fresh(raw, out, tmp_path)


def test_joined_documents_are_read_by_processes_too(raw, tmp_path):
    rebuilt(raw, tmp_path / "out", jobs=2)
    assert_as_fresh(raw, tmp_path / "out", tmp_path)
    assert (
        pd.read_parquet(tmp_path / "out" / "documents")["source"]
        .str.contains(" + ", regex=False)
        .sum()
        == 1
    )


def test_progress_counts_the_account_that_is_read_from_its_parts(raw, tmp_path):
    totals, done = [], []
    build(
        [raw],
        tmp_path / "out",
        workbooks=False,
        planned=lambda plan: totals.append(len(plan.tasks) + plan.joints),
        progress=done.append,
    )
    assert totals == [4, 5]
    assert len(done) == totals[-1]
    assert done[-1].members
