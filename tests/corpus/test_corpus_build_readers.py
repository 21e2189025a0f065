"""Whoever opens a corpus sees the old one or the new one, whole, whenever a build is killed."""

import os
import shutil

import pytest
from typer.testing import CliRunner

import juesuan
from juesuan.cli import app
from juesuan.corpus import parts as reading
from juesuan.corpus.build import build
from juesuan.corpus.stage import Stage
from juesuan.errors import CorpusError

from .made import assert_coherent, documents, rows, text
from .test_corpus_build_interruption import build_until

# All of them by hand: JUESUAN_KILLS=200.
EVERY = 1 if int(os.environ.get("JUESUAN_KILLS", "4")) > 100 else 8


def refused(folder):
    """Nothing, and what is to be done about it."""
    with pytest.raises(CorpusError, match="juesuan build"):
        juesuan.open_corpus(folder)


def seen(folder):
    """What a reader of every kind is told: by pandas frames, by SQL, of how many documents."""
    corpus = juesuan.open_corpus(folder)
    frames = {name: len(corpus.frame(name)) for name in ("documents", "amounts", "verdicts")}
    counts = {
        name: int(corpus.sql(f"select count(*) n from {name}")["n"][0])  # noqa: S608
        for name in frames
    }
    assert frames == counts
    return sorted(corpus.documents["document_id"]), frames


@pytest.mark.parametrize("first", [True, False])
def test_a_kill_at_any_point_of_publishing_leaves_the_old_corpus_or_the_new_one(
    tmp_path, monkeypatch, first
):
    raw, old, new = tmp_path / "raw", tmp_path / "old", tmp_path / "new"
    if first:
        old.mkdir()
    else:
        documents(raw, 2)
        build([raw], old, workbooks=False)
        (raw / "000.txt").unlink()
    documents(raw, 3)
    (raw / "001.txt").write_text(text(50), encoding="utf-8")
    shutil.copytree(old, new)
    build([raw], new, workbooks=False, prune=True)
    after = seen(new)
    before = None if first else seen(old)
    # A build that has read everything: from there every point of publishing is tried.
    staged = tmp_path / "staged"
    shutil.copytree(old, staged)
    left = 0
    while not list(Stage(staged).staged.glob("*")):
        left += 5
        assert not build_until(left, raw, staged, monkeypatch)
    found, ended, left = [], False, 0
    while not ended:
        out = tmp_path / "out"
        shutil.copytree(staged, out)
        ended = build_until(left, raw, out, monkeypatch)
        found.append(seen(out) if not first or (out / "manifest.jsonl").is_file() else refused(out))
        if left % 8 == 0 or ended:
            build([raw], out, workbooks=False, prune=True)
            assert_coherent(out)
            assert seen(out) == after
        shutil.rmtree(out)
        left += EVERY
    # The old one up to one point, the new one from there.
    assert set(map(str, found)) == {str(before), str(after)}
    assert found == sorted(found, key=lambda each: each == after)


def test_what_a_killed_build_left_is_mended_by_the_next_for_plain_pandas_too(tmp_path, monkeypatch):
    raw, out = tmp_path / "raw", tmp_path / "out"
    documents(raw, 2)
    build([raw], out, workbooks=False)
    (raw / "001.txt").write_text(text(50), encoding="utf-8")

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("juesuan.corpus.publish._sweep", killed)
        with pytest.raises(KeyboardInterrupt):
            build([raw], out, workbooks=False)
    # Old parts lie beside new ones: the corpus is the new one, and pandas sees both.
    assert len(juesuan.open_corpus(out)) == 2
    assert len(rows(out)["documents"]) > 2
    for command in (["validate", f"{out}"], ["export", f"{out}", "-o", f"{tmp_path / 'a.xlsx'}"]):
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 2
        assert "Run juesuan build again" in " ".join(done.stderr.split())
    build([raw], out, workbooks=False)
    assert_coherent(out)
    assert len(rows(out)["documents"]) == 2


def test_a_corpus_that_was_opened_before_a_build_says_so_and_mixes_nothing(tmp_path):
    raw, out = tmp_path / "raw", tmp_path / "out"
    documents(raw, 1)
    build([raw], out, workbooks=False)
    corpus = juesuan.open_corpus(out)
    fresh = juesuan.open_corpus(out)
    connected = juesuan.open_corpus(out)
    assert len(corpus.amounts) == connected.sql("select count(*) n from amounts")["n"][0]
    (raw / "000.txt").write_text(text(50), encoding="utf-8")
    build([raw], out, workbooks=False, prune=True)
    for each in (corpus, fresh):
        with pytest.raises(CorpusError, match=r"built anew since it was opened.*open_corpus"):
            _ = each.amounts
    with pytest.raises(CorpusError, match=r"opened"):
        connected.sql("select count(*) n from amounts")
    assert len(juesuan.open_corpus(out)) == 1


def test_a_reader_that_meets_a_publishing_build_looks_again(tmp_path, monkeypatch):
    raw, out = tmp_path / "raw", tmp_path / "out"
    documents(raw, 1)
    build([raw], out, workbooks=False)
    listed = reading._missing
    times = []

    def publishing(files):
        if not times:
            (raw / "000.txt").write_text(text(50), encoding="utf-8")
            build([raw], out, workbooks=False)
        times.append(1)
        return listed(files)

    monkeypatch.setattr(reading, "_missing", publishing)
    corpus = juesuan.open_corpus(out)
    assert len(times) == 2
    assert corpus.documents["sha256"].tolist() == [
        each.sha256 for each in reading.entries_of(out / "manifest.jsonl")
    ]


def test_a_part_that_is_gone_is_said(tmp_path):
    documents(tmp_path / "raw", 1)
    build([tmp_path / "raw"], tmp_path / "out", workbooks=False)
    part = min((tmp_path / "out" / "claims").iterdir())
    part.unlink()
    with pytest.raises(CorpusError, match=rf"{part.name} is missing.*Build the corpus again"):
        juesuan.open_corpus(tmp_path / "out")


def test_a_corpus_of_no_documents_stays_so_while_its_first_are_put_in_place(tmp_path, monkeypatch):
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "letter.txt").write_text("各位同事：\n下周一开会。\n", encoding="utf-8")
    build([raw], out, workbooks=False)
    documents(raw, 1)
    replace = os.replace

    def killed(path, target, **options):
        if os.path.basename(target) == "manifest.jsonl":  # noqa: PTH119
            raise KeyboardInterrupt
        return replace(path, target, **options)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            build([raw], out, workbooks=False)
    assert len(list((out / "documents").iterdir())) == 2
    assert len(juesuan.open_corpus(out)) == 0
    build([raw], out, workbooks=False)
    assert len(juesuan.open_corpus(out)) == 1
