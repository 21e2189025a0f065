"""Names of other organizations where the account's own belongs: left from another's text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from juesuan.catalogue.mention_wording import mention_wording
from juesuan.narrative.mentions import Mention
from juesuan.narrative.prose import Passage
from juesuan.readers.characters import bare

# A name that stands oftener is no slip; and the account's own stands so often at least.
_SLIPS, _OWN = 2, 2


def other_names(
    passages: Sequence[Passage], organization: str | None, units: Iterable[str]
) -> Iterator[Mention]:
    """The names of other organizations in front of what sentences state of the account's own.

    `units` are the organization's subordinate units, whose figures may be stated too.
    """
    own = bare(organization or "")
    if not own:
        return
    known = {own, *map(bare, units)}
    found = [*_named(passages), *_acting(passages, own)]
    times = Counter(name for name, *_ in found)
    if sum(count for name, count in times.items() if own.endswith(name)) < _OWN:
        return
    for name, page, row in found:
        strange = not any(each.endswith(name) or name.endswith(each) for each in known)
        if strange and times[name] <= _SLIPS:
            yield Mention("organization", name, page, row)


def _named(passages: Iterable[Passage]) -> Iterator[tuple[str, int | None, int | None]]:
    for passage in passages:
        if passage.is_table:
            continue
        for match in mention_wording().organization.named.finditer(passage.text):
            yield bare(match["name"]), *passage.place(match.start("name"))


def _acting(passages: Iterable[Passage], own: str) -> Iterator[tuple[str, int | None, int | None]]:
    """The names that act in a sentence as the account's own does, and differ by their place."""
    known = mention_wording().organization
    place = known.place.match(own)
    office = own[place.end() :] if place else ""
    if not office:
        return
    for passage in passages:
        if passage.is_table or office not in passage.text:
            continue
        for match in known.acts.finditer(passage.text):
            name, other = bare(match["name"]), known.place.match(match["name"])
            alike = len(name) == len(own) and name.endswith(office)
            if other and alike and name[other.end() - 1 :] == own[other.end() - 1 :]:
                yield name, *passage.place(match.start("name"))
