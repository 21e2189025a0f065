"""A hostile folder: what is no file, what vanishes, names that meet, a folder that reads itself."""

import os
import shutil
import socket
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from juesuan.cli import app
from juesuan.corpus import read_together as reading
from juesuan.corpus.build import build
from juesuan.corpus.manifest import read_manifest
from juesuan.corpus.place_bytes import read_place
from juesuan.corpus.sources import find_sources
from juesuan.errors import BuildError, UnreadableDocument

from .made import assert_coherent, documents, entries, text

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@posix
def test_what_is_no_file_is_set_aside_with_its_reason_and_the_rest_is_read(tmp_path):
    raw, out = tmp_path / "raw", tmp_path / "out"
    documents(raw, 2)
    os.mkfifo(raw / "pipe.txt")
    (raw / "device.pdf").symlink_to("/dev/zero")
    (raw / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    (raw / "loop.txt").symlink_to(raw / "loop.txt")
    (raw / "folder.txt").mkdir()
    (raw / "round").symlink_to(raw)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(raw / "socket.xls"))
        outcome = build([raw], out, workbooks=False)
    assert_coherent(out)
    assert outcome.read == 2
    told = {Path(each.source).name: f"{each.error}: {each.reason}" for each in outcome.set_aside}
    assert sorted(told) == ["dangling.txt", "device.pdf", "loop.txt", "pipe.txt", "socket.xls"]
    assert "this is a named pipe, no file" in told["pipe.txt"]
    assert "this is a device, no file" in told["device.pdf"]
    assert "this is a socket, no file" in told["socket.xls"]
    assert "FileNotFoundError" in told["dangling.txt"]
    assert "a link that leads nowhere" in told["dangling.txt"]
    assert "OSError" in told["loop.txt"]
    # They stay as they are until they change.
    assert build([raw], out, workbooks=False).plan.told == "7 unchanged"


@posix
def test_a_source_that_is_named_and_leads_nowhere_is_set_aside(tmp_path):
    (good,) = documents(tmp_path, 1)
    (tmp_path / "x").symlink_to(tmp_path / "nowhere")
    outcome = build([good, tmp_path / "x"], tmp_path / "out", workbooks=False)
    assert (outcome.read, [each.error for each in outcome.set_aside]) == (1, ["FileNotFoundError"])


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read anything")
def test_a_folder_that_cannot_be_looked_into_is_said(tmp_path):
    documents(tmp_path / "raw" / "closed", 1)
    (tmp_path / "raw" / "closed").chmod(0)
    (place,) = find_sources([tmp_path / "raw"])
    assert "the folder cannot be read" in place.reason


def test_a_folder_whose_listing_fails_is_said(tmp_path, monkeypatch):
    documents(tmp_path / "raw", 1)
    walked = os.walk

    def walk(folder, onerror):
        onerror(PermissionError(13, "Permission denied", f"{folder}/closed"))
        return walked(folder, onerror=onerror)

    monkeypatch.setattr(os, "walk", walk)
    good, closed = find_sources([tmp_path / "raw"])
    assert good.reason is None
    assert closed.error == "PermissionError"
    assert closed.reason.endswith("closed: the folder cannot be read: Permission denied")


@posix
def test_a_file_that_becomes_a_pipe_after_the_walk_keeps_nobody_waiting(tmp_path):
    (path,) = documents(tmp_path, 1)
    (place,) = find_sources([path])
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(UnreadableDocument, match="this is a named pipe, no file"):
        read_place(place)


def test_files_that_vanish_or_change_after_the_walk_cost_only_themselves(tmp_path):
    raw, out = tmp_path / "raw", tmp_path / "out"
    paths = documents(raw, 4)

    def plan_is_made(_):
        paths[1].unlink()
        paths[2].write_text(text(70), encoding="utf-8")

    outcome = build([raw], out, workbooks=False, planned=plan_is_made)
    assert_coherent(out)
    found = {Path(each.source).name: each.error for each in outcome.set_aside}
    assert found == {"001.txt": "FileNotFoundError", "002.txt": "ChangedWhileRead"}
    sources = find_sources([raw])
    paths[3].unlink()
    found = {Path(each.source).name: each.error for each in build(sources, out).set_aside}
    assert found == {"003.txt": "FileNotFoundError"}


def test_a_file_of_no_documents_size_is_not_read(tmp_path, monkeypatch):
    (path,) = documents(tmp_path, 1)
    with (tmp_path / "sparse.pdf").open("wb") as file:
        file.truncate(2**38)
    good, large = find_sources([tmp_path])
    assert good.reason is None
    assert "it has 262,144 MB, as no document has" in large.reason
    # It grows after the walk.
    monkeypatch.setattr("juesuan.corpus.place_bytes.LARGEST", path.stat().st_size - 1)
    with pytest.raises(UnreadableDocument, match="as no document has"):
        read_place(good)


