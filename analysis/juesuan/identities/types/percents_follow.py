"""Percents of the prose against the amounts of their sentence that they follow from."""

from __future__ import annotations

import re
from functools import cache
from typing import TypeAlias

import numpy as np

from juesuan.catalogue.grammar import grammar
from juesuan.catalogue.strict import Entry
from juesuan.identities.cell_names import cell_name
from juesuan.identities.choose import choose
from juesuan.identities.columns import Columns, Mask, Positions, Values, at, coded, equal
from juesuan.identities.dictionaries import measures_of, refuse, refuse_directions, refuse_table
from juesuan.identities.elsewhere import Elsewhere, bases_by_name, of_both, of_total
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged
from juesuan.identities.operands import operand
from juesuan.identities.pairing import last
from juesuan.identities.percents import Operands, judge, operands, stated_precision
from juesuan.identities.places import keyed
from juesuan.identities.selector import Place
from juesuan.identities.stack import Stack
from juesuan.identities.suites import identities

# A whole in percent of itself.
_WHOLE = 100
# The figure in front of a clause that joins another one to it.
_FIGURE = re.compile(r"^[0-9.,]+%?")


class ShareOf(Entry, frozen=True):
    """The amounts of a table whose shares are meant.

    Of codes (`coded` is true), of its 合计 row (false) or of any row; of any column or of these.
    """

    table: str
    coded: bool | None = None
    measures: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        refuse_table("table", self.table)
        for measure in self.measures:
            refuse("measures", measure, measures_of(self.table), f"measure of {self.table}")


class PercentsToFollowFromAmounts(Arguments, frozen=True):
    """A stated percent follows from the amounts of its sentence: 100·`part` ÷ `whole`.

    `quantity` says which percents. A share is one of `part` in `whole`, or of any amount in the
    `whole` that its words name (`of`), or without them any that no other identity knows the whole
    of: that is at most 100 %, unless its words name what it may be `beyond`. A growth is told by
    `words` (direction → sign). Amounts that a growth's or a rate's sentence does not name may
    stand `elsewhere`.
    """

    type = "expect_percents_to_follow_from_amounts"
    kind = "percent"
    frames = ("claims",)

    quantity: str
    part: ShareOf | None = None
    of: re.Pattern[str] | None = None
    whole: Place | None = None
    beyond: re.Pattern[str] | None = None
    words: dict[str, int] | None = None
    elsewhere: Elsewhere | None = None

    def __post_init__(self) -> None:
        refuse("quantity", self.quantity, _OPERANDS, "quantity that follows from amounts")
        if (self.part is None and self.of is None) != (self.whole is None):
            raise ValueError("part: it and whole belong together")
        if self.part and self.quantity != "share":
            raise ValueError(f"part: a {self.quantity} has none")
        growth = self.quantity == "growth"
        if growth != (self.words is not None):
            raise ValueError(f"words: a {self.quantity} {'needs' if growth else 'has no'} it")
        if self.elsewhere and self.quantity == "share":
            raise ValueError("elsewhere: a share's amounts stand beside it")
        refuse_directions("words", self.words or {})

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """Shares, growths and completion rates against the amounts beside them."""
        percents = stack.once(self.quantity, lambda: _printed(stack.paired, self.quantity))
        if not percents.size:
            return {}
        percents, amounts = _OPERANDS[self.quantity](self, stack, percents)
        if not percents.size:
            return {}
        value = np.abs(percents.numbers("value"))
        stated = percents.only("document_id", "table", "side", "code", "page", "row").assign(
            name=percents["subject"], percent=value, precision=stated_precision(percents, value)
        )
        unsure = percents.known("approximate")
        amounts = amounts.assign(reason=choose(unsure, "approximate", amounts["reason"]))
        checks = judge(stated, amounts)
        wrong = equal(checks["verdict"], "inconsistent")
        return judged(identity, checks.assign(cells=choose(wrong, amounts["cells"])))


_Percents: TypeAlias = PercentsToFollowFromAmounts


