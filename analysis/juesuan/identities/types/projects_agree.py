"""What the prose says of a project, against its self-evaluation."""

from __future__ import annotations

import re

import numpy as np

from juesuan.catalogue import frames
from juesuan.identities.choose import choose
from juesuan.identities.columns import (
    Columns,
    Positions,
    Values,
    at,
    below,
    coded,
    equal,
    first_rows,
    places_in,
)
from juesuan.identities.dictionaries import columns_of, refuse
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged
from juesuan.identities.misprint import misprinted
from juesuan.identities.names import plain
from juesuan.identities.stack import Stack

# A name of so many signs is told at the end of a longer one.
_LONG = 6
# So many others of a list agree at least.
_OTHERS = 2


class ProjectsToAgree(Arguments, frozen=True):
    """An amount that the prose states of a project is the one of its evaluation (`frame`).

    Amounts are compared that agree or differ as misprints do, for a project has others too; and
    where the others of a list agree. `funds` are subjects of the evaluation of the `whole` in
    sections whose heading is `about` it.
    """

    type = "expect_projects_to_agree"
    kind = "statement"

    frame: str
    whole: str
    funds: re.Pattern[str]
    about: re.Pattern[str]

    def __post_init__(self) -> None:
        scored = [name for name in frames() if {"project", "budget_fen"} <= set(columns_of(name))]
        for name in (self.frame, self.whole):
            refuse("frame", name, scored, "frame of projects")

    @property
    def needed(self) -> tuple[str, ...]:
        """The claims and the projects."""
        return ("claims", self.frame, self.whole)

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """Amounts spent on a project, or planned for it, wherever the prose states them.

        Rows of one project that stand side by side are two statements too.
        """
        checks = [_rows_of_one(stack, self.frame, name) for name in ("budget_fen", "actual_fen")]
        names = ("document_id", "name", "page", "row", "reported_fen", "computed_fen", "verdict")
        checks += [_stated(stack, self.frame), _funds(stack, self)]
        return judged(identity, below(checks, names))


def _rows_of_one(stack: Stack, frame: str, column: str) -> Columns:
    """Each row of a project after its first, in one of its amounts."""
    projects = stack.columns(frame)
    projects = projects.take(projects.known(column))
    (project,) = coded([projects["document_id"], plain(projects["project"])])
    first = first_rows(project)[project]
    again = first != np.arange(projects.size)
    stated, own = projects[column], projects[column][first]
    return (
        projects.only("document_id", "page", "row")
        .assign(
            name=projects["project"],
            reported_fen=stated,
            computed_fen=own,
            verdict=choose(stated == own, "exact", "inconsistent"),
        )
        .take(again)
    )


def _stated(stack: Stack, frame: str) -> Columns:
    """Amounts of the prose whose subject is a project, or ends with the name of one."""
    claims, projects = stack.columns("claims"), stack.columns(frame)
    amounts = equal(claims["quantity"], ("amount", "change")) & claims.known("value_fen")
    amounts &= claims.known("subject") & ~claims.known("approximate")
    claims = claims.take(amounts)
    place = _named_place(claims, projects)
    planned = equal(claims["measure"], "budget") | equal(claims["role"], "budget")
    own = choose(planned, at(projects["budget_fen"], place), at(projects["actual_fen"], place))
    stated = claims.whole("value_fen").tolist()
    of_list = claims.known("section") & equal(claims["role"], "actual")
    lists = _agreeing(claims, of_list.tolist(), stated, own.tolist())
    rows = [
        row
        for row, (fen, other) in enumerate(zip(stated, own.tolist(), strict=True))
        if other is not None
        and (fen == other or misprinted(fen, other) or (of_list[row] and lists[row]))
    ]
    kept = np.array(rows, dtype=np.int64)
    return _checks(claims.take(kept), claims.whole("value_fen")[kept], own[kept])


def _named_place(claims: Columns, projects: Columns) -> Positions:
    """The project that each claim's subject names: as it stands, or behind other words."""
    names: dict[str, list[tuple[str, int]]] = {}
    listed = zip(projects["document_id"], plain(projects["project"]), strict=True)
    for row, (document, name) in enumerate(listed):
        if not any(name == known for known, _ in names.setdefault(document, [])):
            names[document].append((name, row))
    subjects = zip(claims["document_id"], plain(claims["subject"]), strict=True)
    found = [
        next(
            (
                row
                for name, row in sorted(names.get(document, ()), key=lambda each: -len(each[0]))
                if subject == name or (len(name) >= _LONG and subject.endswith(name))
            ),
            -1,
        )
        for document, subject in subjects
    ]
    return np.array(found, dtype=np.int64)


def _agreeing(
    claims: Columns, of_list: list[bool], stated: list[int], own: list[int | None]
) -> list[bool]:
    """Whether all but this one agree of the projects that its section lists, two at least."""
    sections = list(zip(claims["document_id"], claims["section"], strict=True))
    counted: dict[tuple[str, str], list[bool]] = {}
    for section, listed, fen, other in zip(sections, of_list, stated, own, strict=True):
        if listed and other is not None:
            counted.setdefault(section, []).append(fen == other)
    return [
        len(found := counted.get(section, [])) > _OTHERS and sum(found) >= len(found) - 1
        for section in sections
    ]


def _funds(stack: Stack, asked: ProjectsToAgree) -> Columns:
    """The funds that a section on the evaluation of the whole names, its budget or its actual."""
    claims, whole = stack.columns("claims"), stack.columns(asked.whole)
    whole = whole.take(whole.known("budget_fen") & whole.known("actual_fen"))
    claims = claims.take(equal(claims["quantity"], "amount") & claims.known("value_fen"))
    place = places_in([claims["document_id"]], [whole["document_id"]])
    words = zip(claims.words("subject"), claims.words("section"), place, strict=True)
    rows = [
        row
        for row, (subject, section, found) in enumerate(words)
        if found >= 0 and asked.funds.search(subject) and asked.about.search(section)
    ]
    claims, place = claims.take(np.array(rows, dtype=np.int64)), place[rows]
    stated = claims.whole("value_fen")
    budget, actual = (whole.whole(name)[place] for name in ("budget_fen", "actual_fen"))
    return _checks(claims, stated, np.where(stated == budget, budget, actual))


def _checks(claims: Columns, stated: Positions, own: Values) -> Columns:
    return claims.only("document_id", "page", "row").assign(
        name=claims["subject"],
        reported_fen=stated,
        computed_fen=own,
        verdict=np.where(stated == own, "exact", "inconsistent").astype(object),
    )
