"""A second build reads only what is new or changed, and the corpus says what a fresh one says."""

import os

import pandas as pd
import pytest

import juesuan
from juesuan.corpus import batches, engine
from juesuan.corpus import read_together as reading
from juesuan.corpus.build import build
from juesuan.errors import BuildError
from juesuan.identities.corrections import Correction

from .made import assert_coherent, documents, entries, rows, text


@pytest.fixture
def seen(monkeypatch):
    """The names of the documents that are read."""
    found = []

    def read(files, **options):
        found.extend(os.path.basename(file.name) for file in files)  # noqa: PTH119
        return reading_read(files, **options)

    reading_read = reading.read
    monkeypatch.setattr(reading, "read", read)
    return found


@pytest.fixture
def raw(tmp_path):
    documents(tmp_path / "raw", 6)
    return tmp_path / "raw"


def rebuilt(raw, out, **options):
    options = {"workbooks": False, **options}
    outcome = build([raw], out, **options)
    assert_coherent(out)
    return outcome


def test_a_second_build_reads_nothing_and_changes_nothing(raw, tmp_path, seen):
    rebuilt(raw, tmp_path / "out")
    before = rows(tmp_path / "out"), entries(tmp_path / "out")
    assert len(seen) == 6
    outcome = rebuilt(raw, tmp_path / "out")
    assert len(seen) == 6
    assert outcome.plan.told == "6 unchanged"
    assert (rows(tmp_path / "out"), entries(tmp_path / "out")) == before


def test_a_touched_file_with_the_same_bytes_is_unchanged(raw, tmp_path, seen):
    rebuilt(raw, tmp_path / "out")
    os.utime(raw / "001.txt", (1, 1))
    assert rebuilt(raw, tmp_path / "out").plan.told == "6 unchanged"
    assert len(seen) == 6
    assert entries(tmp_path / "out")["001.txt"].stamp == "mtime 1000000000"


def test_new_changed_and_gone_documents_are_told_and_the_rest_is_kept(raw, tmp_path, seen):
    out = tmp_path / "out"
    rebuilt(raw, out)
    seen.clear()
    (raw / "001.txt").write_text(text(101), encoding="utf-8")
    (raw / "new.txt").write_text(text(102), encoding="utf-8")
    (raw / "002.txt").unlink()
    outcome = rebuilt(raw, out)
    assert sorted(seen) == ["001.txt", "new.txt"]
    assert outcome.plan.told == ("1 new, 1 changed, 4 unchanged, 1 gone (kept; --prune drops them)")
    assert outcome.read == 7
    assert rebuilt(raw, out, prune=True).plan.told == "6 unchanged, 1 gone and dropped"
    assert sorted(seen) == ["001.txt", "new.txt"]
    fresh = tmp_path / "fresh"
    rebuilt(raw, fresh)
    assert rows(out) == rows(fresh)


def test_rows_of_a_changed_document_vanish(raw, tmp_path):
    out = tmp_path / "out"
    rebuilt(raw, out)
    old = entries(out)["003.txt"].document_id
    (raw / "003.txt").write_text("各位同事：\n下周一开会。\n", encoding="utf-8")
    outcome = rebuilt(raw, out)
    assert [entry.error for entry in outcome.set_aside] == ["NotAFinalAccount"]
    for name in ("amounts", "verdicts", "paragraphs"):
        assert old not in set(pd.read_parquet(out / name)["document_id"])


def test_workbooks_go_with_their_documents(tmp_path):
    raw, out = tmp_path / "raw", tmp_path / "out"
    documents(raw, 2)
    build([raw], out)
    mine = {name: entry.workbook for name, entry in entries(out).items()}
    assert {f"workbooks/{path.name}" for path in (out / "workbooks").iterdir()} == {*mine.values()}
    (raw / "000.txt").unlink()
    build([raw], out, prune=True)
    assert [f"workbooks/{path.name}" for path in (out / "workbooks").iterdir()] == [mine["001.txt"]]
    build([raw], out, workbooks=False)
    assert list((out / "workbooks").iterdir()) == []


def test_a_document_that_moved_is_read_from_its_new_place_without_asking(raw, tmp_path):
    out = tmp_path / "out"
    rebuilt(raw, out)
    (raw / "004.txt").rename(raw / "moved.txt")
    outcome = rebuilt(raw, out)
    assert outcome.plan.told == "1 new, 5 unchanged, 1 moved"
    fresh = tmp_path / "fresh"
    rebuilt(raw, fresh)
    assert rows(out) == rows(fresh)


def test_a_copy_takes_the_place_of_a_document_that_changed(raw, tmp_path):
    out = tmp_path / "out"
    (raw / "copy.txt").write_bytes((raw / "000.txt").read_bytes())
    rebuilt(raw, out)
    assert entries(out)["copy.txt"].state == "duplicate"
    (raw / "000.txt").write_text(text(201), encoding="utf-8")
    rebuilt(raw, out)
    assert entries(out)["copy.txt"].state == "read"
    assert entries(out)["000.txt"].state == "read"