def _printed(pairs: Columns, quantity: str) -> Columns:
    """The percents of that kind; 三成 is none, nor is a rate whose unit is another."""
    percent = ~pairs.known("unit") | equal(pairs["unit"], "%")
    return pairs.take(equal(pairs["quantity"], quantity) & pairs.known("value") & percent)


def _growths(asked: _Percents, stack: Stack, percents: Columns) -> tuple[Columns, Operands]:
    """A change over what it is measured against: the base as printed, else amount less change."""
    pairs, where = stack.paired, asked.elsewhere
    if where:
        percents = percents.assign(amount=of_both(where, pairs, percents))
    percents = percents.assign(amount=_of_difference(pairs, percents))
    change, amount = (operand(stack, pairs, percents[name]) for name in ("change", "amount"))
    signs = asked.words or {}
    there = percents["change"] >= 0
    words = choose(there, pairs["direction"][percents["change"]])
    sign = np.array([signs.get(word, 0) for word in words], dtype=np.int64)
    sign = np.where(change["fen"] == 0, 1, sign)
    printed, fen = percents.known("base_fen"), percents.whole("base_fen")
    cells: Values | None = None
    if where:
        named = bases_by_name(where, stack, percents, sign * change["fen"])
        named_alone = named["known"] & ~printed & (percents["amount"] < 0)
        printed, fen = printed | named_alone, np.where(named_alone, named["fen"], fen)
        cells = choose(named_alone, named["cells"])
    # An amount of the year before is the base as it stands.
    moved = np.where(_of_the_year_before(stack, percents), 0, sign)
    # Where no change is stated it is what lies between the amount and its printed base.
    place = percents["amount"]
    between = ~there & printed & (place >= 0) & (at(pairs["number"], place) == percents["number"])
    between &= at(pairs["year"], place) == percents["year"]
    own_signs = [signs.get(word, 0) for word in percents["direction"]]
    # 预决算差异率-3.74% has no word of its own for the way.
    way = np.where(percents.known("direction"), own_signs, np.sign(percents.numbers("value")))
    sign = np.where(between, way.astype(np.int64), sign)
    moved = np.where(between, sign, moved)
    gap = sign * (amount["fen"] - fen)
    change = change.assign(
        fen=np.where(between, gap, change["fen"]),
        fine=np.where(between, 2 * amount["fine"], change["fine"]),
        own=np.where(between, 2 * amount["own"], change["own"]),
    )
    there = there | between
    later = (percents["latest_change"] >= 0) & (percents["latest_change"] != percents["change"])
    later &= ~between
    unpaired = ~there | ((percents["amount"] < 0) & ~printed) | (sign == 0) | later
    base = amount.assign(
        fen=np.where(printed, fen, amount["fen"] - moved * change["fen"]),
        fine=np.where(printed, change["fine"], amount["fine"] + moved * change["fine"]),
        own=np.where(printed, change["own"], amount["own"] + moved * change["own"]),
    )
    found = operands(change, base, choose(unpaired, "unpaired"))
    above = (sign > 0) & ~printed & (amount["fen"] >= 0) & (base["fen"] < 0)
    return percents, _of(found.assign(overdrawn=above), cells)


def _of_difference(pairs: Columns, percents: Columns) -> Positions:
    """The amount of each growth; of a rate between budget and actual the last."""
    amount, latest = percents["amount"], percents["latest"]
    alone = (amount < 0) & (latest >= 0) & ~percents.known("direction")
    alone &= percents.known("base_fen") & (at(pairs["number"], latest) == percents["number"])
    return np.where(alone, latest, amount)


def _of(amounts: Operands, cells: Values | None = None) -> Operands:
    """Operands with the names of the cells that some of them are."""
    return amounts.assign(cells=[None] * amounts.size if cells is None else cells)


