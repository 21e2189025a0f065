import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from juesuan.catalogue import frames
from juesuan.cli import main
from juesuan.corpus import build as building
from juesuan.corpus.build import build
from juesuan.corpus.manifest import read_manifest
from juesuan.corpus.sources import find_sources


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
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
    assert "letter.txt" in done.stdout


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


def test_building_twice_gives_the_same_bytes(raw, tmp_path):
    sources = find_sources([raw])
    build(sources, tmp_path / "one")
    first = contents(tmp_path / "one")
    build(sources, tmp_path / "one")
    assert contents(tmp_path / "one") == first
    build(sources, tmp_path / "two", jobs=2)
    assert contents(tmp_path / "two") == first


def test_parts_of_many_documents_read_as_one_frame(raw, tmp_path, monkeypatch):
    monkeypatch.setattr(building, "_DOCUMENTS_PER_PART", 1)
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
    build(find_sources([raw / "a.txt"]), out)
    before = contents(out)

    def interrupt(_entry):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(find_sources([raw]), out, progress=interrupt)
    assert contents(out) == before


def test_a_failed_renaming_brings_the_old_datasets_back(raw, tmp_path, monkeypatch):
    out = tmp_path / "clean"
    build(find_sources([raw / "a.txt"]), out)
    before = contents(out)
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if Path(target) == out / "paragraphs" and "old" not in path.parts:
            raise PermissionError(13, "in use")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(PermissionError):
        build(find_sources([raw]), out)
    monkeypatch.undo()
    assert contents(out) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_build_leaves_no_half_written_dataset(raw, tmp_path):
    out = tmp_path / "clean"
    build(find_sources([raw / "a.txt"]), out)
    before = contents(out)
    code = (
        "import sys, time; from pathlib import Path; from juesuan.corpus.build import build;"
        "build([Path(sys.argv[1])], Path(sys.argv[2]),"
        " progress=lambda _: (print('go', flush=True), time.sleep(60)))"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(raw / "gbk.txt"), str(out)], stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == b"go"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    left = {name: data for name, data in contents(out).items() if not name.startswith(".building")}
    assert left == before
    stage = next(out.glob(".building-*"))
    os.utime(stage, (time.time() - 200_000,) * 2)
    build(find_sources([raw / "a.txt"]), out)
    assert contents(out) == before


def test_an_error_of_our_own_costs_one_document(raw, tmp_path, monkeypatch):
    def broken(_data, *, name, **_):
        raise ZeroDivisionError(name)

    monkeypatch.setattr(building, "read", broken)
    outcome = build([raw / "a.txt"], tmp_path / "clean")
    assert outcome.set_aside[0].error == "InternalError"
    assert "please report it: ZeroDivisionError" in outcome.set_aside[0].reason


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
    assert "机关事业单位基本养老保险缴费支出" in done.stdout


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
