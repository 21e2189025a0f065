"""Which checks that fail, and which problems, have one cause."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any

from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.problems import kind_of, kinds_together, problem_texts
from juesuan.catalogue.strict import refuse_unknown
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.identities.cell_names import SEPARATOR
from juesuan.identities.identity import Identity
from juesuan.identities.misstated import (
    is_share_above,
    mends_percent,
    misprint_beside,
    misprint_told,
)
from juesuan.identities.stated_figures import Figures
from juesuan.identities.suites import identities

Row = Mapping[str, Any]
_FULL = 100
_PERCENT, _DIRECTION, _RECORDS = "percent", "direction", "records"
_PERCENT_SIGN = "%"
_SUBJECT, _DIFFERENCE, _MISPRINT, _SHARES = "subject", "difference", "misprint", "shares"
_PRINTED = "printed"
# The kind of problems of projects, the units of what projects state, and how short a name may be.
_EVALUATION = "performance"
_OF_PROJECTS = (_PERCENT_SIGN, lexicon().money)
_NAME = 4
# What rows have in common that belong to one cause.
Keys = list[tuple[Hashable, ...]]


@cache
def known_identities() -> dict[str, Identity]:
    """Every identity by its name."""
    found = {identity.name: identity for identity in identities()}
    for own in (verdict_words().advice, verdict_words().together, verdict_words().called):
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
    figures: Figures,
) -> list[tuple[list[int], list[int]]]:
    """The verdicts and the problems of each cause of one document, as positions in both lists.

    `verdicts` are those that do not hold; what is NA is left out of a row. `figures` are what the
    prose states. A problem's `row_of` is where its row begins.
    """
    keys = [_keys(row, figures) for row in verdicts]
    _link(verdicts, keys, figures)
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
        of_checks.get(_with_checks().get(row["kind"], ""), [])
        or _of_subject(row, verdicts, keys)
        or _problem_keys(row, said)
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


def _link(verdicts: Sequence[Row], keys: Sequence[Keys], figures: Figures) -> None:
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
            near = _differences_near(row, verdicts, figures)
            found = misprint_beside(row, [fen for fen in near if fen in said], figures)
            own.extend([(_DIFFERENCE, found.difference)] if found else ())
            above = [each for each in verdicts if is_share_above(row, each, figures)]
            own.extend((_DIFFERENCE, abs(each["residual_fen"])) for each in above)
    _link_shares(verdicts, keys, figures)
    _link_percents(verdicts, keys, figures)


def _differences_near(percent: Row, verdicts: Sequence[Row], figures: Figures) -> set[int]:
    """By how much what its paragraph says is off, and lists whose parts stand anywhere.

    A list is left out where a sentence elsewhere is off by as much: that is the cause.
    """
    here = figures.paragraph(percent)
    money = [row for row in verdicts if _is_money(row)]
    own = {abs(row["residual_fen"]) for row in money if figures.paragraph(row) == here}
    lists = {abs(row["residual_fen"]) for row in money if row["kind"] == _RECORDS}
    return own | lists - {abs(row["residual_fen"]) for row in money if row["kind"] != _RECORDS}


def _link_shares(verdicts: Sequence[Row], keys: Sequence[Keys], figures: Figures) -> None:
    """Give a percent a key in common with shares of its paragraph that are off by as much."""
    shares = [
        (row, own)
        for row, own in zip(verdicts, keys, strict=True)
        if row.get("unit") == _PERCENT_SIGN and "residual" in row and "reason" not in row
    ]
    sums = [each for each in shares if each[0]["kind"] != _PERCENT]
    percents = [each for each in shares if each[0]["kind"] == _PERCENT]
    for (row, own), (total, other) in product(percents, sums):
        off, here = abs(row["residual"]) - abs(total["residual"]), figures.paragraph(row)
        if here == figures.paragraph(total) and abs(off) <= figures.unit_of(row):
            own.append((_SHARES, here))
            other.append((_SHARES, here))


def _link_percents(verdicts: Sequence[Row], keys: Sequence[Keys], figures: Figures) -> None:
    """Give percents a key in common that hold if one amount is put right that is told by itself."""
    alone = [
        (row, own)
        for row, own in zip(verdicts, keys, strict=True)
        if row["kind"] == _PERCENT and not any(key[0] == _DIFFERENCE for key in own)
    ]
    told = [(found, own) for row, own in alone if (found := misprint_told(row, figures))]
    for row, own in alone:
        for found, other in told:
            if own is other or mends_percent(row, found, figures):
                own.append((_MISPRINT, found.printed, found.true))


def _is_shared(
    key: tuple[Hashable, ...], row: Row, told: set[tuple[Hashable, ...]], suspects: set[Any]
) -> bool:
    """Whether money that is wrong has the key too; of a percent's cells only what is suspected."""
    if key[0] == _SUBJECT:
        return key in told
    return row["kind"] != _PERCENT or key[0] != "cell" or key in suspects


def _subject(row: Row, figures: Figures) -> tuple[Hashable, ...]:
    paragraph = figures.paragraph(row)
    spot = (row.get("page"), row.get("row"))
    return (_SUBJECT, spot if paragraph is None else paragraph, row.get("name"))


def _keys(row: Row, figures: Figures) -> Keys:
    """What a verdict that does not hold has in common with others of its cause."""
    if "reason" in row:
        return [(row["reason"], row["row"] if grown_from_nothing(row) else None)]
    known = verdict_words()
    common = known.together.get(row["identity"]) or known.kinds[row["kind"]].together
    subject = _subject(row, figures)
    cells: Keys = [("cell", cell) for name in ("suspect", "cells") for cell in _listed(row, name)]
    if "suspect" in row:
        cells = cells[: len(_listed(row, "suspect"))]
    named: Keys = [subject] if row.get("name") else []
    if common == "cells":
        return [*cells, *([("row", row.get("table"), row["row"])] if "row" in row else [])]
    if common in ("claim", "subject"):
        off: Keys = [(_DIFFERENCE, abs(row["residual_fen"]))] if row.get("residual_fen") else []
        return [*cells, *named, *off, *_same_figure(row)]
    return [(common, *(row.get(name) for name in _COMMON[common]))]


def _same_figure(row: Row) -> Keys:
    """What checks of one percent have in common: its line and what is printed."""
    if row["kind"] != _PERCENT or not {"row", "reported"} <= row.keys():
        return []
    return [(_PRINTED, row.get("page"), row["row"], row["reported"])]


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
    # Of one line of the prose, what is of one kind is put right in one go.
    place = table or (row.get("page"), row.get("row", row["message"]))
    return [(row["kind"], place)]


def _of_subject(problem: Row, verdicts: Sequence[Row], keys: Sequence[Keys]) -> Keys:
    """What a problem of a self-evaluation has in common with a check of the same project."""
    if problem["kind"] != _EVALUATION or "found" not in problem:
        return []
    mine = [
        own
        for row, own in zip(verdicts, keys, strict=False)
        if "reason" not in row
        and row.get("unit") in _OF_PROJECTS
        and _is_akin(row, problem["found"])
    ]
    if mine and not mine[0]:
        mine[0].append((_EVALUATION, problem["found"]))
    return mine[0][:1] if mine else []


def _is_akin(row: Row, name: str) -> bool:
    """Whether a check's name is the name, or the beginning of it, or begins with it."""
    short, long = sorted((str(row.get("name", "")), name), key=len)
    return len(short) >= _NAME and long.startswith(short)


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
