"""The tables of a plan's province as sheets, and the nine of Shanghai's budgets."""

from .budgets import (
    WAN,
    Plan,
    Writer,
    economic_rows,
    head,
    is_public,
    name,
)
from .budgets import rows_of_codes as codes_of
from .jiangsu_2021 import since_2021
from .jiangsu_forms import until_2019
from .sheets import TableSheet

CODED = [("功能分类科目编码", 0, 3, 1), ("功能分类科目名称", 3, 1, 2)]
INCOME = "income"
NOTE = "注：本部门无此项预算，故本表无数据。"
FUNDS = "一般公共预算", "政府性基金预算", "国有资本经营预算"
NUMERALS = "一二三四五六七八九十"
LEVELS = [(text, at, 1, 1) for at, text in enumerate("类款项")]


def sheets_of(plan: Plan) -> list[TableSheet]:
    """Every table of the plan's province; the plan then knows each amount's place."""
    plan.amounts.clear()
    if plan.province == "shanghai":
        return _shanghai(plan)
    return (since_2021 if plan.province == "jiangsu_2021" else until_2019)(plan)


def _shanghai(plan: Plan) -> list[TableSheet]:
    writer = Writer(plan)
    return [
        _summary(writer),
        _by_codes(writer, "income", "部门收入预算总表", INCOMES),
        _by_codes(writer, "expenditure", "部门支出预算总表", ("total", "basic", "project")),
        _appropriation(writer),
        _by_codes(
            writer,
            "general_budget_expenditure",
            "部门一般公共预算支出功能分类预算表",
            ("total", "basic", "project"),
        ),
        _empty(writer, "government_fund", "部门政府性基金预算支出功能分类预算表"),
        _empty(writer, "state_capital", "部门国有资本经营预算支出功能分类预算表"),
        _basic(writer),
        _three_public(writer),
    ]


INCOMES = "total", "fiscal_appropriation", "institution", "operating", "other"
HEADINGS = {
    "total": "合计",
    "basic": "基本支出",
    "project": "项目支出",
    "fiscal_appropriation": "财政拨款收入",
    "institution": "事业收入",
    "operating": "事业单位经营收入",
    "other": "其他收入",
}


def _by_codes(writer: Writer, table: str, title: str, measures: tuple[str, ...]) -> TableSheet:
    put = writer.money
    plan = writer.plan
    # 财政拨款收入 is all income: the other columns print zeros
    parts = {"basic": (0,), "project": (1,)} | dict.fromkeys(INCOMES[2:], ())
    sums = {each: plan.of_codes(parts.get(each, (0, 1))) for each in measures}
    whole = {"basic": plan.basic, "project": plan.project} | dict.fromkeys(INCOMES[2:], 0)
    header = head(
        [*CODED, *((HEADINGS[each], at, 1, 2) for at, each in enumerate(measures, 4))], LEVELS
    )
    body = [
        [
            *writer.codes(code),
            name(code),
            *(put((table, "", code, each), sums[each][code]) for each in measures),
        ]
        for code in codes_of(plan)
    ]
    total = [put((table, "", "total", each), whole.get(each, plan.total)) for each in measures]
    return writer.sheet(table, title, header, [*body, ["合计", "", "", "", *total]])


def _empty(writer: Writer, table: str, title: str) -> TableSheet:
    header = head(
        [
            *CODED,
            *((text, at, 1, 2) for at, text in enumerate(("合计", "基本支出", "项目支出"), 4)),
        ],
        LEVELS,
    )
    sheet = writer.sheet(table, title, header, [["合计", "", "", "", "", "", ""]])
    return TableSheet(
        table,
        sheet.titles,
        sheet.columns,
        header,
        sheet.body,
        [NOTE],
    )


def _summary(writer: Writer) -> TableSheet:
    put = writer.money
    plan, table = writer.plan, "income_expenditure_summary"
    total = plan.total
    classes = sorted((code, fen) for code, fen in plan.of_codes().items() if len(code) == 3)
    left = [
        [
            "一、财政拨款收入",
            put((table, INCOME, "appropriation_income", "amount"), total),
        ],
        [
            "1. 一般公共预算资金",
            put((table, INCOME, "general_budget", "amount"), total),
        ],
    ]
    right = [
        [
            f"{NUMERALS[at]}、{name(code)}",
            put((table, "expenditure", f"class_{code}", "amount"), fen),
        ]
        for at, (code, fen) in enumerate(classes)
        if len(code) == 3
    ]
    rows = max(len(left), len(right))
    body = [
        [*(left[at] if at < len(left) else ["", ""]), *(right[at] if at < len(right) else ["", ""])]
        for at in range(rows)
    ]
    totals = [
        "收入总计",
        put((table, "income", "total_income", "amount"), plan.total),
        "支出总计",
        put((table, "expenditure", "total_expenditure", "amount"), plan.total),
    ]
    header = head(
        [("本年收入", 0, 2, 1), ("本年支出", 2, 2, 1)],
        [(text, at, 1, 1) for at, text in enumerate(("项目", "预算数") * 2)],
    )
    return writer.sheet(table, "部门财务收支预算总表", header, [*body, totals])


