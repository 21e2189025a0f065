"""Sources that are parts of one account: which belong together, and what became of them before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import PurePath

import pandas as pd

from juesuan.catalogue.faults import fault
from juesuan.corpus.batches import Task
from juesuan.corpus.editions import completed
from juesuan.corpus.manifest import JOINED, READ, Entry
from juesuan.corpus.place import Place
from juesuan.errors import BuildError
from juesuan.readers.joined import digest_of, name_of


@dataclass
class Bundles:
    """The parts of accounts among the sources of a build.

    `standing` are the documents that were made of the same parts before, `tasks` those that are to
    be read; `places` are the sources that the build was given.
    """

    places: Mapping[str, Place]
    standing: list[Entry] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)

    def alone(self, entries: Iterable[Entry], made: Sequence[Entry]) -> list[Task]:
        """The sources that stood in a document before and stand in none of those `made` now.

        Raises `BuildError` where one of them was not given: its rows would be lost.
        """
        held = set(chain.from_iterable(entry.members for entry in made))
        lone = [e for e in entries if e.state == JOINED and e.source not in held]
        if gone := [entry.source for entry in lone if entry.source not in self.places]:
            raise BuildError(fault("documents_of_other_version", count=len(gone), first=gone[0]))
        return [Task(self.places[entry.source], entry.sha256) for entry in lone]


def bundled(
    entries: Sequence[Entry], places: Iterable[Place], earlier: Mapping[str, Entry]
) -> Bundles:
    """What is to be read as one document: sources of one folder that tell one account.

    They have the same name, 部门 or 单位, year and 决算 or 预算, and no table or section stands in
    two of them. `earlier` are documents of parts that can stay, by their names; one of which a part
    was not given to this build stays as it is.
    """
    found = Bundles({place.name: place for place in places})
    every_one = {entry.source: entry for entry in entries}
    known = {name: entry for name, entry in every_one.items() if entry.account}
    for entry in earlier.values():
        if _stands(entry, every_one) and not found.places.keys() >= set(entry.members):
            found.standing.append(entry)
            for name in entry.members:
                known.pop(name, None)
    for members in _accounts(known.values()):
        name = name_of(entry.source for entry in members)
        sha256 = digest_of([str(entry.sha256) for entry in members])
        was = earlier.get(name)
        version = members[0].reader, members[0].options
        if was and (was.sha256, was.reader, was.options) == (sha256, *version):
            found.standing.append(was)
        elif found.places.keys() >= {entry.source for entry in members}:
            parts = tuple(found.places[entry.source] for entry in members)
            place = Place(name, "", size=sum(part.size for part in parts), members=parts)
            found.tasks.append(Task(place, sha256))
    return found


def joined_into(entry: Entry, made: Iterable[Entry]) -> Entry:
    """The entry of a source, which says in which of the documents `made` it is read."""
    for document in made:
        if entry.source in document.members:
            return replace(
                entry,
                state=JOINED,
                document_id=document.document_id,
                error=None,
                reason=str(fault("part_of", source=entry.source, whole=document.source)),
                part=None,
                workbook=None,
            )
    return entry


def _stands(entry: Entry, known: Mapping[str, Entry]) -> bool:
    members = [known[name] for name in entry.members if name in known]
    digests = [str(member.sha256) for member in members]
    return len(members) == len(entry.members) and entry.sha256 == digest_of(digests)


def _accounts(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The parts of each account of which several are there, sorted by name."""
    told = sorted(
        (entry for entry in entries if entry.state in (READ, JOINED) and entry.holds),
        key=lambda entry: entry.source,
    )
    keys = completed(pd.Series([entry.account for entry in told], dtype=object))
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for entry, key in zip(told, keys, strict=True):
        groups.setdefault((PurePath(entry.source).parent, *key), []).append(entry)
    for members in groups.values():
        held = list(chain.from_iterable(entry.holds for entry in members))
        if len(members) > 1 and len(held) == len(set(held)):
            yield members
