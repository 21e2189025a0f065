"""A department over years, and departments side by side."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import pandas as pd

from juesuan.catalogue import tables
from juesuan.catalogue.choice import chosen
from juesuan.catalogue.faults import fault
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.terms import SIDES
from juesuan.corpus.counted import of_one_kind
from juesuan.corpus.organizations import same_name, scoped_names
from juesuan.errors import CorpusError
from juesuan.frames.named import table_named

if TYPE_CHECKING:
    from juesuan.corpus.corpus import Corpus

_AMOUNTS = [
    "document_id", "table", "side", "line_key", "code", "level", "name", "measure", "amount",
    "row", "line",
]  # fmt: skip
_KEYS = ["side", "code", "line_key", "level", "print"]
_NAMED = 8


class SpellingWarning(UserWarning):
    """Another name in the corpus may be the same organization."""


def panel(
    corpus: Corpus,
    organization: str,
    *,
    table: str = "expenditure",
    measure: str | None = None,
    organization_kind: str | None = None,
    kind: str | None = None,
) -> pd.DataFrame:
    """One organization's table over the years, in 万元: a row a code or line, a column a year.

    `kind` is 决算 or 预算, needed where the corpus has both of it.

    Columns: side (two-sided tables), code, line_key, level, name (of the newest year), names (the
    other ones, where they changed), then the years (int). Blank cells are NaN. Raises `CorpusError`
    for an organization that is not there and where a year has several accounts of it,
    `UnknownName` for a table and `UnknownChoice` for a measure or kind that there is not.
    """
    table = table_named(table)
    known = _measure(table, measure)
    about = _documents(corpus, organization, organization_kind, kind)
    years = dict(zip(about["document_id"], about["fiscal_year"], strict=True))
    where = {"document_id": list(years), "table": table, "measure": known}
    rows = corpus.frame("amounts", where=where, columns=_AMOUNTS)
    rows = _printed(rows).assign(year=rows["document_id"].map(years).astype(int))
    rows = rows.sort_values("year", kind="stable")
    wide = rows.pivot_table(
        index=_KEYS, columns="year", values="amount", aggfunc="first", observed=True, dropna=False
    )
    wide.columns = pd.Index([int(year) for year in wide.columns], dtype=object)
    names = rows.dropna(subset="name").groupby(_KEYS)["name"]
    labels = pd.DataFrame({"name": names.last(), "names": names.agg(_others)})
    view = labels.join(wide.dropna(how="all"), how="right").reset_index().drop(columns="print")
    return _in_order(view, table)


def side_by_side(
    corpus: Corpus,
    year: int,
    *,
    code: str | None = None,
    table: str = "expenditure",
    organization_kind: str | None = None,
    kind: str | None = None,
) -> pd.DataFrame:
    """All accounts of a year beside each other: a row a document, a column a measure, in 万元.

    `kind` is 决算 or 预算, needed where the corpus has both in that year.

    `code` is a classification code or the key of a line (`closing_balance`); the 合计 row by
    default. Columns: document_id, organization, organization_kind, name (as printed there), then
    the measures; the largest first. Documents without the row are left out. Raises `CorpusError`
    where no document of the year has it, `UnknownName` for an unknown table.
    """
    table = table_named(table)
    entry = tables()[table]
    of_year = corpus.documents[corpus.documents["fiscal_year"].eq(year)]
    where: dict[str, Any] = {
        "table": table,
        "fiscal_year": year,
    }
    of_one_kind(of_year, kind, str(corpus.folder))
    if kind:
        where["documents.kind"] = kind
    if organization_kind:
        where["documents.organization_kind"] = chosen(
            organization_kind, lexicon().organizations.kinds, fault("a_kind_of_organization")
        )
    key = {"level": "total"} if code is None else _key(code)
    rows = corpus.frame("amounts", where=where | key, columns=_AMOUNTS)
    rows = _printed(rows[rows["measure"].notna()])
    rows = rows[rows["print"].eq(0)]
    if rows.empty:
        raise CorpusError(
            fault("no_account_with_code", year=year, what=code or "合计", title=entry.title),
            source=str(corpus.folder),
        )
    rows = rows.assign(measure=rows["measure"].astype(object))
    wide = rows.pivot_table(
        index=["document_id", "side"], columns="measure", values="amount", aggfunc="first",
        dropna=False, observed=True,
    )  # fmt: skip
    wide = wide.dropna(how="all")[[name for name in entry.measures if name in wide]]
    names = rows.drop_duplicates("document_id").set_index("document_id")["name"]
    about = corpus.documents.set_index("document_id")[["organization", "organization_kind"]]
    view = wide.reset_index().rename_axis(columns=None)
    view = view.drop(columns="side") if view["side"].eq("").all() else view
    view = about.join(names).merge(view, on="document_id", how="right")
    return view.sort_values(str(wide.columns[0]), ascending=False, kind="stable", ignore_index=True)


def _key(code: str) -> dict[str, Any]:
    return {"code": code} if code.isdigit() else {"line_key": code}


def _measure(table: str, measure: str | None) -> list[str]:
    """The measures that are asked for: one of the table's, `total` or `amount` by default."""
    known = list(tables()[table].measures)
    if measure is None:
        return [name for name in ("total", "amount") if name in known] or ["actual"]
    return [chosen(measure, known, fault("a_measure_of", table=tables()[table].title))]


