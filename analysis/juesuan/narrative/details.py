"""Claims of the smaller sections as items: “三公” counts, procurement, assets, operating cost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

import msgspec

from juesuan.catalogue.detail_wording import DetailEntry, detail_wording
from juesuan.catalogue.prose_lists import numbered
from juesuan.narrative.claim import Claim
from juesuan.narrative.prose import Passage
from juesuan.narrative.quantities import Quantity
from juesuan.readers.characters import bare, unquoted

_CHANGES = ("change", "growth")


def _kind(claim: Claim) -> str:
    """What a claim is; 持平 is a change of nothing."""
    level = detail_wording().signs.get(claim.direction or "") == 0
    return "change" if claim.kind == "comparison" and level else claim.kind


class Detail(msgspec.Struct, frozen=True):
    """A claim of one of the sections, and which item of the section's frame it is.

    `item` is None where the claim is none that is known. `component` is the component of the
    “三公” expenses, None in other frames.
    """

    frame: str
    item: str | None
    component: str | None
    claim: Claim

    @property
    def quantity(self) -> Quantity:
        """The figure as printed, with its unit."""
        return self.claim.quantity

    @property
    def value(self) -> Decimal | None:
        """The figure, a decrease negative; None where a change does not say which way it goes."""
        value = self.quantity.value
        if _kind(self.claim) not in _CHANGES or not value:
            return value
        sign = detail_wording().signs.get(self.claim.direction or "")
        return None if sign is None else sign * value


def read_details(claims: Iterable[Claim]) -> list[Detail]:
    """Every claim of the four sections in printed order, known as an item or not."""
    found = ((claim, _frames(claim.passage)) for claim in claims if claim.kind != "absence")
    return [_detail(claim, frames) for claim, frames in found if frames]


def _frames(passage: Passage) -> tuple[str, ...]:
    """The frames that the innermost heading names; a heading may open the passage itself."""
    opening = re.match("[^。:]*", passage.text)
    headings = (opening[0] if opening else "", *reversed(passage.headings))
    return next((frames for heading in headings if (frames := _named(heading))), ())


@lru_cache(maxsize=4096)
def _named(heading: str) -> tuple[str, ...]:
    """The frames that a heading names."""
    sections = detail_wording().sections.items()
    text = unquoted(heading)
    return tuple(frame for frame, pattern in sections if numbered(pattern).fullmatch(text))


def _detail(claim: Claim, frames: tuple[str, ...]) -> Detail:
    known, subject = detail_wording(), bare(claim.subject or "")
    text = claim.passage.text[: claim.quantity.start]
    context = bare(text[text.rfind("。") + 1 :].removesuffix(claim.quantity.approximate or ""))
    guarded = any(
        (not guard.quantities or claim.kind in guard.quantities) and guard.context.search(context)
        for guard in known.guards
    )
    starts = _starts(subject)
    for entry in known.entries if not guarded else ():
        if entry.frame in frames and _takes(entry, claim, subject, starts, context):
            component = entry.component
            if component == "":
                component = _component(subject, starts)
                if component is None:
                    continue
            return Detail(entry.frame, entry.item, component, claim)
    return Detail(frames[0], None, None, claim)


def _starts(subject: str) -> list[int]:
    """Where the subject may begin, behind words that change nothing."""
    before = detail_wording().subjects.before
    return [at for at in range(len(subject) + 1) if before.fullmatch(subject, 0, at)]


def _is(subject: str, starts: list[int], pattern: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(subject, at) for at in starts)


def _takes(entry: DetailEntry, claim: Claim, subject: str, starts: list[int], context: str) -> bool:
    return (
        _kind(claim) in entry.quantities
        and (claim.measure == "budget") == (entry.measure == "budget")
        and (not entry.units or claim.quantity.unit in entry.units)
        and (entry.subject is None or _is(subject, starts, entry.subject))
        and (entry.context is None or bool(entry.context.search(context)))
    )


def _component(subject: str, starts: list[int]) -> str | None:
    components = detail_wording().components
    return next((each.key for each in components if _is(subject, starts, each.subject)), None)
