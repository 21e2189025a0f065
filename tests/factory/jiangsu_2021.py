"""The tables of 江苏's budgets since 2021, as sheets."""

from .budgets import Plan, Writer, economic_rows, head, is_public, name, plain_head, rows_of_codes
from .jiangsu_forms import INCOME, NUMERALS, VEHICLES, operating_of, procurement_of
from .sheets import TableSheet

ITEM = "项目", "预算数"
FUNDS = "一般公共预算", "政府性基金预算", "国有资本经营预算"
OTHERS = (
    "财政专户管理资金",
    "事业收入",
    "事业单位经营收入",
    "上级补助收入",
    "附属单位上缴收入",
    "其他收入",
)
LEFT = "小计", *FUNDS, "财政专户管理资金", "单位资金"
KINDS = "total", "basic", "basic_personnel", "basic_public", "project"
CODES = [("科目编码", 0, 1, 2), ("科目名称", 1, 1, 2)]


def since_2021(plan: Plan) -> list[TableSheet]:
    """The thirteen tables."""
    writer = Writer(plan)
    return [
        _summary(writer),
        _incomes(writer),
        _expenditures(writer),
        _appropriation(writer),
        _functional(writer, "appropriation_expenditure", "财政拨款支出表（功能科目）"),
        _economic(writer, "appropriation_basic", "财政拨款基本支出表（经济科目）"),
        _functional(writer, "general_budget_expenditure", "一般公共预算支出表（功能科目）"),
        _economic(writer, "general_budget_basic", "一般公共预算基本支出表（经济科目）"),
        _expenses(writer),
        _empty(writer, "government_fund", "政府性基金预算支出表"),
        _empty(writer, "state_capital", "国有资本经营预算支出预算表"),
        operating_of(writer),
        procurement_of(writer, "政府采购支出表"),
    ]


def _classes(plan: Plan) -> list[tuple[str, int]]:
    return sorted((code, fen) for code, fen in plan.of_codes().items() if len(code) == 3)


def _two_sides(
    writer: Writer, table: str, title: str, left: list[list[str]], right: list[list[str]]
) -> TableSheet:
    header = head(
        [("收入", 0, 2, 1), ("支出", 2, 2, 1)],
        [(text, at, 1, 1) for at, text in enumerate(ITEM * 2)],
    )
    rows = max(len(left), len(right))
    filled = [own + [["", ""]] * (rows - len(own)) for own in (left, right)]
    body = [[*one, *two] for one, two in zip(*filled, strict=True)]
    plan = writer.plan
    totals = [
        [f"{word}总计", writer.money((table, side, "grand_total", "amount"), plan.total)]
        for word, side in (("收入", INCOME), ("支出", "expenditure"))
    ]
    return writer.sheet(table, title, header, [*body, [*totals[0], *totals[1]]])


def _summary(writer: Writer) -> TableSheet:
    put = writer.money
    plan, table = writer.plan, "income_expenditure_summary"
    first = put((table, INCOME, "general_budget", "amount"), plan.total)
    left = [
        [f"{NUMERALS[at]}、{fund}拨款收入", first if not at else ""]
        for at, fund in enumerate(FUNDS)
    ]
    left.append(["本年收入合计", put((table, INCOME, "total_income", "amount"), plan.total)])
    left.append(["上年结转结余", ""])
    right = [
        [
            f"{NUMERALS[at]}、{name(code)}",
            put((table, "expenditure", f"class_{code}", "amount"), fen),
        ]
        for at, (code, fen) in enumerate(_classes(plan))
    ]
    total = put((table, "expenditure", "total_expenditure", "amount"), plan.total)
    right += [["本年支出合计", total], ["年终结转结余", ""]]
    return _two_sides(writer, table, "收支总表", left, right)


def _appropriation(writer: Writer) -> TableSheet:
    put = writer.money
    plan, table = writer.plan, "appropriation_summary"
    left = [
        ["一、本年收入", put((table, INCOME, "total_income", "amount"), plan.total)],
        ["（一）一般公共预算拨款", put((table, INCOME, "general_budget", "amount"), plan.total)],
        ["（二）政府性基金预算拨款", ""],
        ["二、上年结转", ""],
    ]
    total = put((table, "expenditure", "total_expenditure", "amount"), plan.total)
    right = [["一、本年支出", total]]
    right += [
        [
            f"（{NUMERALS[at]}）{name(code)}",
            put((table, "expenditure", f"class_{code}", "amount"), fen),
        ]
        for at, (code, fen) in enumerate(_classes(plan))
    ]
    right.append(["二、年终结转结余", ""])
    return _two_sides(writer, table, "财政拨款收支总表", left, right)


def _incomes(writer: Writer) -> TableSheet:
    """By unit: the department, and itself as the first of its units."""
    put = writer.money
    plan, table = writer.plan, "income"
    funds = [*FUNDS, *OTHERS]
    width = len(funds) + 1
    header = head(
        [
            *((text, at, 1, 2) for at, text in enumerate(("单位代码", "单位名称", "合计"))),
            ("本年收入", 3, width, 1),
            ("上年结转结余", 3 + width, len(LEFT), 1),
        ],
        [
            *((text, at, 1, 1) for at, text in enumerate(("小计", *funds), 3)),
            *((text, at, 1, 1) for at, text in enumerate(LEFT, 3 + width)),
        ],
    )
    whose = plan.organization
    units = [("", "合计", "total"), ("010", whose, f"010/{whose}")]
    units.append(("010001", f"{whose}（本级）", f"010001/{whose}（本级）"))
    body = []
    for code, label, key in units:
        figures = [
            put((table, "", key, measure), plan.total)
            for measure in ("total", "current_income", "general_budget")
        ]
        body.append([code, label, *figures, *[""] * (len(funds) - 1 + len(LEFT))])
    return writer.sheet(table, "收入总表", header, body)


