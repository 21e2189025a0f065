"""The words of the prose for more, less and equal, against the figures beside them."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from juesuan.graph.intervals import excess
from juesuan.graph.judged import Judged, judged
from juesuan.graph.operands import operand
from juesuan.graph.stack import Stack
from juesuan.graph.suites import Identity


def directions(identity: Identity, stack: Stack) -> Judged:
    """Words for more, less and equal (`words` gives their signs) against the figures beside them.

    大于 and 小于 speak of actual against budget, and so does 持平 where the words in front of it
    match `against`; 增加 and 减少 have to be the same in the change and in its percent.
    """
    pairs = stack.paired
    signs: dict[str, int] = identity.arguments["words"]
    said = pairs["direction"].astype(object).map(signs)
    level = pairs["quantity"].eq("change") & pairs["value"].isna()
    compared = pairs["quantity"].eq("comparison") | (level & _against(pairs, identity))
    both = pairs["budget"].ge(0) & pairs["amount"].ge(0)
    alone = pairs[compared & said.notna() & ~both]
    about = pairs[compared & said.notna() & both]
    actual, budget = (operand(stack, pairs, about[name]) for name in ("amount", "budget"))
    gap = (actual["fen"] - budget["fen"]).to_numpy()
    unit = (actual["fine"] + budget["fine"]).to_numpy()
    found = _words(about, said[about.index].to_numpy(), np.sign(gap))
    equal = (said[about.index].to_numpy() == 0) & (excess(gap, unit) <= 0)
    found.loc[equal & (gap != 0), "verdict"] = "rounding"
    grown = pairs[pairs["quantity"].eq("growth") & said.notna() & pairs["change"].ge(0)]
    before = said.to_numpy()[grown["change"].to_numpy()]
    agreed = grown[~pd.isna(before)]
    signs_of = before[~pd.isna(before)]
    others = _words(agreed, said[agreed.index].to_numpy(), signs_of)
    unpaired = alone[["document_id", "page", "row"]].assign(
        name=alone["subject"], reason="unpaired"
    )
    return judged(identity, pd.concat([found, others, unpaired], ignore_index=True))


def _against(pairs: pd.DataFrame, identity: Identity) -> pd.Series[bool]:
    """Whether the sentence compares with the budget, by the words in front."""
    pattern = re.compile(identity.arguments["against"])
    before = zip(pairs["text"].astype(object), pairs["start"], strict=True)
    words = ["" if pd.isna(start) else str(text)[: int(start)] for text, start in before]
    return pd.Series([bool(pattern.search(each)) for each in words], index=pairs.index, dtype=bool)


def _words(about: pd.DataFrame, said: Any, true: Any) -> pd.DataFrame:
    """Verdicts on words from their sign and that of the figures."""
    words = {1: "more", -1: "less", 0: "equal"}
    same = np.asarray(said, dtype=float) == np.asarray(true, dtype=float)
    found = about[["document_id", "page", "row"]].reset_index(drop=True)
    found["name"] = about["subject"].to_numpy()
    found["reported_text"] = about["direction"].astype(object).to_numpy()
    found["computed_text"] = [words[int(sign)] for sign in true]
    found["verdict"] = np.where(same, "exact", "inconsistent")
    return found
