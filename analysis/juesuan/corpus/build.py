"""Reading many documents into one folder; what cannot be read is set aside with its reason."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from juesuan.catalogue.faults import fault
from juesuan.corpus.batches import Task, batches, without
from juesuan.corpus.bundles import Bundles, bundled, joined_into
from juesuan.corpus.dataset import layout
from juesuan.corpus.engine import options_version, reader_version
from juesuan.corpus.hashing import Hashing, hashed
from juesuan.corpus.manifest import MANIFEST, READ, Entry, read_manifest
from juesuan.corpus.outcome import Outcome
from juesuan.corpus.overlap import kept_apart
from juesuan.corpus.part_pieces import joined
from juesuan.corpus.place import Place
from juesuan.corpus.plan import Known, Plan, lost, make_plan
from juesuan.corpus.publish import publish
from juesuan.corpus.schedulers import Inline, Scheduler
from juesuan.corpus.session import opened
from juesuan.corpus.sources import find_sources
from juesuan.corpus.stage import EMPTY, Record, Stage, page_of
from juesuan.corpus.supervise import every, supervised
from juesuan.corpus.work import Rewrite, Rewriting, Work, failed, record_of
from juesuan.errors import BuildError, UnknownChoice
from juesuan.identities.corrections import Correction, read_corrections
from juesuan.show.report_summary import BuildSummary

# A document's limits, unless told otherwise: seconds, and bytes beside what a process starts with.
TIMEOUT, MEMORY = 120.0, 2 * 2**30

log = logging.getLogger("juesuan.build")


def build(  # noqa: PLR0913 - the options of the command
    sources: str | Path | Iterable[str | Path | Place],
    out: str | Path,
    *,
    jobs: int = 1,
    scheduler: Scheduler | None = None,
    client: Any = None,
    corrections: str | Path | Sequence[Correction] = (),
    workbooks: bool = True,
    prune: bool = False,
    verify: bool = False,
    timeout: float | None = None,
    memory: int | None = None,
    planned: Callable[[Plan], None] = lambda _: None,
    progress: Callable[[Entry], None] = lambda _: None,
) -> Outcome:
    """Bring the corpus in `out` up to date with the sources.

    Only what is new or changed is read, and what was read by another version or with other
    options. Sources that the corpus holds and that are not given stay; with `prune` they go. The
    new corpus appears all at once when everything is read. A build that is interrupted or killed
    leaves the old one, and the next goes on where it ended.

    A source of the size and time that the corpus knows counts as unchanged; with `verify` every
    source is read for its hash.

    `jobs` processes work, each document within `timeout` seconds (120 unless given) and each
    process with at most `memory` bytes beside what it starts with (2 GB unless given). `jobs=1`
    works in this process and without limits; where a limit is given, in one beside it. Another
    `scheduler` or a Dask `client` takes the place of the processes; the corpus is the same.
    `workbooks=False` leaves the workbooks out, which take most of the time. `planned` is told the
    plan, again where accounts are found that stand in parts; `progress` each source that is done.

    `corrections` is a file of known errors, or what `read_corrections` made of it.

    Raises `BuildError` where another build is at work in `out`, `out` is one of the sources, the
    disk is full or the folder cannot be written, FileNotFoundError for a source that does not
    exist, `CorrectionError`, and `UnknownChoice` for a `scheduler` that is none.
    """
    known = read_corrections(corrections) if isinstance(corrections, (str, Path)) else corrections
    asked = [sources] if isinstance(sources, (str, Path)) else list(sources)
    places = [source for source in asked if isinstance(source, Place)]
    places += find_sources(source for source in asked if not isinstance(source, Place))
    kept_apart(asked, places, Path(out))
    alone = jobs <= 1 and timeout is None and memory is None
    with ExitStack() as stack:
        stage = stack.enter_context(opened(Path(out).resolve()))
        chosen = _chosen(scheduler) or _scheduler(
            0 if alone else jobs, client, memory or MEMORY, stack
        )
        limit = (timeout or TIMEOUT) if chosen.limits else None
        work = Work(stage.out, tuple(known), workbooks, limit)
        try:
            outcome = _build(places, stage, chosen, work, prune, verify, planned, progress)
            outcome.out = Path(out)
        except OSError as error:
            raise failed(error, stage.out) from error
        except BaseException as error:
            log.warning("stopped: %s: %s", type(error).__name__, error)
            raise
        else:
            return outcome


def _chosen(scheduler: Scheduler | None) -> Scheduler | None:
    if scheduler is None or hasattr(scheduler, "map_unordered"):
        return scheduler
    raise UnknownChoice(fault("no_scheduler", scheduler=scheduler))


def _scheduler(jobs: int, client: Any, memory: int, stack: ExitStack) -> Scheduler:
    """A cluster, so many processes, or with none of them this process."""
    if client is not None:
        from juesuan.corpus.schedulers.cluster import Cluster

        return Cluster(client)
    if jobs < 1:
        return Inline()
    from juesuan.corpus.schedulers.pool import Pool

    return stack.enter_context(Pool(jobs, memory))


def _build(
    places: Sequence[Place],
    stage: Stage,
    scheduler: Scheduler,
    work: Work,
    prune: bool,  # noqa: FBT001
    verify: bool,  # noqa: FBT001
    planned: Callable[[Plan], None],
    progress: Callable[[Entry], None],
) -> Outcome:
    options = options_version(work.corrections, workbooks=work.workbooks, language=work.language)
    manifest = stage.out / MANIFEST
    every_old = read_manifest(manifest) if manifest.exists() else []
    old = {entry.source: entry for entry in every_old if not entry.members}
    joints = {entry.source: entry for entry in every_old if entry.members}
    whole = {record.part for record in stage.published() if record.layout == layout()}
    known = Known(old, joints, whole, reader_version(), options)
    log.info("juesuan %s, options %s: %d sources", known.reader, options, len(places))
    hashing = Hashing(stage.out, work.timeout)
    places, hashes = hashed(places, {} if verify else old, scheduler, hashing)
    plan = make_plan(places, hashes, known, prune=prune)
    _refuse_loss(known, hashes, prune=prune)
    log.info("plan: %s", plan.told)
    planned(plan)
    reading = partial(
        _read, known=known, stage=stage, scheduler=scheduler, work=work, progress=progress
    )
    entries = [*plan.entries, *reading(plan.tasks)]
    bundles = bundled(entries, places, known.whole_joints)
    if bundles.tasks:
        plan.joints = len(bundles.tasks)
        planned(plan)
    entries = _joined(entries, bundles, reading)
    kept = _rewritten(entries, stage, scheduler)
    entries = sorted(
        (replace(entry, part=kept.get(str(entry.part), entry.part)) for entry in entries),
        key=lambda entry: entry.source,
    )
    outcome = Outcome(stage.out, plan, entries)
    parts = {str(entry.part) for entry in entries if entry.part} or {_empty(stage)}
    summary, outcome.rows = _summarised(stage, parts)
    workbooks = {entry.workbook for entry in entries if entry.workbook}
    gone = {entry.workbook for entry in every_old if entry.workbook} - workbooks
    ids = {entry.document_id for entry in entries if entry.document_id}
    gone |= {page_of(old) for old in {e.document_id for e in every_old if e.document_id} - ids}
    publish(stage, entries, parts, summary, gone)
    for error, count in outcome.reasons:
        log.info("set aside: %s %d", error, count)
    log.info("published: %d documents in %d parts", outcome.read, len(parts))
    return outcome


def _refuse_loss(known: Known, hashes: Mapping[str, str | None], *, prune: bool) -> None:
    """Rows of other columns cannot stand beside the new ones; they are not dropped unasked."""
    gone = list(lost(known, hashes))
    if gone and not prune:
        raise BuildError(fault("documents_of_other_version", count=len(gone), first=gone[0]))


def _read(
    tasks: Sequence[Task],
    known: Known,
    stage: Stage,
    scheduler: Scheduler,
    work: Work,
    progress: Callable[[Entry], None] = lambda _: None,
) -> list[Entry]:
    """Read the documents, except those of parts that a killed build finished."""
    entries: list[Entry] = []

    def done(more: Sequence[Entry]) -> None:
        entries.extend(more)
        for entry in more:
            if entry.reason:
                log.warning("%s: %s", entry.error, entry.reason)
            progress(entry)

    whole = list(batches(tasks, known.reader, known.options))
    for record in _usable(stage, tasks, known):
        log.info("part %s was finished by an earlier build", record.part)
        done(record.entries)
    finished = {entry.source for entry in entries}
    waiting = (without(batch, finished) for batch in whole)
    for more in supervised(scheduler, work, [batch for batch in waiting if batch.tasks], stage):
        log.info("%d of %d documents are done", len(entries) + len(more), len(tasks))
        done(more)
    return joined(entries, whole, stage, scheduler)


def _usable(stage: Stage, tasks: Sequence[Task], known: Known) -> Iterator[Record]:
    """Finished parts of just such documents, read by this version; others of them are removed."""
    wanted = {task.place.name: task for task in tasks}
    asked = set(wanted)
    for record in stage.finished():
        if record.entries and all(_same(entry, wanted, known) for entry in record.entries):
            yield record
            for entry in record.entries:
                del wanted[entry.source]
        elif asked & {entry.source for entry in record.entries}:
            stage.forget(record.part)


def _same(entry: Entry, wanted: Mapping[str, Task], known: Known) -> bool:
    task = wanted.get(entry.source)
    return task is not None and (
        (entry.sha256, entry.reader, entry.options, entry.stamp)
        == (task.sha256, known.reader, known.options, task.place.stamp)
    )


def _joined(
    entries: Sequence[Entry],
    bundles: Bundles,
    reading: Callable[[Sequence[Task]], list[Entry]],
) -> list[Entry]:
    """The entries, where the parts of an account are read as one document, which has its own."""
    read = reading(bundles.tasks)
    made = [*bundles.standing, *(entry for entry in read if entry.state == READ)]
    for entry in read:
        if entry.state != READ:
            log.warning("not joined: %s: %s", entry.error, entry.reason)
    alone = {entry.source: entry for entry in reading(bundles.alone(entries, made))}
    every_one = (alone.get(entry.source, entry) for entry in entries)
    return [*(joined_into(entry, made) for entry in every_one), *made]


def _rewritten(entries: Sequence[Entry], stage: Stage, scheduler: Scheduler) -> dict[str, str]:
    """Parts of which some documents go are written anew; old name → new name."""
    keep: dict[str, list[str]] = {}
    for entry in entries:
        if entry.part:
            keep.setdefault(entry.part, []).append(str(entry.document_id))
    tasks = [
        Rewrite(part, tuple(sorted(ids)))
        for part, ids in sorted(keep.items())
        if len(ids) < stage.record(part).rows["documents"]
    ]
    todo = [task for task in tasks if not stage.has(task.name)]
    every(scheduler, Rewriting(stage.out), todo, stage)
    return {task.part: task.name for task in tasks}


def _empty(stage: Stage) -> str:
    """A part without rows, for a corpus without documents."""
    stage.forget(EMPTY)  # of another version, perhaps
    folder = stage.begin(EMPTY)
    stage.finish(folder, record_of(EMPTY, [], [], folder, empty=True))
    return EMPTY


def _summarised(stage: Stage, parts: Iterable[str]) -> tuple[BuildSummary, dict[str, int]]:
    """What the page says of all parts, and the rows of each frame."""
    summary = BuildSummary()
    rows: Counter[str] = Counter()
    for part in sorted(parts):
        record = stage.record(part)
        rows.update(record.rows)
        if record.summary:
            summary.merge(BuildSummary.of_json(record.summary))
    return summary, dict(rows)
