"""Figures of many accounts, in which an account that another one includes is counted once."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pandas as pd

from juesuan.catalogue.choice import chosen
from juesuan.catalogue.faults import fault
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.remarks import Value, remark
from juesuan.corpus.links import Links, counted_twice
from juesuan.errors import CorpusError
from juesuan.figures.accessor import Figures

if TYPE_CHECKING:
    from juesuan.corpus.corpus import Corpus

_NAMED = 3


class CountedTwice(UserWarning):
    """A 部门 and its 单位 are both there: figures that add leave out the units."""


def of_one_kind(documents: pd.DataFrame, kind: str | None, source: str) -> pd.DataFrame:
    """The documents of a kind (决算 or 预算); all of them where they are of one and none is asked.

    Raises `CorpusError` where there are both and none is asked for, and `UnknownChoice`.
    """
    if kind is not None:
        kinds = (lexicon().account.kind, lexicon().account.budget)
        chosen(kind, kinds, fault("a_kind_of_document"))
        return documents[documents["kind"].eq(kind)]
    if len(set(documents["kind"].dropna())) > 1:
        raise CorpusError(fault("kinds_mixed"), source=source)
    return documents


def figures_of(corpus: Corpus) -> Figures:
    """The figures of a corpus; warns that units are left out whose 部门 is in it too.

    Raises `CorpusError` where it holds final accounts and budgets.
    """
    of_one_kind(corpus.documents, None, str(corpus.folder))
    links = Links(corpus.documents, corpus.frame("units", columns=["document_id", "name", "kind"]))
    twice = counted_twice(links)
    if twice:
        named: Value = ", ".join(list(twice)[:_NAMED])
        if len(twice) > _NAMED:
            named = remark("names_and_more", names=named, more=len(twice) - _NAMED)
        warnings.warn(str(remark("counted_together", names=named)), CountedTwice, stacklevel=3)
    return Figures(corpus, [unit for units in twice.values() for unit in units])
