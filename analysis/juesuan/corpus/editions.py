"""The same account published twice: which edition is the newer one, and what it changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, TypeAlias

import pandas as pd

from juesuan.catalogue.corpus_words import corpus_rules
from juesuan.catalogue.faults import Fault, fault
from juesuan.corpus.organizations import scoped_names

COLUMNS = (
    "document_id", "organization", "fiscal_year", "kind", "state", "newer", "reason", "cells",
    "differing", "message",
)  # fmt: skip
# So many documents are compared in one go.
_TOGETHER = 1_000
_CELL = ["table", "side", "key", "measure"]

Cells: TypeAlias = "dict[tuple[Any, ...], int]"
# The frame of some documents that is needed to compare them.
Take: TypeAlias = Callable[[Sequence[str]], pd.DataFrame]


@dataclass(frozen=True)
class Edition:
    """A document beside others of the same name, year and kind."""

    document_id: str
    date: tuple[int, ...] | None
    corrected: bool
    doubts: int
    cells: Cells


def account_key(documents: pd.DataFrame) -> pd.Series[Any]:
    """What names an account: organization, 部门 or 单位, year, 决算 or 预算; NA where unknown.

    An organization's own account (本级) and that with its units (汇总) are two.
    """
    parts = documents[["organization_kind", "fiscal_year", "kind"]].astype(object)
    names = scoped_names(documents)
    keys = [
        (name, *(None if pd.isna(part) else part for part in rest))
        for name, rest in zip(names, parts.itertuples(index=False, name=None), strict=True)
    ]
    known = names.ne("") & documents["fiscal_year"].notna()
    return pd.Series(keys, index=documents.index, dtype=object).where(known, None)


def editions(documents: pd.DataFrame, amounts: Take, paragraphs: Take) -> pd.DataFrame:
    """One row a document that shares organization, year and kind with another one.

    `state`: newer, superseded, or undecided (kept, and counted beside the other). `newer` is the
    document that takes its place, `reason` how that is known: later_date (填报日期), said_corrected
    (it says 更正 or 修订), same_amounts (the same account in another file), other_account (the
    names agree, the amounts do not), parts (no table stands in both: `juesuan.read` of a list joins
    them), nothing_tells. `cells` counts its amounts, `differing` those
    that the newer edition has otherwise or not at all.
    """
    keys = completed(account_key(documents))
    known = documents.assign(account=keys)[keys.notna()]
    several = known[known.groupby("account")["document_id"].transform("size") > 1]
    groups = [group for _, group in several.groupby("account", sort=False)]
    rows = [row for chunk in _chunks(groups) for row in _compared(chunk, amounts, paragraphs)]
    compared = pd.DataFrame(rows, columns=list(COLUMNS))
    return compared.astype({"fiscal_year": "Int64", "cells": "Int64", "differing": "Int64"})


def completed(keys: pd.Series[Any]) -> pd.Series[Any]:
    """A document that says neither 部门 nor 单位 is of the one that others of its name say."""
    owners: dict[Any, set[Any]] = {}
    for name, owner, *rest in keys.dropna():
        if owner is not None:
            owners.setdefault((name, *rest), set()).add(owner)

    def complete(key: Any) -> Any:
        if key is None or key[1] is not None:
            return key
        name, _, *rest = key
        known = owners.get((name, *rest), set())
        return (name, *known, *rest) if len(known) == 1 else key

    return pd.Series([complete(key) for key in keys], index=keys.index, dtype=object)


def _chunks(groups: list[pd.DataFrame]) -> Iterator[list[pd.DataFrame]]:
    """The groups, so many at a time that their amounts fit into memory."""
    ends = pd.Series([len(group) for group in groups], dtype="int64").cumsum() // _TOGETHER
    for _, places in ends.groupby(ends):
        yield [groups[at] for at in places.index]


def _compared(
    groups: list[pd.DataFrame], amounts: Take, paragraphs: Take
) -> Iterator[dict[str, Any]]:
    """The rows of some groups of documents of one name, year and kind each."""
    ids = [document for group in groups for document in group["document_id"]]
    cells, texts = _cells(amounts(ids)), _texts(paragraphs(ids))
    for group in groups:
        rows: list[Any] = group.to_dict("records")
        described = {row["document_id"]: row for row in rows}
        members = [_edition(row, cells.get(key, {}), texts) for key, row in described.items()]
        for row in _decided(members):
            yield described[row["document_id"]] | row


def _edition(row: dict[str, Any], cells: Cells, texts: dict[str, str]) -> Edition:
    wording = corpus_rules().editions
    printed = row["reported_on"]
    date = wording.date.search(printed) if isinstance(printed, str) else None
    name = PurePath(str(row["source"])).stem
    corrects = wording.said_in_name.search(name)
    corrects = corrects or wording.said_in_text.search(texts.get(row["document_id"], ""))
    return Edition(
        row["document_id"],
        tuple(map(int, date.groups())) if date else None,
        bool(corrects),
        int(row["ambiguous"]) + int(row["unplaced"]) + int(row["problems"]),
        cells,
    )


def _decided(members: list[Edition]) -> Iterable[dict[str, Any]]:
    for account in _accounts(members):
        if len(account) > 1:
            yield from _ordered(account)
        elif parts := [each for each in members if _apart(each, account[0])]:
            message = fault("edition_parts", other=parts[0].document_id)
            yield _row(account[0], None, "parts", message)
        else:
            message = fault("edition_other_account")
            yield _row(account[0], None, "other_account", message)


def _apart(one: Edition, other: Edition) -> bool:
    """No table has amounts in both: they may be parts of one account."""
    tables = ({cell[0] for cell in each.cells} for each in (one, other))
    return one is not other and set.isdisjoint(*tables)


def _accounts(members: list[Edition]) -> list[list[Edition]]:
    """The members by account: those whose amounts are mostly the same are editions of one.

    Only accounts that share an amount are compared: many places have an organization of the name.
    """
    accounts: list[list[Edition]] = []
    holders: dict[Any, list[int]] = {}
    for member in members:
        amounts = [item for item in member.cells.items() if item[1]]
        shared = Counter(at for item in amounts for at in holders.get(item, ()))
        near = (at for at, _ in shared.most_common())
        number = next((at for at in near if _same(accounts[at][0].cells, member.cells)), None)
        if number is None:
            number = len(accounts)
            accounts.append([])
            for item in amounts:
                holders.setdefault(item, []).append(number)
        accounts[number].append(member)
    return accounts


def _same(one: Cells, other: Cells) -> bool:
    common = one.keys() & other.keys()
    equal = sum(one[cell] == other[cell] for cell in common)
    return bool(common) and equal >= corpus_rules().editions.same_share * len(common)


def _ordered(account: list[Edition]) -> Iterable[dict[str, Any]]:
    """The editions of one account with the newer one, where something tells."""
    dates = [edition.date for edition in account if edition.date is not None]
    corrected = [edition for edition in account if edition.corrected]
    if len(dates) == len(account) and dates.count(max(dates)) == 1:
        newer = max(account, key=lambda edition: edition.date or ())
        day = "-".join(map(str, newer.date or ()))
        reason, message = "later_date", fault("edition_later", newer=newer.document_id, day=day)
    elif len(corrected) == 1:
        newer = corrected[0]
        reason, message = "said_corrected", fault("edition_corrects", newer=newer.document_id)
    elif all(edition.cells == account[0].cells for edition in account):
        newer = min(account, key=lambda edition: (edition.doubts, edition.document_id))
        reason, message = "same_amounts", fault("edition_same", newer=newer.document_id)
    else:
        for edition in account:
            message = fault("edition_unknown")
            other = next(other for other in account if other is not edition)
            yield _row(edition, None, "nothing_tells", message, _differing(edition, other))
        return
    for edition in account:
        state = fault("edition_newer") if edition is newer else message
        yield _row(edition, newer, reason, state, _differing(edition, newer))


def _differing(one: Edition, other: Edition) -> int:
    cells = one.cells.keys() | other.cells.keys()
    return sum(one.cells.get(cell) != other.cells.get(cell) for cell in cells)


def _row(
    edition: Edition,
    newer: Edition | None,
    reason: str,
    message: Fault,
    differing: int | None = None,
) -> dict[str, Any]:
    state = "undecided" if newer is None else "newer" if newer is edition else "superseded"
    return {
        "document_id": edition.document_id,
        "state": state,
        "newer": newer.document_id if newer else None,
        "reason": reason,
        "cells": len(edition.cells),
        "differing": differing,
        "message": str(message),
    }


def _cells(amounts: pd.DataFrame) -> dict[str, Cells]:
    """The amounts of each document by cell."""
    from juesuan.identities.columns import Columns
    from juesuan.identities.places import keyed

    placed = keyed(Columns.of(amounts[amounts["measure"].notna()]))
    cells: dict[str, Cells] = {}
    columns = (placed[name] for name in ("document_id", *_CELL, "amount_fen"))
    for document, *cell, fen in zip(*columns, strict=True):
        cells.setdefault(document, {})[tuple(cell)] = fen
    return cells


def _texts(paragraphs: pd.DataFrame) -> dict[str, str]:
    """The first paragraphs of each document."""
    first = paragraphs[paragraphs["text"].notna()]
    joined: dict[Any, str] = first.groupby("document_id")["text"].agg("".join).to_dict()
    return joined
