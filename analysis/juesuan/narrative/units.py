"""The units in the scope of the accounts (部门决算单位构成)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.prose_lists import prose_lists
from juesuan.narrative.prose import Passage
from juesuan.narrative.sections import section, words
from juesuan.narrative.unit_rows import Item, items
from juesuan.readers.characters import plain

# The sentences above the list are within so many signs of its section.
_INTRODUCTION = 3_000


class Unit(msgspec.Struct, frozen=True):
    """A unit of a department: its number in the list, its name without remarks, its kind."""

    number: int
    name: str
    kind: str
    page: int | None
    row: int


def read_units(passages: Iterable[Passage]) -> list[Unit]:
    """The units that the section lists, or the reporting unit where it names no other.

    Lists of offices inside the unit (内设机构) are no units.
    """
    wording = prose_lists().units
    inside = section(passages, wording.heading)
    introduction = "".join(passage.text for passage in inside[:_INTRODUCTION])[:_INTRODUCTION]
    units = [unit for item in items(inside) if (unit := _unit(item, introduction))]
    return units or _alone(inside)


def _unit(item: Item, introduction: str) -> Unit | None:
    wording = prose_lists().units
    text = plain(item.printed)
    remark = wording.remark.search(text)
    before = text[: remark.start() if remark else None].rstrip("。;,、.")
    before = wording.trailing.sub("", before).rstrip("。;,、.")
    own = wording.main.search(remark[0] if remark else before)
    without = wording.name_end.sub("", wording.main_suffix.sub("", before))
    name = item.printed[: len(without)]
    if not re.search("[一-龥]", name) or wording.generic.search(plain(name)):
        return None
    reports = re.search(re.escape(plain(name)) + wording.reports.pattern, introduction)
    kinds = lexicon().organizations
    kind = kinds.main if own or (reports and not remark) else kinds.subordinate
    return Unit(item.number, name, kind, item.passage.paragraph.page, item.passage.paragraph.row)


def _alone(inside: Sequence[Passage]) -> list[Unit]:
    wording = prose_lists().units
    for passage in inside:
        found = wording.alone.search(passage.text)
        if found and not wording.not_alone.search(passage.text):
            at = passage.paragraph
            name = words(passage, *found.span("name"))
            return [Unit(1, name, lexicon().organizations.main, at.page, at.row)]
    return []
