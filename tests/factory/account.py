"""A department's final account: the figures that its nine tables print."""

from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING, Literal

from .classification import CLASSES, ECONOMIC, is_economic, name_of, prefixes
from .figures import BASIC_COLUMNS, FUND_COLUMNS, Cell, Columns, exact_cells
from .ledger import FUNDS, OWN_INCOMES, Ledger, random_ledger

if TYPE_CHECKING:
    from .sheets import TableSheet

TABLES = (
    "income_expenditure_summary",
    "income",
    "expenditure",
    "appropriation_summary",
    "general_budget_expenditure",
    "general_budget_basic",
    "government_fund",
    "state_capital",
    "three_public",
)
UNITS = (("万元", 2), ("万元", 2), ("万元", 2), ("万元", 4), ("万元", 6), ("元", 2), ("元", 0))
ORGANIZATIONS = (
    "江城市青山区总工会",
    "临海市规划和自然资源局",
    "东州市图书馆",
    "南平县人民政府柳河街道办事处",
    "北原市第三中学",
)
Zeros = Literal["blank", "used", "all"]


@dataclass(frozen=True)
class Account:
    """Figures as printed, in units of the last printed digit; a blank cell is absent.

    `columns` are the measures of each coded table's form, `classes` the functional classes that
    have a line on the two summaries. `names` has the name of each code that has a row; an economic
    code in it without a figure is a row that is printed blank.
    """

    organization: str
    year: int
    unit: str
    decimals: int
    figures: dict[Cell, int]
    names: dict[str, str]
    columns: Columns
    classes: tuple[str, ...]
    declared_empty: frozenset[str] = field(default_factory=frozenset)
    # Sheets of tables that are printed behind the nine.
    further: tuple["TableSheet", ...] = ()
    # Paragraphs of the prose that explain each budget item.
    explained: tuple[str, ...] = ()
    # The books that it is exact by, where it was drawn.
    ledger: Ledger | None = field(default=None, compare=False, repr=False)

    @property
    def fen(self) -> int:
        """One unit of the last printed digit, in 分."""
        return fen_of(self.unit, self.decimals)

    def figure(self, table: str, key: str, measure: str, side: str | None = None) -> int | None:
        """One printed figure, None where the cell is blank."""
        return self.figures.get((table, side, key, measure))

    def codes(self, table: str) -> list[str]:
        """The codes that have a row in a table, in order."""
        keys = {key for name, _, key, _ in self.figures if name == table}
        if table == "general_budget_basic" and table not in self.declared_empty:
            keys |= {code for code in self.names if is_economic(code)}
        return sorted(key for key in keys if key.isdigit())


def fen_of(unit: str, decimals: int) -> int:
    """One unit of the last printed digit, in 分."""
    digits = {"万元": 6, "元": 2}[unit] - decimals
    return int(10**digits)


def rounded(amount: int, unit: int) -> int:
    """The amount in units, half up."""
    return (2 * amount + unit) // (2 * unit)


def printed_cells(exact: dict[Cell, int], zeros: Zeros, empty: set[str]) -> dict[Cell, int]:
    """The cells that are printed: those with money, and the zeros that the producer prints."""
    used = {(table, measure) for (table, _, _, measure), amount in exact.items() if amount}
    summaries = ("income_expenditure_summary", "appropriation_summary")

    def is_printed(cell: Cell, amount: int) -> bool:
        table, _, _, measure = cell
        if table in empty:
            return False
        in_column = (table, measure) in used and table not in summaries
        return bool(amount) or zeros == "all" or (zeros == "used" and in_column)

    return {cell: amount for cell, amount in exact.items() if is_printed(cell, amount)}


def draw_columns(rng: Random, ledger: Ledger) -> Columns:
    """The forms of the coded tables; a form leaves out only what the department has not."""
    received = {key for entry in ledger.entries for key, n in entry.own_income.items() if n}
    spent = {key for entry in ledger.entries for key, n in entry.own_spending.items() if n}
    incomes = ["institution", "operating", "other"]
    if received & {"superior_subsidy", "affiliate_remittance"} or rng.random() < 0.7:
        incomes = list(OWN_INCOMES)
    spendings = ["superior_remittance", "operating", "affiliate_subsidy"]
    if not spent & {"superior_remittance", "affiliate_subsidy"} and rng.random() < 0.2:
        spendings = ["operating"] if "operating" in spent else []
    return {
        "income": ("total", "fiscal_appropriation", *incomes),
        "expenditure": ("total", "basic", "project", *spendings),
        "general_budget_expenditure": BASIC_COLUMNS,
        "government_fund": rng.choice((FUND_COLUMNS, FUND_COLUMNS, BASIC_COLUMNS)),
        "state_capital": rng.choice((BASIC_COLUMNS, FUND_COLUMNS)),
    }


