"""A department's budget in forms of two provinces, with every amount that it prints."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import Literal

from .account import Account
from .classification import name_of, prefixes
from .sheets import SheetCell, SheetLine, TableSheet

# 江苏 in the order and under the titles of 2017, of 2019, and of the forms since 2021.
Province = Literal["shanghai", "jiangsu_2017", "jiangsu", "jiangsu_2021"]
# Table, side ("" for none), code or line, measure.
Cell = tuple[str, str, str, str]
THREE_PUBLIC = ("abroad", "vehicle_purchase", "vehicle_operation", "reception")
YUAN, WAN = 100, 1_000_000
PROCUREMENT = (
    ("货物A", "设备购置费", "办公设备购置", "台式计算机（20万以上）", "政府集中采购"),
    ("货物A", "设备购置费", "办公设备购置", "家具用具", "分散自行组织"),
    ("货物A", "信息化建设", "信息网络及软件购置更新", "计算机软件", "政府集中采购"),
    ("工程B", "商品和服务支出", "维修（护）费", "修缮工程", "部门集中采购"),
    ("服务C", "商品和服务支出", "物业管理费", "物业管理服务", "分散自行组织"),
)


@dataclass(frozen=True)
class Plan:
    """What is planned, in 分: items with 基本支出 and 项目支出, economic 款, “三公”.

    Figures are multiples of 100 元, so that each prints whole in 元 and with two decimals in 万元.
    """

    organization: str
    year: int
    province: Province
    items: dict[str, tuple[int, int]]
    economic: dict[str, int]
    three_public: dict[str, int]
    operating_cost: int
    meetings: int
    training: int
    # What the year before planned (Jiangsu) or spent (Shanghai) of each item.
    prior: dict[str, int] = field(default_factory=dict)
    # By kind, project, economic code, article and way of buying.
    procurement: dict[tuple[str, ...], int] = field(default_factory=dict)
    # 款 printed as 2 for 02, in columns of their own.
    short_codes: bool = False
    amounts: dict[Cell, int] = field(default_factory=dict, compare=False)

    @property
    def basic(self) -> int:
        """All 基本支出."""
        return sum(own for own, _ in self.items.values())

    @property
    def project(self) -> int:
        """All 项目支出."""
        return sum(own for _, own in self.items.values())

    @property
    def total(self) -> int:
        """All that is planned."""
        return self.basic + self.project

    def shared(self, fen: int) -> Counter[str]:
        """So much of 基本支出 by 类, 款 and 项: of the first items as far as it goes."""
        sums: Counter[str] = Counter()
        for code, (basic, _) in self.items.items():
            own = min(basic, fen)
            fen -= own
            for above in prefixes(code):
                sums[above] += own
        return sums

    def of_codes(self, which: Iterable[int] = (0, 1)) -> Counter[str]:
        """The sums of 类, 款 and 项."""
        sums: Counter[str] = Counter()
        for code, parts in self.items.items():
            for above in prefixes(code):
                sums[above] += sum(parts[at] for at in which)
        return sums


def plan_of(account: Account, rng: Random, province: Province) -> Plan:
    """A budget for an account: its items moved, one left out, “三公” as the account states it."""
    table = "general_budget_expenditure"
    codes = [code for code in account.codes(table) if len(code) == 7]
    kept = codes[:-1] if len(codes) > 1 else codes
    items = {}
    for code in kept:
        parts = (account.figure(table, code, measure) or 0 for measure in ("basic", "project"))
        items[code] = tuple(_moved(part * account.fen, rng) for part in parts)
    basic = sum(own for own, _ in items.values())
    economic = _economic(account, basic, rng)
    stated = {
        key: (account.figure("three_public", key, "budget") or 0) * account.fen
        for key in THREE_PUBLIC
    }
    return Plan(
        account.organization,
        account.year,
        province,
        items,
        economic,
        {key: _whole(fen) for key, fen in stated.items()},
        sum(fen for code, fen in economic.items() if is_public(code)),
        *(rng.randint(1, 90) * 10_000 for _ in range(2)),
        prior={code: _before(sum(parts), rng) for code, parts in items.items()},
        short_codes=rng.random() < 0.5,
        procurement={path: rng.randint(1, 9_000) * 10_000 for path in PROCUREMENT},
    )


def _whole(fen: int) -> int:
    return fen // 10_000 * 10_000


def is_public(code: str) -> bool:
    """Whether an economic code is of 公用经费."""
    return code[:3] not in ("301", "303")


def _economic(account: Account, basic: int, rng: Random) -> dict[str, int]:
    """基本支出 by the account's economic 款, in other shares; 办公费 takes what is left."""
    table = "general_budget_basic"
    codes = [code for code in account.codes(table) if len(code) == 5]
    spent = {code: account.figure(table, code, "amount") or 0 for code in codes}
    whole = sum(spent.values()) or 1
    found = {
        code: _whole(basic * fen * rng.randint(60, 95) // whole // 100)
        for code, fen in spent.items()
        if fen
    }
    found["30201"] = found.get("30201", 0) + basic - sum(found.values())
    return {code: fen for code, fen in sorted(found.items()) if fen}


def _before(fen: int, rng: Random) -> int:
    return fen if rng.random() < 0.2 else _moved(fen, rng)


def _moved(fen: int, rng: Random) -> int:
    return _whole(fen * rng.randint(80, 125) // 100) if fen else 0


def misquoted(plan: Plan, by: int = 3_000_000) -> Plan:
    """The budget that plans more receptions than its account says."""
    changed = plan.three_public | {"reception": plan.three_public["reception"] + by}
    return replace(plan, three_public=changed, amounts={})


class Writer:
    """Writes the sheets of a plan, and notes each amount with its place."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.unit = YUAN if plan.province == "shanghai" else WAN
        self.word = "元" if self.unit == YUAN else "万元"

    def money(self, cell: Cell, fen: int, *, unit: int | None = None) -> str:
        """A figure as it is printed; it goes into `amounts`."""
        self.plan.amounts[cell] = fen
        unit = unit or self.unit
        return f"{fen // unit:,}" if unit == YUAN else f"{fen / unit:,.2f}"

    def sheet(
        self,
        table: str,
        title: str,
        header: list[SheetLine],
        body: list[list[str | None]],
        unit: str = "",
    ) -> TableSheet:
        """A sheet with the caption of its maker and unit; None goes on with the cell before."""
        caption = f"编制部门：{self.plan.organization}　单位：{unit or self.word}"
        titles = [f"{self.plan.year}年{title}", caption]
        width = max(cell.column + cell.columns for row in header for cell in row)
        lines = [_merged(row) for row in body]
        return TableSheet(table, titles, width, header, lines, [])

    def codes(self, code: str) -> list[str]:
        """A code in three columns (Shanghai), else in one."""
        if self.unit == WAN:
            return [code]
        parts = [part for part in (code[:3], code[3:5], code[5:7]) if part]
        if self.plan.short_codes:
            parts = [parts[0], *(part.lstrip("0") for part in parts[1:])]
        return [*parts, "", "", ""][:3]


def _merged(row: list[str | None]) -> SheetLine:
    at = [number for number, text in enumerate(row) if text is not None]
    ends = [*at[1:], len(row)]
    return [SheetCell(row[a] or "", a, b - a) for a, b in zip(at, ends, strict=True)]


def head(*rows: list[tuple[str, int, int, int]]) -> list[SheetLine]:
    """Heading rows of (text, column, columns, rows)."""
    return [[SheetCell(t, at, wide, down, "heading") for t, at, wide, down in row] for row in rows]


def plain_head(*names: str) -> list[SheetLine]:
    """One row of headings."""
    return head([(name, at, 1, 1) for at, name in enumerate(names)])


def name(code: str) -> str:
    """A code's name, of economic ones too."""
    return "办公费" if code == "30201" else name_of(code)


def rows_of_codes(plan: Plan) -> Iterator[str]:
    """Every code with a row, in order."""
    yield from sorted(plan.of_codes())


def economic_rows(plan: Plan) -> list[tuple[str, int]]:
    """Economic 类 and 款 with their sums."""
    sums: Counter[str] = Counter()
    for code, fen in plan.economic.items():
        sums[code[:3]] += fen
        sums[code] += fen
    return sorted(sums.items())
