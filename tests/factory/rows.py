"""The rows of each table, left to right, before they are flattened."""

from dataclasses import dataclass

from .account import Account
from .classification import PERSONNEL_CLASSES
from .forms import (
    APPROPRIATION_INCOME,
    FUND_HEADINGS,
    SUMMARY_INCOME,
    SUMMARY_TOTALS,
    class_names,
    numbered,
)
from .layout import Layout
from .ledger import FUNDS


@dataclass(frozen=True)
class Segment:
    """One group of cells: code tokens, a name that may wrap, then figures; "" is a blank cell."""

    lead: tuple[str, ...] = ()
    name: str = ""
    tail: tuple[str, ...] = ()


Row = tuple[Segment, ...]


@dataclass(frozen=True)
class Printer:
    """Reads figures of an account as the layout prints them."""

    account: Account
    layout: Layout

    def money(self, table: str, key: str, measure: str, side: str | None = None) -> str:
        """One cell's text."""
        figure = self.account.figure(table, key, measure, side)
        return "" if figure is None else self.layout.money(figure, self.account.decimals)

    def line_number(self, number: int) -> tuple[str, ...]:
        """The 行次 cell, where the form has one."""
        return (self.layout.digits(str(number)),) if self.layout.line_numbers else ()


def coded_rows(table: str, printer: Printer) -> list[Row]:
    """A row a code, and the 合计 at the top or at the bottom."""
    measures = printer.account.columns[table]
    rows: list[Row] = []
    for code in printer.account.codes(table):
        tail = tuple(printer.money(table, code, measure) for measure in measures)
        rows.append((Segment(printer.layout.code(code), printer.account.names[code], tail),))
    tail = tuple(printer.money(table, "total", measure) for measure in measures)
    total: Row = (Segment((), "合计", tail),)
    return [total, *rows] if printer.layout.total_row == "first" else [*rows, total]


Line = tuple[str, str]


def two_sided_rows(
    table: str, left: list[Line], right: list[Line], measures: tuple[str, ...], printer: Printer
) -> list[Row]:
    """Income lines beside expenditure lines; each line is its key and its printed name."""
    rows: list[Row] = []
    pairs = zip(left, right, strict=True)
    for at, ((income, income_name), (expenditure, expenditure_name)) in enumerate(pairs, 1):
        amounts = (printer.money(table, income, "amount", "income"),)
        spent = tuple(printer.money(table, expenditure, key, "expenditure") for key in measures)
        rows.append(
            (
                Segment((), income_name, printer.line_number(at) + amounts),
                Segment((), expenditure_name, printer.line_number(len(left) + at) + spent),
            )
        )
    return rows


def filled(lines: list[Line], size: int) -> list[Line]:
    """The lines, and blank ones up to the size."""
    return lines + [("", "")] * (size - len(lines))


def class_lines(printer: Printer) -> list[Line]:
    """The lines of the functional classes."""
    account = printer.account
    keys = ["class_" + code for code in account.classes]
    return list(zip(keys, class_names(account), strict=True))


def summary_rows(printer: Printer) -> list[Row]:
    """收入支出决算总表."""
    table, wording = "income_expenditure_summary", printer.layout.wording
    lines = {key: words[wording] for key, words in SUMMARY_INCOME.items()}
    if printer.account.figure(table, "fiscal_appropriation", "amount", "income") is not None:
        lines = {key: name for key, name in lines.items() if key not in FUNDS}
        lines = {"fiscal_appropriation": "财政拨款收入"} | lines
    left = list(zip(lines, numbered(list(lines.values())), strict=True))
    right = class_lines(printer)
    size = max(len(left), len(right), 8)
    totals = [line for line in SUMMARY_TOTALS if line[0] or printer.layout.line_numbers]
    left = filled(left, size) + [(key, names[wording]) for key, names, _, _ in totals]
    right = filled(right, size) + [(key, name) for _, _, key, name in totals]
    return two_sided_rows(table, left, right, ("amount",), printer)


