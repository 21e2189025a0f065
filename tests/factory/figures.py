"""The nine tables of a ledger: every cell that a form could print, exactly, in 分."""

from collections import Counter
from collections.abc import Iterable

from .classification import PERSONNEL_CLASSES, prefixes
from .ledger import FUNDS, OWN_INCOMES, Entry, Ledger

Cell = tuple[str, str | None, str, str]
Columns = dict[str, tuple[str, ...]]

FUND_COLUMNS = ("opening_balance", "income", "total", "basic", "project", "closing_balance")
BASIC_COLUMNS = ("total", "basic", "project")


def of_fund(ledger: Ledger, fund: str) -> list[Entry]:
    """The entries of one fund."""
    return [entry for entry in ledger.entries if entry.fund == fund]


def income_cells(entry: Entry) -> dict[str, int]:
    """One item's row of 收入决算表."""
    cells = {"fiscal_appropriation": entry.income}
    cells |= {source: entry.own_income[source] for source in OWN_INCOMES}
    return cells | {"total": sum(cells.values())}


def expenditure_cells(entry: Entry) -> dict[str, int]:
    """One item's row of 支出决算表."""
    own = entry.own_spending
    cells = {"basic": entry.basic + own["basic"], "project": entry.project + own["project"]}
    cells |= {key: own[key] for key in ("superior_remittance", "operating", "affiliate_subsidy")}
    return cells | {"total": sum(cells.values())}


def fund_cells(entry: Entry) -> dict[str, int]:
    """One item's row in the table of its fund."""
    return {
        "opening_balance": entry.opening,
        "income": entry.income,
        "total": entry.total,
        "basic": entry.basic,
        "project": entry.project,
        "closing_balance": entry.closing,
    }


def coded_cells(
    table: str, columns: Iterable[str], rows: Iterable[tuple[str, dict[str, int]]]
) -> dict[Cell, int]:
    """A coded table: each code and the total are the sums of the items below them."""
    sums: dict[Cell, int] = {(table, None, "total", measure): 0 for measure in columns}
    for code, cells in rows:
        if any(cells[measure] for measure in columns):
            for key in ("total", *prefixes(code)):
                for measure in columns:
                    cell = (table, None, key, measure)
                    sums[cell] = sums.get(cell, 0) + cells[measure]
    return sums


def summary_cells(
    ledger: Ledger, classes: Iterable[str], *, one_fiscal_line: bool
) -> dict[Cell, int]:
    """收入支出决算总表."""
    funds = {fund: sum(entry.income for entry in of_fund(ledger, fund)) for fund in FUNDS}
    own = {key: sum(entry.own_income[key] for entry in ledger.entries) for key in OWN_INCOMES}
    fiscal = {"fiscal_appropriation": sum(funds.values())} if one_fiscal_line else funds
    income = fiscal | own
    income["total_income"] = sum(income.values())
    income["nonfiscal_surplus_used"] = ledger.surplus_used
    income["opening_balance"] = ledger.own_opening + sum(entry.opening for entry in ledger.entries)
    income["grand_total"] = sum(
        income[key] for key in ("total_income", "nonfiscal_surplus_used", "opening_balance")
    )
    spent: Counter[str] = Counter()
    for entry in ledger.entries:
        spent["class_" + entry.code[:3]] += expenditure_cells(entry)["total"]
    closing = ledger.own_closing + sum(entry.closing for entry in ledger.entries)
    expenditure = {"class_" + code: spent["class_" + code] for code in classes}
    expenditure["total_expenditure"] = sum(spent.values())
    expenditure["surplus_distribution"] = ledger.surplus_distribution
    expenditure["closing_balance"] = closing
    expenditure["grand_total"] = sum(spent.values()) + ledger.surplus_distribution + closing
    table = "income_expenditure_summary"
    cells: dict[Cell, int] = {(table, "income", key, "amount"): n for key, n in income.items()}
    return cells | {(table, "expenditure", key, "amount"): n for key, n in expenditure.items()}


