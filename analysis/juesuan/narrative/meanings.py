"""What the words around a figure make of it."""

from __future__ import annotations

from msgspec import Struct

from juesuan.catalogue.grammar import grammar
from juesuan.narrative.marks import Token
from juesuan.narrative.quantities import Quantity
from juesuan.narrative.sentence import Sentence


class Meaning(Struct, frozen=True):
    """What a figure is.

    `against` is what it is measured by, None as the sentence said before; `of_budget` says that it
    is the budget of its subject, whichever was named. `subject` is a name that the words give it.
    """

    kind: str
    direction: str | None = None
    measure: str | None = None
    role: str | None = None
    against: str | None = None
    of_budget: bool = False
    subject: str | None = None


def meaning(quantity: Quantity, mark: Token | None, words: str, now: Sentence) -> Meaning:
    """What a figure states. `mark` is the mark in front of it, with nothing else between.

    `words` stand between the figure and the token before it.
    """
    if quantity.kind == "money":
        return _money(mark, now)
    if quantity.kind == "none":
        return _bare(quantity, mark, words, now)
    if quantity.kind in ("percent", "tenths"):
        return _percent(quantity, mark, words, now)
    if quantity.kind == "times":
        return _times(mark)
    return Meaning(quantity.kind)


def _money(mark: Token | None, now: Sentence) -> Meaning:
    kind = mark.kind if mark else None
    compared = mark if kind == "compared" else now.comparing
    found = Meaning("amount", role="base" if now.before else "actual")
    if kind in ("change", "more", "less") and mark:
        found = Meaning("change", mark.direction, against=_budget(mark))
    elif kind == "difference":
        found = Meaning("change", of_budget=True)
    elif kind in ("completion", "planned") or _is_plan(now):
        found = Meaning("amount", None, "budget", "budget", _budget(mark))
    elif kind == "actual":
        found = Meaning("amount", None, "actual", "actual")
    elif compared:
        budget = _budget(compared)
        measure = "budget" if budget else None
        found = Meaning("amount", None, measure, measure or "base", budget)
    elif now.moved and not now.before:
        found = Meaning("change", now.moved.direction)
    elif now.planned and not now.before and now.role is None:
        found = Meaning("amount", None, "budget", "budget")
    return found


def _is_plan(now: Sentence) -> bool:
    return grammar().figures.planned.search(now.noun or "") is not None


def _bare(quantity: Quantity, mark: Token | None, words: str, now: Sentence) -> Meaning:
    """A figure without a unit: a growth whose sign is missing, an amount, or nothing."""
    kind = mark.kind if mark else None
    if kind == "change" and mark and grammar().figures.growth.match(mark.words):
        return Meaning("growth", mark.direction)
    if kind == "share" or grammar().figures.counted.search(words):
        return Meaning("share" if kind == "share" else "count")
    named = quantity.precision < 1 and grammar().figures.unitless.search(words)
    if named or kind in ("compared", "planned", "actual"):
        return _money(mark, now)
    return Meaning("none")


def _percent(quantity: Quantity, mark: Token | None, words: str, now: Sentence) -> Meaning:
    kind = mark.kind if mark else None
    if kind in ("change", "more", "less") and mark:
        moved = "change" if quantity.unit == grammar().figures.points else "growth"
        return Meaning(moved, mark.direction, against=_budget(mark))
    if kind == "rate_of_difference" and mark:
        return Meaning("growth", of_budget=True, subject=mark.group("name"))
    if kind == "completion" and mark:
        return Meaning("completion_rate", against=_budget(mark), of_budget=True)
    if kind == "figure" and words == grammar().figures.relative and now.role is None:
        return Meaning("completion_rate", of_budget=True)
    if kind == "compared" and quantity.value < 0:
        return Meaning("growth", against=_budget(mark))
    return Meaning("share" if kind == "share" or (kind == "open" and not words) else "rate")


def _times(mark: Token | None) -> Meaning:
    direction = mark.direction if mark and mark.kind == "change" else None
    return Meaning("multiple", direction or grammar().worded.direction)


def _budget(mark: Token | None) -> str | None:
    return grammar().figures.budget(mark.group("budget")) if mark else None
