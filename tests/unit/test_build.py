import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from juesuan.catalogue import frames
from juesuan.cli import main
from juesuan.corpus import batches
from juesuan.corpus import read_together as reading
from juesuan.corpus.build import build
from juesuan.corpus.manifest import read_manifest
from juesuan.corpus.sources import find_sources
from juesuan.document import frames_of, read
from juesuan.errors import WorkbookError
from tests.factory import Layout, print_text, random_account


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".build" not in path.parts and path.name != "build.log"
    }


@pytest.fixture
def raw(tmp_path, hanyang_path) -> Path:
    """A folder with good and bad files."""
    folder = tmp_path / "raw"
    folder.mkdir()
    shutil.copy(hanyang_path, folder / "a.txt")
    text = hanyang_path.read_text(encoding="utf-8")
    (folder / "gbk.txt").write_bytes(text.encode("gb18030"))
    (folder / "copy.txt").write_bytes(hanyang_path.read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "letter.txt").write_text("各位同事：\n下周一开会。\n", encoding="utf-8")
    (folder / "report.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "notes.md").write_text("not a document", encoding="utf-8")
    return folder


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "juesuan", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def test_good_documents_are_read_and_bad_ones_set_aside_with_reasons(raw, tmp_path):
    done = run("build", str(raw), "--out", str(tmp_path / "clean"))
    assert done.returncode == 1
    entries = {Path(e.source).name: e for e in read_manifest(tmp_path / "clean/manifest.jsonl")}
    assert {name: entry.error for name, entry in entries.items()} == {
        "a.txt": None,
        "copy.txt": "Duplicate",
        "gbk.txt": None,
        "empty.txt": "UnreadableDocument",
        "letter.txt": "NotAFinalAccount",
        "report.pdf": "UnreadableDocument",
    }
    assert "各位同事" in entries["letter.txt"].reason
    amounts = pd.read_parquet(tmp_path / "clean" / "amounts")
    assert amounts.groupby("document_id").size().tolist() == [183, 183]
    assert "letter.txt" in "".join(done.stdout.split())  # paths are broken over lines


def test_datasets_keep_the_types_of_the_dictionary(hanyang, hanyang_path, tmp_path):
    build([hanyang_path], tmp_path)
    for name in frames():
        frame = pd.read_parquet(tmp_path / name)
        expected = hanyang.frame(name)
        if name == "documents":
            expected = expected.assign(source=frame["source"])
        # Parquet does not keep the type of categories where there are none.
        empty = [
            column
            for column in frame.select_dtypes("category")
            if not len(frame[column].cat.categories)
        ]
        assert expected[empty].isna().all(axis=None)
        pd.testing.assert_frame_equal(frame.drop(columns=empty), expected.drop(columns=empty))


def test_building_anew_and_in_processes_gives_the_same_bytes(raw, tmp_path):
    sources = find_sources([raw])
    build(sources, tmp_path / "one")
    first = contents(tmp_path / "one")
    build(sources, tmp_path / "one")
    assert contents(tmp_path / "one") == first
    build(sources, tmp_path / "two", jobs=2)
    assert contents(tmp_path / "two") == first


def test_parts_of_many_documents_read_as_one_frame(raw, tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "_LEAST", 1)
    outcome = build(find_sources([raw]), tmp_path / "clean")
    assert len(list((tmp_path / "clean" / "amounts").glob("*.parquet"))) == 2
    amounts = pd.read_parquet(tmp_path / "clean" / "amounts")
    assert len(amounts) == outcome.rows["amounts"] == 366
    assert amounts["placement"].value_counts().to_dict() == {"solved": 284, "printed": 82}


def test_a_folder_of_bad_documents_only_gives_empty_datasets(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    outcome = build([tmp_path / "empty.txt"], tmp_path / "clean")
    assert (outcome.read, len(outcome.set_aside)) == (0, 1)
    assert list(pd.read_parquet(tmp_path / "clean" / "amounts").columns) == [
        column.name for column in frames()["amounts"].columns
    ]


def test_an_interrupted_build_leaves_what_was_there(raw, tmp_path):
    out = tmp_path / "clean"
    build([raw / "a.txt"], out)
    before = contents(out)

    def interrupt(_entry):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([raw], out, progress=interrupt)
    assert contents(out) == before


def test_an_error_of_our_own_costs_one_document(raw, tmp_path, monkeypatch):
    def broken(files, **options):
        if files[0].name.endswith("gbk.txt"):
            raise ZeroDivisionError(files[0].name)
        return read(files, **options)

    monkeypatch.setattr(reading, "read", broken)
    outcome = build([raw / "a.txt", raw / "gbk.txt"], tmp_path / "clean")
    assert outcome.read == 1
    assert outcome.set_aside[0].error == "InternalError"
    assert "please report it: ZeroDivisionError" in outcome.set_aside[0].reason


def test_an_error_in_checking_costs_its_document_only(raw, tmp_path, monkeypatch):
    def broken(documents, **options):
        if any(document.source.name.endswith("gbk.txt") for document in documents):
            raise ZeroDivisionError("checking")
        return frames_of(documents, **options)

    monkeypatch.setattr(reading, "frames_of", broken)
    outcome = build([raw / "a.txt", raw / "gbk.txt"], tmp_path / "clean")
    assert [entry.source for entry in outcome.set_aside] == [str(raw / "gbk.txt")]
    assert pd.read_parquet(tmp_path / "clean/documents")["source"].tolist() == [str(raw / "a.txt")]


def test_duplicates_are_listed_and_are_no_failure(raw, tmp_path):
    done = run("build", str(raw / "a.txt"), str(raw / "copy.txt"), "--out", str(tmp_path))
    assert done.returncode == 0
    entries = {Path(e.source).name: e for e in read_manifest(tmp_path / "manifest.jsonl")}
    assert (entries["copy.txt"].state, entries["copy.txt"].error) == ("duplicate", "Duplicate")
    assert "the same bytes as" in entries["copy.txt"].reason
    assert "0 set aside, 1 the same as another" in done.stdout


def test_a_workbook_that_cannot_be_written_costs_only_itself(raw, tmp_path, monkeypatch):
    def broken(_frames, _path):
        raise WorkbookError("too many rows")

    monkeypatch.setattr("juesuan.workbook.document_book.write_workbook", broken)
    outcome = build([raw / "a.txt"], tmp_path)
    (entry,) = outcome.entries
    assert (entry.state, entry.error, entry.workbook) == ("read", "WorkbookError", None)
    assert "too many rows" in entry.reason
    assert len(pd.read_parquet(tmp_path / "amounts")) == 183


@pytest.mark.parametrize(
    "arguments", [["build", "nowhere"], ["build", "--jobs", "0"], ["nothing"], ["show", "nowhere"]]
)
def test_wrong_usage_ends_with_two(arguments):
    assert run(*arguments).returncode == 2


def test_an_empty_folder_ends_with_two_and_says_so(tmp_path):
    done = run("build", str(tmp_path))
    assert done.returncode == 2
    assert "No documents" in done.stderr


def test_show_prints_a_table(hanyang_path):
    done = run("show", str(hanyang_path), "--table", "expenditure")
    assert done.returncode == 0
    # Long names are broken where the terminal ends.
    assert "机关事业单位基本养老保险" in done.stdout


def test_the_table_of_many_documents_keeps_their_whole_titles(tmp_path):
    accounts = [random_account(Random(seed), unit=("万元", 2)) for seed in range(4)]
    for number, account in enumerate(accounts):
        text = print_text(account, Layout())
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    done = run("build", str(tmp_path), "--out", str(tmp_path / "clean"), "--no-workbooks")
    heading, *lines = done.stdout.splitlines()
    assert heading.split() == [
        "document",
        "tables",
        "amounts",
        "open",
        "unplaced",
        "checks",
        "hold",
    ]
    # A title that is too long goes on in the next line.
    names = "".join(line.split(" ")[0] for line in lines)
    assert all(f"{each.organization}{each.year}年度部门决算" in names for each in accounts)


def test_a_console_without_chinese_is_no_error(hanyang_path, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "juesuan", "build", str(hanyang_path), "--out", str(tmp_path)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"183" in done.stdout


def test_manifest_lines_are_json_with_readable_chinese(raw, tmp_path):
    build(find_sources([raw]), tmp_path / "clean")
    lines = (tmp_path / "clean/manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 6
    assert all(set(json.loads(line)) >= {"source", "sha256", "state", "reason"} for line in lines)
    assert any("各位同事" in line for line in lines)


def test_the_command_is_the_package_too():
    assert callable(main)
    assert run("--version").stdout.startswith("juesuan ")
