"""Two figures of two subjects: 收、支总计各是4125.49万元、4143.91万元."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from juesuan.catalogue.grammar import grammar
from juesuan.catalogue.phrases import phrases
from juesuan.narrative.marks import Token


def pairs(text: str, tokens: Sequence[Token]) -> dict[int, int]:
    """The figures that stand in pairs, by the number of their token: 0 the first one, 1 the other.

    Between the two, which have one unit, stands a comma or 和.
    """
    found: dict[int, int] = {}
    figures = [at for at, token in enumerate(tokens) if token.quantity]
    for at, other in pairwise(figures):
        one, two = tokens[at].quantity, tokens[other].quantity
        if one and two and at not in found and one.unit == two.unit:
            between = text[one.end : two.start]
            if phrases().figures.joined.fullmatch(between):
                found |= {at: 0, other: 1}
    return found


def side_of(subject: str | None, which: int, recent: Sequence[str] = ()) -> str | None:
    """Of two subjects told at once the one that a figure of a pair is about.

    They are income and expenditure in one name, two names in one, or the last two of the amounts
    in front (`recent`), where the words say that each of them is meant.
    """
    match = grammar().subjects.two.fullmatch(subject or "")
    if match is not None:
        return match["before"] + grammar().subjects.sides[which] + match["behind"]
    listed = grammar().subjects.listed.fullmatch(subject or "")
    names = listed.group("one", "other") if listed else (subject or "").split("、")
    if len(names) == len(grammar().subjects.sides):
        return names[which]
    return recent[which - 2] if len(recent) > 1 else subject
