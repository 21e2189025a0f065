"""What the prose says of a project, against its self-evaluation."""

from __future__ import annotations

import numpy as np

from juesuan.catalogue import frames
from juesuan.identities.choose import choose
from juesuan.identities.columns import (
    Columns,
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


class ProjectsToAgree(Arguments, frozen=True):
    """An amount that the prose states of a project is the one of its evaluation (`frame`).

    Amounts are compared that agree or differ as misprints do: a project has others too.
    """

    type = "expect_projects_to_agree"
    kind = "statement"

    frame: str

    def __post_init__(self) -> None:
        scored = [name for name in frames() if {"project", "budget_fen"} <= set(columns_of(name))]
        refuse("frame", self.frame, scored, "frame of projects")

    @property
    def needed(self) -> tuple[str, ...]:
        """The claims and the projects."""
        return ("claims", self.frame)

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """Amounts spent on a project, or planned for it, wherever the prose states them.

        Rows of one project that stand side by side are two statements too.
        """
        checks = [_rows_of_one(stack, self.frame, name) for name in ("budget_fen", "actual_fen")]
        names = ("document_id", "name", "page", "row", "reported_fen", "computed_fen", "verdict")
        return judged(identity, below([*checks, _stated(stack, self.frame)], names))


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
    """Amounts of the prose whose subject is a project."""
    claims, projects = stack.columns("claims"), stack.columns(frame)
    amounts = equal(claims["quantity"], "amount") & claims.known("value_fen")
    amounts &= claims.known("subject") & ~claims.known("approximate")
    claims = claims.take(amounts)
    place = places_in(
        [claims["document_id"], plain(claims["subject"])],
        [projects["document_id"], plain(projects["project"])],
    )
    planned = equal(claims["measure"], "budget") | equal(claims["role"], "budget")
    own = choose(planned, at(projects["budget_fen"], place), at(projects["actual_fen"], place))
    stated = claims.whole("value_fen")
    rows = [
        row
        for row, (fen, other) in enumerate(zip(stated.tolist(), own.tolist(), strict=True))
        if other is not None and (fen == other or misprinted(fen, other))
    ]
    kept = np.array(rows, dtype=np.int64)
    claims = claims.take(kept)
    same = stated[kept] == own[kept]
    return claims.only("document_id", "page", "row").assign(
        name=claims["subject"],
        reported_fen=stated[kept],
        computed_fen=own[kept],
        verdict=np.where(same, "exact", "inconsistent").astype(object),
    )
