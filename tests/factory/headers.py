"""The heading lines of each table."""

from .account import Account
from .forms import FUND_HEADINGS, heading
from .layout import Layout

CODE = "功能分类科目编码"


def summary_words(table: str, layout: Layout) -> list[list[str]]:
    """The headings of the two summaries."""
    number = ["行次"] if layout.line_numbers else []
    sides = ["收 入", "支 出"] if layout.stray_spaces else ["收入", "支出"]
    left = ["项目", *number, "决算数"]
    if table == "income_expenditure_summary":
        return [sides, left + left]
    total = heading(table, "total", layout)
    if layout.wording == 1:
        return [sides, [*left, "项目", *number, total, *FUND_HEADINGS]]
    return [sides, left + left, [total, *FUND_HEADINGS]]


def coded_words(table: str, account: Account, layout: Layout) -> list[list[str]]:
    """The headings of a table by functional codes."""
    columns = [heading(table, measure, layout) for measure in account.columns[table]]
    if table in ("income", "expenditure"):
        return [["项目", *columns], [CODE, "科目名称"]]
    grouped = [heading(table, measure, layout) for measure in ("total", "basic", "project")]
    top = ["本年支出"]
    if len(columns) > 3:
        top = [columns[0], columns[1], "本年支出", columns[-1]]
    return [["项目", *top], [CODE, "科目名称", *grouped]]


def economic_words(layout: Layout) -> list[list[str]]:
    """The headings of the economic table."""
    block = ["经济分类科目编码", "科目名称", "决算数"]
    top = [["人员经费", "公用经费"]] if layout.wording == 0 and layout.economic_blocks > 1 else []
    return [*top, block * layout.economic_blocks]


def three_public_words(layout: Layout) -> list[list[str]]:
    """The headings of the 三公 table."""
    top = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"]
    below = ["小计", "公务用车购置费", "公务用车运行维护费"]
    if layout.three_public == "listed":
        return [["项目", "预算数", "决算数"]]
    if layout.three_public == "pairs":
        return [top, below, ["预算数", "决算数"] * 6]
    return [["预算数", "决算数"], top + top, below + below]


def number_line(table: str, account: Account, layout: Layout) -> list[str]:
    """The 栏次 line, which numbers the columns."""
    if table == "income_expenditure_summary":
        return ["栏次", "1", "栏次", "2"]
    if table == "appropriation_summary":
        return ["栏次", "1", "栏次", "2", "3", "4", "5"]
    if table == "general_budget_basic":
        return []
    if table == "three_public":
        return ["栏次", "1", "2"] if layout.three_public == "listed" else numbers(12)
    return ["栏次", *numbers(len(account.columns[table]))]


def numbers(size: int) -> list[str]:
    """1 to size."""
    return [str(number) for number in range(1, size + 1)]


def heap(words: list[str]) -> list[str]:
    """The words in fragments of two or three characters, a line each."""
    lines = []
    for word in words:
        size = 4 if word in ("科目名称", CODE) else 3 if len(word) % 2 else 2
        lines += [word[at : at + size] for at in range(0, len(word), size)]
    return lines


def mixed(words: list[str]) -> list[str]:
    """Words on a line, but the long ones broken over two."""
    lines: list[str] = []
    line: list[str] = []
    for word in words:
        rest = word
        while len(rest) > 6:
            lines.append(" ".join([*line, rest[:4]]))
            line, rest = [], rest[4:]
        line.append(rest)
    return [*lines, " ".join(line)]


def header_lines(table: str, account: Account, layout: Layout) -> list[str]:
    """All heading lines of a table, below its title."""
    if table in ("income_expenditure_summary", "appropriation_summary"):
        words = summary_words(table, layout)
    elif table == "general_budget_basic":
        words = economic_words(layout)
    elif table == "three_public":
        words = three_public_words(layout)
    else:
        words = coded_words(table, account, layout)
    lines = []
    for line in words:
        if layout.header == "heap":
            lines += heap(line)
        elif layout.header == "mixed":
            lines += mixed(line)
        else:
            lines.append(" ".join(line))
    if words[-1][0] == CODE and (layout.line_numbers or layout.code_style == "split"):
        lines.append("类 款 项")
    if layout.line_numbers:
        lines.append(" ".join(layout.digits(word) for word in number_line(table, account, layout)))
    if layout.one_cell_per_line:
        return [word for line in lines for word in line.split()]
    return [line for line in lines if line]
