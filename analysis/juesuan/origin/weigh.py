"""Several witnesses, one answer: the heaviest counts, and where they differ all are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import msgspec

from juesuan.origin.bodies import Name
from juesuan.origin.witnesses import CAPTION, COVER, FILE, HEADING, TITLE, Witness

Value = TypeVar("Value")


class Told(msgspec.Struct, Generic[Value], frozen=True):
    """An answer, which kind of witness gave it, and what others say instead (source, value)."""

    value: Value | None = None
    source: str | None = None
    others: tuple[tuple[str, Value], ...] = ()

    @property
    def elsewhere(self) -> str:
        """What others say, in one line."""
        return "; ".join(f"{source}: {value}" for source, value in self.others)


def organization_of(witnesses: Sequence[Witness], text: str) -> Told[Name]:
    """The body whose account it is: the title's, else that of headings, captions, the file's name.

    Of a shorter and a longer form of one name the longest counts. `text` is the whole document
    without spaces, a line each, in which a true name stands again.
    """
    named = [(each, each.title.name) for each in witnesses if each.title.name is not None]
    sure = [pair for pair in named if not pair[0].unsure]
    if not sure:
        return Told()
    best, name = max(sure, key=lambda pair: _weight(pair[0], pair[1], text))
    forms = [
        form
        for each, form in named
        if _is_longer(form, name) and (not each.unsure or _goes_on(form, name, text))
    ]
    longest = max([name, *forms], key=lambda form: len(form.text))
    scoped = [(each, form.scope) for each, form in sure if form.scope and _same(form, longest)]
    titled = [scope for each, scope in scoped if each.source in (TITLE, COVER)]
    said = {scope for _, scope in scoped}
    scope = titled[0] if titled else said.pop() if len(said) == 1 else None
    others = {
        (each.source, form)
        for each, form in sure
        if form.is_body
        and not _same(form, longest)
        and each.source in (HEADING, CAPTION, TITLE)
    } | {
        (each.source, form)
        for each, form in named
        if each.unsure and form not in forms and _may_go_on(form, name, text)
    }  # fmt: skip
    ordered = tuple(sorted(others, key=lambda pair: (pair[0], pair[1].text)))
    return Told(Name(longest.text, scope), best.source, ordered)


def _is_longer(form: Name, name: Name) -> bool:
    """A form of the name with more in front, or with what a township calls its government."""
    return form.text.endswith(name.text) or form.place.endswith(name.text)


def _goes_on(form: Name, name: Name, text: str) -> bool:
    """The line above a title begins its name: so it stands elsewhere, or neither is a name."""
    above = Name(form.text.removesuffix(name.text))
    begun = above.is_placed and not above.is_body and not name.is_placed
    return form.text in text or name.is_torn or begun


def _may_go_on(form: Name, name: Name, text: str) -> bool:
    """Nothing tells whether the line above a title begins its name, which stands nowhere else."""
    return form.text.endswith(name.text) and text.count(name.text) == 1


def _weight(witness: Witness, name: Name, text: str) -> tuple[int, ...]:
    ranks = {TITLE: 3, COVER: 3, HEADING: 2, CAPTION: 1, FILE: 0}
    return (
        int(name.is_body),
        ranks[witness.source],
        int(name.is_placed),
        int(text.count(name.text) > 1),
        int(witness.title.year is not None),
        int(witness.source == TITLE),
        -witness.line,
    )


def _same(one: Name, other: Name) -> bool:
    """Two forms of a name: the shorter one is a part of the longer."""
    first, second = sorted((one.text, other.text), key=len)
    return first in second


def most(
    witnesses: Sequence[Witness],
    get: Callable[[Witness], Value | None],
    order: Sequence[str] = (TITLE, COVER, HEADING, CAPTION, FILE),
) -> Told[Value]:
    """What most witnesses of the heaviest kind that speaks say, and who says otherwise."""
    said: dict[str, Counter[Value]] = {}
    for witness in witnesses:
        if (value := get(witness)) is not None:
            said.setdefault(witness.source, Counter())[value] += 1
    for source in order:
        if source in said:
            value = said[source].most_common(1)[0][0]
            others = tuple(
                (other, each)
                for other in order
                for each in said.get(other, ())
                if each != value and other != FILE
            )
            return Told(value, source, others)
    return Told()
