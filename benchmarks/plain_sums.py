"""The sums of the suites in plain pandas: select, sum by group, merge, subtract.

What an analyst would write for each identity, and written well: tables are taken apart once,
codes and documents are categories. It knows nothing of blank cells, missing tables or rounding.
"""

from collections.abc import Iterable

import pandas as pd

from juesuan.identities.addition import Sum
from juesuan.identities.selector import Selector

WORDS = ("table", "side", "line_key", "level", "measure", "code")


def by_table(amounts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The placed amounts by table, with the code above each code."""
    placed = amounts[amounts["measure"].notna()]
    frame = placed[["amount_fen"]].assign(
        document=pd.factorize(placed["document_id"])[0],
        **{name: placed[name].astype("category") for name in WORDS},
    )
    codes = frame["code"].cat.categories
    above = pd.Series([code[:-2] if len(code) > 3 else "" for code in codes], index=codes)
    frame["parent"] = frame["code"].map(above).astype("category")
    return dict(iter(frame.groupby("table", observed=True)))


def select(tables: dict[str, pd.DataFrame], selector: Selector) -> pd.DataFrame:
    """The amounts that a selector means."""
    frame = tables[selector.table]
    if selector.side is not None:
        frame = frame[frame["side"] == selector.side]
    if selector.lines:
        stems = tuple(line.removesuffix("*") for line in selector.lines if line.endswith("*"))
        keys = frame["line_key"].cat.categories
        wanted = [key for key in keys if key in selector.lines or (stems and key.startswith(stems))]
        frame = frame[frame["line_key"].isin(wanted)]
    if selector.codes:
        frame = frame[frame["code"].isin(selector.codes)]
    if selector.level not in (None, "*"):
        frame = frame[frame["level"] == selector.level]
    if selector.level == "*":
        frame = frame[frame["level"] != "line"]
    if selector.measures is not None:
        frame = frame[frame["measure"].isin(selector.measures)]
    return frame


KEYS = {
    "row": ["document", "side", "code", "line_key"],
    "parent": ["document", "code"],
    "code": ["document", "code"],
    "document": ["document"],
}


def residuals(identity: Sum, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Total less parts of every equation of an identity, in 分."""
    keys = KEYS[identity.by] + (["measure"] if identity.by_measure else [])
    grouping = {"observed": True, "dropna": False, "sort": False}
    total = select(tables, identity.total).groupby(keys, **grouping)["amount_fen"].sum()
    parts = []
    for selector in identity.parts:
        part = select(tables, selector)
        if identity.by == "parent":
            part = part.drop(columns="code").rename(columns={"parent": "code"})
        parts.append(part.groupby(keys, **grouping)["amount_fen"].sum() * selector.weight)
    added = pd.concat([part.reset_index() for part in parts]).groupby(keys, **grouping).sum()
    both = total.reset_index(name="total").merge(added.reset_index(), on=keys, how="outer")
    return both.assign(residual=both["total"].fillna(0) - both["amount_fen"].fillna(0))


def all_residuals(amounts: pd.DataFrame, chosen: Iterable[Sum]) -> dict[str, pd.DataFrame]:
    """The residuals of every identity by its name."""
    tables = by_table(amounts)
    return {identity.name: residuals(identity, tables) for identity in chosen}
