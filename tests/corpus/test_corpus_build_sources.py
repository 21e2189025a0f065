"""What is a source: files, folders, globs, archives, object stores."""

import binascii
import os
import struct
import zipfile

import pytest

from juesuan.corpus import archives
from juesuan.corpus.build import build
from juesuan.corpus.place_bytes import read_place
from juesuan.corpus.sources import find_sources

from .made import documents, entries, text


def names(found, folder):
    return [place.name.removeprefix(f"{folder}/") for place in found]


def gb_zip(path, members):
    """Write a zip by hand where the names are bytes of GB18030."""
    out, directory = b"", b""
    for name, data in members.items():
        raw = name.encode("gb18030")
        crc = binascii.crc32(data)
        head = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0, crc, len(data), len(data), len(raw), 0)
        directory += (
            b"PK\x01\x02\x14\x00" + head + struct.pack("<HHHII", 0, 0, 0, 0, len(out)) + raw
        )
        out += b"PK\x03\x04" + head + raw + data
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(out), 0)
    path.write_bytes(out + directory + b"PK\x05\x06" + end)


def test_a_folder_is_read_without_hidden_files_locks_and_other_kinds(tmp_path):
    for name in ("a.txt", "b.PDF", "~$c.docx", ".d.txt", "e.json", ".git/f.txt", "sub/g.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    assert names(find_sources([tmp_path]), tmp_path) == ["a.txt", "b.PDF", "sub/g.html"]


def test_what_a_build_wrote_is_no_source(tmp_path):
    documents(tmp_path / "raw", 1)
    build([tmp_path / "raw"], tmp_path / "clean")
    assert len(list((tmp_path / "clean/workbooks").glob("*.xlsx"))) == 1
    assert names(find_sources([tmp_path]), tmp_path) == ["raw/000.txt"]


def test_globs_reach_below_and_must_match(tmp_path):
    documents(tmp_path / "x/2023", 2)
    documents(tmp_path / "y/2024", 1)
    found = find_sources([f"{tmp_path}/**/*1.txt", f"{tmp_path}/?/2024"])
    assert names(found, tmp_path) == ["x/2023/001.txt", "y/2024/000.txt"]
    with pytest.raises(FileNotFoundError, match="nothing matches"):
        find_sources([f"{tmp_path}/*.pdf"])


def test_names_are_as_given_and_paths_are_absolute(tmp_path, monkeypatch):
    documents(tmp_path / "raw", 1)
    monkeypatch.chdir(tmp_path)
    (place,) = find_sources(["raw"])
    assert (place.name, place.path) == (
        os.path.join("raw", "000.txt"),  # noqa: PTH118
        str(tmp_path / "raw" / "000.txt"),
    )


def test_a_file_named_with_signs_of_a_glob_is_that_file(tmp_path):
    (tmp_path / "a[1].txt").write_text("x")
    assert names(find_sources([tmp_path / "a[1].txt"]), tmp_path) == ["a[1].txt"]


def test_a_file_that_is_met_twice_is_one_source(tmp_path):
    documents(tmp_path / "raw", 1)
    (tmp_path / "raw" / "link.txt").symlink_to(tmp_path / "raw" / "000.txt")
    found = find_sources([tmp_path / "raw", tmp_path / "raw" / "000.txt"])
    assert names(found, tmp_path) == ["raw/000.txt"]


@pytest.mark.parametrize("flagged", [True, False])
def test_members_of_an_archive_are_sources_with_chinese_names(tmp_path, flagged):
    members = {
        "决算/总工会2022.txt": text(1).encode(),
        "决算/说明.json": b"x",
        "a.txt": text(2).encode(),
    }
    if flagged:
        with zipfile.ZipFile(tmp_path / "年.zip", "w") as archive:
            for name, data in members.items():
                archive.writestr(name, data)
    else:
        gb_zip(tmp_path / "年.zip", members)
    found = find_sources([tmp_path])
    assert names(found, tmp_path) == ["年.zip!/决算/总工会2022.txt", "年.zip!/a.txt"]
    assert [read_place(place) for place in found] == [text(1).encode(), text(2).encode()]
    assert build([tmp_path], tmp_path / "out").read == 2
    assert entries(tmp_path / "out")["总工会2022.txt"].state == "read"


def test_archives_in_archives_and_what_is_no_archive_are_reported(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.zip", b"PK")
        archive.writestr("__MACOSX/._c.txt", b"x")
        archive.writestr("~$d.docx", b"x")
    (tmp_path / "bad.zip").write_bytes(b"no archive")
    outcome = build([tmp_path], tmp_path / "out")
    assert [(entry.error, entry.state) for entry in outcome.entries] == [
        ("NestedArchive", "set_aside"),
        ("UnreadableDocument", "set_aside"),
    ]


def test_a_bomb_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * (20 * 2**20))
    (place,) = find_sources([tmp_path])
    assert "it unpacks to 20 MB" in place.reason


def test_a_member_larger_than_it_says_is_refused(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", text(1))
    (place,) = find_sources([tmp_path])
    monkeypatch.setattr(archives, "LARGEST", 10)
    with pytest.raises(Exception, match="larger than it says"):
        read_place(place)


def test_a_damaged_or_locked_member_costs_only_itself(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", text(1))
        archive.writestr("b.txt", text(2))
    data = bytearray(path.read_bytes())
    data[100] ^= 0xFF
    path.write_bytes(bytes(data))
    outcome = build([path], tmp_path / "out")
    assert outcome.read == 1
    assert "a.zip!/a.txt: the member cannot be unpacked" in outcome.set_aside[0].reason


def test_an_object_store_is_read_like_a_folder(tmp_path):
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    for name in ("2022/a.txt", "2022/b.json", "2023/c.txt"):
        system.pipe(f"/disclosures/{name}", text(len(name) + ord(name[3])).encode())
    found = find_sources(["memory://disclosures"])
    assert [place.name for place in found] == [
        "memory:///disclosures/2022/a.txt",
        "memory:///disclosures/2023/c.txt",
    ]
    outcome = build(["memory://disclosures/*/a.txt"], tmp_path / "out")
    assert [entry.source for entry in outcome.entries] == ["memory:///disclosures/2022/a.txt"]
    assert outcome.read == 1
    with pytest.raises(FileNotFoundError, match="no document at"):
        find_sources(["memory://nowhere"])


def test_a_url_of_files_is_read(tmp_path):
    pytest.importorskip("fsspec")
    documents(tmp_path / "raw", 2)
    with zipfile.ZipFile(tmp_path / "raw/a.zip", "w") as archive:
        archive.writestr("z.txt", text(9))
    outcome = build([f"file://{tmp_path}/raw"], tmp_path / "out")
    assert outcome.read == 3
    assert build([f"file://{tmp_path}/raw"], tmp_path / "out").plan.told == "3 unchanged"


def test_a_store_without_its_package_says_what_to_install():
    pytest.importorskip("fsspec")
    with pytest.raises(Exception, match=r"juesuan\[stores\]"):
        find_sources(["nosuchstore://bucket/x"])
