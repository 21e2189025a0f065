"""The frames and the wide views as attributes of a corpus, read anew each time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from juesuan.catalogue import frames
from juesuan.frames.wide import attribute, views

if TYPE_CHECKING:
    from juesuan.corpus.corpus import Corpus

_ABOUT = ["organization", "fiscal_year"]


def attributes() -> Iterable[tuple[str, property]]:
    """Every frame of the contract but `documents`, and the wide view of every table, by name."""
    for name, frame in frames().items():
        if name != "documents":
            said = f"The frame `{name}` of all documents: {frame.title}."
            yield name, attribute(_frame, name, said)
    yield from views(_view, " of all documents")


def _frame(corpus: Corpus, name: str) -> pd.DataFrame:
    return corpus.frame(name)


def _view(corpus: Corpus, table: str) -> pd.DataFrame:
    return corpus.table(table)


def with_organization(view: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """A wide view with the columns `organization` and `fiscal_year` behind `document_id`."""
    about = documents.set_index("document_id")[_ABOUT].reindex(view["document_id"])
    about = about.reset_index(drop=True)
    return pd.concat([view[["document_id"]], about, view.drop(columns="document_id")], axis=1)
