"""The classification as the documents print it: code → name by year, and where they disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from juesuan.catalogue import classification, tables
from juesuan.catalogue.levels import parent_of
from juesuan.corpus.organizations import same_name

if TYPE_CHECKING:
    from juesuan.corpus.corpus import Corpus

_KEYS = ["system", "code", "fiscal_year", "name"]
_ROWS = ["document_id", "table", "code", "name"]


def learnt(corpus: Corpus) -> pd.DataFrame:
    """One row a code, year and name: `documents` counts those that print it so.

    Columns: system (functional / economic), code, fiscal_year, name, documents, official (the
    catalogue's name for that year, NA where it does not know the code), agrees.
    """
    systems = {key: entry.codes for key, entry in tables().items() if entry.codes}
    counted: list[pd.DataFrame] = []
    columns = {"documents": ["document_id", "fiscal_year"], "rows": _ROWS}
    for frames in corpus.batches(("rows",), columns):
        rows = frames["rows"]
        rows = rows[rows["code"].fillna("").ne("") & rows["name"].notna()]
        rows = rows.assign(
            system=rows["table"].astype(object).map(systems), name=rows["name"].map(same_name)
        )
        rows = rows[rows["system"].notna()].drop_duplicates(["document_id", *_KEYS[:2], "name"])
        rows = rows.merge(frames["documents"], on="document_id")
        counted.append(_counts(rows.assign(documents=1)))
    every = pd.concat(counted) if counted else pd.DataFrame(columns=[*_KEYS, "documents"])
    printed = _counts(every).sort_values(
        ["system", "code", "fiscal_year", "documents"],
        ascending=[True, True, True, False],
        kind="stable",
        ignore_index=True,
    )
    official = [
        classification(system).name(code, None if pd.isna(year) else int(year))
        for system, code, year in printed[_KEYS[:3]].itertuples(index=False, name=None)
    ]
    printed["official"] = pd.array(official, dtype="str")
    printed["agrees"] = printed["official"].map(same_name).eq(printed["name"])
    return printed


def _counts(rows: pd.DataFrame) -> pd.DataFrame:
    counts = rows.groupby(_KEYS, dropna=False)["documents"].sum()
    return counts.reset_index().astype({"documents": "int64", "fiscal_year": "Int64"})


def conflicts(printed: pd.DataFrame) -> pd.DataFrame:
    """Where the names of codes disagree, from the frame of `learnt`.

    `conflict`: several_names (a code of a year has more than one name), several_codes (a name of a
    year stands for more than one code below the same parent), other_than_official (not the
    catalogue's name), unknown_code (the catalogue does not know it). The rows are that frame's.
    """
    year = ["system", "fiscal_year"]
    parents = printed.assign(
        parent=[parent_of(code) for code in printed["code"]], length=printed["code"].str.len()
    )
    names = parents.groupby([*year, "code"], dropna=False)["name"].transform("nunique")
    below = [*year, "parent", "length", "name"]
    codes = parents.groupby(below, dropna=False)["code"].transform("nunique")
    known = printed["official"].notna()
    tests: dict[str, pd.Series[Any]] = {
        "several_names": names > 1,
        "several_codes": codes > 1,
        "other_than_official": known & ~printed["agrees"],
        "unknown_code": ~known,
    }
    parts = [printed[test].assign(conflict=name) for name, test in tests.items()]
    every = pd.concat(parts, ignore_index=True)
    return every[["conflict", *printed.columns]]
