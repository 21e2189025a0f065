"""The official ratios of a document (财预〔2013〕53号), each with its inputs."""

from __future__ import annotations

import pandas as pd

from juesuan.catalogue.headline_wording import BEFORE, CHANGE, headline_wording
from juesuan.measures.headline import Frames, executed, headline
from juesuan.measures.staff import staff
from juesuan.money import FEN_OF_WAN


def ratios(source: Frames) -> pd.DataFrame:
    """One row a document and ratio: `value` in percent, with the figures that it divides.

    Columns: `document_id`, `ratio`, `value`, `numerator`, `denominator` (万元, or people) and
    `numerator_fen`, `denominator_fen` (NA for people). The value is NA where a figure is missing
    or the denominator is 0.
    """
    money = _money(source)
    people = staff(source).pivot_table(index="document_id", columns="item", values="count")
    people = people.reindex(money.index)
    parts = []
    for ratio in headline_wording().ratios:
        sides = {"numerator": ratio.numerator, "denominator": ratio.denominator}
        row = pd.DataFrame({"ratio": ratio.name}, index=money.index)
        for side, name in sides.items():
            fen = money[name] if name in money else pd.Series(pd.NA, index=money.index)
            count = people[name] if name in people else pd.Series(pd.NA, index=money.index)
            row[f"{side}_fen"] = fen.astype("Int64")
            wan = row[f"{side}_fen"].astype("Float64") / FEN_OF_WAN
            row[side] = wan.fillna(count.astype("Float64"))
        row["value"] = 100 * row["numerator"] / row["denominator"].mask(row["denominator"].eq(0))
        parts.append(row)
    found = pd.concat(parts).sort_index(kind="stable").reset_index()
    columns = ["value", *sides, *(f"{side}_fen" for side in sides)]
    return found[["document_id", "ratio", *columns]]


def _money(source: Frames) -> pd.DataFrame:
    """The figures of the headline in 分 by document, and those that follow from their changes."""
    head = headline(source).set_index("document_id")
    money = head[[name for name in head if str(name).endswith("_fen")]]
    money = money.rename(columns=lambda name: str(name).removesuffix("_fen"))
    before = {
        name.removesuffix(CHANGE) + BEFORE: money[name.removesuffix(CHANGE)] - money[name]
        for name in map(str, money)
        if name.endswith(CHANGE)
    }
    return money.assign(**before, execution_actual=executed(source, money.index))
