"""Builds attacked: killed at chosen events, given a hostile folder, with processes that misbehave.

`python -m benchmarks.attack_builds [--kills N]` (Linux)

Prints a line for each attack: how often it was tried, how often all held, the longest seconds. What
must hold: whoever opens the corpus sees the old one or the new one, whole; the next build ends as
an undisturbed one, to the byte; each hostile source is set aside with its reason and no other.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import juesuan
from juesuan.corpus.build import build
from juesuan.corpus.manifest import read_manifest
from juesuan.corpus.schedulers.pool import Pool
from juesuan.errors import CorpusError
from tests.corpus import sabotage
from tests.corpus.made import documents, text
from tests.corpus.test_corpus_build_names import files

# The events of a build that a kill can meet: what it does to files, by the name of the target.
EVENTS = {
    "before a part is finished": "begin",
    "a part is finished": "finish",
    "the manifest is written": "write_manifest",
    "the journal is written": "complete",
    "a part is put in place": "_put",
    "old parts are removed": "_sweep",
}
# A build that kills its own session when it comes to an event for the n-th time.
DRIVER = """
import os, signal, sys
from pathlib import Path
from juesuan.corpus import publish, stage
from juesuan.corpus.build import build

event, times, raw, out = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
owner = stage.Stage if hasattr(stage.Stage, event) else publish
act, left = getattr(owner, event), [times]

def counted(*given, **options):
    left[0] -= 1
    if left[0] < 0:
        os.killpg(0, signal.SIGKILL)
    return act(*given, **options)

setattr(owner, event, counted)
build([raw], Path(out), workbooks=False, prune=True)
"""


def opened(out: Path) -> list[str] | None:
    """What a reader is told now: the hashes of the documents, None where there is no corpus."""
    try:
        corpus = juesuan.open_corpus(out)
    except CorpusError:
        return None
    found = sorted(corpus.documents["sha256"])
    counted = corpus.sql("select count(distinct document_id) n from amounts")["n"][0]
    assert counted == corpus.amounts["document_id"].nunique()
    return found


def kills(folder: Path, tries: int) -> Iterator[tuple[str, bool, float]]:
    """A build killed at each event, again and again; the next one completes it."""
    raw, old, new = folder / "raw", folder / "old", folder / "new"
    documents(raw, 6)
    build([raw], old, workbooks=False)
    (raw / "000.txt").unlink()
    (raw / "001.txt").write_text(text(60), encoding="utf-8")
    documents(folder / "more", 9)
    for path in sorted((folder / "more").iterdir())[6:]:
        path.rename(raw / path.name)
    shutil.copytree(old, new)
    build([raw], new, workbooks=False, prune=True)
    states = opened(old), opened(new)
    for words, event in EVENTS.items():
        for times in range(tries):
            out = folder / "out"
            shutil.copytree(old, out)
            command = [sys.executable, "-c", DRIVER, event, str(times), str(raw), str(out)]
            start = time.monotonic()
            done = subprocess.run(command, check=False, start_new_session=True)
            held = done.returncode in (0, -signal.SIGKILL) and opened(out) in states
            build([raw], out, workbooks=False, prune=True)
            held = held and files(out) == files(new) and opened(out) == states[1]
            yield f"killed: {words}", held, time.monotonic() - start
            shutil.rmtree(out)


def moments(folder: Path, tries: int) -> Iterator[tuple[str, bool, float]]:
    """The command killed with its processes at moments spread over its time."""
    raw, whole = folder / "raw", folder / "whole"
    documents(raw, 9)
    command = [sys.executable, "-m", "juesuan", "build", str(raw), "--no-workbooks", "--jobs", "2"]
    start = time.monotonic()
    subprocess.run([*command, "--out", str(whole)], check=True, capture_output=True)
    usual = time.monotonic() - start
    for at in range(tries):
        out = folder / "out"
        start = time.monotonic()
        child = subprocess.Popen(
            [*command, "--out", str(out)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(usual * (at + 0.5) / tries)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        held = opened(out) in (None, opened(whole))
        build([raw], out, workbooks=False)
        yield "killed at any moment", held and files(out) == files(whole), time.monotonic() - start
        shutil.rmtree(out)


def hostile_folder(folder: Path, _: int) -> Iterator[tuple[str, bool, float]]:
    """What is no document among documents."""
    raw, out = folder / "raw", folder / "out"
    documents(raw, 2)
    os.mkfifo(raw / "pipe.txt")
    (raw / "device.txt").symlink_to("/dev/zero")
    (raw / "dangling.txt").symlink_to(folder / "nowhere")
    (raw / "loop.txt").symlink_to(raw / "loop.txt")
    (raw / "a.rar").write_bytes(b"Rar!")
    with (raw / "sparse.pdf").open("wb") as file:
        file.truncate(2**40)
    with zipfile.ZipFile(raw / "outside.zip", "w") as archive:
        archive.writestr("../up.txt", text(70))
    start = time.monotonic()
    outcome = build([raw], out, workbooks=False, jobs=2)
    aside = {Path(each.source).name for each in outcome.set_aside}
    expected = {"pipe.txt", "device.txt", "dangling.txt", "loop.txt", "a.rar", "sparse.pdf"}
    held = aside == expected and outcome.read == 3
    yield "hostile folder", held, time.monotonic() - start


def hostile_documents(folder: Path, _: int) -> Iterator[tuple[str, bool, float]]:
    """Documents that kill, hang or eat memory in the process that reads them."""
    for word, error in {
        sabotage.CRASH: "WorkerDied",
        sabotage.EXIT: "WorkerDied",
        sabotage.HANG: "Timeout",
        sabotage.SLEEP: "Timeout",
        sabotage.EAT: "OutOfMemory",
    }.items():
        raw, out = folder / error / word / "raw", folder / error / word / "out"
        paths = documents(raw, 3)
        sabotage.make_hostile(paths[1], word)
        start = time.monotonic()
        with Pool(1, 2**30) as pool:
            build([raw], out, scheduler=sabotage.Saboteur(pool), workbooks=False, timeout=5.0)
        found = [each.error for each in read_manifest(out / "manifest.jsonl")]
        yield f"hostile document: {error}", found == [None, error, None], time.monotonic() - start


Attack = Callable[[Path, int], Iterator[tuple[str, bool, float]]]
ATTACKS: tuple[Attack, ...] = (kills, moments, hostile_folder, hostile_documents)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=3, help="for each event")
    given = parser.parse_args()
    found: dict[str, list[tuple[bool, float]]] = {}
    for attack in ATTACKS:
        with TemporaryDirectory() as folder:
            for words, held, seconds in attack(Path(folder), given.kills):
                found.setdefault(words, []).append((held, seconds))
    print("| attack | tried | held | longest, s |\n|---|---|---|---|")
    for words, tries in found.items():
        held = sum(well for well, _ in tries)
        print(f"| {words} | {len(tries)} | {held} | {max(each for _, each in tries):.1f} |")
    sys.exit(any(not well for tries in found.values() for well, _ in tries))


if __name__ == "__main__":
    main()
