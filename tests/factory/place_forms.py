"""Tables that some places add to the nine: known ones, and ones that no form knows."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from .account import Account
from .classification import PERSONNEL_CLASSES, name_of, prefixes
from .ledger import split
from .sheets import SheetCell, SheetLine, TableSheet

Number = int | None
# Each heading row is texts with the columns that they cover and the rows.
Heading = list[list[tuple[str, int, int, int]]]
Rows = list[tuple[tuple[str, ...], list[Number]]]
# What projects are spent on here.
PROJECTS = ("30227", "31002")


@dataclass(frozen=True)
class PlaceTable:
    """A table with its printed amounts, row by row in units of the last printed digit.

    `key` is that of the table, "" where no form knows it.
    """

    key: str
    sheet: TableSheet
    amounts: list[int]


def further_tables(account: Account, rng: Random) -> list[PlaceTable]:
    """Tables by economic class and by unit, matrices of both, and two that no form knows.

    They agree with the nine where these are exact to the 分.
    """
    return [
        _table(account, *_basic(account)),
        *(_table(account, *_units(account, key, rng)) for key in UNITS),
        *(_table(account, *_matrix(account, key, rng)) for key in MATRICES),
        _table(account, "", "部门专项资金使用情况表", _headed("专项资金名称", FUNDS), _funds(rng)),
        _table(account, "", "采购项目情况表", _headed("项目", PURCHASES), _purchases(rng)),
    ]


def _table(account: Account, key: str, title: str, heading: Heading, rows: Rows) -> PlaceTable:
    columns = len(rows[0][0]) + len(rows[0][1])
    header = [
        [SheetCell(t, at, wide, down, "heading") for t, at, wide, down in row] for row in heading
    ]
    body = [_line(account, names, numbers) for names, numbers in rows]
    titles = [title, f"单位：{account.unit}"]
    amounts = [number for _, numbers in rows for number in numbers if number is not None]
    return PlaceTable(key, TableSheet(title, titles, columns, header, body, []), amounts)


def _line(account: Account, names: tuple[str, ...], numbers: list[Number]) -> SheetLine:
    cells = [SheetCell(name, at) for at, name in enumerate(names)]
    for at, number in enumerate(numbers, len(names)):
        text = "" if number is None else f"{number / 10**account.decimals:.{account.decimals}f}"
        cells.append(SheetCell(text, at, kind="number" if text else "text"))
    return cells


def _headed(*words: str | tuple[str, ...]) -> Heading:
    texts = [word for each in words for word in ((each,) if isinstance(each, str) else each)]
    return [[(text, at, 1, 1) for at, text in enumerate(texts)]]


def _basic(account: Account) -> tuple[str, str, Heading, Rows]:
    """财政拨款基本支出 by economic class, with both kinds of expenses beside the sum."""
    spent = {
        code: account.figure("general_budget_basic", code, "amount") or 0
        for code in account.codes("general_budget_basic")
    }
    rows: Rows = []
    for code, amount in sorted({"": 0, **spent}.items()):
        mine = {c: n for c, n in spent.items() if len(c) == 3} if not code else {code: amount}
        kinds = [
            sum(n for c, n in mine.items() if (c[:3] in PERSONNEL_CLASSES) is personnel)
            for personnel in (True, False)
        ]
        rows.append(((code, name_of(code) if code else "合计"), [sum(kinds), *kinds]))
    figures = [(text, at, 1, 2) for at, text in enumerate(("合计", "人员经费", "公用经费"), 2)]
    heading = [
        [("项目", 0, 2, 1), *figures],
        [("科目编码", 0, 1, 1), ("科目名称", 1, 1, 1)],
    ]
    return "appropriation_basic", "财政拨款基本支出决算表（经济科目）", heading, rows


UNITS = {
    "income": ("收入决算表（分单位）", "本年收入合计"),
    "expenditure": ("支出决算表（分单位）", "本年支出合计"),
}
MEASURES = {
    "fiscal_appropriation": "财政拨款收入",
    "superior_subsidy": "上级补助收入",
    "institution": "事业收入",
    "affiliate_remittance": "附属单位上缴收入",
    "other": "其他收入",
    "basic": "基本支出",
    "project": "项目支出",
    "superior_remittance": "上缴上级支出",
    "affiliate_subsidy": "对附属单位补助支出",
}


def _units(account: Account, table: str, rng: Random) -> tuple[str, str, Heading, Rows]:
    """The 合计 row of a table, cut into units."""
    title, total = UNITS[table]
    measures = account.columns[table][1:]
    operating = "经营收入" if table == "income" else "经营支出"
    headings = _headed("单位名称", total, *(MEASURES.get(m, operating) for m in measures))
    names = [f"{account.organization}（本级）", f"{account.organization}服务中心", "江城市档案站"]
    whole = [account.figure(table, "total", measure) or 0 for measure in measures]
    parts = zip(*(split(rng, amount, len(names)) for amount in whole), strict=True)
    rows: Rows = [(("合计",), [sum(whole), *whole])]
    rows += [((name,), [sum(own), *own]) for name, own in zip(names, parts, strict=True)]
    return f"{table}_by_unit", title, headings, rows


MATRICES = {
    "appropriation_detail": (
        "财政拨款支出决算明细表",
        ("general_budget_expenditure", "government_fund", "state_capital"),
    ),
    "general_budget_detail": (
        "一般公共预算财政拨款支出决算明细表",
        ("general_budget_expenditure",),
    ),
}


def _matrix(account: Account, key: str, rng: Random) -> tuple[str, str, Heading, Rows]:
    """Each 项 by what it was spent on: basic expenditure as in the economic table, and projects."""
    title, tables = MATRICES[key]
    left = [
        [code, account.figure("general_budget_basic", code, "amount") or 0]
        for code in account.codes("general_budget_basic")
        if len(code) == 5
    ]
    cells: dict[tuple[str, str], int] = defaultdict(int)
    for table in tables:
        for code in account.codes(table):
            if len(code) == 7:
                parts = _poured(left, account.figure(table, code, "basic") or 0)
                projects = account.figure(table, code, "project") or 0
                parts += zip(PROJECTS, split(rng, projects, len(PROJECTS)), strict=True)
                for economic, amount in parts:
                    for row in ("", *prefixes(code)):
                        for column in ("", *prefixes(economic)):
                            cells[row, column] += amount
    columns = sorted({column for (_, column), amount in cells.items() if amount} - {""})
    rows: Rows = [
        ((row, name_of(row) if row else "合计"), [cells[row, c] or None for c in ("", *columns)])
        for row in sorted({row for row, _ in cells})
    ]
    return key, title, _crossed(columns), rows


def _poured(left: list[list], amount: int) -> list[tuple[str, int]]:
    """What the first economic codes that have something left give to an amount."""
    found = []
    for each in left:
        taken = min(each[1], amount)
        each[1] -= taken
        amount -= taken
        found.append((each[0], taken))
    return [*found, ("30299", amount)]


def _crossed(columns: Iterable[str]) -> Heading:
    """The names of 类 over 小计 and the names of 款."""
    top: list[tuple[str, int, int, int]] = [("项目", 0, 2, 1), ("合计", 2, 1, 2)]
    second = [("科目编码", 0, 1, 1), ("科目名称", 1, 1, 1)]
    own = list(columns)
    for at, code in enumerate(own, 3):
        if len(code) == 3:
            top.append((name_of(code), at, sum(c.startswith(code) for c in own), 1))
        second.append(("小计" if len(code) == 3 else name_of(code), at, 1, 1))
    return [top, second]


FUNDS = ("合计", "上年结转", "本年安排")
PURCHASES = ("预算金额", "成交金额")


def _funds(rng: Random) -> Rows:
    """A sum over the columns, and over the rows."""
    names = ("养老服务体系建设资金", "儿童福利保障资金", "社会救助工作资金")
    parts = [[rng.randint(1000, 90000) for _ in FUNDS[1:]] for _ in names]
    whole = [sum(column) for column in zip(*parts, strict=True)]
    rows: Rows = [(("合计",), [sum(whole), *whole])]
    return rows + [((name,), [sum(own), *own]) for name, own in zip(names, parts, strict=True)]


def _purchases(rng: Random) -> Rows:
    """小计 of two groups, a part of a row, and the sum of all."""
    draw: Callable[[], list[int]] = lambda: [rng.randint(1000, 90000) for _ in PURCHASES]  # noqa: E731
    goods, services = [draw(), draw()], [draw(), draw(), draw()]
    sums = [[sum(column) for column in zip(*own, strict=True)] for own in (goods, services)]
    part = [amount // 3 for amount in services[0]]
    return [
        (("合计",), [sum(column) for column in zip(*sums, strict=True)]),
        (("货物小计",), [*sums[0]]),
        (("办公设备",), [*goods[0]]),
        (("办公家具",), [*goods[1]]),
        (("服务小计",), [*sums[1]]),
        (("物业管理",), [*services[0]]),
        (("其中：保安服务",), [*part]),
        (("法律服务",), [*services[1]]),
        (("审计服务",), [*services[2]]),
    ]