def appropriation_rows(printer: Printer) -> list[Row]:
    """财政拨款收入支出决算总表."""
    wording = printer.layout.wording
    names = [words[wording] for words in APPROPRIATION_INCOME.values()]
    left = list(zip(FUNDS, numbered(names), strict=True))
    right = class_lines(printer)
    size = max(len(left), len(right), 8)
    balances = numbered(list(FUND_HEADINGS)) if wording == 1 else list(FUND_HEADINGS)
    left = filled(left, size)
    left += [("total_income", "本年收入合计"), ("opening_balance", "年初财政拨款结转和结余")]
    left += [("opening_" + fund, name) for fund, name in zip(FUNDS, balances, strict=True)]
    left += [("grand_total", "总计")]
    right = filled(right, size)
    right += [("total_expenditure", "本年支出合计"), ("closing_balance", "年末财政拨款结转和结余")]
    right = [*filled(right, size + 5), ("grand_total", "总计")]
    return two_sided_rows("appropriation_summary", left, right, ("total", *FUNDS), printer)


def economic_rows(printer: Printer) -> list[Row]:
    """一般公共预算财政拨款基本支出决算表, in side-by-side blocks."""
    table, blocks = "general_budget_basic", printer.layout.economic_blocks
    columns: list[list[str]] = [[] for _ in range(blocks)]
    for code in printer.account.codes(table):
        at = 0 if code[:3] in PERSONNEL_CLASSES else 1 if code[:3] == "302" else 2
        columns[min(at, blocks - 1)].append(code)

    def segment(code: str) -> Segment:
        amount = printer.money(table, code, "amount")
        return Segment(printer.layout.code(code), printer.account.names[code], (amount,))

    if blocks == 1:
        columns = [printer.account.codes(table)]
    rows: list[Row] = [
        tuple(segment(column[at]) if at < len(column) else Segment() for column in columns)
        for at in range(max(len(column) for column in columns))
    ]
    sums = [("personnel", "人员经费合计"), ("public", "公用经费合计")]
    cells = [Segment((), name, (printer.money(table, key, "amount"),)) for key, name in sums]
    rows += [tuple(cells)] if blocks > 1 else [(cell,) for cell in cells]
    if printer.account.figure(table, "total", "amount") is not None:
        total: Row = (Segment((), "合计", (printer.money(table, "total", "amount"),)),)
        rows = [total, *rows] if printer.layout.total_row == "first" else [*rows, total]
    return rows


COMPONENTS = (
    ("total", "合计"),
    ("abroad", "1．因公出国（境）费"),
    ("vehicles", "2．公务用车购置及运行维护费"),
    ("vehicle_purchase", "（1）公务用车购置费"),
    ("vehicle_operation", "（2）公务用车运行维护费"),
    ("reception", "3．公务接待费"),
)


def three_public_rows(printer: Printer) -> list[Row]:
    """财政拨款“三公”经费支出决算表: one row of twelve cells, or a row a component."""
    table, style = "three_public", printer.layout.three_public

    def cells(keys: list[tuple[str, str]]) -> tuple[str, ...]:
        return tuple(printer.money(table, key, measure) for key, measure in keys)

    measures = ("budget", "actual")
    if style == "listed":
        return [
            (Segment((), name, cells([(key, measure) for measure in measures])),)
            for key, name in COMPONENTS
        ]
    if style == "pairs":
        keys = [(key, measure) for key, _ in COMPONENTS for measure in measures]
    else:
        keys = [(key, measure) for measure in measures for key, _ in COMPONENTS]
    return [(Segment((), "", cells(keys)),)]


def table_rows(table: str, printer: Printer) -> list[Row]:
    """The rows of any table."""
    if table == "income_expenditure_summary":
        return summary_rows(printer)
    if table == "appropriation_summary":
        return appropriation_rows(printer)
    if table == "general_budget_basic":
        return economic_rows(printer)
    if table == "three_public":
        return three_public_rows(printer)
    return coded_rows(table, printer)
