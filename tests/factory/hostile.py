"""Texts made to cost time: each family grows, and what reading it takes may grow as it does."""

from collections.abc import Callable
from functools import cache
from random import Random

from .account import random_account
from .layout import Layout
from .text import print_text

Family = Callable[[int], str]

# Sections of the prose whose readers have wordings of their own.
_EXECUTION = "五、一般公共预算财政拨款支出决算情况说明"
_GLOSSARY = "第四部分 名词解释"
_UNITS = "二、部门决算单位构成"
_WORK = "一、重点工作完成情况"
_DETAIL = "七、财政拨款“三公”经费支出决算情况说明"
_BASIC = "六、一般公共预算财政拨款基本支出决算情况说明"
_ASSETS = "九、国有资产占用情况说明"
_PROJECT = "十、项目支出绩效自评综述"


def _repeated(unit: str, section: str = "", opening: str = "", end: str = "") -> Family:
    """One line that says the same again and again."""

    def family(size: int) -> str:
        return f"{section}\n\n{opening}{unit * (size // len(unit))}{end}\n"

    return family


def _lines(unit: str, section: str = "", opening: str = "") -> Family:
    """Lines of the same kind; `{n}` counts them."""

    def family(size: int) -> str:
        count = size // (len(unit) + 1)
        lines = "\n".join(unit.replace("{n}", str(number)) for number in range(1, count + 1))
        return f"{section}\n\n{opening}\n{lines}\n"

    return family


def _numbered(unit: str, section: str = "") -> Family:
    """One line whose pieces are counted."""

    def family(size: int) -> str:
        count = size // len(unit)
        pieces = (unit.replace("{n}", str(number)) for number in range(1, count + 1))
        return f"{section}\n\n{''.join(pieces)}\n"

    return family


def _mixed(signs: str, section: str = "") -> Family:
    """One line of signs in any order."""

    def family(size: int) -> str:
        return f"{section}\n\n{''.join(Random(size).choices(signs, k=size))}\n"

    return family


