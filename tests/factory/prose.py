"""The prose around the tables: cover, contents, explanations, glossary."""

from .account import Account
from .forms import NUMERALS, TITLES, numeral
from .layout import Layout

WIDTH = 28


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """A paragraph in lines of a page's width."""
    return [text[at : at + width].strip() for at in range(0, len(text), width)]


def paragraphs(*texts: str, width: int = WIDTH) -> list[str]:
    """Paragraphs, each wrapped."""
    return [line for text in texts for line in wrapped(text, width)]


def cover(account: Account) -> list[str]:
    """The title page."""
    return [account.organization, f"{account.year} 年度部门决算"]


def parts(account: Account) -> list[str]:
    """The titles of the four parts."""
    whose = f"{account.organization} {account.year} 年度"
    return [
        f"第一部分 {account.organization}概况",
        f"第二部分 {whose}部门决算表",
        f"第三部分 {whose}部门决算情况说明",
        "第四部分 名词解释",
    ]


SECTIONS = (
    "收入支出决算总体情况说明",
    "收入决算情况说明",
    "支出决算情况说明",
    "财政拨款收入支出决算总体情况说明",
    "一般公共预算财政拨款支出决算情况说明",
    "一般公共预算财政拨款基本支出决算情况说明",
    "财政拨款“三公”经费支出决算情况说明",
)


def contents(account: Account, tables: list[str], layout: Layout) -> list[str]:
    """The table of contents."""
    titles = [TITLES[table][layout.wording] for table in tables]
    titles += [sheet.table for sheet in account.further]
    blocks = [["主要职能", "部门决算单位构成"], titles, list(SECTIONS), []]
    lines = []
    for part, entries in zip(parts(account), blocks, strict=True):
        lines.append(part)
        lines += [f"{numeral(at)}、{entry}" for at, entry in enumerate(entries, 1)]
    if layout.contents == "dotted":
        dots = "." * 12
        lines = [f"{line} {dots} {page}" for page, line in enumerate(lines, 3)]
    return ["目 录", *lines]


def part_one(account: Account) -> list[str]:
    """What the department does, and its units."""
    name = account.organization
    return [
        *wrapped(parts(account)[0]),
        "一、主要职能",
        *paragraphs(
            "1、贯彻执行党的路线、方针、政策，围绕中心工作，组织实施有关规划和计划。",
            "2、负责本系统经费和资产的管理、审查工作，完成上级交办的其他任务。",
        ),
        "二、部门决算单位构成",
        *paragraphs(
            f"从单位构成看，{name}部门决算由纳入独立核算的单位本级决算和 1 个下属单位决算组成。"
        ),
        f"1.{name}（本级）",
        "2.所属服务中心",
    ]


def part_three(account: Account, layout: Layout, width: int = WIDTH) -> list[str]:
    """The explanations, which restate some figures."""

    def money(table: str, key: str, measure: str, side: str | None = None) -> str:
        figure = account.figure(table, key, measure, side) or 0
        return f"{layout.money(figure, account.decimals)} {account.unit}"

    summary, year = "income_expenditure_summary", account.year
    total = money(summary, "grand_total", "amount", "income")
    income, spent = money("income", "total", "total"), money("expenditure", "total", "total")
    fiscal = money("income", "total", "fiscal_appropriation")
    basic, project = (money("expenditure", "total", key) for key in ("basic", "project"))
    general = money("general_budget_expenditure", "total", "total")
    personnel, public = (
        money("general_budget_basic", key, "amount") for key in ("personnel", "public")
    )
    planned, actual = (money("three_public", "total", key) for key in ("budget", "actual"))
    appropriation = money("appropriation_summary", "grand_total", "amount", "income")
    texts = (
        f"{year} 年度收、支总计 {total}。",
        f"{year} 年度收入合计 {income}。其中：财政拨款收入 {fiscal}。",
        f"{year} 年度支出合计 {spent}。其中：基本支出 {basic}；项目支出 {project}。",
        f"{year} 年度财政拨款收、支总计 {appropriation}。",
        f"{year} 年度一般公共预算财政拨款支出 {general}。",
        f"{year} 年度一般公共预算财政拨款基本支出中，人员经费 {personnel}；公用经费 {public}。",
        f"“三公”经费财政拨款支出预算为 {planned}，支出决算为 {actual}。",
    )
    lines = wrapped(parts(account)[2], width)
    for at, (title, text) in enumerate(zip(SECTIONS, texts, strict=True)):
        lines += [f"{NUMERALS[at]}、{title}", *wrapped(text, width)]
        if title.startswith("一般公共预算财政拨款支出"):
            lines += paragraphs(*account.explained, width=width)
    return lines


def glossary(account: Account) -> list[str]:
    """名词解释."""
    return [
        parts(account)[3],
        *paragraphs(
            "一、财政拨款收入：指单位本年度从本级财政部门取得的财政拨款。",
            "二、基本支出：指单位为保障机构正常运转、完成日常工作任务而发生的各项支出。",
            "三、年末结转和结余：指本年度或以前年度预算安排、需延迟到以后年度继续使用的资金。",
        ),
    ]
