"""The frames of a corpus, a bounded number of documents at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.dataset as ds

from juesuan.catalogue.faults import fault
from juesuan.corpus import typed
from juesuan.corpus.parts import Parts
from juesuan.errors import CorpusError
from juesuan.schema import trimmed

_DOCUMENTS = "documents"


def batches(
    parts: Parts,
    names: Sequence[str],
    columns: Mapping[str, Sequence[str]],
    limits: ds.Expression | None,
    most: int,
) -> Iterator[dict[str, pd.DataFrame]]:
    """The frames `names` of at most so many documents, again and again until all have come.

    `documents` is always among them. `columns` gives those that are needed of a frame. Raises
    `CorpusError` where a frame has rows of a document that `documents` does not have.
    """
    wanted = list(dict.fromkeys([_DOCUMENTS, *names]))
    for bundle in parts.bundles(wanted):
        frames = {
            name: typed.read(name, typed.dataset(name, files), columns.get(name), limits)
            for name, files in bundle.items()
        }
        ids = pd.Index(frames[_DOCUMENTS]["document_id"])
        places = {name: _places(name, frame, ids, parts.folder) for name, frame in frames.items()}
        for start in range(0, len(ids), most):
            yield {
                name: trimmed(frame[(places[name] >= start) & (places[name] < start + most)])
                for name, frame in frames.items()
            }


def _places(name: str, frame: pd.DataFrame, ids: pd.Index, folder: Path) -> np.ndarray:
    """For each row the place of its document."""
    places = ids.get_indexer(pd.Index(frame["document_id"]))
    if (places < 0).any():
        stranger = frame["document_id"].iloc[int((places < 0).argmax())]
        raise CorpusError(
            fault("document_unknown_to_corpus", name=name, stranger=stranger), source=str(folder)
        )
    return places
