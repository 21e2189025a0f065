"""Whom a figure is about: what its clause names, or what the sentence has named before."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.catalogue.grammar import grammar
from juesuan.narrative.meanings import Meaning
from juesuan.narrative.nouns import counted, each_of, thing_of
from juesuan.narrative.quantities import Quantity
from juesuan.narrative.sentence import Sentence

# A name of so many signs may be said again without its ending.
_SHORTEST = 6


def of_count(quantity: Quantity, now: Sentence, behind: str) -> str | None:
    """Whom a count is about; `behind` are the words behind its unit."""
    found = counted(now.noun, behind, quantity.unit) or thing_of(now.noun, quantity.unit)
    found = found or now.noun or now.pending or now.about or now.thing or now.subject
    known = grammar().subjects
    goes = found and quantity.unit in known.people and known.group.search(found)
    return known.abroad if goes else found


def of_figure(meant: Meaning, now: Sentence, words: str, recent: Sequence[str]) -> str | None:
    """Whom any other figure is about.

    `words` stand in front of it, `recent` are the subjects of the sentence's amounts before it.
    """
    if now.role is not None:
        # 基本支出增加人员工资、提租补贴等3397.18万元: the list is of what has grown
        listed = now.moved and now.about and grammar().subjects.others.search(now.noun or "")
        return (now.about if listed else now.noun) or now.about or now.subject
    base = meant.role == "base"
    if now.noun and not base:
        # 一般公共预算财政拨款支出250万元, … 一般公共预算财政拨款增加27.44万元
        short = len(now.noun) >= _SHORTEST and (now.subject or "").startswith(now.noun)
        return now.subject if short and meant.kind != "amount" else now.noun
    if meant.kind in ("change", "growth") and each_of(words) and len(recent) > 1:
        return "、".join(recent[-2:])
    plain = meant.kind in ("amount", "score", "absence") and meant.measure != "budget" and not base
    before = _before(now) if plain else None
    # What is counted has no budget, nor an actual that is called so.
    thing = None if meant.measure and meant.kind == "amount" else now.thing
    return before or now.subject or now.noun or now.pending or thing


def _before(now: Sentence) -> str | None:
    """What a plain amount is of, where its own clause names nothing."""
    if now.pending:
        return now.pending
    return now.thing if now.fresh or not now.subject else None
