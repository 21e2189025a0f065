"""The hash of every source, taken where documents are read: within the limits on time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from juesuan.corpus.archives import closing_archives
from juesuan.corpus.batches import Batch, Task
from juesuan.corpus.manifest import Entry
from juesuan.corpus.place import Place, refused
from juesuan.corpus.place_bytes import hash_place
from juesuan.corpus.plan import trusted
from juesuan.corpus.schedulers import Scheduler
from juesuan.corpus.stage import Stage
from juesuan.corpus.supervise import attempts
from juesuan.corpus.watchdog import Watchdog, sign_of_life
from juesuan.corpus.work import ALONE, Fault
from juesuan.errors import JuesuanError

# So many sources are hashed in one go.
_TOGETHER = 200


@dataclass(frozen=True)
class Hashing:
    """Hashes sources: `out` is the corpus, `timeout` in seconds for each."""

    out: Path
    timeout: float | None = None

    def __call__(self, batch: Batch) -> list[str | None]:
        """The SHA-256 of each source of a batch, None where it cannot be read."""
        note = Stage(self.out).note(batch.name)
        with ALONE, Watchdog(note, self.timeout, len(batch.tasks)) as watch, closing_archives():
            return [_watched(watch, at, task.place) for at, task in enumerate(batch.tasks)]

    def sign(self, batch: Batch) -> tuple[object, float | None]:
        """What tells from outside that the hashing goes on; see `sign_of_life`."""
        return sign_of_life(Stage(self.out), batch.name, len(batch.tasks), self.timeout)


def _watched(watch: Watchdog, number: int, place: Place) -> str | None:
    watch(number)
    try:
        return hash_place(place)
    except (OSError, JuesuanError):
        return None  # reading it says why


def hashed(
    places: Sequence[Place], old: Mapping[str, Entry], scheduler: Scheduler, work: Hashing
) -> tuple[list[Place], dict[str, str | None]]:
    """The places, those that came to no end with the reason, and the hash of each source.

    What has the size and the time that `old` tells of it is not read.
    """
    known = {place.name: trusted(place, old) for place in places if place.reason is None}
    asked = [place for place in places if place.reason is None and known[place.name] is None]
    failed: dict[str, Fault] = {}
    stage = Stage(work.out)
    for batch, answer in attempts(scheduler, work, _batches(asked), stage, work.timeout):
        names = [task.place.name for task in batch.tasks]
        if isinstance(answer, Fault):
            failed[names[0]] = answer
        else:
            known.update(zip(names, answer, strict=True))
    every = [
        refused(place, failed[place.name].reason, failed[place.name].error)
        if place.name in failed
        else place
        for place in places
    ]
    return every, known


def _batches(places: Sequence[Place]) -> Iterator[Batch]:
    for at in range(0, len(places), _TOGETHER):
        tasks = tuple(Task(place, None) for place in places[at : at + _TOGETHER])
        yield Batch(tasks, "hash", "")
