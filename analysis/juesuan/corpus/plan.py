"""What a build has to do: the sources against what the corpus holds already."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from juesuan.catalogue.faults import fault
from juesuan.catalogue.sayings import listed, say
from juesuan.corpus.batches import Task
from juesuan.corpus.manifest import DUPLICATE, JOINED, READ, Entry
from juesuan.corpus.place import Place
from juesuan.corpus.read_together import aside
from juesuan.readers.ocr import recognises

# Failures that may be gone the next time, since the document's bytes are not to blame.
_TRIED_AGAIN = frozenset(
    (
        "Timeout",
        "WorkerDied",
        "OutOfMemory",
        "ChangedWhileRead",
        "WorkbookError",
        "PageError",
        "OSError",
        "PermissionError",
        "FileNotFoundError",
        "ConnectionError",
        "TimeoutError",
    )
)
# Read as soon as what recognises text is installed.
_A_SCAN = "ScannedDocument"


@dataclass
class Plan:
    """What is known without reading, and what is to be read.

    `entries` are the sources that are not read: unchanged, duplicates, refused, gone but kept;
    `joints` is how many accounts are read again as one, once it is known which are parts.
    """

    entries: list[Entry] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    again: int = 0
    unchanged: int = 0
    gone: int = 0
    pruned: int = 0
    moved: int = 0
    joints: int = 0

    @property
    def told(self) -> str:
        """The plan in words."""
        names = ("new", "changed", "again", "unchanged", "moved", "pruned", "gone")
        counts = ((name, getattr(self, name)) for name in names)
        return listed([say(f"plan_{name}", count=count) for name, count in counts if count])


@dataclass(frozen=True)
class Known:
    """What the corpus holds: its entries by source, and its parts that are whole.

    `joints` are the documents that were made of several sources, by their names.
    """

    entries: Mapping[str, Entry]
    joints: Mapping[str, Entry]
    parts: Collection[str]
    reader: str
    options: str

    def stands(self, place: Place, sha256: str | None) -> Entry | None:
        """The entry of a source if it need not be read again."""
        was = self.entries.get(place.name)
        if was is None or sha256 is None or was.sha256 != sha256:
            return None
        if (was.reader, was.options) != (self.reader, self.options) or was.error in _TRIED_AGAIN:
            return None
        if was.error == _A_SCAN and recognises():
            return None
        if was.state == READ and was.part not in self.parts:
            return None
        return replace(was, size=place.size, stamp=place.stamp)

    @property
    def whole_joints(self) -> dict[str, Entry]:
        """The documents of several sources whose rows are whole."""
        return {name: was for name, was in self.joints.items() if was.part in self.parts}

    def keeps(self, was: Entry, hashes: Mapping[str, str | None]) -> bool:
        """Whether the rows of a source that is not given can stay: no other part is new."""
        if was.state == READ:
            return was.part in self.parts
        joint = self._joint_of.get(was.source)
        return joint is not None and all(
            name not in hashes or hashes[name] == self.entries[name].sha256
            for name in joint.members
            if name in self.entries
        )

    @cached_property
    def _joint_of(self) -> dict[str, Entry]:
        return {name: joint for joint in self.whole_joints.values() for name in joint.members}


def trusted(place: Place, entries: Mapping[str, Entry]) -> str | None:
    """The hash of a source that has not been touched, by its size and time; None: look at it."""
    was = entries.get(place.name)
    if was is None or not place.stamp or (was.size, was.stamp) != (place.size, place.stamp):
        return None
    return was.sha256


def make_plan(
    places: Sequence[Place], hashes: Mapping[str, str | None], known: Known, *, prune: bool
) -> Plan:
    """What is to be done so that the corpus holds each content of the sources once."""
    plan = Plan()
    standing = {
        place.name: entry
        for place in places
        if place.reason is None
        and (entry := known.stands(place, hashes.get(place.name))) is not None
    }
    # Of the same bytes, a document that is read already stays; else the first is read.
    holders = {str(entry.sha256): name for name, entry in standing.items() if _held(entry)}
    for place in places:
        sha256 = hashes.get(place.name)
        if place.reason is not None:
            _refused(plan, place, known)
        elif sha256 and (first := holders.setdefault(sha256, place.name)) != place.name:
            _count(
                plan, place, sha256, known, stands=place.name in standing or _is_copy(place, known)
            )
            plan.entries.append(_copy(place, sha256, first))
        elif place.name in standing and standing[place.name].state != DUPLICATE:
            plan.unchanged += 1
            plan.entries.append(standing[place.name])
        else:
            _count(plan, place, sha256, known, stands=False)
            plan.tasks.append(Task(place, sha256))
    _gone(plan, known, hashes, holders, prune=prune)
    return plan


def _refused(plan: Plan, place: Place, known: Known) -> None:
    entry = aside(place, None, place.error or "", place.reason or "")
    plan.entries.append(entry)
    if known.entries.get(place.name) == entry:
        plan.unchanged += 1
    else:
        _count(plan, place, None, known, stands=False)


def _is_copy(place: Place, known: Known) -> bool:
    was = known.entries.get(place.name)
    return was is not None and was.state == DUPLICATE


def _copy(place: Place, sha256: str, first: str) -> Entry:
    why = str(fault("same_bytes", place=place.name, first=first))
    return replace(aside(place, sha256, "Duplicate", why), state=DUPLICATE)


def _count(plan: Plan, place: Place, sha256: str | None, known: Known, *, stands: bool) -> None:
    was = known.entries.get(place.name)
    if was is None:
        plan.new += 1
    elif was.sha256 != sha256:
        plan.changed += 1
    elif stands:
        plan.unchanged += 1
    else:
        plan.again += 1


def _gone(
    plan: Plan,
    known: Known,
    hashes: Mapping[str, str | None],
    holders: Mapping[str, str],
    *,
    prune: bool,
) -> None:
    """Sources that the corpus holds and the build was not given: kept unless asked otherwise."""
    for name, was in known.entries.items():
        if name in hashes or not _held(was) or not known.keeps(was, hashes):
            continue
        if was.sha256 in holders:
            plan.moved += 1
        elif prune:
            plan.pruned += 1
        else:
            plan.gone += 1
            plan.entries.append(was)


def lost(known: Known, hashes: Mapping[str, str | None]) -> Iterable[str]:
    """Sources that were read, whose rows cannot be kept and that cannot be read again either."""
    contents = set(hashes.values())
    for name, was in known.entries.items():
        kept = name in hashes or was.sha256 in contents or known.keeps(was, hashes)
        if _held(was) and not kept:
            yield name


def _held(entry: Entry) -> bool:
    """The corpus holds the rows of the source."""
    return entry.state in (READ, JOINED)
