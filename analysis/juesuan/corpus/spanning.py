"""Identities that span documents: each sets cells of an account beside those of others.

The arguments of a type have `checks(identity, links, corpus)`, which gives a `Check` for each
account that the identity speaks of.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, TypeAlias

from juesuan.catalogue import tables
from juesuan.corpus.links import Link
from juesuan.errors import SuiteError
from juesuan.identities.identity import Arguments, Identity, types_in
from juesuan.identities.selector import Place
from juesuan.identities.suites import identities, identities_in, suite_folder

Cell: TypeAlias = tuple[str, str, str, str]  # table, side ("" for none), line or code, measure


class Check(NamedTuple):
    """Whose check, against which documents, on which cells; or why there is none.

    `stated_fen` is what prose says in place of a reported cell, its units as in `year_before`.
    """

    identity: str
    document_id: str
    others: tuple[str, ...]
    reported: Cell | None
    computed: Cell
    name: str | None
    reason: str | None
    about: str | None
    stated_fen: int | None = None
    stated_own: int | None = None
    stated_fine: int | None = None
    page: int | None = None
    row: int | None = None


def spanning_types() -> dict[str, type[Arguments]]:
    """The types of identities that span documents, by the names that suites give them."""
    return types_in("juesuan.corpus.types")


@cache
def spanning() -> tuple[Identity, ...]:
    """Every identity of `expectations/across/`, in the order of the files.

    Raises `SuiteError` naming file, identity and key for what this version does not know.
    """
    spanned = identities_in(suite_folder() / "across", spanning_types())
    names = {identity.name for identity in identities()}
    if twice := sorted(names & {identity.name for identity in spanned}):
        raise SuiteError(f"{twice} are identities within a document too", source="across")
    return spanned


def cells_check(identity: Identity, document: str, link: Link, own: Place, other: Place) -> Check:
    """A check of a cell of the document's tables against one of the other documents' tables."""
    cells = cell_of(own), cell_of(other)
    name = line_name(own)
    return Check(identity.name, document, link.documents, *cells, name, link.reason, link.about)


def cell_of(place: Place) -> Cell:
    """The cell at a place."""
    return place.table, place.side or "", place.line, place.measure


def line_name(place: Place) -> str:
    """The usual name of a cell's line."""
    lines = tables()[place.table].lines
    return next(
        line.names[0] for line in lines if (line.key, line.side) == (place.line, place.side)
    )
