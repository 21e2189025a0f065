"""What a sentence carries on to the figures behind one that was stated."""

from __future__ import annotations

from msgspec.structs import replace

from juesuan.catalogue.grammar import grammar
from juesuan.catalogue.terms import STATED
from juesuan.narrative.claim import Claim
from juesuan.narrative.meanings import Meaning
from juesuan.narrative.sentence import Sentence

# What is told of this year by last year's: 是上年的2倍.
OF_THIS_YEAR = ("multiple", "rate")


def carried(now: Sentence, claim: Claim, meant: Meaning) -> Sentence:
    """What the sentence has said once a figure is stated."""
    following, subject = now.next_clause(pending=False), claim.subject
    if now.role is not None:
        governs = now.moved if now.role == "reason" and claim.kind == "change" else None
        return replace(following, about=subject, moved=governs)
    if claim.kind in ("count", "score"):
        following = replace(following, fresh=now.fresh or bool(now.noun))
        named = subject if claim.kind == "score" and now.noun else now.subject
        return replace(following, thing=subject, subject=named)
    if meant.role == "base" or meant.subject:
        return replace(following, before=False, subject=now.subject or subject)
    if claim.measure == STATED[0] and now.compared not in grammar().figures.budgets:
        # what was compared with in the sentence before is no base of what has a budget of its own
        following = replace(following, compared=None)
    if claim.kind in OF_THIS_YEAR:
        following = replace(following, before=False)
    thing = now.thing if subject in (now.subject, now.thing) else None
    return replace(following, subject=subject, thing=thing, fresh=False)