def appropriation_cells(ledger: Ledger, classes: Iterable[str]) -> dict[Cell, int]:
    """财政拨款收入支出决算总表."""
    income = {fund: sum(entry.income for entry in of_fund(ledger, fund)) for fund in FUNDS}
    opening = {fund: sum(entry.opening for entry in of_fund(ledger, fund)) for fund in FUNDS}
    lines = income | {
        "total_income": sum(income.values()),
        "opening_balance": sum(opening.values()),
    }
    lines |= {"opening_" + fund: amount for fund, amount in opening.items()}
    lines["grand_total"] = lines["total_income"] + lines["opening_balance"]
    table = "appropriation_summary"
    cells: dict[Cell, int] = {(table, "income", key, "amount"): n for key, n in lines.items()}
    spent: Counter[tuple[str, str]] = Counter()
    for entry in ledger.entries:
        for measure in ("total", entry.fund):
            spent["class_" + entry.code[:3], measure] += entry.total
            spent["total_expenditure", measure] += entry.total
            spent["closing_balance", measure] += entry.closing
            spent["grand_total", measure] += entry.total + entry.closing
    keys = ["class_" + code for code in classes]
    for key in (*keys, "total_expenditure", "closing_balance", "grand_total"):
        for measure in ("total", *FUNDS):
            cells[table, "expenditure", key, measure] = spent[key, measure]
    return cells


def economic_cells(ledger: Ledger, codes: Iterable[str]) -> dict[Cell, int]:
    """一般公共预算财政拨款基本支出决算表, with all the codes that it lists."""
    sums: Counter[str] = Counter(dict.fromkeys(codes, 0))
    for code, amount in ledger.economic.items():
        kind = "personnel" if code[:3] in PERSONNEL_CLASSES else "public"
        for key in (*prefixes(code), kind, "total"):
            sums[key] += amount
    for key in ("personnel", "public", "total"):
        sums[key] += 0
    return {("general_budget_basic", None, key, "amount"): n for key, n in sums.items()}


def three_public_cells(ledger: Ledger) -> dict[Cell, int]:
    """财政拨款“三公”经费支出决算表."""
    cells: dict[Cell, int] = {}
    for measure, amounts in (("budget", ledger.budget), ("actual", ledger.actual)):
        lines: Counter[str] = Counter(amounts)
        lines["vehicles"] = lines["vehicle_purchase"] + lines["vehicle_operation"]
        lines["total"] = lines["abroad"] + lines["vehicles"] + lines["reception"]
        for key in (
            "total",
            "abroad",
            "vehicles",
            "vehicle_purchase",
            "vehicle_operation",
            "reception",
        ):
            cells["three_public", None, key, measure] = lines[key]
    return cells


def exact_cells(
    ledger: Ledger,
    columns: Columns,
    classes: Iterable[str],
    economic: Iterable[str],
    *,
    one_fiscal_line: bool,
) -> dict[Cell, int]:
    """Every cell of the nine tables, those that are zero too."""
    funds = {
        "general_budget_expenditure": "general_budget",
        "government_fund": "government_fund",
        "state_capital": "state_capital",
    }
    cells = summary_cells(ledger, classes, one_fiscal_line=one_fiscal_line)
    cells |= appropriation_cells(ledger, classes)
    rows = [(entry.code, income_cells(entry)) for entry in ledger.entries]
    cells |= coded_cells("income", columns["income"], rows)
    rows = [(entry.code, expenditure_cells(entry)) for entry in ledger.entries]
    cells |= coded_cells("expenditure", columns["expenditure"], rows)
    for table, fund in funds.items():
        rows = [(entry.code, fund_cells(entry)) for entry in of_fund(ledger, fund)]
        cells |= coded_cells(table, columns[table], rows)
    return cells | economic_cells(ledger, economic) | three_public_cells(ledger)
