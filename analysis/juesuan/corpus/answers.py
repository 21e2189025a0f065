"""What stands in cells of many documents, asked for all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from juesuan.identities.columns import Columns
from juesuan.identities.intervals import units_of
from juesuan.identities.places import places

if TYPE_CHECKING:
    from juesuan.corpus.corpus import Corpus

PLACE = ["document_id", "table", "side", "key", "measure"]
AMOUNTS = [
    "document_id", "table", "side", "line_key", "code", "level", "measure", "amount_fen",
    "precision_fen", "candidates",
]  # fmt: skip
_COLUMNS = {
    "documents": ["document_id"],
    "amounts": AMOUNTS,
    "rows": ["document_id", "table", "side", "line_key", "code", "page", "row", "unplaced"],
    "tables": ["document_id", "table", "status", "measures"],
}


def answers(corpus: Corpus, terms: pd.DataFrame) -> pd.DataFrame:
    """The rows of `terms` (with the columns `PLACE`) and what stands in their cells.

    Columns added: fen and precision (0 where blank), unit and finest (one unit of the last digit,
    as printed and as the document's finest figure), page, row, and reason: why the cell is not
    known, else NA. The documents are gone through once, in batches.
    """
    asked = terms.groupby("document_id", sort=False).indices
    parts: list[pd.DataFrame] = []
    for frames in corpus.batches(("amounts", "rows", "tables"), _COLUMNS):
        ids = [document for document in frames["documents"]["document_id"] if document in asked]
        if ids:
            wanted = terms.take(np.concatenate([asked[document] for document in ids]))
            tables = (Columns.of(frames[name]) for name in ("amounts", "rows", "tables"))
            cells = places(*tables).find(Columns.of(wanted))
            there = pd.DataFrame(dict(cells), index=wanted.index)
            finest = frames["amounts"].groupby("document_id")["precision_fen"].min().to_dict()
            own = wanted["document_id"].map(finest).fillna(0).to_numpy(np.int64)
            fen, precision = (there[name].to_numpy(np.int64) for name in ("fen", "precision"))
            unit = units_of(fen, precision, own)
            there = there.assign(unit=unit, finest=np.minimum(unit, own))
            parts.append(pd.concat([wanted, there], axis=1))
    known = ["fen", "precision", "page", "row", "reason", "unit", "finest"]
    return pd.concat(parts) if parts else terms.iloc[:0].reindex(columns=[*terms.columns, *known])
