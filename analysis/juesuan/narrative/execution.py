"""Budget against actual: what the prose says of the total and of each 项."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from juesuan.catalogue.phrases import phrases
from juesuan.money import Money, parse_money
from juesuan.narrative.claims import Claim, Path
from juesuan.narrative.prose import Passage
from juesuan.readers.source import Line


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


def read_execution(
    passages: Sequence[Passage], claims: Iterable[Claim], spelled: Callable[[str], Path | None]
) -> list[Execution]:
    """The budget items of the section about 一般公共预算财政拨款支出, in its order.

    `spelled` tells the 类/款/项 path that names run together make up.
    """
    of_passage: dict[int, list[Claim]] = {}
    for claim in claims:
        of_passage.setdefault(claim.passage.number, []).append(claim)
    found: dict[tuple[Path | None, str], Execution] = {}
    current: Execution | None = None
    for passage in passages:
        if not phrases().execution.section.search(passage.section):
            current = None
            continue
        for claim in of_passage.get(passage.number, []):
            if key := _key(claim, spelled):
                current = found.setdefault(key, Execution(*key, passage, claim.quantity.start))
                _take(current, claim)
        if current and current.reason is None:
            current.reason = _reason(passage)
    return [item for item in found.values() if item.budget or item.actual]


def complete(items: Iterable[Execution], lines: Sequence[Line], unit: int) -> None:
    """Take budgets of 基本支出 and 项目支出 from a table of budget and actual in the appendix.

    `unit` is that of the tables, in 分. A row counts where its actual is the one stated.
    """
    budgets: dict[tuple[str, Money], Money] = {}
    rows = 0
    for line in lines:
        words = line.plain.split()
        if phrases().execution.table_header.search(line.compact):
            rows = len(phrases().execution.table_rows)
        elif rows and len(words) > 2 and words[0] in phrases().execution.table_rows:
            rows -= 1
            budget, actual = (parse_money(word, unit) for word in words[1:3])
            if budget is not None and actual is not None:
                budgets[phrases().execution.table_rows[words[0]], actual] = budget
        else:
            rows = 0
    for item in items:
        if item.path is None and item.budget is None and item.actual is not None:
            item.budget = budgets.get((item.measure, item.actual))


def _key(claim: Claim, spelled: Callable[[str], Path | None]) -> tuple[Path | None, str] | None:
    """The budget item that a claim is about."""
    subject = claim.subject or ""
    if path := spelled(subject):
        return path, "total"
    if claim.path is not None:
        return (claim.path, "total") if subject == claim.path[2] else None
    if phrases().execution.total.search(subject):
        return (None, "total") if claim.measure or claim.kind == "completion_rate" else None
    measure = phrases().execution.parts.get(subject)
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
        kinds = phrases().execution.kinds
        item.budget_kind = item.budget_kind or next((k for k in kinds if k in before), None)
    else:
        item.actual = item.actual or money


def _reason(passage: Passage) -> str | None:
    """What stands behind 主要原因 up to the passage's end."""
    match = phrases().reasons.begin.search(passage.text)
    if match is None or match.end() >= len(passage.text):
        return None
    words = passage.words(match.end(), len(passage.text))
    return phrases().reasons.tail.sub("", words) or None
