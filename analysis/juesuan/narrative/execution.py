"""Budget against actual: what the prose says of the total and of each 项."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec
from msgspec.structs import asdict

from juesuan.catalogue import wording
from juesuan.catalogue.grammar import grammar
from juesuan.catalogue.phrases import phrases
from juesuan.catalogue.terms import STATED
from juesuan.money import Money, parse_money
from juesuan.narrative.claim import Claim, Path
from juesuan.narrative.code_names import TABLE
from juesuan.narrative.code_names import CodeNames as Names
from juesuan.narrative.dating import years_of
from juesuan.narrative.prose import Passage
from juesuan.narrative.prose_tables import ProseTable

_, ACTUAL = STATED
# What fewer items have in common is no form.
_SEVERAL = 3
# What is told in passing is no item's own figure.
ASIDE = ("reason", "purpose", "base")


class Execution(msgspec.Struct):
    """A budget item: the 类/款/项 as named (None for totals), its figures and the reason given.

    `measure` is total, basic or project. What is not stated is None.
    """

    path: Path | None
    measure: str
    passage: Passage
    at: int  # where its first figure stands in the passage's text
    budget: Money | None = None
    actual: Money | None = None
    printed_rate: Decimal | None = None
    budget_kind: str | None = None
    reason: str | None = None
    code: str | None = None
    against_budget: bool = False
    told: bool = False  # its actual is called so, not only an amount


def read_items(
    claims: Iterable[Claim], names: Names, fiscal_year: int | None = None
) -> list[Execution]:
    """The totals and items that the prose speaks of, in its order, without other years' figures."""
    spoken = list(claims)
    found: dict[tuple[Path | None, str], Execution] = {}
    for claim, year in zip(spoken, years_of(spoken, fiscal_year), strict=True):
        of_year = fiscal_year is None or year == fiscal_year
        own = of_year and claim.role not in ASIDE and not claim.before
        if own and (key := item_of(claim, names)):
            item = found.setdefault(key, Execution(*key, claim.passage, claim.quantity.start))
            _take(item, claim)
    return list(found.values())


def executed(items: Iterable[Execution]) -> list[Execution]:
    """Those that are set against their budgets."""
    return [item for item in items if item.actual and (item.against_budget or item.told)]


def incomplete(items: Iterable[Execution]) -> Iterator[tuple[Execution, str]]:
    """The items of a path that lack what most of the others have, and the words for that.

    Items are compared with those of their section. One of whose words say that it has no budget
    lacks neither budget nor rate.
    """
    sections: dict[str, list[Execution]] = {}
    for item in items:
        if item.path and item.path[2]:
            sections.setdefault(item.passage.section, []).append(item)
    known = phrases().execution
    for section in sections.values():
        for field, words in asdict(known.lacking).items():
            without = [item for item in section if getattr(item, field) is None]
            if len(section) < _SEVERAL or len(without) * 3 > len(section):
                continue
            for item in without:
                alone = known.no_budget.search(item.passage.text) or not _has_base(item)
                if field == "actual" or not alone:
                    yield item, words


def _has_base(item: Execution) -> bool:
    """Whether there is a budget that a rate can be of."""
    return item.budget is None or bool(item.budget.fen)


def complete(items: Iterable[Execution], tables: Iterable[ProseTable], unit: int) -> None:
    """Take budgets of totals, 基本支出 and 项目支出 from the prose's tables of budget and actual.

    `unit` is that of the official tables, in 分. A row counts where its actual is the one stated.
    """
    known = phrases().execution
    budgets: dict[tuple[str, Money], Money] = {}
    for table in tables:
        columns = table.column(known.budget), table.column(known.actual)
        own = wording().units[table.unit] if table.unit else unit
        for row in table.rows if None not in columns else ():
            budget, actual = (parse_money(row.cells[at or 0], own) for at in columns)
            if row.name in known.table_rows and budget is not None and actual is not None:
                budgets[known.table_rows[row.name], actual] = budget
    for item in items:
        if item.path is None and item.budget is None and item.actual is not None:
            item.budget = budgets.get((item.measure, item.actual))


def item_of(claim: Claim, names: Names) -> tuple[Path | None, str] | None:
    """The budget item that a claim is about, None where it is about none; a total has no path."""
    known, subject = phrases().execution, claim.subject or ""
    if known.others.search(claim.passage.section):
        return None
    inside = known.section.search(claim.passage.section)
    if path := names.spelled(subject):
        return path, "total"
    if claim.path is not None and subject.startswith(_last(claim.path)):
        return claim.path, "total"
    item_alone = inside and names.told("", "", subject)[1] == TABLE
    if item_alone or names.resolve(subject, "", ""):
        return ("", "", subject) if item_alone else (subject, "", ""), "total"
    if known.total.search(subject):
        stated = claim.measure or inside or claim.kind in ("completion_rate", "comparison")
        return (None, "total") if stated else None
    measure = known.parts.get(subject)
    return (None, measure) if inside and measure and claim.kind == "amount" else None


def _last(path: Path) -> tuple[str, ...]:
    """How a subject begins that is a path's innermost name."""
    name = next((name for name in reversed(path) if name), "")
    return (name, f'"{name}') if name else ()


def _take(item: Execution, claim: Claim) -> None:
    """Put a claim's figure in its place; the first that is stated counts."""
    money = claim.quantity.money
    budgets = grammar().figures.budgets
    if claim.compared in budgets:
        item.against_budget = True
        item.budget_kind = item.budget_kind or claim.compared
    if claim.code and item.code is None:
        item.code = claim.code
    # A total's reasons for its change on last year are none of its deviation.
    about = item.path or claim.compared in budgets
    if about and claim.reason and claim.reason[0] < claim.reason[1] and item.reason is None:
        words = claim.passage.words(*claim.reason)
        item.reason = phrases().reasons.tail.sub("", words) or None
    if claim.kind == "completion_rate":
        if item.printed_rate is None and claim.base and claim.base.money:
            # 年初预算600万元, 调整预算630万元, 完成调整预算的98.41%: the budget that the rate is of
            item.budget, item.budget_kind = claim.base.money, claim.compared
        item.printed_rate = item.printed_rate or claim.quantity.value
    elif claim.kind != "amount" or money is None:
        return
    elif claim.measure == "budget":
        if item.budget is None and claim.passage is not item.passage:
            # the total is told before; here it is set against its budget
            item.passage, item.at = claim.passage, claim.quantity.start
        item.budget = item.budget or money
    elif item.actual is None or (claim.measure == ACTUAL and not item.told):
        item.actual = money
        item.told = claim.measure == ACTUAL or item.measure != "total"