def test_members_of_one_name_and_outside_the_archive_are_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as archive:
        archive.writestr("同名.txt", text(1))
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("同名.txt", text(2))
        archive.writestr("同名 (2).txt", text(3))
        archive.writestr("../上.txt", text(4))
        archive.writestr("/etc/下.txt", text(5))
        archive.writestr("../.hidden/no.txt", text(6))
    outcome = build([tmp_path / "twice.zip"], tmp_path / "out", workbooks=False)
    assert_coherent(tmp_path / "out")
    assert outcome.read == 5
    assert {each.source.partition("!/")[2] for each in outcome.entries} == {
        "同名.txt",
        "同名 (2).txt",
        "同名 (2) (2).txt",
        "../上.txt",
        "/etc/下.txt",
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "twice.zip"]
    again = build([tmp_path / "twice.zip"], tmp_path / "out", workbooks=False)
    assert again.plan.told == "5 unchanged"


@posix
def test_names_that_cannot_be_told_apart_in_print_are_both_sources(tmp_path):
    for name in (b"\xff.txt", b"\\xff.txt"):
        (tmp_path / os.fsdecode(name)).write_text("x", encoding="utf-8")
    assert [place.name.rpartition("/")[2] for place in find_sources([tmp_path])] == [
        "\\xff.txt",
        "\\xff (2).txt",
    ]


def test_archives_that_are_not_opened_here_are_said(tmp_path):
    (tmp_path / "2022.rar").write_bytes(b"Rar!\x1a\x07\x00")
    (tmp_path / "2023.7z").write_bytes(b"7z\xbc\xaf\x27\x1c")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.RAR", b"Rar!")
    outcome = build([tmp_path], tmp_path / "out", workbooks=False)
    said = {Path(each.source).name: (each.error, each.reason) for each in outcome.set_aside}
    assert said["2022.rar"][0] == said["2023.7z"][0] == "UnopenedArchive"
    assert said["2022.rar"][1].endswith("a RAR archive is not opened here; unpack it")
    assert said["2023.7z"][1].endswith("a 7-Zip archive is not opened here; unpack it")
    assert said["b.RAR"][0] == "NestedArchive"
    assert outcome.read == 0


def test_a_folder_to_write_that_is_read_is_refused_with_2(tmp_path):
    raw = tmp_path / "raw"
    documents(raw / "2023", 2)
    before = sorted(raw.rglob("*"))

    def refused(source, out):
        done = CliRunner().invoke(app, ["build", str(source), "--out", str(out)])
        with pytest.raises(BuildError, match="--out"):
            build([source], out)
        return done.exit_code == 2 and "--out" in done.stderr.replace("\n", " ")

    assert refused(raw, raw)
    assert refused(raw, raw / ".." / "raw")
    # The next build would take these documents for what it wrote.
    assert refused(raw, raw / "2023")
    assert refused(f"{raw}/**/*.txt", raw / "2023")
    (tmp_path / "around" / "amounts").mkdir(parents=True)
    shutil.copy(raw / "2023" / "000.txt", tmp_path / "around" / "amounts")
    assert refused(tmp_path / "around" / "amounts", tmp_path / "around")
    assert sorted(raw.rglob("*")) == before


def test_a_folder_to_write_below_or_above_the_sources_is_well(tmp_path):
    documents(tmp_path / "raw", 2)
    assert build([tmp_path], tmp_path / "clean").read == 2
    assert build([tmp_path], tmp_path / "clean").plan.told == "2 unchanged"
    assert build([f"{tmp_path}/**/*.*"], tmp_path / "clean").plan.told == "2 unchanged"
    assert build([f"{tmp_path}/raw/*.txt"], tmp_path / "clean").plan.told == "2 unchanged"
    assert build([tmp_path / "raw"], tmp_path, workbooks=False).read == 2
    assert build([f"{tmp_path}/raw/*.txt"], tmp_path, workbooks=False).plan.told == "2 unchanged"


def test_what_a_killed_first_build_left_is_no_source(tmp_path):
    documents(tmp_path / "raw", 1)
    build([tmp_path / "raw"], tmp_path / "clean")
    (tmp_path / "clean" / "manifest.jsonl").unlink()
    assert len(list((tmp_path / "clean").rglob("*.xlsx"))) == 1
    (place,) = find_sources([tmp_path])
    assert place.name.endswith("000.txt")


def test_other_content_of_the_same_size_and_time_is_found_where_asked(tmp_path, monkeypatch):
    raw, out = tmp_path / "raw", tmp_path / "out"
    (path,) = documents(raw, 1)
    build([raw], out, workbooks=False)
    (old,) = read_manifest(out / "manifest.jsonl")
    state = path.stat()
    data = path.read_bytes()
    path.write_bytes(data.replace("年".encode(), "岁".encode(), 1))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert path.stat().st_size == len(data)
    assert build([raw], out, workbooks=False).plan.told == "1 unchanged"
    seen = []
    monkeypatch.setattr(reading, "read_place", lambda place: seen.append(1) or read_place(place))
    assert build([raw], out, workbooks=False, verify=True).plan.told == "1 changed"
    assert seen == [1]
    (new,) = read_manifest(out / "manifest.jsonl")
    assert new.sha256 != old.sha256
    assert build([raw], out, workbooks=False, verify=True).plan.told == "1 unchanged"
    assert entries(out)["000.txt"] == new
