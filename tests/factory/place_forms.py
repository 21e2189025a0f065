"""Tables that some places add to the nine: known ones, and ones that no form knows."""

from dataclasses import dataclass
from random import Random

from .account import Account
from .sheets import SheetCell, SheetLine, TableSheet

Number = int | None
# Each heading row is texts with the columns that they cover and the rows.
Heading = list[list[tuple[str, int, int, int]]]


@dataclass(frozen=True)
class PlaceTable:
    """A table with its printed amounts, row by row in units of the last printed digit."""

    sheet: TableSheet
    amounts: list[int]


def further_tables(account: Account, rng: Random) -> list[PlaceTable]:
    """A table by economic class, one by unit, a matrix and one of funds."""
    return [
        _table(account, "财政拨款基本支出决算表（经济科目）", _by_kind(), _economic(rng), 2),
        _table(account, "支出决算表（分单位）", _by_unit(), _units(account, rng), 1),
        _table(account, "财政拨款支出决算明细表", _matrix(), _crossed(rng), 2),
        _table(account, "部门专项资金使用情况表", _funds(), _sums(rng), 1),
    ]


def _table(
    account: Account,
    title: str,
    heading: Heading,
    rows: list[tuple[tuple[str, ...], list[Number]]],
    labels: int,
) -> PlaceTable:
    columns = labels + len(rows[0][1])
    header = [
        [SheetCell(t, at, wide, down, "heading") for t, at, wide, down in row] for row in heading
    ]
    body = [_line(account, names, numbers) for names, numbers in rows]
    titles = [title, f"单位：{account.unit}"]
    amounts = [number for _, numbers in rows for number in numbers if number is not None]
    return PlaceTable(TableSheet(title, titles, columns, header, body, []), amounts)


def _line(account: Account, names: tuple[str, ...], numbers: list[Number]) -> SheetLine:
    cells = [SheetCell(name, at) for at, name in enumerate(names)]
    for at, number in enumerate(numbers, len(names)):
        text = "" if number is None else f"{number / 10**account.decimals:.{account.decimals}f}"
        cells.append(SheetCell(text, at, kind="number" if text else "text"))
    return cells


def _by_kind() -> Heading:
    figures = [(text, at, 1, 2) for at, text in enumerate(("合计", "人员经费", "公用经费"), 2)]
    return [
        [("项目", 0, 2, 1), *figures],
        [("科目编码", 0, 1, 1), ("科目名称", 1, 1, 1)],
    ]


def _economic(rng: Random) -> list[tuple[tuple[str, ...], list[Number]]]:
    wages, goods = rng.randint(1000, 90000), rng.randint(1000, 90000)
    return [
        (("", "合计"), [wages + goods, wages, goods]),
        (("301", "工资福利支出"), [wages, wages, 0]),
        (("30101", "基本工资"), [wages, wages, 0]),
        (("302", "商品和服务支出"), [goods, 0, goods]),
        (("30201", "办公费"), [goods, 0, goods]),
    ]


def _by_unit() -> Heading:
    texts = ("单位名称", "本年支出合计", "基本支出", "项目支出")
    return [[(text, at, 1, 1) for at, text in enumerate(texts)]]


def _units(account: Account, rng: Random) -> list[tuple[tuple[str, ...], list[Number]]]:
    parts = [[rng.randint(1000, 90000), rng.randint(1000, 90000)] for _ in range(2)]
    names = (f"{account.organization}（本级）", f"{account.organization}服务中心")
    rows = [((name,), [sum(own), *own]) for name, own in zip(names, parts, strict=True)]
    whole = [sum(column) for column in zip(*(own for _, own in rows), strict=True)]
    return [(("合计",), [*whole]), *((names, [*own]) for names, own in rows)]


def _matrix() -> Heading:
    return [
        [
            ("项目", 0, 2, 1),
            ("合计", 2, 1, 2),
            ("工资福利支出", 3, 2, 1),
            ("商品和服务支出", 5, 2, 1),
        ],
        [
            ("科目编码", 0, 1, 1),
            ("科目名称", 1, 1, 1),
            *(
                (text, at, 1, 1)
                for at, text in enumerate(("小计", "基本工资", "小计", "办公费"), 3)
            ),
        ],
    ]


def _crossed(rng: Random) -> list[tuple[tuple[str, ...], list[Number]]]:
    wages, goods = rng.randint(1000, 90000), rng.randint(1000, 90000)
    own: list[Number] = [wages + goods, wages, wages, goods, goods]
    rows = (("", "合计"), ("201", "一般公共服务支出"), ("20129", "群众团体事务"))
    return [(names, own) for names in (*rows, ("2012901", "行政运行"))]


def _funds() -> Heading:
    return [[(text, at, 1, 1) for at, text in enumerate(("专项资金名称", "本年安排", "本年支出"))]]


def _sums(rng: Random) -> list[tuple[tuple[str, ...], list[Number]]]:
    planned, spent = rng.randint(1000, 90000), rng.randint(1000, 90000)
    return [(("合计",), [planned, spent]), (("养老服务体系建设资金",), [planned, spent])]
