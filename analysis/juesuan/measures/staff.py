"""How many people a document says that it has, by what it counts: 编制, 实有, 在职, 离退休."""

from __future__ import annotations

import pandas as pd

from juesuan.catalogue.headline_wording import headline_wording
from juesuan.measures.headline import Frames, named
from juesuan.schema import from_records
from juesuan.schema.plain_rows import plain_rows


def staff(source: Frames) -> pd.DataFrame:
    """One row a number of people of the document's own: `document_id, item, count, page`.

    The first that is stated of each item; people whom it serves are none of it.
    """
    wording = headline_wording().staff
    claims = source.frame("claims")
    counted = claims[claims["quantity"].eq("count") & claims["unit"].isin(wording.people)]
    # A reason tells how many came or went.
    counted = counted[~counted["role"].astype(object).eq("reason")]
    counted = counted[~counted["text"].fillna("").str.contains(wording.other.pattern)]
    found = [counted[named(counted, item.pattern)].assign(item=item.name) for item in wording.items]
    rows = pd.concat(found).sort_index().drop_duplicates(["document_id", "item"])
    rows = rows.assign(count=rows["value"].astype("Int64"))
    return from_records("staff", plain_rows(rows[["document_id", "item", "count", "page"]]))
