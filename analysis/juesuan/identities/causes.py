"""Which checks that fail, and which problems, have one cause."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from typing import Any

from juesuan.catalogue.problems import kind_of, kinds_together, problem_texts
from juesuan.catalogue.strict import refuse_unknown
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.identities.cell_names import SEPARATOR
from juesuan.identities.identity import Identity
from juesuan.identities.misstated import misprint_beside
from juesuan.identities.suites import identities

Row = Mapping[str, Any]
_FULL = 100
_PERCENT, _DIRECTION = "percent", "direction"
_SUBJECT, _DIFFERENCE = "subject", "difference"
# What rows have in common that belong to one cause.
Keys = list[tuple[Hashable, ...]]


@cache
def known_identities() -> dict[str, Identity]:
    """Every identity by its name."""
    found = {identity.name: identity for identity in identities()}
    for own in (verdict_words().advice, verdict_words().together):
        refuse_unknown(own, found, "identity", "verdict_words.toml")
    refuse_unknown(_with_checks().values(), found, "identity", "problems.toml")
    return found


@cache
def _with_checks() -> dict[str, str]:
    """The kinds of problems that a check tells too, with its identity."""
    return {kind_of(name): text.identity for name, text in problem_texts().items() if text.identity}


def causes(
    verdicts: Sequence[Row],
    problems: Sequence[Row],
    paragraphs: Mapping[Any, int],
    stated: Mapping[int, Sequence[int]],
) -> list[tuple[list[int], list[int]]]:
    """The verdicts and the problems of each cause of one document, as positions in both lists.

    `verdicts` are those that do not hold; what is NA is left out of a row. `paragraphs` gives the
    paragraph of a line (page and row) of the prose, `stated` the amounts of a paragraph in 分. A
    problem's `row_of` is where its row begins.
    """
    keys = [_keys(row, paragraphs) for row in verdicts]
    _link(verdicts, keys, paragraphs, stated)
    told = {key for row, own in zip(verdicts, keys, strict=True) if _is_money(row) for key in own}
    # A word that does not fit the figures joins the percent that does not follow from them.
    both = [_subjects(verdicts, keys, kind) for kind in (_PERCENT, _DIRECTION)]
    told |= both[0] & both[1]
    suspects = {("cell", cell) for row in verdicts for cell in _listed(row, "suspect")}
    # A percent, a word or a score joins the amount of its subject or its cell where that is wrong.
    keys = [
        own if _is_money(row) else [key for key in own if _is_shared(key, row, told, suspects)]
        for row, own in zip(verdicts, keys, strict=True)
    ]
    said = {key for own in keys for key in own}
    of_checks = {row["identity"]: own[:1] for row, own in zip(verdicts, keys, strict=True)}
    keys += [
        of_checks.get(_with_checks().get(row["kind"], ""), []) or _problem_keys(row, said)
        for row in problems
    ]
    count = len(verdicts)
    return [
        ([at for at in group if at < count], [at - count for at in group if at >= count])
        for group in _joined(keys)
    ]


def _subjects(verdicts: Sequence[Row], keys: Sequence[Keys], kind: str) -> set[Any]:
    rows = zip(verdicts, keys, strict=True)
    return {key for row, own in rows if row["kind"] == kind for key in own if key[0] == _SUBJECT}


def _link(
    verdicts: Sequence[Row],
    keys: Sequence[Keys],
    paragraphs: Mapping[Any, int],
    stated: Mapping[int, Sequence[int]],
) -> None:
    """Give what is off by the same amount a key in common.

    That is what sentences state and add up, the one cell of a table that is suspected, and the
    percents that hold if an amount beside them is put right by as much.
    """
    said: dict[int, set[tuple[Hashable, ...]]] = {}
    for row, own in zip(verdicts, keys, strict=True):
        for key in own:
            if key[0] == _DIFFERENCE:
                said.setdefault(abs(row["residual_fen"]), set()).add(key)
    suspected: dict[int, set[str]] = {}
    for row in verdicts:
        if _is_money(row) and "suspect" in row:
            suspected.setdefault(abs(row["residual_fen"]), set()).add(row["suspect"])
    for row, own in zip(verdicts, keys, strict=True):
        if _is_money(row) and "suspect" in row:
            fen = abs(row["residual_fen"])
            own.extend(said.get(fen, ()) if len(suspected[fen]) == 1 else ())
        elif row["kind"] == _PERCENT:
            spot = (row.get("page"), row.get("row"))
            beside = stated.get(paragraphs.get(spot, -1), ())
            found = misprint_beside(row, said, beside)
            own.extend([(_DIFFERENCE, found.difference)] if found else ())


def _is_shared(
    key: tuple[Hashable, ...], row: Row, told: set[tuple[Hashable, ...]], suspects: set[Any]
) -> bool:
    """Whether money that is wrong has the key too; of a percent's cells only what is suspected."""
    if key[0] == _SUBJECT:
        return key in told
    return row["kind"] != _PERCENT or key[0] != "cell" or key in suspects


