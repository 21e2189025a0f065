"""What sentences state: each quantity with its subject, its kind and its direction."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

from juesuan.catalogue.phrases import Trigger, phrases
from juesuan.catalogue.terms import DIGITS
from juesuan.narrative.prose import Passage
from juesuan.narrative.quantities import Quantity, quantities
from juesuan.readers.characters import bare

Path = tuple[str, str, str]

# The words in front of a figure that say what it is stand within so many characters.
_TRIGGER_REACH = 60
# And those that name its subject: what stands further in front is another sentence's, or none.
_SUBJECT_REACH = 300


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity and what is said with it.

    `measure` is budget or actual where the words say so. `subject` is None where the sentence
    names none: such a claim is not understood. `path` holds the 类, 款 and 项 that the passage has
    named before it.
    """

    passage: Passage
    quantity: Quantity
    kind: str
    subject: str | None
    direction: str | None
    measure: str | None
    path: Path | None


def claims(passages: Iterable[Passage], organization: str | None = None) -> Iterator[Claim]:
    """Every quantity of the prose as a claim; flattened tables are no sentences.

    The organization's name in front of a subject is no part of it.
    """
    path: Path | None = None
    section: tuple[str, ...] = ()
    for passage in passages:
        if passage.paragraph.section != section:
            section, path = passage.paragraph.section, None
        if not phrases().figures.tables.search(passage.text):
            path = yield from _claims(passage, path, bare(organization or ""))


def _claims(
    passage: Passage, path: Path | None, organization: str
) -> Generator[Claim, None, Path | None]:
    """The claims of a passage; a 类/款/项 path goes on over passages until the next one."""
    subject: str | None = path[2] if path else None
    paths = _paths(passage.text)
    for quantity in quantities(passage):
        while paths and paths[0].end() <= quantity.start:
            path = _path(paths[0])
            subject = path[2]
            paths.pop(0)
        if found := _trigger(quantity):
            trigger, before = found
            if quantity.kind == "absent":
                before = passage.text[quantity.start : quantity.end]
            subject = _subject(before, organization) or subject
            yield _claim(passage, quantity, trigger, subject, path)
    if paths:
        path = _path(paths[-1])
    return path


def _path(named: re.Match[str]) -> Path:
    class_name, section_name, item_name = (named[level] for level in DIGITS)
    return class_name, section_name, item_name


def _paths(text: str) -> list[re.Match[str]]:
    """The 类/款/项 paths of a text, in the first of the ways in which they are named."""
    for pattern in phrases().execution.paths:
        if found := list(pattern.finditer(text)):
            return found
    return []


def _claim(
    passage: Passage, quantity: Quantity, trigger: Trigger, subject: str | None, path: Path | None
) -> Claim:
    kind, direction = trigger.quantity, trigger.direction
    if kind == "amount" and subject:
        for word, meant in phrases().subjects.changes.items():
            if subject.startswith(word) and len(subject) > len(word):
                kind, direction, subject = "change", meant, subject.removeprefix(word)
                break
    return Claim(passage, quantity, kind, subject, direction, trigger.measure, path)


def _trigger(quantity: Quantity) -> tuple[Trigger, str] | None:
    """The words that say what the figure is, and the text in front of them."""
    before = quantity.before.removesuffix(quantity.approximate or "")
    tail = before[-_TRIGGER_REACH:]
    for trigger in phrases().triggers_of.get(quantity.kind, ()):
        if match := trigger.pattern.search(tail):
            return trigger, before[: len(before) - len(tail) + match.start()]
    return None


def _subject(text: str, organization: str) -> str | None:
    """The noun phrase that ends a text; None where no clause of it names anything."""
    known = phrases().subjects
    pieces = known.breaks.split(text)
    for piece in reversed(pieces):
        name, before = piece[-_SUBJECT_REACH:], ""
        while name != before:
            before = name
            name = known.drop.sub("", name.removeprefix(organization), count=1)
        if not known.empty.fullmatch(name):
            return name[-known.longest :]
        if organization and organization in piece:
            return organization
    return None
