"""`juesuan export`, workbooks of `juesuan build`, `Document.to_excel`."""

import io
import os
import subprocess
import sys

import openpyxl
import pandas as pd
import pytest

import juesuan
from juesuan.corpus.build import build


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "juesuan", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


@pytest.fixture(scope="module")
def built(hanyang_path, tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    raw = folder / "raw"
    raw.mkdir()
    text = hanyang_path.read_text(encoding="utf-8")
    (raw / "a.txt").write_text(text, encoding="utf-8")
    (raw / "b.txt").write_text(text, encoding="utf-8")
    (raw / "c.txt").write_bytes(text.encode("gb18030"))
    (raw / "d.txt").write_text("各位同事：\n下周一开会。\n", encoding="utf-8")
    build(sorted(raw.iterdir()), folder / "clean", jobs=2)
    return folder / "clean"


def test_a_build_writes_a_workbook_for_each_document(built):
    documents = pd.read_parquet(built / "documents")
    names = {path.stem for path in (built / "workbooks").iterdir()}
    assert names == set(documents["document_id"])
    assert len(names) == 2
    for row in documents.to_dict("records"):
        again = juesuan.read_workbook(built / "workbooks" / f"{row['document_id']}.xlsx")
        assert again["documents"]["source"].tolist() == [row["source"]]


def test_a_build_without_workbooks_writes_none(hanyang_path, tmp_path):
    build([hanyang_path], tmp_path, workbooks=False)
    assert not list((tmp_path / "workbooks").iterdir())


def test_export_writes_a_document(hanyang_path, tmp_path):
    done = run("export", str(hanyang_path), "-o", str(tmp_path / "out.xlsx"))
    assert done.returncode == 0, done.stderr
    assert "out.xlsx" in done.stdout
    assert "支出决算表" in openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True).sheetnames


def test_export_writes_a_corpus(built, tmp_path):
    done = run("--lang", "zh", "export", str(built), "-o", str(tmp_path / "corpus.xlsx"))
    assert done.returncode == 0, done.stderr
    again = juesuan.read_workbook(tmp_path / "corpus.xlsx")
    assert len(again["documents"]) == 2
    amounts = pd.read_parquet(built / "amounts")
    assert again["amounts"]["amount_fen"].tolist() == amounts["amount_fen"].tolist()
    first = openpyxl.load_workbook(tmp_path / "corpus.xlsx", read_only=True).sheetnames[0]
    assert first == "文件"


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("nowhere.txt", "out.xlsx", "nowhere.txt"),
        (".", "out.xlsx", "no datasets"),
        ("nowhere.txt", "out.csv", "no .xlsx"),
    ],
)
def test_what_cannot_be_exported_ends_with_two(source, target, said, tmp_path):
    done = run("export", str(tmp_path / source), "-o", str(tmp_path / target))
    assert done.returncode == 2
    assert said in done.stderr.replace("\n", "")


def test_to_excel_writes_to_an_open_file(hanyang):
    target = io.BytesIO()
    hanyang.to_excel(target)
    assert target.getvalue()[:2] == b"PK"


@pytest.mark.usefixtures("english")
def test_frames_of_several_documents_are_no_document(hanyang):
    from juesuan.workbook import write_workbook

    frames = {name: hanyang.frame(name) for name in juesuan.FRAMES}
    frames["documents"] = pd.concat([frames["documents"]] * 2, ignore_index=True)
    with pytest.raises(juesuan.FrameError, match="the frames hold 2"):
        write_workbook(frames, io.BytesIO())
