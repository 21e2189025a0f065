"""Figures of many accounts, with a warning where an account is counted within another one."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from juesuan.catalogue.remarks import Value, remark
from juesuan.corpus.links import Links, counted_twice
from juesuan.figures.accessor import Figures

if TYPE_CHECKING:
    from juesuan.corpus.corpus import Corpus

_NAMED = 3


class CountedTwice(UserWarning):
    """The accounts of a 部门 and of its 单位 are added up together."""


def figures_of(corpus: Corpus) -> Figures:
    """The figures of a corpus; warns where a 部门 and 单位 that it lists are both in it."""
    links = Links(corpus.documents, corpus.frame("units", columns=["document_id", "name", "kind"]))
    twice = counted_twice(links)
    if twice:
        named: Value = ", ".join(list(twice)[:_NAMED])
        if len(twice) > _NAMED:
            named = remark("names_and_more", names=named, more=len(twice) - _NAMED)
        warnings.warn(str(remark("counted_together", names=named)), CountedTwice, stacklevel=3)
    return Figures(corpus)