def test_a_document_that_is_read_already_stays_when_a_copy_comes_before_it(raw, tmp_path, seen):
    rebuilt(raw, tmp_path / "out")
    seen.clear()
    (raw / "0.txt").write_bytes((raw / "005.txt").read_bytes())
    rebuilt(raw, tmp_path / "out")
    assert seen == []
    assert entries(tmp_path / "out")["0.txt"].state == "duplicate"


def test_another_version_or_other_corrections_read_everything_again(
    raw, tmp_path, monkeypatch, seen
):
    out = tmp_path / "out"
    rebuilt(raw, out)
    fault = Correction("x", "expenditure/201/total", 1, 2, "a slip", "proposed")
    outcome = rebuilt(raw, out, corrections=[fault])
    assert outcome.plan.told == "6 read again"
    assert len(seen) == 12
    for module in ("build", "work"):
        monkeypatch.setattr(f"juesuan.corpus.{module}.reader_version", lambda: "99")
    rebuilt(raw, out)
    assert len(seen) == 18
    assert {entry.reader for entry in entries(out).values()} == {"99"}


def test_what_cannot_be_read_is_not_tried_again_until_it_changes(raw, tmp_path):
    out = tmp_path / "out"
    (raw / "letter.txt").write_text("各位同事：\n下周一开会。\n", encoding="utf-8")
    rebuilt(raw, out)
    assert rebuilt(raw, out).plan.told == "7 unchanged"


def test_other_columns_and_lost_sources_are_refused_unless_pruned(raw, tmp_path, monkeypatch):
    out = tmp_path / "out"
    rebuilt(raw, out)
    (raw / "000.txt").unlink()
    before = rows(out)
    monkeypatch.setattr("juesuan.corpus.build.layout", lambda: "other")
    monkeypatch.setattr("juesuan.corpus.build.reader_version", lambda: "99")
    monkeypatch.setattr("juesuan.corpus.work.reader_version", lambda: "99")
    with pytest.raises(BuildError, match=r"1 documents, such as .*000\.txt.*--prune"):
        rebuilt(raw, out)
    assert rows(out) == before
    assert rebuilt(raw, out, prune=True).read == 5


def test_a_damaged_part_is_read_again(raw, tmp_path, seen):
    out = tmp_path / "out"
    rebuilt(raw, out)
    fresh = rows(out)
    next((out / "claims").iterdir()).write_bytes(b"")
    rebuilt(raw, out)
    assert len(seen) > 6
    assert rows(out) == fresh


def test_a_corpus_of_an_older_layout_is_replaced(raw, tmp_path):
    out = tmp_path / "out"
    (out / "amounts").mkdir(parents=True)
    (out / "amounts" / "part-00000.parquet").write_bytes(b"old")
    (out / "manifest.jsonl").write_text(
        '{"source": "%s", "sha256": "0", "state": "read", "document_id": "x"}\n'
        % (raw / "000.txt"),
        encoding="utf-8",
    )
    assert rebuilt(raw, out).read == 6


def test_a_changing_document_is_told(raw, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "read_place", lambda _: text(300).encode())
    outcome = rebuilt(raw, tmp_path / "out")
    assert {entry.error for entry in outcome.set_aside} == {"ChangedWhileRead"}
    monkeypatch.undo()
    assert rebuilt(raw, tmp_path / "out").read == 6


def test_batches_are_limited_in_number_and_bytes_and_keep_the_order(raw, monkeypatch):
    from juesuan.corpus.sources import find_sources

    tasks = [batches.Task(place, None) for place in find_sources([raw])]
    sizes = [len(each.tasks) for each in batches.batches(tasks, "1", "2")]
    assert sizes == [4, 2]
    monkeypatch.setattr(batches, "_BYTES", tasks[0].place.size)
    found = list(batches.batches(tasks, "1", "2"))
    assert [task for each in found for task in each.tasks] == tasks
    assert len(found) == 6
    assert len({each.name for each in found}) == 6


def test_the_version_names_code_and_data():
    version = engine.reader_version()
    assert version.startswith(engine.__version__ + "+")
    versions = {
        engine.options_version((), workbooks=workbooks, language=language)
        for workbooks in (True, False)
        for language in ("en", "zh")
    }
    assert len(versions) == 4


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_pages_are_in_the_language_of_the_last_build(hanyang_path, tmp_path, jobs):
    out = tmp_path / "clean"
    for language, words in (("en", "Findings"), ("zh", "发现的问题"), ("en", "Findings")):
        juesuan.options.language = language
        try:
            outcome = build(hanyang_path, out, workbooks=False, jobs=jobs)
        finally:
            juesuan.options.language = None
        assert outcome.plan.unchanged == 0
        for page in (out / "report" / "index.html", *(out / "pages").glob("*.html")):
            text = page.read_text(encoding="utf-8")
            assert f"<h2>{words}" in text
            assert f'lang="{"zh-CN" if language == "zh" else "en"}"' in text