def _expenditures(writer: Writer) -> TableSheet:
    put = writer.money
    plan, table = writer.plan, "expenditure"
    sums = {
        "total": plan.of_codes(),
        "basic": plan.of_codes((0,)),
        "project": plan.of_codes((1,)),
    }
    whole = {"total": plan.total, "basic": plan.basic, "project": plan.project}
    body = [["合计", "", *(put((table, "", "total", each), fen) for each, fen in whole.items())]]
    body += [
        [code, name(code), *(put((table, "", code, each), own[code]) for each, own in sums.items())]
        for code in rows_of_codes(plan)
    ]
    heads = "合计", "基本支出", "项目支出", "事业单位经营支出", "上缴上级支出", "对附属单位补助支出"
    header = plain_head("科目编码", "科目名称", *heads)
    return writer.sheet(table, "支出总表", header, [[*row, "", "", ""] for row in body])


def _functional(writer: Writer, table: str, title: str) -> TableSheet:
    """基本支出 in two: 人员经费 is what 公用经费 leaves of it, item by item in order."""
    put = writer.money
    plan = writer.plan
    public = sum(fen for code, fen in plan.economic.items() if is_public(code))
    parts = {each: plan.of_codes(own) for each, own in zip(KINDS[::4], ((0, 1), (1,)), strict=True)}
    parts["basic"] = plan.of_codes((0,))
    parts["basic_public"] = plan.shared(public)
    parts["basic_personnel"] = parts["basic"] - parts["basic_public"]
    header = head(
        [*CODES, ("合计", 2, 1, 2), ("基本支出", 3, 3, 1), ("项目支出", 6, 1, 2)],
        [(text, at, 1, 1) for at, text in enumerate(("小计", "人员经费", "公用经费"), 3)],
    )
    whole = {
        "total": plan.total,
        "basic": plan.basic,
        "basic_personnel": plan.basic - public,
        "basic_public": public,
        "project": plan.project,
    }
    body = [["合计", "", *(put((table, "", "total", each), whole[each]) for each in KINDS)]]
    body += [
        [code, name(code), *(put((table, "", code, each), parts[each][code]) for each in KINDS)]
        for code in rows_of_codes(plan)
    ]
    return writer.sheet(table, title, header, body)


def _economic(writer: Writer, table: str, title: str) -> TableSheet:
    put = writer.money
    above = "本年财政拨款基本支出" if table == "appropriation_basic" else "本年一般公共预算基本支出"
    header = head(
        [("部门预算支出经济分类科目", 0, 2, 1), (above, 2, 3, 1)],
        [
            (text, at, 1, 1)
            for at, text in enumerate(("科目编码", "科目名称", "合计", "人员经费", "公用经费"))
        ],
    )
    whole = {"amount": 0, "personnel": 0, "public": 0}
    body = []
    for code, fen in economic_rows(writer.plan):
        kind = "public" if is_public(code) else "personnel"
        texts = [
            put((table, "", code, each), fen) if each in ("amount", kind) else "" for each in whole
        ]
        if len(code) == 5:
            whole["amount"] += fen
            whole[kind] += fen
        body.append([code, name(code), *texts])
    total = [put((table, "", "total", each), fen) for each, fen in whole.items()]
    return writer.sheet(table, title, header, [["合计", "", *total], *body])


def _expenses(writer: Writer) -> TableSheet:
    put = writer.money
    plan, table = writer.plan, "three_public"
    own = plan.three_public
    figures = {
        "total": sum(own.values()),
        "abroad": own["abroad"],
        "vehicles": own["vehicle_purchase"] + own["vehicle_operation"],
        "vehicle_purchase": own["vehicle_purchase"],
        "vehicle_operation": own["vehicle_operation"],
        "reception": own["reception"],
        "meeting": plan.meetings,
        "training": plan.training,
    }
    header = head(
        [
            ("“三公”经费合计", 0, 1, 2),
            ("因公出国（境）费", 1, 1, 2),
            ("公务用车购置及运行费", 2, 3, 1),
            ("公务接待费", 5, 1, 2),
            ("会议费", 6, 1, 2),
            ("培训费", 7, 1, 2),
        ],
        [(text, at, 1, 1) for at, text in enumerate(VEHICLES, 2)],
    )
    row = [put((table, "", key, "budget"), fen) for key, fen in figures.items()]
    return writer.sheet(table, "一般公共预算“三公”经费、会议费、培训费支出表", header, [row])


def _empty(writer: Writer, table: str, title: str) -> TableSheet:
    header = plain_head("科目编码", "科目名称", "合计", "基本支出", "项目支出")
    return writer.sheet(table, title, header, [["合计", "", "", "", ""]])
