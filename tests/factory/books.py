"""Accounts from given books: years that carry over, a department that is the sum of its units."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from .account import Account, fen_of, printed_cells, rounded
from .classification import name_of, prefixes
from .figures import BASIC_COLUMNS, FUND_COLUMNS, exact_cells
from .ledger import FUNDS, OWN_INCOMES, Entry, Ledger, draw_amount, random_ledger

COLUMNS = {
    "income": ("total", "fiscal_appropriation", *OWN_INCOMES),
    "expenditure": (
        "total", "basic", "project", "superior_remittance", "operating", "affiliate_subsidy",
    ),
    "general_budget_expenditure": BASIC_COLUMNS,
    "government_fund": FUND_COLUMNS,
    "state_capital": BASIC_COLUMNS,
}  # fmt: skip


def account_of(
    ledger: Ledger, organization: str, year: int, *, unit: str = "元", decimals: int = 2
) -> Account:
    """The account that prints a ledger, every cell with money, each rounded by itself."""
    classes = tuple(sorted({entry.code[:3] for entry in ledger.entries}))
    economic = tuple(sorted({key for code in ledger.economic for key in prefixes(code)}))
    exact = exact_cells(ledger, COLUMNS, classes, economic, one_fiscal_line=False)
    tables = {cell[0] for cell in exact}
    empty = {
        table for table in tables if not any(n for cell, n in exact.items() if cell[0] == table)
    }
    cells = printed_cells(exact, "blank", empty)
    fen = fen_of(unit, decimals)
    codes = {entry.code for entry in ledger.entries}
    functional = {key for code in codes for key in prefixes(code)}
    return Account(
        organization=organization,
        year=year,
        unit=unit,
        decimals=decimals,
        figures={cell: rounded(amount, fen) for cell, amount in cells.items()},
        names={code: name_of(code) for code in (*sorted(functional), *economic)},
        columns=COLUMNS,
        classes=classes,
        declared_empty=frozenset(empty),
    )


def books(rng: Random, classes: int = 2) -> Ledger:
    """A ledger of two funds without own incomes, in which something is left over."""
    ledger = random_ledger(
        rng, classes=classes, own_incomes=(), funds=FUNDS[:2], balances=False, three_public=True
    )
    return _with_balances(rng, ledger, Counter())


def next_year(rng: Random, before: Ledger) -> Ledger:
    """The year after: the same items with other amounts, which begin with what was left over."""
    entries = [replace(entry, closing=0, own_income=defaultdict(int)) for entry in before.entries]
    ledger = replace(before, entries=entries)
    return _with_balances(rng, ledger, Counter({e.code: e.closing for e in before.entries}))


def _with_balances(rng: Random, ledger: Ledger, opening: Counter[str]) -> Ledger:
    """The ledger with balances; only project spending changes, so that the 基本支出 still fits."""
    entries: list[Entry] = []
    for entry in ledger.entries:
        begun = opening[entry.code]
        project = begun + draw_amount(rng)
        entries.append(replace(entry, opening=begun, project=project, closing=draw_amount(rng)))
    return replace(ledger, entries=entries)


def together(units: Sequence[Ledger]) -> Ledger:
    """The books of a department: those of its units added up, item by item."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in (entry for unit in units for entry in unit.entries):
        mine = found.setdefault((entry.code, entry.fund), Entry(entry.code, entry.fund))
        for name in ("opening", "closing", "basic", "project"):
            setattr(mine, name, getattr(mine, name) + getattr(entry, name))
    sums = {
        name: dict(sum((Counter(getattr(unit, name)) for unit in units), Counter()))
        for name in ("economic", "budget", "actual")
    }
    return Ledger(sorted(found.values(), key=lambda entry: entry.code), **sums)
