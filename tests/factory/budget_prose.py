"""What a budget says of itself (编制说明), each item against last year; what its account says."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from .account import Account
from .budgets import THREE_PUBLIC, WAN, Plan
from .classification import name_of


class Row(NamedTuple):
    """A row of the frame `plan`, in 分; last year's figure or the change is stated, not both."""

    budget: int
    prior: int | None
    change: int | None
    growth: float | None


def wan(fen: int) -> str:
    """An amount as prose prints it."""
    return f"{fen / WAN:.2f}万元"


def percent(part: int, whole: int) -> Decimal:
    """A share with two decimals."""
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def rows_of(plan: Plan) -> dict[str, Row]:
    """Each item with what the prose states of it."""
    return {code: _row(plan, code) for code in plan.items}


def _row(plan: Plan, code: str) -> Row:
    budget, prior = sum(plan.items[code]), plan.prior[code]
    moved = budget - prior
    growth = float(percent(moved, prior)) if moved and prior else None
    if plan.province == "shanghai":
        return Row(budget, prior, None, growth)
    return Row(budget, None, moved or None, growth)


def way(moved: int) -> str:
    """The word for a change."""
    return "增加" if moved > 0 else "减少"


def prose_of(plan: Plan) -> list[str]:
    """The paragraphs of the budget's prose, in its province's words."""
    return list(_shanghai(plan) if plan.province == "shanghai" else _jiangsu(plan))


def _shanghai(plan: Plan) -> Iterator[str]:
    year, before, total = plan.year, plan.year - 1, wan(plan.total)
    yield f"{year}年部门预算编制说明"
    yield f"{year}年，{plan.organization}收入预算{total}，其中：财政拨款收入{total}。"
    yield f"支出预算{total}，其中：财政拨款支出预算{total}。财政拨款支出主要内容如下："
    for at, code in enumerate(sorted(plan.items), 1):
        row = _row(plan, code)
        path = f"{name_of(code[:3])}（类）{name_of(code[:5])}（款）{name_of(code)}（项）"
        moved, budget = row.budget - (row.prior or 0), wan(row.budget)
        said, why = "持平", "经费保持不变"
        if moved:
            said = way(moved) + (f"{abs(row.growth):.2f}%" if row.growth is not None else "")
            why = f"{name_of(code)}经费{way(moved)}"
        yield (
            f"{at}. “{path}”{budget}，主要用于{name_of(code)}。{before}年当年预算执行数为"
            f"{wan(row.prior or 0)}，{year}年预算安排{budget}，比{before}年预算执行数{said}。"
            f"主要原因是：{why}。"
        )
    yield "其他相关情况说明"
    yield f"一、{year}年“三公”经费预算情况说明"
    yield f"{year}年“三公”经费预算数为{wan(sum(plan.three_public.values()))}。其中："
    yield f"（一）因公出国（境）费{wan(plan.three_public['abroad'])}。"
    cars = [plan.three_public[key] for key in THREE_PUBLIC[1:3]]
    yield (
        f"（二）公务用车购置及运行费{wan(sum(cars))}。其中：公务用车购置费{wan(cars[0])}；"
        f"公务用车运行费{wan(cars[1])}。"
    )
    yield f"（三）公务接待费{wan(plan.three_public['reception'])}。"
    yield "二、机关运行经费预算"
    yield f"{year}年{plan.organization}财政拨款的机关运行经费预算为{wan(plan.operating_cost)}。"


def _jiangsu(plan: Plan) -> Iterator[str]:
    whose, total = f"{plan.organization}{plan.year}年度", wan(plan.total)
    yield f"第三部分 {plan.year}年度部门预算情况说明"
    yield "一、收支预算总体情况说明"
    yield f"{whose}收入、支出预算总计{total}。"
    yield "三、支出预算情况说明"
    yield f"{plan.organization}本年支出预算合计{total}，其中："
    for name, fen in (("基本支出", plan.basic), ("项目支出", plan.project)):
        yield f"{name}{wan(fen)}，占{percent(fen, plan.total)}%；"
    yield "五、财政拨款支出预算情况说明"
    classes = sorted({code[:3] for code in plan.items})
    for at, above in enumerate(classes):
        yield f"（{'一二三四五六七八九'[at]}）{name_of(above)}（类）"
        mine = sorted(code for code in plan.items if code.startswith(above))
        for number, code in enumerate(mine, 1):
            row = _row(plan, code)
            path = f"{name_of(code[:5])}（款）{name_of(code)}（项）"
            said = "与上年相同。"
            if row.change:
                amount = wan(abs(row.change))
                said = f"与上年相比{way(row.change)}{amount}"
                if row.growth is not None:
                    said += f"，{'增长' if row.change > 0 else '减少'}{abs(row.growth):.2f}%"
                said += f"。主要原因是{name_of(code)}经费{way(row.change)}。"
            yield f"{number}．{path}支出{wan(row.budget)}，{said}"
    yield "十一、一般公共预算机关运行经费支出预算情况说明"
    yield f"{plan.year}年本部门一般公共预算机关运行经费预算支出{wan(plan.operating_cost)}。"


def explained(account: Account, plan: Plan, misquoted: str | None = None) -> Account:
    """The account that explains each 项 against the plan, and misquotes one by 1,000 元."""
    return replace(account, explained=tuple(_explanations(account, plan, misquoted)))


def _explanations(account: Account, plan: Plan, misquoted: str | None) -> Iterator[str]:
    table = "general_budget_expenditure"
    codes = (code for code in account.codes(table) if len(code) == 7)
    for at, code in enumerate(codes, 1):
        actual = (account.figure(table, code, "total") or 0) * account.fen
        budget = sum(plan.items.get(code, (0, 0))) + (100_000 if code == misquoted else 0)
        path = f"{name_of(code[:3])}（类）{name_of(code[:5])}（款）{name_of(code)}（项）"
        said = f"{at}．{path}。年初预算为{wan(budget)}，支出决算为{wan(actual)}"
        moved = actual - budget
        if budget:
            said += f"，完成年初预算的{percent(actual, budget)}%"
        if not moved:
            yield f"{said}。决算数与年初预算数持平。"
            continue
        than, why = ("大于", "年中追加") if moved > 0 else ("小于", "厉行节约减少")
        why += f"{name_of(code)}经费{wan(abs(moved))}"
        yield f"{said}。决算数{than}年初预算数的主要原因是{why}。"
