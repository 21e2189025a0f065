"""What the smaller sections state, item by item, and how the year's key work is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from juesuan.catalogue.files import toml
from juesuan.catalogue.prose_lists import SectionWording


@dataclass(frozen=True)
class Guard:
    """Figures that no entry may take; `quantities` is empty where it holds for all."""

    quantities: tuple[str, ...]
    context: re.Pattern[str]


@dataclass(frozen=True)
class DetailEntry:
    """What a claim must be to be an item; the comments of `details.toml` say how each is used."""

    frame: str
    item: str
    quantities: tuple[str, ...]
    measure: str | None
    units: tuple[str, ...]
    subject: re.Pattern[str] | None
    component: str | None
    context: re.Pattern[str] | None


@dataclass(frozen=True)
class DetailWording:
    """Compiled patterns of `details.toml`; see the comments there."""

    sections: dict[str, re.Pattern[str]]
    signs: dict[str, int]
    guards: tuple[Guard, ...]
    components: dict[str, re.Pattern[str]]
    entries: tuple[DetailEntry, ...]


@dataclass(frozen=True)
class KeyWorkWording:
    """Compiled patterns of `[key_work]`; see the comments there."""

    section: SectionWording
    numberings: tuple[re.Pattern[str], ...]
    title_end: re.Pattern[str]
    header: re.Pattern[str]
    header_start: str


@cache
def detail_wording() -> DetailWording:
    """The patterns of `details.toml`, compiled once."""
    data, numbering = toml("details.toml"), toml("prose_lists.toml")["numbering"]
    before = data["subjects"]["before"]
    return DetailWording(
        sections={
            frame: re.compile(f"(?:{numbering})?{pattern}")
            for frame, pattern in data["sections"].items()
        },
        signs=data["signs"],
        guards=tuple(
            Guard(tuple(guard.get("quantities", ())), re.compile(guard["context"]))
            for guard in data["guards"]
        ),
        components={
            component["key"]: _subject(before, component["subject"])
            for component in data["components"]
        },
        entries=tuple(_entry(before, entry) for entry in data["entries"]),
    )


def _subject(before: str, pattern: str) -> re.Pattern[str]:
    return re.compile(f"{before}(?:{pattern})")


def _entry(before: str, entry: dict[str, Any]) -> DetailEntry:
    subject, context = entry.get("subject"), entry.get("context")
    return DetailEntry(
        frame=entry["frame"],
        item=entry["item"],
        quantities=tuple(entry["quantities"]),
        measure=entry.get("measure"),
        units=tuple(entry.get("units", ())),
        subject=_subject(before, subject) if subject else None,
        component=entry.get("component"),
        context=re.compile(context) if context else None,
    )


@cache
def key_work_wording() -> KeyWorkWording:
    """The patterns of `[key_work]`, compiled once."""
    own, lists = toml("details.toml")["key_work"], toml("prose_lists.toml")
    heading = re.compile(rf"(?P<number>{lists['numbering']})?{own['heading']}")
    return KeyWorkWording(
        section=SectionWording(heading, re.compile(lists["section_end"])),
        numberings=tuple(re.compile(pattern) for pattern in own["numberings"]),
        title_end=re.compile(own["title_end"]),
        header=re.compile(own["header"]),
        header_start=own["header_start"],
    )
