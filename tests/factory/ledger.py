"""The exact books behind an account, in 分: one entry an item, built bottom-up."""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from .classification import (
    CLASSES,
    ECONOMIC,
    GOVERNMENT_FUND_SECTIONS,
    ITEMS,
    PERSONNEL_CLASSES,
    SECTIONS,
    STATE_CAPITAL_SECTIONS,
    THREE_PUBLIC_CODES,
)

FUNDS = ("general_budget", "government_fund", "state_capital")
OWN_INCOMES = ("superior_subsidy", "institution", "operating", "affiliate_remittance", "other")
COMPONENTS = tuple(THREE_PUBLIC_CODES.values())


@dataclass
class Entry:
    """What one item received and spent: from a fund, and from own incomes."""

    code: str
    fund: str
    opening: int = 0
    closing: int = 0
    basic: int = 0
    project: int = 0
    own_income: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    own_spending: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def total(self) -> int:
        """Spending from the fund."""
        return self.basic + self.project

    @property
    def income(self) -> int:
        """The fund's income of the year."""
        return self.total + self.closing - self.opening


@dataclass
class Ledger:
    """All entries, the economic split of the general budget's basic spending, and the 三公."""

    entries: list[Entry]
    economic: dict[str, int] = field(default_factory=dict)
    budget: dict[str, int] = field(default_factory=dict)
    actual: dict[str, int] = field(default_factory=dict)
    own_opening: int = 0
    own_closing: int = 0
    surplus_used: int = 0
    surplus_distribution: int = 0


def draw_amount(rng: Random) -> int:
    """An amount between some 300 元 and 30,000 万元, often a round one."""
    amount = int(10 ** rng.uniform(4.5, 9.5))
    unit = rng.choice((1, 1, 1, 100, 10_000, 1_000_000))
    return max(amount // unit, 1) * unit


def split(rng: Random, amount: int, parts: int) -> list[int]:
    """The amount cut into parts that add up to it, some of which may be 0."""
    cuts = sorted(rng.randint(0, amount) for _ in range(parts - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, amount], strict=True)]


def draw_items(rng: Random, sections: list[str], most: int) -> list[str]:
    """Some items of each section."""
    items = []
    for section in sections:
        choices = [code for code in ITEMS if code.startswith(section)]
        items += rng.sample(choices, rng.randint(1, min(most, len(choices))))
    return items


def draw_codes(rng: Random, fund: str, classes: int) -> list[str]:
    """The items of one fund; those of the general budget lie in so many classes."""
    if fund == "government_fund":
        return draw_items(rng, rng.sample(GOVERNMENT_FUND_SECTIONS, rng.randint(1, 2)), 2)
    if fund == "state_capital":
        return draw_items(rng, rng.sample(STATE_CAPITAL_SECTIONS, rng.randint(1, 2)), 1)
    reserved = GOVERNMENT_FUND_SECTIONS + STATE_CAPITAL_SECTIONS
    sections = [code for code in SECTIONS if code not in reserved]
    drawn = rng.sample([code for code in CLASSES if any(s[:3] == code for s in sections)], classes)
    chosen = []
    for code in drawn:
        within = [section for section in sections if section[:3] == code]
        chosen += rng.sample(within, rng.randint(1, min(2, len(within))))
    return draw_items(rng, chosen, 3)


def draw_entry(rng: Random, code: str, fund: str, *, balances: bool) -> Entry:
    """One item with spending from its fund and, where there are balances, what is left over."""
    entry = Entry(code, fund)
    kinds = ("basic", "project", "both") if fund == "general_budget" else ("project", "both")
    kind = rng.choice(kinds)
    entry.basic = 0 if kind == "project" else draw_amount(rng)
    entry.project = 0 if kind == "basic" else draw_amount(rng)
    if balances and rng.random() < 0.5:
        entry.closing = rng.choice((0, draw_amount(rng)))
        entry.opening = min(rng.choice((0, draw_amount(rng))), entry.total + entry.closing)
        if rng.random() < 0.2:
            entry.closing, entry.basic, entry.project = entry.total + entry.closing, 0, 0
    return entry


def add_own_income(rng: Random, ledger: Ledger, source: str, *, balances: bool) -> None:
    """Give one or two items an own income and let them spend it, or less, or more."""
    spendings = ["operating"] if source == "operating" else ["basic", "project"]
    if source == "institution":
        spendings += rng.sample(["superior_remittance", "affiliate_subsidy"], rng.randint(0, 2))
    entries = [entry for entry in ledger.entries if entry.fund == "general_budget"]
    for entry in rng.sample(entries, min(rng.randint(1, 2), len(entries))):
        amount = draw_amount(rng)
        spent = int(amount * rng.uniform(0.5, 1.3)) if balances else amount
        entry.own_income[source] += amount
        for kind, part in zip(spendings, split(rng, spent, len(spendings)), strict=True):
            entry.own_spending[kind] += part


def settle_own_funds(rng: Random, ledger: Ledger) -> None:
    """Own income and spending differ: the gap comes from, or goes to, balances and surpluses."""
    gap = sum(
        sum(entry.own_income.values()) - sum(entry.own_spending.values())
        for entry in ledger.entries
    )
    parts = split(rng, abs(gap), 2) if rng.random() < 0.5 else [abs(gap), 0]
    if gap > 0:
        ledger.own_closing, ledger.surplus_distribution = parts
    else:
        ledger.own_opening, ledger.surplus_used = parts


def split_basic(rng: Random, ledger: Ledger, *, three_public: bool) -> None:
    """Split the general budget's basic spending over economic sections."""
    basic = sum(entry.basic for entry in ledger.entries if entry.fund == "general_budget")
    codes = [c for c in ECONOMIC if len(c) == 5 and (three_public or c not in THREE_PUBLIC_CODES)]
    personnel = [code for code in codes if code[:3] in PERSONNEL_CLASSES]
    public = [code for code in codes if code not in personnel]
    chosen = rng.sample(personnel, rng.randint(1, 10)) + rng.sample(public, rng.randint(0, 10))
    parts = split(rng, basic, len(chosen))
    ledger.economic = {code: part for code, part in zip(chosen, parts, strict=True) if part}


def add_three_public(rng: Random, ledger: Ledger) -> None:
    """Spend on 三公 at least what the basic spending says; the rest is of projects."""
    for code, component in THREE_PUBLIC_CODES.items():
        extra = rng.choice((0, 0, draw_amount(rng) // 100))
        ledger.actual[component] = ledger.economic.get(code, 0) + extra
        saved = rng.choice((0, draw_amount(rng) // 100))
        ledger.budget[component] = ledger.actual[component] + saved


def random_ledger(
    rng: Random,
    *,
    classes: int,
    own_incomes: tuple[str, ...],
    funds: tuple[str, ...],
    balances: bool,
    three_public: bool,
) -> Ledger:
    """Random books: items by fund, own incomes, balances, the economic split and the 三公."""
    entries = [
        draw_entry(rng, code, fund, balances=balances and position > 0)
        for fund in funds
        for position, code in enumerate(draw_codes(rng, fund, classes))
    ]
    ledger = Ledger(entries)
    for source in own_incomes:
        add_own_income(rng, ledger, source, balances=balances)
    settle_own_funds(rng, ledger)
    split_basic(rng, ledger, three_public=three_public)
    if three_public:
        add_three_public(rng, ledger)
    return ledger