def _appropriation(writer: Writer) -> TableSheet:
    put = writer.money
    plan, table = writer.plan, "appropriation_summary"
    total = plan.total
    classes = sorted((code, fen) for code, fen in plan.of_codes().items() if len(code) == 3)
    body = []
    for at, (code, fen) in enumerate(classes):
        income = ["", ""]
        if not at:
            income = [
                "一、一般公共预算资金",
                put((table, INCOME, "general_budget", "amount"), total),
            ]
        key = f"class_{code}"
        figures = [
            put((table, "expenditure", key, measure), fen)
            for measure in ("total", "general_budget")
        ]
        body.append([*income, f"{NUMERALS[at]}、{name(code)}", *figures, "", ""])
    totals = [
        put((table, "expenditure", "total_expenditure", each), plan.total)
        for each in ("total", "general_budget")
    ]
    income = put((table, "income", "total_income", "amount"), plan.total)
    body.append(["收入总计", income, "支出总计", *totals, "", ""])
    header = head(
        [("财政拨款收入", 0, 2, 1), ("财政拨款支出", 2, 5, 1)],
        [
            (text, at, 1, 1)
            for at, text in enumerate(
                (
                    "项目",
                    "预算数",
                    "项目",
                    "合计",
                    "一般公共预算",
                    "政府性基金预算",
                    "国有资本经营预算",
                )
            )
        ],
    )
    return writer.sheet(table, "部门财政拨款收支预算总表", header, body)


def _basic(writer: Writer) -> TableSheet:
    put = writer.money
    plan, table = writer.plan, "general_budget_basic"
    header = head(
        [
            ("部门预算经济分类科目编码", 0, 2, 1),
            ("经济分类科目名称", 2, 1, 2),
            *((text, at, 1, 2) for at, text in enumerate(("合计", "人员经费", "公用经费"), 3)),
        ],
        LEVELS[:2],
    )
    body, whole = [], {"amount": 0, "personnel": 0, "public": 0}
    for code, fen in economic_rows(plan):
        kind = "public" if is_public(code) else "personnel"
        texts = {
            each: put((table, "", code, each), fen) if each in ("amount", kind) else ""
            for each in whole
        }
        if len(code) == 5:
            whole["amount"] += fen
            whole[kind] += fen
        body.append([*writer.codes(code)[:2], name(code), *texts.values()])
    totals = [put((table, "", "total", each), fen) for each, fen in whole.items()]
    title = "部门一般公共预算基本支出部门预算经济分类预算表"
    return writer.sheet(table, title, header, [*body, ["合计", "", "", *totals]])


def _three_public(writer: Writer) -> TableSheet:
    put = writer.money
    plan, table = writer.plan, "three_public"
    bought, run = plan.three_public["vehicle_purchase"], plan.three_public["vehicle_operation"]
    figures = {
        "total": sum(plan.three_public.values()),
        "abroad": plan.three_public["abroad"],
        "reception": plan.three_public["reception"],
        "vehicles": bought + run,
        "vehicle_purchase": bought,
        "vehicle_operation": run,
        "operating_cost": plan.operating_cost,
    }
    header = head(
        [("“三公”经费预算数", 0, 6, 1), ("机关运行经费预算数", 6, 1, 3)],
        [
            ("合计", 0, 1, 2),
            ("因公出国（境）费", 1, 1, 2),
            ("公务接待费", 2, 1, 2),
            ("公务用车购置及运行费", 3, 3, 1),
        ],
        [(text, at, 1, 1) for at, text in enumerate(("小计", "购置费", "运行费"), 3)],
    )
    row = [put((table, "", key, "budget"), fen, unit=WAN) for key, fen in figures.items()]
    return writer.sheet(table, "部门“三公”经费和机关运行经费预算表", header, [row], "万元")
