"""Reading documents together; what cannot be read is set aside with its reason."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

import pandas as pd

from juesuan.catalogue.faults import fault
from juesuan.corpus.archives import closing_archives
from juesuan.corpus.editions import account_key
from juesuan.corpus.manifest import READ, SET_ASIDE, Entry
from juesuan.corpus.place import Place
from juesuan.corpus.place_bytes import read_place
from juesuan.corpus.schedulers import Lost
from juesuan.corpus.schedulers.pool import Pool
from juesuan.document import Document, frames_of, read
from juesuan.errors import JuesuanError
from juesuan.identities.corrections import Correction
from juesuan.narrative.paragraphs import BELOW
from juesuan.readers.joined import digest_of

# So many documents are checked in one go by `juesuan check`.
_CHECKED_TOGETHER = 20
# In at least so many steps each process tells what is done, where there are documents enough.
_STEPS = 8

Frames = dict[str, pd.DataFrame]
# Told before each step: the place that is read next, None when all of them are checked.
Watch = Callable[[int | None], None]


def read_all(
    places: Sequence[Place],
    jobs: int,
    corrections: Sequence[Correction] = (),
    *,
    corrected: bool = False,
    progress: Callable[[Entry], None] = lambda _: None,
) -> Iterator[tuple[Entry, Frames]]:
    """Each source with its frames, in order; with `corrected`, corrections count as printed.

    `progress` is told each source as soon as it is done, whatever the order.
    """
    work = partial(read_places, corrections=corrections, corrected=corrected)
    size = max(1, min(_CHECKED_TOGETHER, len(places) // (max(jobs, 1) * _STEPS)))
    chunks = [tuple(places[at : at + size]) for at in range(0, len(places), size)]
    if jobs <= 1:
        for chunk in chunks:
            yield from _counted(work(chunk), progress)
        return
    answers: dict[tuple[Place, ...], list[tuple[Entry, Frames]]] = {}
    with Pool(jobs) as pool:
        for chunk, answer in pool.map_unordered(work, chunks):
            done = _alone(chunk, work, pool) if isinstance(answer, Lost) else answer
            answers[chunk] = _counted(done, progress)
            while chunks and chunks[0] in answers:
                yield from answers.pop(chunks.pop(0))


def _counted(
    answer: list[tuple[Entry, Frames]], progress: Callable[[Entry], None]
) -> list[tuple[Entry, Frames]]:
    for entry, _ in answer:
        progress(entry)
    return answer


def _alone(
    chunk: Sequence[Place], work: Callable[..., list[tuple[Entry, Frames]]], pool: Pool
) -> list[tuple[Entry, Frames]]:
    """Each place of a chunk over which a process died, in a process that may die."""
    results: list[tuple[Entry, Frames]] = []
    for place in chunk:
        for _, answer in pool.map_unordered(work, [(place,)]):
            if isinstance(answer, Lost):
                why = str(fault("process_died", place=place.name))
                results.append((aside(place, None, "WorkerDied", why), {}))
            else:
                results += answer
    return results


def read_places(
    places: Sequence[Place],
    corrections: Sequence[Correction] = (),
    *,
    corrected: bool = False,
    expected: Sequence[str | None] = (),
    watch: Watch = lambda _: None,
) -> list[tuple[Entry, Frames]]:
    """All frames of each document, or none and the reason why.

    `expected` are the hashes that the documents had when the build was planned. Raises MemoryError.
    """
    results = []
    with closing_archives():
        for number, place in enumerate(places):
            watch(number)
            results.append(_read(place, corrections, expected[number] if expected else None))
    watch(None)
    try:
        every = iter(frames_of([one for _, one in results if one is not None], corrected=corrected))
        return [_told(entry, next(every) if document else {}) for entry, document in results]
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one document must not stop the others
        if len(places) == 1:
            return [(_internal(places[0], results[0][0].sha256, error), {})]
    again = partial(read_places, corrections=corrections, corrected=corrected, watch=watch)
    return list(chain.from_iterable(again([place]) for place in places))


def _read(
    place: Place, corrections: Sequence[Correction], expected: str | None
) -> tuple[Entry, Document | None]:
    if place.reason is not None:
        return aside(place, None, place.error or "", place.reason), None
    digest: str | None = None
    try:
        files = [_file(each) for each in place.members or (place,)]
        digest = digest_of([hashlib.sha256(file.getbuffer()).hexdigest() for file in files])
        if expected not in (None, digest):
            why = str(fault("changed_while_read", place=place.name))
            # Without a hash: the size and time that are known are not those of these bytes.
            return aside(place, None, "ChangedWhileRead", why), None
        document = read(files, corrections=corrections)
    except (JuesuanError, OSError) as error:
        return aside(place, digest, type(error).__name__, str(error)), None
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours must not stop the other documents
        return _internal(place, digest, error), None
    id_ = document.document_id
    names = tuple(each.name for each in place.members)
    entry = Entry(place.name, digest, READ, id_, size=place.size, stamp=place.stamp, members=names)
    return entry, document


def _file(place: Place) -> io.BytesIO:
    file = io.BytesIO(read_place(place))
    file.name = place.name
    return file


def _told(entry: Entry, frames: Frames) -> tuple[Entry, Frames]:
    """The entry of a document with what tells the parts of one account."""
    if not frames:
        return entry, frames
    account = account_key(frames["documents"]).iloc[0]
    sections = frames["paragraphs"]["section"].dropna().str.split(BELOW).str[0]
    holds = {*frames["amounts"]["table"].dropna().astype(str), *sections}
    return replace(entry, account=account or (), holds=tuple(sorted(holds))), frames


def aside(place: Place, sha256: str | None, error: str, reason: str) -> Entry:
    """The entry of a source that is set aside."""
    state = place.name, sha256, SET_ASIDE
    return Entry(*state, error=error, reason=reason, size=place.size, stamp=place.stamp)


def _internal(place: Place, sha256: str | None, error: Exception) -> Entry:
    reason = fault("own_error", kind=type(error).__name__, error=error)
    return aside(place, sha256, "InternalError", str(reason))
