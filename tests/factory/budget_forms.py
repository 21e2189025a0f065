"""The nine tables of Shanghai's budgets and those of Jiangsu's but for procurement, as sheets."""

from .budgets import (
    THREE_PUBLIC,
    WAN,
    Plan,
    Writer,
    economic_rows,
    head,
    is_public,
    name,
    plain_head,
)
from .budgets import rows_of_codes as codes_of
from .sheets import TableSheet

CODED = [("功能分类科目编码", 0, 3, 1), ("功能分类科目名称", 3, 1, 2)]
INCOME = "income"
NOTE = "注：本部门无此项预算，故本表无数据。"
FUNDS = "一般公共预算", "政府性基金预算", "国有资本经营预算"
BLOCKS = "功能科目名称", "金额", "项目名称", "金额"
VEHICLES = "小计", "公务用车购置费", "公务用车运行维护费"
FUND = "一般公共预算资金"
NUMERALS = "一二三四五六七八九十"
LEVELS = [(text, at, 1, 1) for at, text in enumerate("类款项")]


def sheets_of(plan: Plan) -> list[TableSheet]:
    """Every table of the plan's province; the plan then knows each amount's place."""
    plan.amounts.clear()
    return _shanghai(plan) if plan.province == "shanghai" else _jiangsu(plan)


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


def _jiangsu(plan: Plan) -> list[TableSheet]:
    writer = Writer(plan)
    functional = (
        ("appropriation_expenditure", "财政拨款支出预算表（功能科目）"),
        ("general_budget_expenditure", "一般公共预算支出预算表（功能科目）"),
    )
    economic = (
        ("appropriation_basic", "财政拨款基本支出预算表（经济科目）"),
        ("general_budget_basic", "一般公共预算基本支出预算表（经济科目）"),
    )
    first = [_purposes(writer), _incomes(writer), _expenditures(writer)]
    (one, two), (three, four) = (
        [make(writer, *each) for each in both]
        for make, both in ((_functional, functional), (_economic, economic))
    )
    return [
        *first,
        _balance(writer),
        one,
        three,
        two,
        four,
        _expenses(writer),
        _fund(writer),
        _operating(writer),
    ]


def _purposes(writer: Writer) -> TableSheet:
    put = writer.money
    plan, table = writer.plan, "income_expenditure_summary"
    total = plan.total
    classes = sorted((code, fen) for code, fen in plan.of_codes().items() if len(code) == 3)
    left = [
        [
            "一、财政拨款",
            put((table, INCOME, "appropriation_income", "amount"), total),
        ],
        [
            "1．一般公共预算",
            put((table, INCOME, "general_budget", "amount"), total),
        ],
    ]
    right = [
        ["一、基本支出", put((table, "purpose", "basic", "amount"), plan.basic)],
        ["二、项目支出", put((table, "purpose", "project", "amount"), plan.project)],
        ["三、单位预留机动经费", ""],
    ]
    body = []
    for at in range(max(3, len(classes))):
        middle = ["", ""]
        if at < len(classes):
            code, fen = classes[at]
            text = put((table, "expenditure", f"class_{code}", "amount"), fen)
            middle = [f"{NUMERALS[at]}、{name(code)}", text]
        blank = ["", ""]
        body.append([*(left[at] if at < 2 else blank), *middle, *(right[at] if at < 3 else blank)])
    for words, keys in (
        (("当年收入小计", "当年支出小计"), ("total_income", "total_expenditure")),
        (("收入合计", "支出合计"), ("grand_total", "grand_total")),
    ):
        one, two = (
            put((table, side, key, "amount"), total)
            for side, key in zip((INCOME, "expenditure"), keys, strict=True)
        )
        body.append([words[0], one, words[1], None, None, two])
    header = head(
        [("收入", 0, 2, 1), ("支出", 2, 4, 1)],
        [
            ("项目名称", 0, 1, 2),
            ("金额", 1, 1, 2),
            ("功能分类", 2, 2, 1),
            ("支出用途", 4, 2, 1),
        ],
        [(text, at, 1, 1) for at, text in enumerate(BLOCKS, 2)],
    )
    return writer.sheet(table, "收支预算总表", header, body)


