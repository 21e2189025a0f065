"""Putting finished parts in place: journaled, so that an interruption is completed later.

Readers see an old corpus until the journal is written. From then on the new one is put in place:
new parts, then manifest and page by one renaming each, then the parts that no line names go. A
process that is killed in the middle leaves the journal, and the next build begins with the rest.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from juesuan.catalogue.faults import fault
from juesuan.catalogue.measures import STORED
from juesuan.corpus.dataset import part_path
from juesuan.corpus.manifest import MANIFEST, SET_ASIDE, Entry, write_manifest
from juesuan.corpus.stage import PAGES, WORKBOOKS, Stage, patiently, write_json
from juesuan.errors import BuildError
from juesuan.show.report_page import write_report
from juesuan.show.report_summary import BuildSummary

_REPORT = ("report", "index.html")


def publish(
    stage: Stage,
    entries: Sequence[Entry],
    parts: Collection[str],
    summary: BuildSummary,
    dropped: Iterable[str] = (),
) -> None:
    """Make the corpus what `entries` and `parts` say; `dropped` workbooks and pages (paths) go.

    Raises `BuildError` where a file is in use; the next build completes what is left.
    """
    write_manifest(stage.next / MANIFEST, entries)
    write_report(
        stage.next / "report", summary, [asdict(e) for e in entries if e.state == SET_ASIDE]
    )
    write_json(stage.journal, {"parts": sorted(parts), "dropped": sorted(dropped)})
    complete(stage)


def complete(stage: Stage) -> bool:
    """Do what a journal says, however much of it is done; False where there is none."""
    if not stage.journal.exists():
        return False
    journal = json.loads(stage.journal.read_text(encoding="utf-8"))
    try:
        _apply(stage, journal)
    except PermissionError as error:
        raise BuildError(
            fault("corpus_not_replaced", error=error), source=str(stage.out)
        ) from error
    return True


def _apply(stage: Stage, journal: dict[str, Any]) -> None:
    for name in (*STORED, WORKBOOKS, PAGES, _REPORT[0]):
        (stage.out / name).mkdir(exist_ok=True)
    for part in journal["parts"]:
        _put(stage, part)
    _move(stage.next / MANIFEST, stage.out / MANIFEST)
    _move(stage.next / "report" / _REPORT[1], stage.out.joinpath(*_REPORT))
    parts = set(journal["parts"])
    for name in STORED:
        _sweep((stage.out / name).glob("*.parquet"), parts)
    _sweep(stage.records.glob("*.json"), parts)
    for workbook in journal["dropped"]:
        patiently(partial(_removed, stage.out / workbook))
    shutil.rmtree(stage.staged, ignore_errors=True)
    stage.staged.mkdir(exist_ok=True)
    stage.journal.unlink()


def _put(stage: Stage, part: str) -> None:
    """Move a part's files into the datasets, its record last."""
    folder = stage.staged / part
    if not folder.exists():
        return
    for name in STORED:
        _move(folder / f"{name}.parquet", part_path(stage.out, name, part))
    for workbook in sorted((folder / WORKBOOKS).glob("*.xlsx")):
        _move(workbook, stage.out / WORKBOOKS / workbook.name)
    for page in sorted((folder / PAGES).glob("*.html")):
        _move(page, stage.out / PAGES / page.name)
    _move(folder / "record.json", stage.records / f"{part}.json")


def _move(path: Path, target: Path) -> None:
    if path.exists():
        patiently(partial(path.replace, target))


def _sweep(files: Iterable[Path], parts: Collection[str]) -> None:
    for path in sorted(files):
        if path.stem not in parts:
            patiently(partial(_removed, path))


def _removed(path: Path) -> None:
    path.unlink(missing_ok=True)
