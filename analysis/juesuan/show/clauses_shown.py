"""The clauses of a paragraph as the grammar reads them, for looking at in a notebook."""

from __future__ import annotations

import pandas as pd

from juesuan.catalogue.sayings import say
from juesuan.show.sheet import Cell, Sheet

_COLUMNS = ["text", "subject", "quantity", "value", "unit", "role", "direction"]
_COLUMNS += ["year", "compared_with", "base_fen", "table", "code", "measure"]


def clauses_shown(claims: pd.DataFrame, paragraphs: pd.DataFrame, line: int) -> Sheet:
    """One row a figure of the paragraph that a line belongs to, in printed order.

    `claims` and `paragraphs` are the frames of those names, `line` is the line of the text or the
    row of the page.
    """
    begun = paragraphs[paragraphs["row"].le(line).fillna(value=False)]
    number = begun["number"].iloc[-1] if len(begun) else 0
    found = claims[claims["number"].eq(number).fillna(value=False)]
    body = [
        [Cell("" if pd.isna(value) else str(value)) for value in row]
        for row in found[_COLUMNS].astype("object").itertuples(index=False)
    ]
    title = begun["text"].iloc[-1] if len(begun) else ""
    notes = [] if body else [say("no_figure")]
    return Sheet(say("clauses"), title, _COLUMNS, [[Cell(name) for name in _COLUMNS]], body, notes)