def _balance(writer: Writer) -> TableSheet:
    put = writer.money
    plan, table = writer.plan, "appropriation_summary"
    rows = [
        [("一、一般公共预算", "general_budget", plan.total), ("一、基本支出", "basic", plan.basic)],
        [("", "", 0), ("二、项目支出", "project", plan.project)],
        [("收入合计", "total_income", plan.total), ("支出合计", "total_expenditure", plan.total)],
    ]
    body = [
        [
            text
            for side, (label, key, fen) in zip((INCOME, "expenditure"), row, strict=True)
            for text in (label, put((table, side, key, "amount"), fen) if key else "")
        ]
        for row in rows
    ]
    header = head(
        [("收入", 0, 2, 1), ("支出", 2, 2, 1)],
        [(text, at, 1, 1) for at, text in enumerate(("项目名称", "金额") * 2)],
    )
    return writer.sheet(table, "财政拨款收支预算总表", header, body)


def _incomes(writer: Writer) -> TableSheet:
    put = writer.money
    table, total = "income", writer.plan.total
    header = head([("项目名称", 0, 2, 1), ("金额", 2, 1, 1)])
    body = [
        ["收入总计", "", put((table, "", "total", "amount"), total)],
        [
            "一般公共预算资金",
            "小计",
            put((table, "", "一般公共预算资金/小计", "amount"), total),
        ],
    ]
    return writer.sheet(table, "收入预算总表", header, body)


def _expenditures(writer: Writer) -> TableSheet:
    put = writer.money
    plan, table = writer.plan, "expenditure"
    figures = {"total": plan.total, "basic": plan.basic, "project": plan.project}
    row = [put((table, "", "total", each), fen) for each, fen in figures.items()]
    header = plain_head("合计", "基本支出", "项目支出", "单位预留机动经费", "结转下年资金")
    return writer.sheet(table, "支出预算总表", header, [[*row, "", ""]])


def _functional(writer: Writer, table: str, title: str) -> TableSheet:
    put = writer.money
    sums = writer.plan.of_codes()
    body = [["", "合计", put((table, "", "total", "total"), writer.plan.total)]]
    body += [
        [code, name(code), put((table, "", code, "total"), fen)]
        for code, fen in sorted(sums.items())
    ]
    return writer.sheet(table, title, plain_head("功能科目编码", "功能科目名称", "金　额"), body)


def _economic(writer: Writer, table: str, title: str) -> TableSheet:
    put = writer.money
    body = [["", "合计", put((table, "", "total", "amount"), writer.plan.basic)]]
    body += [
        [code, name(code), put((table, "", code, "amount"), fen)]
        for code, fen in economic_rows(writer.plan)
    ]
    return writer.sheet(table, title, plain_head("科目编码", "科目名称", "金额"), body)


def _expenses(writer: Writer) -> TableSheet:
    put = writer.money
    plan, table = writer.plan, "three_public"
    own = plan.three_public
    three = sum(own[key] for key in THREE_PUBLIC)
    figures = {
        "grand_total": three + plan.meetings + plan.training,
        "total": three,
        "abroad": own["abroad"],
        "vehicles": own["vehicle_purchase"] + own["vehicle_operation"],
        "vehicle_purchase": own["vehicle_purchase"],
        "vehicle_operation": own["vehicle_operation"],
        "reception": own["reception"],
        "meeting": plan.meetings,
        "training": plan.training,
    }
    header = head(
        [("合计", 0, 1, 3), ("“三公”经费", 1, 6, 1), ("会议费", 7, 1, 3), ("培训费", 8, 1, 3)],
        [
            ("小计", 1, 1, 2),
            ("因公出国（境）费", 2, 1, 2),
            ("公务用车购置及运行维护费", 3, 3, 1),
            ("公务接待费", 6, 1, 2),
        ],
        [(text, at, 1, 1) for at, text in enumerate(VEHICLES, 3)],
    )
    row = [put((table, "", key, "budget"), fen) for key, fen in figures.items()]
    return writer.sheet(table, "“三公”经费、会议费、培训费支出预算表", header, [row])


def _fund(writer: Writer) -> TableSheet:
    put = writer.money
    table = "government_fund"
    body = [["", "合计", put((table, "", "total", "total"), 0)]]
    header = plain_head("功能科目编码", "功能科目名称", "金　额")
    return writer.sheet(table, "政府性基金预算财政拨款支出预算表", header, body)


def _operating(writer: Writer) -> TableSheet:
    put = writer.money
    plan, table = writer.plan, "operating_cost_table"
    body = [["", "合计", put((table, "", "total", "amount"), plan.operating_cost)]]
    body += [
        [code, name(code), put((table, "", code, "amount"), fen)]
        for code, fen in economic_rows(plan)
        if is_public(code)
    ]
    header = plain_head("科目编码", "科目名称", "机关运行经费支出")
    return writer.sheet(table, "一般公共预算机关运行经费支出预算表", header, body)