def _of_the_year_before(stack: Stack, percents: Columns) -> Mask:
    """Whether the amount before a growth is that of the year before."""
    documents = stack.columns("documents")
    years = dict(zip(documents["document_id"], documents["fiscal_year"], strict=True))
    amounts = stack.paired.take(np.maximum(percents["amount"], 0))
    spoken = zip(amounts["document_id"], amounts["year"], strict=True)
    earlier = [year is not None and years.get(document) == year + 1 for document, year in spoken]
    return np.array(earlier, dtype=np.bool_)


def _completions(asked: _Percents, stack: Stack, percents: Columns) -> tuple[Columns, Operands]:
    """Actual over budget, the last two amounts in front of the percent."""
    pairs = stack.paired
    if asked.elsewhere:
        percents = percents.assign(amount=of_total(asked.elsewhere, pairs, percents))
    actual, budget = (operand(stack, pairs, percents[name]) for name in ("amount", "budget"))
    last = np.sort(np.stack([percents["latest"], percents["second"]]), axis=0)
    both = np.sort(np.stack([percents["budget"], percents["amount"]]), axis=0)
    paired = (last == both).all(axis=0) & (both >= 0).all(axis=0)
    amounts = operands(actual, budget, choose(paired, None, "unpaired"))
    return percents, _of(_from_table(stack, percents, ~paired, amounts))


def _from_table(stack: Stack, percents: Columns, left: Mask, amounts: Operands) -> Operands:
    """Where the sentence names no budget but its amount restates a cell: the cell's own budget."""
    pairs = stack.paired
    near = left & (percents["amount"] >= 0) & (percents["amount"] == percents["latest"])
    rows = np.flatnonzero(near & (percents["budget"] < 0))
    about = pairs.take(percents["amount"][rows])
    fits = about.known("table") & equal(about["measure"], "actual") & ~about.known("approximate")
    rows, about = rows[fits], about.take(fits)
    cell = stack.places.find(keyed(about.assign(measure="budget")))
    known = ~cell.known("reason")
    fixed = {name: amounts[name].copy() for name in ("whole", "whole_fine", "whole_own", "reason")}
    for name, own in (("whole", "fen"), ("whole_fine", "precision"), ("whole_own", "precision")):
        fixed[name][rows[known]] = cell[own][known]
    fixed["reason"][rows[known]] = None
    return amounts.assign(**fixed)


def _shares(asked: _Percents, stack: Stack, percents: Columns) -> tuple[Columns, Operands]:
    """The amount in front of the percent over a cell of a table (`whole`)."""
    pairs = stack.paired
    parts, near = stack.once("parts of shares", lambda: _parts(pairs, percents))
    whole, tied = asked.whole, near & parts.known("table")
    spoken = stack.once("wholes of shares", lambda: _spoken_wholes(percents))
    if whole is None:
        taken = [tied & _is(parts, other.part) for other in _parts_of_others() if other.part]
        rest = percents.take(~np.any([near & each for each in spoken.values()] + taken, axis=0))
        return rest, _of(_of_no_whole(rest, asked.beyond))
    if asked.of:
        chosen = near & spoken[asked.of]
        chosen &= _is(parts, asked.part) if asked.part else True
    else:
        chosen = _is(parts, asked.part) & ~np.any([~tied, *spoken.values()], axis=0)
    percents, parts = percents.take(chosen), parts.take(chosen)
    if not percents.size:
        return percents, percents
    place = {"table": whole.table, "side": whole.side or "", "measure": whole.measure}
    cell = stack.places.find(percents.only("document_id").assign(**place, key=whole.line))
    told = _told_wholes(pairs, percents, whole, cell["reason"])
    spoken_whole = operand(stack, pairs, told)
    total = Columns.made(
        fen=np.where(told >= 0, spoken_whole["fen"], cell["fen"]),
        fine=np.where(told >= 0, spoken_whole["fine"], cell["precision"]),
        own=np.where(told >= 0, spoken_whole["own"], cell["precision"]),
        approximate=(told >= 0) & spoken_whole["approximate"],
    )
    part = operand(stack, pairs, percents["amount"])
    of_part = percents.assign(**{name: parts[name] for name in ("table", "side", "code")})
    line = None if whole.line == "total" else whole.line
    cells = cell_name(whole.table, whole.side, "", line, whole.measure)
    found = operands(part, total, choose(told >= 0, None, cell["reason"]))
    return of_part, _of(found, choose(told < 0, cells))