def _keys(row: Row, paragraphs: Mapping[Any, int]) -> Keys:
    """What a verdict that does not hold has in common with others of its cause."""
    if "reason" in row:
        return [(row["reason"], row["row"] if grown_from_nothing(row) else None)]
    known = verdict_words()
    common = known.together.get(row["identity"]) or known.kinds[row["kind"]].together
    spot = (row.get("page"), row.get("row"))
    subject = (_SUBJECT, paragraphs.get(spot, spot), row.get("name"))
    cells: Keys = [("cell", cell) for name in ("suspect", "cells") for cell in _listed(row, name)]
    if "suspect" in row:
        cells = cells[: len(_listed(row, "suspect"))]
    named: Keys = [subject] if row.get("name") else []
    if common == "cells":
        return [*cells, *([("row", row.get("table"), row["row"])] if "row" in row else [])]
    if common in ("claim", "subject"):
        off: Keys = [(_DIFFERENCE, abs(row["residual_fen"]))] if row.get("residual_fen") else []
        return [*cells, *named, *off]
    return [(common, *(row.get(name) for name in _COMMON[common]))]


_COMMON: Mapping[str, tuple[str, ...]] = {
    "wording": ("reported_text", "computed_text"),
    "code": ("code", "reported_text"),
    "table": ("table",),
    "identity": ("identity",),
    "kind": ("kind",),
    "alone": ("identity", "code", "name", "row"),
}


def grown_from_nothing(row: Row) -> bool:
    """Whether a percent on a base of 0 is none that nothing can have: 0, of a rate or share 100."""
    if row["reason"] != "zero_base":
        return False
    quantity = getattr(known_identities()[row["identity"]].arguments, "quantity", None)
    return row.get("reported", 0) not in ((0,) if quantity == "growth" else (0, _FULL))


def _is_money(row: Row) -> bool:
    return "residual_fen" in row


def _listed(row: Row, name: str) -> list[str]:
    return row[name].split(SEPARATOR) if name in row else []


def _problem_keys(row: Row, said: set[tuple[Hashable, ...]]) -> Keys:
    """What a problem has in common: the row or the table of verdicts, else others of its kind."""
    table = row.get("table")
    keys: Keys = [("row", table, row.get("row_of", row.get("row"))), ("table", table)]
    shared = [key for key in keys if table and key in said]
    if shared:
        return shared[:1]
    if row["kind"] in kinds_together():
        return [(row["kind"],)]
    return [(row["kind"], table) if table else (row["kind"], row["message"])]


def _joined(keys: Sequence[Keys]) -> list[list[int]]:
    """Positions that share a key, directly or through others, in the order of the first."""
    group = list(range(len(keys)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    first: dict[tuple[Hashable, ...], int] = {}
    for at, own in enumerate(keys):
        for key in own:
            one, other = sorted((root(first.setdefault(key, at)), root(at)))
            group[other] = one
    found: dict[int, list[int]] = {}
    for at in range(len(keys)):
        found.setdefault(root(at), []).append(at)
    return list(found.values())
