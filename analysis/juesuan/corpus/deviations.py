"""Budgets against accounts: the pairs of a corpus, code by code, over years and departments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from juesuan.catalogue.faults import fault
from juesuan.catalogue.lexicon import lexicon
from juesuan.corpus.organizations import same_name, scoped_names
from juesuan.errors import CorpusError
from juesuan.measures.comparison import compare

if TYPE_CHECKING:
    from juesuan.corpus.corpus import Corpus


class Pair(NamedTuple):
    """A body's budget and its account of one year."""

    organization: str
    fiscal_year: int
    budget: str
    account: str


def deviations(
    corpus: Corpus, organization: str | None = None, *, year: int | None = None
) -> pd.DataFrame:
    """Every cell that a budget and the account of its body and year have in common.

    One body's with `organization`, one year's with `year`, else those of all pairs. Columns: those
    of `juesuan.compare`, and behind `document_id` (the account) `organization` and `fiscal_year`. A
    code that is called otherwise in another year is one code: `name` is what
    the account prints. Budgets without an account and accounts without a budget are left out;
    `corpus.pairs()` lists them.

    Raises `CorpusError` where nothing that is asked for is a pair, naming the documents there are,
    and where a year has several budgets or accounts of a body.
    """
    known = _chosen(corpus.documents, organization, year)
    parts = []
    for pair in _pairs(known, str(corpus.folder)):
        rows = compare(corpus[pair.budget], corpus[pair.account])
        rows.insert(1, "organization", pair.organization)
        rows.insert(2, "fiscal_year", pair.fiscal_year)
        parts.append(rows)
    if not parts:
        what = organization or year or ""
        ids = tuple(known["document_id"])
        raise CorpusError(fault("no_pair", what=what, ids=ids), source=str(corpus.folder))
    return pd.concat(parts, ignore_index=True)


def pairs(corpus: Corpus) -> pd.DataFrame:
    """Each body and year that has a budget or an account, with the ids of both; NA where one lacks.

    Columns: `organization`, `scope`, `fiscal_year`, `budget` and `account`; of several budgets or
    accounts of a year each has a row.
    """
    account, budget = lexicon().account.kind, lexicon().account.budget
    known = _chosen(corpus.documents, None, None)
    key = ["scoped", "fiscal_year"]
    sides = [
        known.loc[known["kind"].eq(kind), [*key, "organization", "scope", "document_id"]]
        for kind in (budget, account)
    ]
    both = sides[0].merge(sides[1], on=key, how="outer", suffixes=("_budget", "_account"))
    for name in ("organization", "scope"):
        both[name] = both[f"{name}_account"].fillna(both[f"{name}_budget"])
    named = {"document_id_budget": "budget", "document_id_account": "account"}
    listed = both.rename(columns=named).sort_values(key, ignore_index=True)
    return listed[["organization", "scope", "fiscal_year", "budget", "account"]]


def _chosen(documents: pd.DataFrame, organization: str | None, year: int | None) -> pd.DataFrame:
    known = documents[documents["fiscal_year"].notna() & documents["organization"].notna()]
    known = known.assign(scoped=scoped_names(known))
    if organization is not None:
        wanted = same_name(organization)
        plain = known["organization"].map(same_name)
        known = known[known["scoped"].eq(wanted) | plain.eq(wanted)]
    return known if year is None else known[known["fiscal_year"].eq(year)]


def _pairs(documents: pd.DataFrame, source: str) -> Iterator[Pair]:
    """Each body's budget with its account, by name, scope and year."""
    kinds = (lexicon().account.budget, lexicon().account.kind)
    for _, rows in documents.groupby(["scoped", "fiscal_year"], sort=True):
        found = [tuple(rows.loc[rows["kind"].eq(kind), "document_id"]) for kind in kinds]
        if not all(found):
            continue
        name = str(rows["organization"].iloc[0])
        for ids in found:
            if len(ids) > 1:
                raise CorpusError(
                    fault("accounts_of_a_year", organization=name, ids=ids), source=source
                )
        yield Pair(name, int(rows["fiscal_year"].iloc[0]), found[0][0], found[1][0])
