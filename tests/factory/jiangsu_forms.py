"""The twelve tables of 江苏's budgets until 2019, as sheets."""

from collections import Counter

from .budgets import THREE_PUBLIC, Plan, Writer, economic_rows, head, is_public, name, plain_head
from .sheets import TableSheet

INCOME = "income"
BLOCKS = "功能科目名称", "金额", "项目名称", "金额"
VEHICLES = "小计", "公务用车购置费", "公务用车运行维护费"
NUMERALS = "一二三四五六七八九十"
LABELS = "采购品目大类", "专项名称", "经济科目", "采购物品名称", "采购组织形式"


def until_2019(plan: Plan) -> list[TableSheet]:
    """The twelve tables, in the order and under the titles of 2017 or of 2019."""
    writer = Writer(plan)
    early = plan.province == "jiangsu_2017"
    by_code, by_class = ("", "") if early else ("（功能科目）", "（经济科目）")
    summaries = [_purposes(writer), _incomes(writer), _expenditures(writer), _balance(writer)]
    appropriations = [
        _functional(writer, "appropriation_expenditure", f"财政拨款支出预算表{by_code}"),
        _economic(writer, "appropriation_basic", f"财政拨款基本支出预算表{by_class}"),
    ]
    general = [
        _functional(writer, "general_budget_expenditure", f"一般公共预算支出预算表{by_code}"),
        _economic(writer, "general_budget_basic", f"一般公共预算基本支出预算表{by_class}"),
    ]
    title = "财政拨款政府性基金支出预算表" if early else "政府性基金预算财政拨款支出预算表"
    expenses, fund, operating = _expenses(writer), _fund(writer, title), operating_of(writer)
    last = procurement_of(writer, "政府采购预算表" if early else "政府采购支出预算表")
    if early:
        return [*summaries, *appropriations, fund, *general, operating, expenses, last]
    return [*summaries, *appropriations, *general, expenses, fund, operating, last]


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


def _fund(writer: Writer, title: str) -> TableSheet:
    put = writer.money
    table = "government_fund"
    body = [["", "合计", put((table, "", "total", "total"), 0)]]
    header = plain_head("功能科目编码", "功能科目名称", "金　额")
    return writer.sheet(table, title, header, body)


def operating_of(writer: Writer) -> TableSheet:
    """机关运行经费 by economic codes."""
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


def procurement_of(writer: Writer, title: str) -> TableSheet:
    """Procurement by kind, project, economic code and article; a label stands above its rows."""
    put = writer.money
    plan, table = writer.plan, "procurement_table"
    sums: Counter[tuple[str, ...]] = Counter()
    for path, fen in plan.procurement.items():
        for end in (0, 1, 3, 5):
            sums[path[:end]] += fen
    body = [["合计", "", "", "", "", put((table, "", "total", "total"), sums.pop(()))]]
    kinds = list(dict.fromkeys(path[0] for path in sums))
    for path, fen in sums.items():
        own = {1: path[:1], 3: path[1:3], 5: path[3:]}[len(path)]
        if len(path) == 1:
            own = (f"{NUMERALS[kinds.index(path[0])]}、{path[0]}",)
        front, behind = [""] * (len(path) - len(own)), [""] * (5 - len(path))
        text = put((table, "", "/".join(path), "total"), fen)
        body.append([*front, *own, *behind, text])
    return writer.sheet(table, title, plain_head(*LABELS, "总计"), body)
