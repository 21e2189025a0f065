"""The year that each claim speaks of, and what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.catalogue.grammar import grammar
from juesuan.catalogue.terms import STATED
from juesuan.money import Money
from juesuan.narrative.claim import Claim

_, _ACTUAL = STATED
_Matter = tuple[tuple[str, ...], str | None]


def years_of(claims: Sequence[Claim], fiscal_year: int | None) -> list[int | None]:
    """The year of each claim; `fiscal_year` is the account's.

    A year in front of an amount is taken at its word where the paragraph names the account's own
    year too, or compares with that other one, and where the section states another amount of the
    same subject. Where it is the only year named, it was left standing when the text was written
    anew: the account's own is meant.
    """
    named: dict[int, set[int]] = {}
    stated: dict[_Matter, set[Money]] = {}
    for claim in claims:
        if claim.quantity.money and claim.role == _ACTUAL and claim.year in (None, fiscal_year):
            stated.setdefault(_matter(claim), set()).add(claim.quantity.money)
        spoken = {claim.year} if claim.year else set()
        if claim.compared and claim.compared[:4].isdigit():
            spoken.add(-int(claim.compared[:4]))
        named.setdefault(claim.passage.number, set()).update(spoken)
    return [
        _year(claim, named[claim.passage.number], stated.get(_matter(claim)), fiscal_year)
        for claim in claims
    ]


def _matter(claim: Claim) -> _Matter:
    """What an amount is of, and where that is told."""
    return claim.passage.headings, claim.subject


def _year(
    claim: Claim, named: set[int], stated: set[Money] | None, fiscal_year: int | None
) -> int | None:
    if claim.before:
        against = claim.compared or ""
        if against[:4].isdigit():
            return int(against[:4])
        return fiscal_year - 1 if fiscal_year else None
    if fiscal_year is None or claim.year is None:
        return fiscal_year or claim.year
    if claim.kind != "amount":
        return fiscal_year
    trusted = fiscal_year in named or -claim.year in named or claim.role == "base"
    # 2022年度支出500万元。2021年度支出480万元: what else is stated is this year's.
    other = stated and claim.role == _ACTUAL and claim.quantity.money not in stated
    return claim.year if trusted or other else fiscal_year


def compared_with(claim: Claim, fiscal_year: int | None) -> str | None:
    """What a claim is measured against; an amount is against nothing."""
    return None if claim.kind == "amount" else called(claim.compared, fiscal_year)


def called(compared: str | None, fiscal_year: int | None) -> str | None:
    """What is compared with, by its name: the year before is 上年, other years their number."""
    known = grammar().figures
    if fiscal_year and compared == known.year.format(fiscal_year - 1):
        return known.last_year
    return compared