def choose(rng: Random, chance: float, *, given: bool | None) -> bool:
    """The given choice, or a random one."""
    drawn = rng.random() < chance
    return drawn if given is None else given


def random_account(  # noqa: PLR0913 - each argument fixes what is drawn otherwise
    rng: Random,
    *,
    classes: tuple[int, int] = (1, 6),
    unit: tuple[str, int] | None = None,
    zeros: Zeros | None = None,
    own_incomes: tuple[str, ...] | None = None,
    government_fund: bool | None = None,
    state_capital: bool | None = None,
    balances: bool | None = None,
    three_public: bool | None = None,
    full_lists: bool | None = None,
    one_fiscal_line: bool = False,
    basic_total: bool | None = None,
) -> Account:
    """A coherent account, exact to the 分 bottom-up; then each cell is rounded by itself.

    What is not given is drawn. `full_lists` prints a line for each class and economic section of
    the form, used or not; `one_fiscal_line` puts one 财政拨款收入 in place of the three funds (the
    older form); `basic_total` adds a 合计 to the economic table.
    """
    other_funds = (choose(rng, 0.4, given=government_fund), choose(rng, 0.2, given=state_capital))
    if own_incomes is None:
        own_incomes = tuple(rng.sample(OWN_INCOMES, rng.choice((0, 0, 1, 2, 5))))
    ledger = random_ledger(
        rng,
        classes=rng.randint(*classes),
        own_incomes=own_incomes,
        funds=(FUNDS[0], *(fund for fund, has in zip(FUNDS[1:], other_funds, strict=True) if has)),
        balances=choose(rng, 0.5, given=balances),
        three_public=choose(rng, 0.6, given=three_public),
    )
    unit_name, decimals = unit or rng.choice(UNITS)
    used = sorted({entry.code[:3] for entry in ledger.entries})
    spent = sorted({key for code in ledger.economic for key in prefixes(code)})
    full = choose(rng, 0.7, given=full_lists)
    listed = tuple(code for code in CLASSES if code not in ("231", "232")) if full else tuple(used)
    full_class_list = tuple(CLASSES) if full and rng.random() < 0.5 else listed
    economic = tuple(code for code in ECONOMIC if code[:3] != "399") if full else ()
    economic = tuple(sorted({*economic, *spent}))
    columns = draw_columns(rng, ledger)
    exact = exact_cells(ledger, columns, full_class_list, economic, one_fiscal_line=one_fiscal_line)
    if not choose(rng, 0.3, given=basic_total):
        del exact["general_budget_basic", None, "total", "amount"]
    empty = {
        table for table in TABLES if not any(n for cell, n in exact.items() if cell[0] == table)
    }
    left_blank = {table for table in sorted(empty) if rng.random() < 0.1}
    drawn: Zeros = rng.choice(("blank", "used", "all"))
    cells = printed_cells(exact, zeros or drawn, empty)
    fen = fen_of(unit_name, decimals)
    functional = {key for table, _, key, _ in cells if key.isdigit() and not is_economic(key)}
    return Account(
        organization=rng.choice(ORGANIZATIONS),
        year=rng.randint(2019, 2025),
        unit=unit_name,
        decimals=decimals,
        figures={cell: rounded(amount, fen) for cell, amount in cells.items()},
        names={code: name_of(code) for code in (*sorted(functional), *economic)},
        columns=columns,
        classes=full_class_list,
        declared_empty=frozenset(empty - left_blank),
        ledger=ledger,
    )


def misprint(account: Account, rng: Random) -> tuple[Account, Cell]:
    """The account with one printed figure changed by at least 100 units of its last digit."""
    cell = rng.choice(sorted(account.figures, key=str))
    figure = account.figures[cell]
    change = rng.choice((100, 900, 1000, rng.randint(101, 99_999)))
    changed = figure - change if figure > change and rng.random() < 0.5 else figure + change
    return replace(account, figures=account.figures | {cell: changed}), cell
