"""The self-evaluated projects: their summaries joined with the appendix's chapters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import msgspec
from msgspec.structs import replace

from juesuan.catalogue import wording
from juesuan.catalogue.performance_wording import performance_wording
from juesuan.catalogue.remarks import Remark, remark
from juesuan.identities.intervals import excess
from juesuan.money import FEN_OF_WAN, Money, parse_money
from juesuan.narrative.prose import Passage
from juesuan.readers.characters import compact, plain
from juesuan.readers.source import Line

MONEY = ("budget", "actual")
SCORES = ("score", "execution_weight", "execution_score", "goals_score")
_DIGITS = 9  # more decimals than rates and scores are printed with
TEXTS = ("results", "problems", "measures", "deviation_reasons")


class Project(msgspec.Struct, frozen=True):
    """A self-evaluated project, or the department as a whole; what is not stated is None.

    `printed_rate` is in percent, scores in 分; `passage` mentions it first, and the line of its
    figures is `line` where it is told. `remarks` say where two places of the document disagree:
    the first one's value is kept.
    """

    project: str
    passage: Passage
    budget: Money | None = None
    actual: Money | None = None
    printed_rate: Decimal | None = None
    score: Decimal | None = None
    execution_weight: Decimal | None = None
    execution_score: Decimal | None = None
    goals_score: Decimal | None = None
    results: str | None = None
    problems: str | None = None
    measures: str | None = None
    deviation_reasons: str | None = None
    remarks: tuple[Remark, ...] = ()
    line: Line | None = None


def read_projects(passages: Iterable[Passage], chapters: Iterable[Project]) -> list[Project]:
    """The projects in the order of their summaries, then those that only the appendix has.

    A chapter belongs to a summary where one name contains the other and no other chapter or
    summary fits too; the same name counts before one that contains it. Their figures are compared.
    """
    whole = performance_wording().chapters.whole
    chapters = [chapter for chapter in chapters if not whole.search(chapter.project)]
    summaries = list(_summaries(passages))
    found: list[Project] = list(summaries)
    for fits in (_equal, _same):
        pairs = [
            (at, chapter)
            for at, one in enumerate(summaries)
            for chapter in chapters
            if found[at] is one and fits(one, chapter)
        ]
        for at, chapter in pairs:
            if sum(at == other or chapter is own for other, own in pairs) == 1:
                found[at] = merge(summaries[at], chapter)
                chapters = [other for other in chapters if other is not chapter]
    return found + chapters


def _equal(one: Project, other: Project) -> bool:
    return one.project == other.project


def read_chapters(passages: Sequence[Passage]) -> Iterator[Project]:
    """What each chapter of the appendix says; the department's as a whole among them."""
    known = performance_wording()
    for at, passage in enumerate(passages):
        heading = known.chapters.heading.fullmatch(passage.text)
        if heading is None or known.chapters.no_name.search(heading["name"]):
            continue
        path = (*passage.paragraph.section, passage.paragraph.text)
        inside = [p for p in passages[at + 1 :] if p.paragraph.section[: len(path)] == path]
        headings = {part for p in inside for part in p.paragraph.section}
        prose = [p for p in inside if p.paragraph.text not in headings]
        fields = [_field(p) for p in prose]
        figures = _figures(
            "".join(p.text for p, field in zip(prose, fields, strict=True) if field is None)
        )
        if not figures:
            continue
        texts: dict[str, Any] = {}
        for p, field in zip(prose, fields, strict=True):
            if field is not None:
                texts[field] = texts.get(field, "") + _printed(p)
        name = _printed(passage)[slice(*heading.span("name"))]
        yield Project(name, passage, **figures, **texts)


def _field(passage: Passage) -> str | None:
    """The text field that the heading above a passage announces."""
    heading = compact(plain(passage.heading))
    headings = performance_wording().chapters.headings
    return next((name for name, pattern in headings.items() if pattern.search(heading)), None)