def _of_no_whole(shares: Columns, beyond: re.Pattern[str] | None) -> Operands:
    """Shares of a whole that is not known: nothing to go by, but none is above it."""
    may = [bool(beyond and beyond.search(text)) for text in shares.words("text").tolist()]
    above = (np.abs(shares.numbers("value")) > _WHOLE) & ~np.array(may, dtype=np.bool_)
    nothing = np.zeros(shares.size, dtype=np.int64)
    all_of_it = Columns.made(
        fen=above.astype(np.int64),
        fine=nothing,
        own=nothing,
        approximate=np.zeros(shares.size, dtype=np.bool_),
    )
    return operands(all_of_it, all_of_it, choose(above, None, "unpaired"))


def _told_wholes(pairs: Columns, percents: Columns, whole: Place, missing: Values) -> Positions:
    """Where no table has the whole of a share: the last amount that is called so before it.

    That of its own paragraph comes first.
    """
    told = np.full(percents.size, -1, dtype=np.int64)
    left = np.flatnonzero(missing == "side_missing")
    if not left.size:
        return told
    line = {"total": ""}.get(whole.line, whole.line)
    called = equal(pairs["table"], whole.table) & equal(pairs["measure"], whole.measure)
    called &= (pairs.words("line_key") == line) & (pairs.words("code") == "")
    called &= equal(pairs["role"], "actual") & pairs.known("value_fen")
    for near in ([pairs["document_id"], pairs["number"]], [pairs["document_id"]]):
        (group,) = coded(near)
        found = last(called, group)[percents["place"][left]]
        told[left] = np.where(told[left] < 0, found, told[left])
    return told


def _parts(pairs: Columns, shares: Columns) -> tuple[Columns, Mask]:
    """The amount in front of each share, and whether it stands right before it."""
    near = (shares["amount"] >= 0) & (shares["amount"] == shares["latest"])
    return pairs.take(np.where(near, shares["amount"], 0)), near


@cache
def _parts_of_others() -> tuple[_Percents, ...]:
    """The identities that know the whole of some shares."""
    arguments = (identity.arguments for identity in identities())
    percents = (each for each in arguments if isinstance(each, PercentsToFollowFromAmounts))
    return tuple(each for each in percents if each.whole)


def _spoken_wholes(shares: Columns) -> dict[re.Pattern[str], Mask]:
    """For each whole that words may name, the shares whose own words (占…的…) do."""
    texts, wholes = _texts(shares), [other.of for other in _parts_of_others()]
    return {
        whole: np.array([bool(whole.search(text)) for text in texts], dtype=np.bool_)
        for whole in wholes
        if whole
    }


def _texts(shares: Columns) -> list[str]:
    """The words of each share, and of the one it is joined to: 占项目支出的56.19%和43.81%."""
    texts: list[str] = shares.words("text").tolist()
    also = grammar().figures.also
    joined = np.diff(shares["place"], prepend=-1) == 1
    joined &= np.diff(shares.whole("number"), prepend=-1) == 0
    for row in np.flatnonzero(joined).tolist():
        if also.match(_FIGURE.sub("", texts[row])):
            texts[row] = f"{texts[row - 1]}{texts[row]}"
    return texts


def _is(parts: Columns, wanted: ShareOf | None) -> Mask:
    """The amounts of a table that are meant."""
    if wanted is None:
        return np.zeros(parts.size, dtype=np.bool_)
    rows = True if wanted.coded is None else (parts.words("code") != "") == wanted.coded
    measures = wanted.measures
    fits = equal(parts["measure"], measures) if measures else parts.known("measure")
    return np.asarray((parts["table"] == wanted.table) & rows & fits, dtype=np.bool_)


_OPERANDS = {"share": _shares, "growth": _growths, "completion_rate": _completions}
