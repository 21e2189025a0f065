"""Budget against actual: what the prose says of the total and of each 项."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from juesuan.catalogue.phrases import phrases
from juesuan.money import Money
from juesuan.narrative.claims import Claim, Path
from juesuan.narrative.prose import Passage
from juesuan.readers.characters import compact, plain


@dataclass(slots=True)
class Execution:
    """A budget item: the 类/款/项 as named (None for totals), its figures and the reason given.

    `measure` is total, basic or project. What is not stated is None.
    """

    path: Path | None
    measure: str
    passage: Passage
    at: int  # where its first figure stands in the passage's text
    budget: Money | None = None
    actual: Money | None = None
    printed_rate: Decimal | None = None
    budget_kind: str | None = None
    reason: str | None = field(default=None)


def read_execution(passages: Sequence[Passage], claims: Iterable[Claim]) -> list[Execution]:
    """The budget items of the section about 一般公共预算财政拨款支出, in its order."""
    of_passage: dict[int, list[Claim]] = {}
    for claim in claims:
        of_passage.setdefault(claim.passage.number, []).append(claim)
    found: dict[tuple[Path | None, str], Execution] = {}
    current: Execution | None = None
    for passage in passages:
        section = "".join(compact(plain(heading)) for heading in passage.paragraph.section)
        if not phrases().execution.search(section):
            current = None
            continue
        for claim in of_passage.get(passage.number, []):
            if key := _key(claim):
                current = found.setdefault(key, Execution(*key, passage, claim.quantity.start))
                _take(current, claim)
        if current and current.reason is None:
            current.reason = _reason(passage)
    return [item for item in found.values() if item.budget or item.actual]


def _key(claim: Claim) -> tuple[Path | None, str] | None:
    """The budget item that a claim is about."""
    subject = claim.subject or ""
    if claim.path is not None:
        return (claim.path, "total") if subject == claim.path[2] else None
    if phrases().total.search(subject):
        return (None, "total") if claim.measure or claim.kind == "completion_rate" else None
    measure = phrases().parts.get(subject)
    return (None, measure) if measure and claim.kind == "amount" else None


def _take(item: Execution, claim: Claim) -> None:
    """Put a claim's figure in its place; the first that is stated counts."""
    money = claim.quantity.money
    if claim.kind == "completion_rate":
        item.printed_rate = item.printed_rate or claim.quantity.value
    elif claim.kind != "amount" or money is None:
        return
    elif claim.measure == "budget":
        item.budget = item.budget or money
        before = claim.quantity.before
        kinds = phrases().budget_kinds
        item.budget_kind = item.budget_kind or next((k for k in kinds if k in before), None)
    else:
        item.actual = item.actual or money


def _reason(passage: Passage) -> str | None:
    """What stands behind 主要原因 up to the passage's end."""
    match = phrases().reason.search(passage.text)
    if match is None or match.end() >= len(passage.text):
        return None
    words = passage.words(match.end(), len(passage.text))
    return phrases().reason_tail.sub("", words) or None