def merge(one: Project, other: Project) -> Project:
    """One project from two places: the first one's values, the other's where it has none."""
    missing = {
        name: getattr(other, name)
        for name in (*MONEY, "printed_rate", *SCORES, *TEXTS)
        if getattr(one, name) is None
    }
    remarks = [
        remark(
            "differs",
            name=one.project,
            field=name,
            first=_shown(ours),
            row=one.passage.paragraph.row,
            second=_shown(theirs),
            other_row=other.passage.paragraph.row,
        )
        for name in (*MONEY, "printed_rate", *SCORES)
        if not _agree(ours := getattr(one, name), theirs := getattr(other, name))
    ]
    return replace(one, **missing, remarks=(*one.remarks, *other.remarks, *remarks))


def _summaries(passages: Iterable[Passage]) -> Iterator[Project]:
    """The projects of the summaries, each up to the next one or to the end of its section."""
    known = performance_wording()
    name, first, text, printed = "", None, "", ""
    for passage in passages:
        openings = [
            match
            for match in known.summaries.opening.finditer(passage.text)
            if not known.chapters.no_name.search(match["name"])
        ]
        stops = [match.start() for match in openings]
        if first is not None:
            section = first.paragraph.section
            goes_on = passage.paragraph.section[: len(section)] == section
            if goes_on and (openings or not known.summaries.end.search(passage.text)):
                stop = stops[0] if stops else len(passage.text)
                text, printed = text + passage.text[:stop], printed + _printed(passage)[:stop]
            if openings or not goes_on or known.summaries.end.search(passage.text):
                yield _summary(name, first, text, printed)
                first = None
        for match, stop in zip(openings, [*stops[1:], len(passage.text)], strict=False):
            if first is not None:
                yield _summary(name, first, text, printed)
            own = _printed(passage)
            name, first = own[slice(*match.span("name"))], passage
            text, printed = passage.text[match.end() : stop], own[match.end() : stop]
    if first is not None:
        yield _summary(name, first, text, printed)


def _summary(name: str, passage: Passage, text: str, printed: str) -> Project:
    """A project from its summary: figures in front of the first label, then a text a label."""
    labels = sorted(
        (match.start(), match.end(), field)
        for field, pattern in performance_wording().summaries.labels.items()
        for match in pattern.finditer(text)
    )
    starts = [start for start, _, _ in labels] + [len(text)]
    texts: dict[str, Any] = {}
    for (_, begin, field), stop in zip(labels, starts[1:], strict=True):
        texts[field] = texts.get(field, "") + printed[begin:stop]
    return Project(name, passage, **_figures(text[: starts[0]]), **texts)


def _figures(text: str) -> dict[str, Any]:
    """The figures that a text states, by field."""
    found: dict[str, Any] = {}
    for name, patterns in performance_wording().figures.items():
        match = next((match for pattern in patterns if (match := pattern.search(text))), None)
        if match and name in MONEY:
            found[name] = parse_money(match["figure"], wording().units[match["unit"]])
        elif match:
            found[name] = Decimal(match["figure"].replace(",", ""))
    return found


def _same(one: Project, other: Project) -> bool:
    """Whether one name contains the other; figures are compared once they are joined."""
    ours, theirs = (
        performance_wording().chapters.common.sub("", each.project) for each in (one, other)
    )
    return ours in theirs or theirs in ours


def _agree(ours: Money | Decimal | None, theirs: Money | Decimal | None) -> bool:
    """Two printed figures can be the same: equal, or rounded to different digits of one value."""
    if ours is None or theirs is None:
        return True
    (one, width), (other, more) = _interval(ours), _interval(theirs)
    return one == other or (width != more and excess(one - other, width + more) <= 0)


def _interval(figure: Money | Decimal) -> tuple[int, int]:
    """A figure and one unit of its last digit: 分, or whole parts of a point."""
    if isinstance(figure, Money):
        return figure.fen, figure.precision
    exponent = figure.as_tuple().exponent
    unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return int(figure.scaleb(_DIGITS)), int(unit.scaleb(_DIGITS))


def _shown(figure: Money | Decimal) -> Remark | Decimal:
    if isinstance(figure, Decimal):
        return figure
    return remark("money", amount=f"{figure.fen / FEN_OF_WAN:g}")


def _printed(passage: Passage) -> str:
    """The passage as printed, sign by sign beside its text."""
    return "".join(passage.paragraph.text[at] for at in passage.positions)
