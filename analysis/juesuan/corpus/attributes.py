"""The frames and the wide views as attributes of a corpus, read anew each time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from juesuan.frames.wide import frame_attributes, views

if TYPE_CHECKING:
    from juesuan.corpus.corpus import Corpus

_ABOUT = ["organization", "fiscal_year"]


def attributes() -> Iterable[tuple[str, property]]:
    """Every frame of the contract but `documents`, and the wide view of every table, by name."""
    for name, frame in frame_attributes(_frame, " of all documents"):
        if name != "documents":
            yield name, frame
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