FAMILIES: dict[str, Family] = {
    # figures
    "changes": _repeated("增加1.2万元，"),
    "figures_in_one_clause": _repeated("1.2万元"),
    "figures_of_sentences": _repeated("支出1.2万元。"),
    "different_figures": _numbered("第{n}项支出{n}.25万元，增长{n}%，"),
    "percents": _repeated("占12%"),
    "relative_figures": _repeated("27万元的"),
    "counts": _repeated("3个"),
    "bare_numbers": _repeated("1 "),
    "dates": _repeated("2024年12月31日"),
    "long_digits": _repeated("7"),
    "grouped_digits": _repeated("7,"),
    "decimal_points": _repeated("7."),
    "points": _repeated("."),
    "minus_signs": _repeated("-"),
    "units": _repeated("万元"),
    "approximate": _repeated("约近"),
    # signs
    "opening_brackets": _repeated("（"),
    "closing_brackets": _repeated("）"),
    "nested_brackets": _repeated("（甲"),
    "quotation_marks": _repeated("“"),
    "commas": _repeated("，"),
    "enumeration": _repeated("甲、"),
    "colons": _repeated("：甲"),
    "full_stops": _repeated("。"),
    "semicolons": _repeated("甲；"),
    "dashes_in_names": _repeated("甲乙-", _EXECUTION),
    "strokes": _repeated("|"),
    "stroked_cells": _repeated("|1"),
    "spaces": _repeated(" ", opening="甲", end="乙"),
    "wide_spaces": _repeated("\u3000", opening="甲", end="乙"),
    "tabs": _repeated("\t", opening="甲", end="乙"),
    "spaced_signs": _repeated("甲 "),
    "one_sign": _repeated("甲"),
    "leaders": _repeated("…"),
    "signs_in_any_order": _mixed(
        "甲乙，。、：；（）“”《》—-1234567890.,%年月日元万亿类款项第一二三 "
    ),
    # words of the wordings
    "of_which": _repeated("其中：", end="1万元"),
    "of_which_apart": _repeated("其中："),
    "reasons": _repeated("主要原因是"),
    "reasons_of_changes": _repeated("主要原因是增加经费1.2万元，"),
    "compared": _repeated("比上年"),
    "compared_in_front": _repeated("比2023年决算数同期", end="1万元"),
    "budget_words": _repeated("年初预算", end="1万元"),
    "growths": _repeated("增加（减少）"),
    "shares": _repeated("占", end="1%"),
    "nothing_spent": _repeated("无支出"),
    "nothing": _repeated("没有甲乙"),
    "level": _repeated("持平"),
    "empty_words": _repeated("支出决算各均分别也共", end="1万元"),
    "units_and_words": _repeated("支出决算数", end="1万元"),
    "paths": _repeated("甲乙（类）丙丁（款）戊己（项）", _EXECUTION),
    "paths_with_figures": _numbered("甲乙{n}（类）丙（款）戊（项）支出{n}万元。", _EXECUTION),
    "classes": _repeated("甲乙（类）", _EXECUTION),
    "sections": _repeated("（款）甲乙", _EXECUTION, opening="甲乙（类）"),
    "items": _repeated("甲乙（项）", _EXECUTION),
    "execution": _repeated(
        "年初预算为1.2万元，支出决算为1.2万元，完成年初预算的100%。", _EXECUTION
    ),
    "expenses": _repeated("主要包括", _BASIC),
    "expenses_listed": _repeated("基本工资、", _BASIC, opening="主要包括："),
    "details": _repeated("公务接待费1.2万元，", _DETAIL),
    "cars": _repeated("公务用车3辆，", _ASSETS),
    "cars_for_leaders": _repeated("副部级及以上领导", _ASSETS, end="3辆"),
    "terms": _numbered("{n}、甲乙：指丙丁。", _GLOSSARY),
    "terms_in_lines": _lines("{n}、甲乙：指丙丁。", _GLOSSARY),
    "terms_without_meaning": _repeated("指", _GLOSSARY),
    "terms_of_paths": _repeated("甲（类）乙（款）", _GLOSSARY),
    "term_of_dashes": _repeated("-", _GLOSSARY, opening="甲"),
    "units_listed": _numbered("{n}.甲乙局、", _UNITS),
    "units_in_lines": _lines("{n}.甲乙局", _UNITS, opening="单位包括："),
    "unit_brackets": _repeated("（本级", _UNITS, opening="单位包括："),
    "unit_kinds": _repeated("事业单位", _UNITS, opening="单位包括：甲"),
    "units_main": _repeated("甲乙局本级", _UNITS, opening="单位包括："),
    "work_in_lines": _lines("{n}、甲乙丙丁：完成。", _WORK),
    "work_as_table": _lines("{n} 甲乙 完成", _WORK, opening="序号 重要事项 完成情况"),
    "work_headers": _lines("序号", _WORK),
    "projects": _lines(
        "（{n}）甲乙{n}项目绩效自评综述：全年预算数为1.2万元，执行数为1.2万元。", _PROJECT
    ),
    "project_words": _repeated("项目全年预算数为", _PROJECT),
    "project_results": _repeated("主要产出和效益：", _PROJECT, opening="甲项目绩效自评综述："),
    "project_scores": _repeated("自评得分", _PROJECT),
    "points_of_reasons": _repeated("一是", end="1万元"),
    "points_in_clauses": _repeated("一是" * 40 + "1万元，"),
    "years_of_headings": _repeated("2024年部门决算"),
    "years_in_front": _repeated("甲2024年"),
    "names_of_departments": _repeated("部门："),
    "named_departments": _lines("部门：甲乙{n}局"),
    "telephones": _repeated("电话：0"),
    "numerals": _repeated("一"),
    "numbering": _repeated("一、"),
    "numbering_in_brackets": _repeated("（一）"),
    "formulas": _repeated("1="),
    "sums": _repeated("1+"),
    "declared_empty": _repeated("没有支出"),
    "declared_empty_of_income": _repeated("无收入"),
    "notes_in_line": _repeated(" 注："),
    "notes_of_tables": _repeated("1、本表"),
    "totals_of_sentences": _repeated("合计"),
    "total_of_sentences": _repeated("支出合计1.2万元，其中基本支出1.2万元。"),
    "units_in_brackets": _repeated("（单位："),
    "captions": _repeated("单位：万元"),
    # lines
    "headings": _lines("一、甲乙情况说明"),
    "parts": _lines("第三部分 甲乙"),
    "list_marks": _lines("（{n}）甲"),
    "list_marks_in_line": _numbered("（{n}）甲"),
    "short_lines": _lines("甲"),
    "blank_lines": _repeated("\n"),
    "form_feeds": _repeated("甲\f"),
    "carriage_returns": _repeated("甲\r"),
    "notes": _lines("注：本表无数据{n}"),
    "page_numbers": _lines("- {n} -"),
    # tables
    "titles": _lines("支出决算表"),
    "titles_of_years": _repeated("2024年度", end="支出决算表"),
    "titles_with_numbers": _repeated("附表1", end="支出决算表"),
    "titles_before": _repeated("附表1-1.", end="甲"),
    "titles_behind": _repeated("（单位：元）", opening="支出决算表", end="甲"),
    "titles_of_others": _repeated("和国有资产占用情况", opening="机关运行经费", end="甲"),
    "titles_of_organizations": _repeated("甲乙局2024年度", end="甲"),
    "title_leaders": _repeated(".", opening="支出决算表", end="甲"),
    "titles_unknown": _lines("甲乙丙丁{n}表"),
    "contents": _lines("支出决算表…………{n}"),
    "codes": _lines("2010101 行政运行 1.00 1.00"),
    "codes_counted": _lines("201{n} 行政运行 1.00"),
    "codes_in_line": _repeated("2010101 "),
    "codes_apart": _lines("201 01 01"),
    "codes_alone": _lines("2010101"),
    "line_numbers": _lines("{n} 1.00"),
    "lines_numbered": _lines("一、一般公共服务支出 {n} 1.00"),
    "totals": _lines("合计 1.00 1.00"),
    "amounts_in_line": _repeated("1.00 "),
    "amounts_in_lines": _lines("1.00"),
    "table": _lines("甲 {n} 1.00"),
    "indicators": _lines(
        "产出指标 数量指标 甲乙{n} ≥3个 3个", opening="一级指标 二级指标 三级指标"
    ),
    "indicator_headers": _lines("一级指标 二级指标 三级指标"),
    "evaluations": _lines("2024年度部门整体绩效自评表"),
    "goals": _lines("年度绩效目标{n}（10分）"),
    "unit_captions": _lines("单位：万元"),
    "tables_stroked": _lines("| {n} | 甲 | 1.00 |"),
}


@cache
def _account() -> tuple[str, str, str]:
    account = random_account(Random(1), classes=(1, 1), full_lists=False)
    return print_text(account, Layout()).partition("第三部分")


def document(family: Family, size: int) -> bytes:
    """A small account with a family's text in its last table, and again in its prose."""
    tables, part, prose = _account()
    text = family(size)
    end = f"{part} 2024年度部门决算情况说明\n\n{text}"
    return f"{tables}{text}{part}{prose}\n{end}".encode()
