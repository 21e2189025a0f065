"""The published wordings of the nine forms: titles, headings, lines, notes."""

from .account import Account
from .classification import CLASSES
from .layout import Layout

Wordings = tuple[str, str, str]

TITLES: dict[str, Wordings] = {
    "income_expenditure_summary": ("收入支出决算总表", "收入支出决算总表", "收支决算总表"),
    "income": ("收入决算表", "收入决算表", "收入决算表"),
    "expenditure": ("支出决算表", "支出决算表", "支出决算表"),
    "appropriation_summary": (
        "财政拨款收入支出决算总表",
        "财政拨款收入支出决算总表",
        "财政拨款收支决算总表",
    ),
    "general_budget_expenditure": (
        "一般公共预算财政拨款支出决算表",
        "一般公共预算财政拨款支出决算表",
        "一般公共预算支出决算表",
    ),
    "general_budget_basic": (
        "一般公共预算财政拨款基本支出决算明细表",
        "一般公共预算财政拨款基本支出决算表",
        "一般公共预算财政拨款基本支出决算表",
    ),
    "government_fund": (
        "政府性基金预算财政拨款收入支出决算表",
        "政府性基金预算财政拨款收入支出决算表",
        "政府性基金预算财政拨款收入支出决算表",
    ),
    "state_capital": (
        "国有资本经营预算财政拨款支出决算表",
        "国有资本经营预算财政拨款收入支出决算表",
        "国有资本经营预算财政拨款支出决算表",
    ),
    "three_public": (
        "财政拨款“三公”经费支出决算表",
        "财政拨款“三公”经费支出决算表",
        "一般公共预算财政拨款“三公”经费支出决算表",
    ),
}

HEADINGS: dict[str, Wordings] = {
    "income.total": ("本年收入合计", "本年收入合计", "合计"),
    "expenditure.total": ("本年支出合计", "本年支出合计", "合计"),
    "fiscal_appropriation": ("财政拨款收入", "财政拨款收入", "财政拨款收入"),
    "superior_subsidy": ("上级补助收入", "上级补助收入", "上级补助收入"),
    "institution": ("事业收入", "事业收入", "事业收入"),
    "income.operating": ("经营收入", "经营收入", "经营收入"),
    "affiliate_remittance": ("附属单位上缴收入", "附属单位上缴收入", "附属单位上缴收入"),
    "other": ("其他收入", "其他收入", "其他收入"),
    "superior_remittance": ("上缴上级支出", "上缴上级支出", "上缴上级支出"),
    "expenditure.operating": ("经营支出", "经营支出", "经营支出"),
    "affiliate_subsidy": ("对附属单位补助支出", "对附属单位补助支出", "对附属单位补助支出"),
    "opening_balance": ("年初结转和结余", "年初结转和结余", "年初结转和结余"),
    "income": ("本年收入", "本年收入", "本年收入"),
    "closing_balance": ("年末结转和结余", "年末结转和结余", "年末结转和结余"),
    "total": ("小计", "合计", "小计"),
    "basic": ("基本支出", "基本支出", "基本支出"),
    "project": ("项目支出", "项目支出", "项目支出"),
}

FUND_HEADINGS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")

SUMMARY_INCOME: dict[str, Wordings] = {
    "general_budget": (
        "一般公共预算财政拨款收入",
        "一般公共预算财政拨款收入",
        "一般公共预算拨款收入",
    ),
    "government_fund": (
        "政府性基金预算财政拨款收入",
        "政府性基金预算财政拨款收入",
        "政府性基金预算拨款收入",
    ),
    "state_capital": (
        "国有资本经营预算财政拨款收入",
        "国有资本经营预算财政拨款收入",
        "国有资本经营预算拨款收入",
    ),
    "superior_subsidy": ("上级补助收入", "上级补助收入", "上级补助收入"),
    "institution": ("事业收入", "事业收入", "事业收入"),
    "operating": ("经营收入", "经营收入", "经营收入"),
    "affiliate_remittance": ("附属单位上缴收入", "附属单位上缴收入", "附属单位上缴收入"),
    "other": ("其他收入", "其他收入", "其他收入"),
}

SUMMARY_TOTALS: tuple[tuple[str, Wordings, str, str], ...] = (
    ("total_income", ("本年收入合计",) * 3, "total_expenditure", "本年支出合计"),
    (
        "nonfiscal_surplus_used",
        ("使用非财政拨款结余", "使用非财政拨款结余", "用事业基金弥补收支差额"),
        "surplus_distribution",
        "结余分配",
    ),
    ("opening_balance", ("年初结转和结余",) * 3, "closing_balance", "年末结转和结余"),
    ("", ("",) * 3, "", ""),
    ("grand_total", ("总计",) * 3, "grand_total", "总计"),
)

