"""The claims of the prose, passage after passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from juesuan.catalogue import wording
from juesuan.catalogue.grammar import grammar
from juesuan.catalogue.terms import STATED
from juesuan.narrative.claim import Claim
from juesuan.narrative.clauses import Clauses
from juesuan.narrative.prose import Passage
from juesuan.narrative.sentence import NOTHING
from juesuan.readers.characters import bare

BUDGET, ACTUAL = STATED
# The role of a figure that others are measured against.
BASE = "base"
# Words that say what a figure is compared with are not longer.
_NEAR = 40


def claims(
    passages: Iterable[Passage], organization: str | None = None, *, planned: bool = False
) -> Iterator[Claim]:
    """Every quantity of the prose as a claim; flattened tables are no sentences.

    In a budget everything is `planned`: an amount that is not said to be something else is budget.

    The organization's name in front of a subject is no part of it. A 类/款/项 path goes on over the
    passages of a section until the next one, and so do reasons that are listed below each other.
    """
    left = NOTHING
    section: tuple[str, ...] = ()
    for passage in passages:
        if passage.paragraph.section != section:
            section, left = passage.paragraph.section, NOTHING
        if sentences := passage.sentences:
            clauses = Clauses(sentences, bare(organization or ""), left)
            yield from map(_planned, clauses.claims) if planned else clauses.claims
            left = clauses.left


def _compared(claim: Claim) -> Claim:
    """No budget is compared with itself: 2023年预算 is that of the year before.

    2024年预算208.37万元，比2023年预算减少52.09万元 names no figure of that year, and what was named
    further in front stands in the plan.
    """
    known, text, base = grammar().figures, claim.passage.text, claim.base
    against, year = claim.compared or "", (claim.compared or "")[:4].isdigit()
    if not year and against not in known.budgets:
        return claim
    away = base and base.start < claim.clause[0] and not known.told.match(text[base.end :])
    compared = against if year else next(iter(known.budgets))
    return replace(claim, compared=compared, base=None if away else base)


def _planned(claim: Claim) -> Claim:
    """A claim of a budget: amounts are its own, what was executed is the base of another year.

    2023年预算执行数60.13万元，2024年预算安排25.77万元: each is of the year named right before it.
    """
    if claim.role not in STATED:
        return _compared(claim)
    before = bare(claim.passage.words(claim.clause[0], claim.quantity.start))
    years = wording().document.year.findall(before)
    year = int(years[-1]) if years else claim.year
    above = claim.passage.words(max(0, claim.quantity.start - _NEAR), claim.quantity.start)
    if grammar().figures.earlier.search(bare(above)):
        return replace(claim, role=BASE, year=year, before=True)
    return replace(claim, role=BASE if claim.measure == ACTUAL else BUDGET, year=year)