def _documents(
    corpus: Corpus, organization: str, kind: str | None, of_kind: str | None
) -> pd.DataFrame:
    """The accounts of an organization, one a year."""
    documents = corpus.documents[corpus.documents["fiscal_year"].notna()]
    names, wanted = documents["organization"].map(same_name), same_name(organization)
    # X（本级） names one of two accounts; X is either, where only one is there.
    scoped = scoped_names(documents)
    accounts = documents[scoped.eq(wanted) | names.eq(wanted)]
    if accounts.empty:
        near = sorted({name for name in names if wanted and (wanted in name or name in wanted)})
        why = fault("no_account_of", organization=organization)
        if near:
            alike = tuple(near[:_NAMED])
            why = fault("no_account_of_but", organization=organization, names=alike)
        raise CorpusError(why, source=str(corpus.folder))
    if kind:
        chosen(kind, lexicon().organizations.kinds, fault("a_kind_of_organization"))
        accounts = accounts[accounts["organization_kind"].eq(kind)]
    accounts = of_one_kind(accounts, of_kind, str(corpus.folder))
    scopes = sorted(set(scoped[accounts.index]))
    if len(scopes) > 1:
        raise CorpusError(
            fault("accounts_in_scopes", organization=organization, scopes=tuple(scopes)),
            source=str(corpus.folder),
        )
    several = accounts[accounts.duplicated("fiscal_year", keep=False)]
    if accounts.empty or len(several):
        why = fault("no_account_of_kind", organization=organization, kind=kind)
        if len(several):
            ids = tuple(several["document_id"])
            why = fault("accounts_of_a_year", organization=organization, ids=ids)
        raise CorpusError(why, source=str(corpus.folder))
    pairs = corpus.spellings
    spelled = pairs[pairs["one"].eq(wanted) | pairs["other"].eq(wanted)]
    for one, other, reason in spelled.itertuples(index=False, name=None):
        warnings.warn(
            str(fault("spelled_alike", name=other if one == wanted else one, reason=reason)),
            SpellingWarning,
            stacklevel=4,
        )
    return accounts


def _printed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with plain keys; a code that is printed twice has the prints 0 and 1."""
    keys = {
        name: rows[name].astype(object).where(rows[name].notna(), "")
        for name in ("side", "line_key", "level")
    }
    plain = rows.assign(**keys)
    # A line of the two-sided tables that has a column for each fund counts by its measure too.
    joined = ["document_id", "side", "code", "line_key", "measure"]
    return plain.assign(print=plain.groupby(joined, observed=True, dropna=False).cumcount())


def _others(names: pd.Series[Any]) -> Any:
    others = [name for name in dict.fromkeys(names) if name != names.iloc[-1]]
    return "; ".join(others) or None


def _in_order(view: pd.DataFrame, table: str) -> pd.DataFrame:
    """Lines as the form has them, codes in their order, 合计 first."""
    lines = {(line.side or "", line.key): at for at, line in enumerate(tables()[table].lines)}
    place = [
        lines.get((side, key), len(lines))
        for side, key in zip(view["side"], view["line_key"], strict=True)
    ]
    coded = bool(tables()[table].codes)
    order = view.assign(
        _side=view["side"].map({side: at for at, side in enumerate(("", *SIDES))}),
        _total=view["level"].ne("total") & coded,
        _line=place,
    ).sort_values(["_side", "_total", "code", "_line"], kind="stable")
    kept = order.drop(columns=["_side", "_total", "_line"])
    if kept["side"].eq("").all():
        kept = kept.drop(columns="side")
    if kept["code"].eq("").all():
        kept = kept.drop(columns="code")
    return kept.reset_index(drop=True)