APPROPRIATION_INCOME: dict[str, Wordings] = {
    "general_budget": ("一般公共预算财政拨款",) * 3,
    "government_fund": ("政府性基金预算财政拨款",) * 3,
    "state_capital": ("国有资本经营预算财政拨款",) * 3,
}

NUMERALS = "一二三四五六七八九十"

NOTES = {
    "income_expenditure_summary": "本表反映部门本年度的总收支和年末结转结余情况。",
    "income": "本表反映部门本年度取得的各项收入情况。",
    "expenditure": "本表反映部门本年度各项支出情况。",
    "appropriation_summary": "本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和"
    "国有资本经营预算财政拨款的总收支和年末结转结余情况。",
    "general_budget_expenditure": "本表反映部门本年度一般公共预算财政拨款支出情况。",
    "general_budget_basic": "本表反映部门本年度一般公共预算财政拨款基本支出明细情况。",
    "government_fund": "本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
    "state_capital": "本表反映部门本年度国有资本经营预算财政拨款支出情况。",
    "three_public": "本表反映部门本年度财政拨款“三公”经费支出预决算情况。其中，预算数为“三公”"
    "经费全年预算数，反映按规定程序调整后的预算数；决算数是包括当年财政拨款和以前年度结转资金"
    "安排的实际支出。",
}

NOTHING = {
    "income_expenditure_summary": "收入支出",
    "income": "收入",
    "expenditure": "支出",
    "appropriation_summary": "财政拨款收入支出",
    "general_budget_expenditure": "一般公共预算财政拨款支出",
    "general_budget_basic": "一般公共预算财政拨款基本支出",
    "government_fund": "政府性基金预算财政拨款收入支出",
    "state_capital": "国有资本经营预算财政拨款支出",
    "three_public": "财政拨款“三公”经费支出",
}


def numeral(number: int) -> str:
    """1 -> 一, 11 -> 十一, 26 -> 二十六."""
    tens, ones = divmod(number, 10)
    text = "" if tens == 0 else "十" if tens == 1 else NUMERALS[tens - 1] + "十"
    return text + (NUMERALS[ones - 1] if ones else "")


def numbered(names: list[str]) -> list[str]:
    """The names as 一、…, 二、…."""
    return [f"{numeral(at)}、{name}" for at, name in enumerate(names, 1)]


def heading(table: str, measure: str, layout: Layout) -> str:
    """The heading of one column of a coded table."""
    words = HEADINGS.get(f"{table}.{measure}", HEADINGS.get(measure))
    assert words is not None, (table, measure)
    return words[layout.wording]


def class_names(account: Account) -> list[str]:
    """The numbered lines of the functional classes."""
    return numbered([CLASSES[code] for code in account.classes])


def formulas(table: str, account: Account) -> list[str]:
    """The form's own formulas over its line or column numbers."""
    rows = max(len(account.classes), 8)
    if table == "income_expenditure_summary":
        ones = "＋".join(str(n) for n in range(1, 9))
        total, grand, spent = rows + 1, rows + 5, 2 * rows + 6
        return [
            f"{total} 行＝（{ones}）行；{grand} 行＝（{total}＋{total + 1}＋{total + 2}）行；",
            f"{spent} 行＝（{grand + 1}＋{grand + 2} + … + {spent - 1}）行；",
            f"{2 * grand} 行＝（{spent}＋{spent + 1}＋{spent + 2}）行。",
        ]
    if table == "appropriation_summary":
        total, opening, grand = rows + 1, rows + 2, rows + 6
        return [
            f"{total} 行＝（1＋2＋3）行；",
            f"{opening} 行＝（{opening + 1}＋{opening + 2}＋{opening + 3}）行；",
            f"{grand} 行＝（{total}＋{opening}）行。",
        ]
    if table == "three_public":
        return ["1栏＝（2＋3＋6）栏；3栏＝（4＋5）栏；7栏＝（8＋9＋12）栏；9栏=（10+11）栏。"]
    columns = account.columns.get(table, ())
    if columns[:1] == ("opening_balance",):
        return ["6 栏各行＝（1＋2－3）栏各行；3 栏各行＝（4＋5）栏各行。"]
    if len(columns) > 2:
        return [f"1 栏各行＝（{'＋'.join(str(n) for n in range(2, len(columns) + 1))}）栏各行。"]
    return []
