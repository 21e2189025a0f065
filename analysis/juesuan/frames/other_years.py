"""Other years than the account's own, left in sentences from the text of another year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from juesuan.catalogue.mention_wording import mention_wording
from juesuan.catalogue.problems import Problem, problem
from juesuan.narrative.claim import Claim
from juesuan.narrative.dating import years_of
from juesuan.narrative.prose import Passage
from juesuan.readers.characters import compact, plain

# So many comparisons with the year before show that one with another year is a slip.
_USUAL = 2


def of_years(
    claims: Sequence[Claim],
    passages: Sequence[Passage],
    fiscal_year: int | None,
    *,
    planned: bool,
) -> Iterator[Problem]:
    """Sentences, dates and comparisons of another year than the account's.

    Of a budget (`planned`) sentences alone: it tells what there was at the end of earlier years.
    """
    yield from _of_claims(claims, fiscal_year)
    if fiscal_year is not None and not planned:
        prose = [passage for passage in passages if not passage.is_table]
        yield from _of_sentences(prose, fiscal_year)
        yield from _of_dates(prose, fiscal_year)
        yield from _of_comparisons(prose, fiscal_year)


def _of_claims(claims: Sequence[Claim], fiscal_year: int | None) -> Iterator[Problem]:
    """Sentences that begin with another year than their figures are of."""
    begins = mention_wording().title_year
    told = set()
    for claim, year in zip(claims, years_of(claims, fiscal_year), strict=True):
        said = begins.search(compact(plain(claim.passage.words(*claim.clause))))
        if not said or year is None or int(said["year"]) == year or claim.clause in told:
            continue
        told.add(claim.clause)
        place = claim.passage.place(claim.clause[0])
        yield _told("year_of_sentence", said["year"], year, place)


def _of_sentences(prose: Sequence[Passage], fiscal_year: int) -> Iterator[Problem]:
    """Sentences that begin with the year with which they compare."""
    known = mention_wording().years
    for passage in prose:
        for match in known.against_itself.finditer(passage.text):
            if int(match["year"]) != fiscal_year:
                place = passage.place(match.start("year"))
                yield _told("year_of_sentence", match["year"], fiscal_year, place)


def _of_dates(prose: Sequence[Passage], fiscal_year: int) -> Iterator[Problem]:
    """The end of another year, as the day on which something is counted."""
    for passage in prose:
        for match in mention_wording().years.closing.finditer(passage.text):
            if int(match["year"]) != fiscal_year:
                place = passage.place(match.start("year"))
                yield _told("year_of_date", match["year"], fiscal_year, place)


def _of_comparisons(prose: Sequence[Passage], fiscal_year: int) -> Iterator[Problem]:
    """Comparisons with another year, where those with the year before are usual."""
    years = mention_wording().years
    found = [
        (passage, sentence.start(), list(years.compared.finditer(sentence[0])))
        for passage in prose
        for sentence in years.sentence.finditer(passage.text)
    ]
    usual = [any(int(m["year"]) == fiscal_year - 1 for m in matches) for _, _, matches in found]
    if sum(usual) < _USUAL:
        return
    for (passage, start, matches), with_year_before in zip(found, usual, strict=True):
        for match in () if with_year_before else matches:
            place = passage.place(start + match.start("year"))
            yield _told("year_compared", match["year"], fiscal_year - 1, place)


def _told(kind: str, said: str, year: int, place: tuple[int | None, int | None]) -> Problem:
    found = {
        "year_of_sentence": problem("year_of_sentence", said=said, year=str(year)),
        "year_of_date": problem("year_of_date", said=said, year=str(year)),
        "year_compared": problem("year_compared", said=said, year=str(year)),
    }[kind]
    return replace(found, page=place[0], row=place[1], found=said)
