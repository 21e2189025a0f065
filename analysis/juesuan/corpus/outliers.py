"""What is unusual beside other years or other accounts, with the reason in words; no verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from juesuan.catalogue.corpus_words import (
    AmongPeers,
    Coded,
    Completion,
    Growth,
    Outlier,
    OverYears,
    Robust,
    corpus_rules,
)
from juesuan.catalogue.lexicon import lexicon
from juesuan.corpus.editions import account_key
from juesuan.money import in_wan, wan

if TYPE_CHECKING:
    from juesuan.corpus.corpus import Corpus

COLUMNS = [
    "document_id", "organization", "fiscal_year", "rule", "table", "code", "name", "measure",
    "value", "usual", "deviations", "others", "unit", "reason", "reason_zh",
]  # fmt: skip
# A normal distribution's standard deviation is this many median absolute deviations.
_MAD = 1.4826
_AMOUNTS = ["document_id", "table", "code", "level", "name", "measure", "amount_fen"]
_EXECUTION = ["document_id", "code", "level", "item_name", "measure", "rate", "budget_fen"]


def outliers(corpus: Corpus) -> pd.DataFrame:
    """One row an amount or rate that stands out, by the rules of `catalogue/data/corpus.toml`.

    `value` beside what is `usual` (both in `unit`), how many robust `deviations` lie between them
    (NA where the rule has a fixed bound), how many `others` it was compared with, and the `reason`.
    """
    about = corpus.documents.assign(account=account_key(corpus.documents))
    about = about[about["account"].notna()]
    about = about.assign(
        owner=about["account"].map(lambda account: (account[0], account[1], account[3])),
        year=[int(year) for year in about["fiscal_year"]],
    )[["document_id", "organization", "fiscal_year", "owner", "year"]]
    parts = [
        _RULES[rule.rule](rule, corpus, about, table)
        for rule in corpus_rules().outliers
        for table in getattr(rule, "tables", ("",))
    ]
    unusual = pd.concat([part for part in parts if len(part)] or [pd.DataFrame(columns=COLUMNS)])
    return unusual.reset_index(drop=True)[COLUMNS]


def _coded(rule: Coded, corpus: Corpus, about: pd.DataFrame, table: str) -> pd.DataFrame:
    """The amounts of a table by code that a rule looks at, with their documents."""
    where = {"table": table, "measure": rule.measure, "level": list(rule.levels)}
    rows = corpus.frame("amounts", where=where, columns=_AMOUNTS)
    rows = rows.drop_duplicates(["document_id", "table", "code"])
    keys = {name: rows[name].astype(object) for name in ("table", "measure")}
    return rows.assign(**keys).merge(about, on="document_id")


def _over_years(rule: OverYears, corpus: Corpus, about: pd.DataFrame, table: str) -> pd.DataFrame:
    rows = _coded(rule, corpus, about, table)
    rows = rows.assign(value=rows["amount_fen"].astype(float))
    rows = _robust(rows, ["owner", "table", "code"], rule)
    rows = rows.assign(value=wan(rows["value"].to_numpy()), usual=wan(rows["usual"].to_numpy()))
    return _with_reasons(rule, rows, lexicon().money)


def _among_peers(rule: AmongPeers, corpus: Corpus, about: pd.DataFrame, table: str) -> pd.DataFrame:
    rows = _coded(rule, corpus, about, table)
    whole = rows[rows["level"].eq("total")].set_index(["document_id", "table"])["amount_fen"]
    keys = pd.MultiIndex.from_frame(rows[["document_id", "table"]])
    total = whole.reindex(keys).to_numpy(dtype=float)
    rows = rows.assign(value=100 * rows["amount_fen"] / np.where(total > 0, total, np.nan))
    rows = rows[rows["value"].notna() & rows["code"].ne("")]
    return _with_reasons(rule, _robust(rows, ["year", "table", "code"], rule), "%")


def _growth(rule: Growth, corpus: Corpus, about: pd.DataFrame, table: str) -> pd.DataFrame:
    rows = _coded(rule, corpus, about, table)
    keys = ["owner", "table", "code", "year"]
    before = rows[[*keys, "amount_fen"]].assign(year=rows["year"] + 1)
    before = before.drop_duplicates(keys, keep=False)
    both = rows.merge(before, on=keys, suffixes=("", "_before"))
    now, then = both["amount_fen"].to_numpy(), both["amount_fen_before"].to_numpy()
    high, low = np.maximum(now, then), np.minimum(now, then)
    wide = (low > 0) & (high >= rule.floor_fen) & (high >= rule.times * low)
    unusual = both.assign(value=wan(now), usual=wan(then), deviations=np.nan, others=1)[wide]
    return _with_reasons(rule, unusual, lexicon().money)


def _completion(rule: Completion, corpus: Corpus, about: pd.DataFrame, _: str) -> pd.DataFrame:
    rows = corpus.frame("execution", columns=_EXECUTION).merge(about, on="document_id")
    rows = rows[rows["rate"].notna() & rows["budget_fen"].fillna(0).ge(rule.floor_fen)]
    rows = rows[rows["rate"].lt(rule.low) | rows["rate"].gt(rule.high)]
    usual = [in_wan(int(fen)) for fen in rows["budget_fen"]]
    names = rows["item_name"].where(rows["item_name"].notna(), lexicon().total)
    rows = rows.assign(value=rows["rate"], usual=usual, deviations=np.nan, others=0, name=names)
    rows = rows.assign(table=None, measure=rows["measure"].astype(object))
    return _with_reasons(rule, rows, "%")


def _robust(rows: pd.DataFrame, group: list[str], rule: Robust) -> pd.DataFrame:
    """The rows whose value is far from the median of the others of their group.

    Each row is compared with the others only, so that it cannot hide itself.
    """
    kept: list[pd.DataFrame] = []
    sizes = rows.groupby(group)["value"].transform("size")
    for _, part in rows[sizes > rule.least].groupby(group, sort=False):
        values = part["value"].to_numpy()
        usual, deviations = _far(values, rule.smallest_share)
        out = deviations > rule.deviations
        out &= part["amount_fen"].to_numpy() >= rule.floor_fen
        if out.any():
            more = {"usual": usual, "deviations": deviations, "others": len(part) - 1}
            kept.append(part.assign(**more)[out])
    return pd.concat(kept) if kept else rows.iloc[:0].assign(usual=0.0, deviations=0.0, others=0)


def _far(values: Any, smallest: float) -> tuple[Any, Any]:
    """Median of the others and robust deviations from it, for each value."""
    size = len(values)
    middle = np.median(values)
    near = _MAD * np.median(np.abs(values - middle))
    # Cheap and close first: only what may be far is worked out without itself.
    usual, deviations = np.full(size, middle), np.zeros(size)
    for at in range(size):
        if abs(values[at] - middle) > near:
            others = np.delete(values, at)
            usual[at] = np.median(others)
            scale = _MAD * np.median(np.abs(others - usual[at]))
            scale = max(scale, smallest * abs(usual[at]))
            gap = abs(values[at] - usual[at])
            deviations[at] = gap / scale if scale else np.inf if gap else 0.0
    return usual, deviations


def _with_reasons(rule: Outlier, unusual: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows with the rule's name and its reason in words, English and Chinese."""
    columns = ["value", "usual", "others", "year"]
    said = {
        name: [form.format_map(row) for row in unusual[columns].to_dict("records")]
        for name, form in (("reason", rule.reason), ("reason_zh", rule.reason_zh))
    }
    return unusual.assign(rule=rule.rule, unit=unit, **said)


_Way: TypeAlias = Callable[[Any, "Corpus", pd.DataFrame, str], pd.DataFrame]
_RULES: Mapping[str, _Way] = {
    "over_years": _over_years,
    "among_peers": _among_peers,
    "growth": _growth,
    "completion": _completion,
}
