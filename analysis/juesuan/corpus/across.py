"""Identities that span documents: carry-over, the year before in the prose, 部门 = Σ 单位."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from juesuan.catalogue.terms import MOST_URGENT
from juesuan.corpus.answers import PLACE, answers
from juesuan.corpus.links import Links
from juesuan.corpus.spanning import Check, spanning
from juesuan.identities.columns import Columns
from juesuan.identities.intervals import allowed
from juesuan.identities.judged import assembled, judged, settled
from juesuan.identities.ladder import ladder

if TYPE_CHECKING:
    from juesuan.corpus.corpus import Corpus


_STATED = ["stated_fen", "stated_own", "stated_fine"]


def across(corpus: Corpus) -> pd.DataFrame:
    """The frame `verdicts` for identities that span documents, with `other_documents`.

    `document_id` is the account of the later year, or of the department; `other_documents` names
    the accounts that it was checked against, separated by "; ". What does not hold stands first.
    The identities are in `expectations/across/`. A check of which no cell is printed is left out.
    """
    units = corpus.frame("units", columns=["document_id", "name", "kind"])
    links = Links(corpus.documents, units)
    every = (check for span in spanning() for check in span.arguments.checks(span, links, corpus))
    checks = pd.DataFrame(every, columns=Check._fields)
    terms = pd.DataFrame(_terms(checks), columns=["check", "reported", *PLACE])
    results = _judged(checks, answers(corpus, terms).astype({"reported": bool}))
    known = {identity.name: identity for identity in spanning()}
    parts = [(known[name], results[results["identity"].eq(name)]) for name in known]
    verdicts = assembled([judged(identity, Columns.of(part)) for identity, part in parts])
    others = [other for _, part in parts for other in part["other_documents"]]
    verdicts["other_documents"] = pd.array(others, dtype="str")
    rank = verdicts["verdict"].astype(object).map({name: at for at, name in enumerate(MOST_URGENT)})
    order = rank.to_numpy(dtype=np.int64).argsort(kind="stable")
    return verdicts.iloc[order].reset_index(drop=True)


def _terms(checks: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The cells of the checks: reported ones in the document itself, computed ones in others."""
    columns = checks[["document_id", "others", "reported", "computed"]]
    rows = columns.itertuples(index=False, name=None)
    for at, (own, others, reported, computed) in enumerate(rows):
        if reported is not None:
            yield at, True, own, *reported
        for other in others:
            yield at, False, other, *computed


def _judged(checks: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """The checks with their figures and verdicts, as `judged` takes them."""
    total = _sums(cells).reindex(checks.index, fill_value=0)
    stated = checks[_STATED].astype("Int64").fillna(0).astype(np.int64)
    reported = total["reported_fen"] + stated["stated_fen"]
    width, narrow = total["width"] + stated["stated_own"], total["narrow"] + stated["stated_fine"]
    residual = reported - total["computed_fen"]
    ended = ladder(*(each.to_numpy() for each in (residual, width, narrow)))
    open_ = _first(cells[cells["reason"].notna()], checks)["reason"]
    linked = checks["reason"].astype(object)
    reason = linked.where(linked.notna(), open_)
    reason = reason.where(reason.notna(), ended.reason_words)
    against = checks["others"].map("; ".join)
    named = ("against " + against).where(against.ne(""), None)
    own = _first(cells[cells["reported"]], checks)
    results = checks[["identity", "document_id", "name"]].assign(
        **_where(checks),
        reported_fen=reported,
        computed_fen=total["computed_fen"],
        allowed_fen=allowed(width.to_numpy()),
        verdict=ended.verdict_words,
        reason=reason.where(reason.notna(), None),
        about=checks["about"].where(checks["about"].notna(), named),
        page=checks["page"].where(checks["page"].notna(), own["page"]),
        row=checks["row"].where(checks["row"].notna(), own["row"]),
        other_documents=against,
    )
    blank = checks["stated_fen"].isna() & open_.isna() & total["printed"].eq(0)
    return pd.DataFrame(dict(settled(Columns.of(results[~blank]))))


def _sums(cells: pd.DataFrame) -> pd.DataFrame:
    """What the cells of each check come to, in 分, and how wide they are."""
    own = cells["reported"]
    values = {
        "reported_fen": cells["fen"].where(own, 0),
        "computed_fen": cells["fen"].mask(own, 0),
        "width": cells["unit"],
        "narrow": cells["finest"],
        "printed": cells["precision"].gt(0),
    }
    return pd.DataFrame(values).groupby(cells["check"]).sum()


def _first(cells: pd.DataFrame, checks: pd.DataFrame) -> pd.DataFrame:
    """The first of some cells for each check."""
    first = cells.drop_duplicates("check").set_index("check")
    return first[["reason", "page", "row"]].astype(object).reindex(checks.index)


def _where(checks: pd.DataFrame) -> dict[str, list[Any]]:
    """Table, side, code and measure of the cell that is checked."""
    cells = checks["reported"].where(checks["reported"].notna(), checks["computed"])
    rows = [
        (table, side or None, key if key.isdigit() else "", measure)
        for table, side, key, measure in cells
    ]
    names = ("table", "side", "code", "measure")
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}
