"""The frame `problems`, and the problems that a document's parts come with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import pandas as pd
from msgspec.structs import replace

from juesuan.catalogue.defects import defects
from juesuan.catalogue.problems import Problem, problem
from juesuan.catalogue.remarks import Remark
from juesuan.catalogue.terms import UNPLACED
from juesuan.identities.corrections import Stale
from juesuan.narrative.claim import Claim
from juesuan.narrative.conservation import Number
from juesuan.narrative.execution import Execution
from juesuan.narrative.indicators import Indicator
from juesuan.narrative.paragraphs import Paragraph
from juesuan.narrative.projects import Project
from juesuan.narrative.prose import Passage
from juesuan.schema import from_records

# So many signs on either side show where a defect stands.
_NEAR = 12
# So many numbers without a place are quoted.
_EXAMPLES = 3


def problems_frame(document_id: str, problems: Iterable[Problem]) -> pd.DataFrame:
    """What a person should look at."""
    return from_records(
        "problems",
        (
            {
                "document_id": document_id,
                "kind": problem.kind,
                "severity": problem.severity,
                "table": problem.table,
                "page": problem.page,
                "row": problem.row,
                "found": problem.found or None,
                "message": problem.message,
                "message_zh": problem.said("zh"),
                "hint": problem.hint,
                "hint_zh": problem.advised("zh"),
            }
            for problem in problems
        ),
    )


def of_source(remarks: Iterable[Remark]) -> Iterator[Problem]:
    """What the reader of the file says."""
    for remark in remarks:
        yield problem("source", remark=remark)


def of_corrections(stale: Iterable[Stale]) -> Iterator[Problem]:
    """The corrections that found no cell, and why."""
    for correction, why in stale:
        yield replace(problem("correction_stale", reason=why), found=correction.cell)


def of_claims(claims: Iterable[Claim]) -> Iterator[Problem]:
    """What the prose leaves open: whose figure it is, its unit, the reason that it announces."""
    for claim in claims:
        quantity, passage = claim.quantity, claim.passage
        figure = passage.words(quantity.start, quantity.end) if quantity.has_figure else ""
        found = figure or claim.subject or ""
        page, row = passage.place(quantity.start)
        for each in _of_figure(claim, figure):
            yield replace(each, page=page, row=row, found=found)
        if claim.reason and claim.reason[0] == claim.reason[1]:
            page, row = passage.place(claim.reason[0] - 1)
            missing = problem("reason_missing", text=claim.subject or "")
            yield replace(missing, page=page, row=row, found=found)


def _of_figure(claim: Claim, figure: str) -> Iterator[Problem]:
    quantity = claim.quantity
    if claim.subject is None and quantity.kind in ("money", "percent"):
        yield problem("figure_not_understood", text=claim.passage.paragraph.text[:60])
    if quantity.kind == "none" and claim.kind in ("growth", "share"):
        yield problem("percent_without_sign", text=figure)
    elif quantity.kind == "none" and claim.kind != "count":
        yield problem("figure_without_unit", text=figure)
    if quantity.torn:
        yield problem("figure_torn", text=figure)


def of_items(incomplete: Iterable[tuple[Execution, str]]) -> Iterator[Problem]:
    """Budget items whose paragraphs lack what those of the others have."""
    for item, lacking in incomplete:
        page, row = item.passage.place(item.at)
        found = item.path[2] if item.path else ""
        yield replace(problem("item_incomplete", lacking=lacking), page=page, row=row, found=found)


def of_projects(projects: Iterable[Project]) -> Iterator[Problem]:
    """Where two places of the document disagree on a project."""
    for project in projects:
        for remark in project.remarks:
            found = problem("performance", remark=remark)
            yield replace(found, row=project.passage.paragraph.row, found=project.project)


def of_indicators(indicators: Iterable[Indicator]) -> Iterator[Problem]:
    """Rows of the self-evaluation that cannot be read in full."""
    for indicator in indicators:
        if indicator.remark:
            found = problem("performance", remark=indicator.remark)
            yield replace(found, row=indicator.row, found=indicator.indicator[:40])


def of_passages(passages: Iterable[Passage], read: Iterable[range]) -> Iterator[Problem]:
    """Flattened tables outside the rows of those that were read."""
    known = tuple(read)
    for passage in passages:
        inside = any(passage.paragraph.row in rows for rows in known)
        if passage.is_table and not passage.paragraph.tabular and not inside:
            yield _at(problem("table_not_read"), passage.paragraph, passage.text[:40])


def of_text(passages: Iterable[Passage]) -> Iterator[Problem]:
    """Defects of the text: placeholders, words of the template, marks printed twice."""
    before: list[Problem] = []
    for passage in passages:
        if passage.is_table:
            continue
        found = list(_defects_of(passage))
        opened = [each for each in before if each.kind == "bracket_open"]
        closed = [each for each in found if each.kind == "bracket_closed"]
        if opened and closed:
            # One paragraph that a page has torn in two: its bracket is whole.
            before.remove(opened[-1])
            found.remove(closed[0])
        yield from before
        before = found
    yield from before


def _defects_of(passage: Passage) -> Iterator[Problem]:
    for defect in defects():
        for match in defect.pattern.finditer(passage.text):
            start, end = match.span()
            near = passage.words(max(0, start - _NEAR), min(len(passage.text), end + _NEAR))
            page, row = passage.place(start)
            found = _defect(defect.kind, near)
            yield replace(found, page=page, row=row, found=passage.words(start, end))


def _defect(kind: str, near: str) -> Problem:
    """A defect of the text by its kind."""
    every = (
        problem("placeholder", text=near),
        problem("both_words", text=near),
        problem("template_left", text=near),
        problem("mark_twice", text=near),
        problem("unit_short", text=near),
        problem("word_torn", text=near),
        problem("flat_with_change", text=near),
        problem("reason_against_change", text=near),
        problem("bracket_open", text=near),
        problem("bracket_closed", text=near),
        problem("letter_for_digit", text=near),
        problem("count_without_money", text=near),
        problem("rate_zero", text=near),
    )
    return next(each for each in every if each.kind == kind)


def of_numbers(numbers: Iterable[Number]) -> Iterator[Problem]:
    """The numbers of the prose that are of no kind: one problem with their count and examples."""
    left = [number for number in numbers if number.kind == UNPLACED]
    if left:
        examples = "; ".join(number.words for number in left[:_EXAMPLES])
        found = problem("numbers_unplaced", count=len(left), examples=examples)
        yield replace(found, page=left[0].page, row=left[0].row, found=left[0].words)


def of_paragraphs(paragraphs: Sequence[Paragraph]) -> Iterator[Problem]:
    """Paragraphs that are read in pieces."""
    for before, each in pairwise(paragraphs):
        if each.goes_on and not before.goes_on:
            yield _at(problem("paragraph_divided"), before, before.text[:40])


def _at(found: Problem, paragraph: Paragraph, text: str) -> Problem:
    return replace(found, page=paragraph.page, row=paragraph.row, found=text)
