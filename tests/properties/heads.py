"""Heads of final accounts: names of bodies, in every writing of a year and layout of a title."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle

# a body, and the bracket behind its name that tells its scope
BODIES = [
    ("清河市财政局", ""),
    ("明州省水利厅", "（本级）"),
    ("青石县教育局", "（汇总）"),
    ("青石县石桥镇人民政府", ""),
    ("清河市云岭区人民政府白沙街道办事处", ""),
    ("中共清河市委组织部", ""),
    ("中国共产党青石县委员会办公室", ""),
    ("中共青石县纪律检查委员会", ""),
    ("青石县人民代表大会常务委员会办公室", ""),
    ("中国人民政治协商会议青石县委员会", ""),
    ("明州省清河监狱", ""),
    ("青石县第一中学", ""),
    ("清河市实验幼儿园", ""),
    ("明州理工大学", ""),
    ("清河市第二人民医院", ""),
    ("青石县疾病预防控制中心", ""),
    ("清河市公安局交通警察支队", "（本级）"),
    ("青石土家族苗族自治县文化馆", ""),
    ("清河市残疾人联合会", ""),
    ("青石县供销合作社", ""),
    ("明州省地质调查院", ""),
    ("清河高新技术产业开发区管理委员会", ""),
    ("清河市城市管理综合行政执法局", "（机关）"),
    ("共青团青石县委员会", ""),
    ("青石县预算编制中心", ""),
    ("明州决算审计研究所", ""),
    ("清河市住房公积金管理中心", ""),
    ("青石县融媒体中心", ""),
    ("民建清河市委", ""),
    ("青石县国有白云林场", ""),
    ("清河市法学会", ""),
    ("明州省高级人民法院", ""),
]
SCOPES = {"（本级）": "本级", "（机关）": "本级", "（汇总）": "汇总", "": None}

YEARS = [
    ("2022年度", 2022),
    ("2018年", 2018),
    ("二〇二三年度", 2023),
    ("二零二四年度", 2024),
    ("二○一九年", 2019),
    ("２０２０年度", 2020),
    ("2021 年度", 2021),
    ("2 0 1 7年度", 2017),
    ("24年度", 2024),
]

OWNERS = ["部门", "单位", ""]


# How a head is set above the tables: {n} name, {y} year, {o} 部门 or 单位; {six} and {rest} are the
# name in two, {apart} the name with a space between its signs.
LAYOUTS = {
    "name_year": "{n}{y}{o}决算",
    "year_name": "{y}{n}{o}决算公开",
    "explained": "{n}{y}{o}决算情况说明",
    "report": "{n}{y}{o}决算公开报告",
    "compiled": "{n}{y}{o}决算编制说明",
    "about": "关于{n}{y}{o}决算公开的说明",
    "name_about": "{n}关于{y}{o}决算公开的说明",
    "annex": "附件3：{n}{y}{o}决算公开",
    "numbered_file": "3.{n}{y}{o}决算.pdf",
    "file_then_title": "{n}{y}{o}决算公开.docx\n\n{n}{y}{o}决算公开",
    "breadcrumb": "首页 > 政务公开 > 财政信息 > {n}{y}{o}决算",
    "metadata": "索引号：0/2025-01 发布机构：清河市人民政府\n标题：{n}{y}{o}决算公开情况说明",
    "cells": "| 发布机构 | 清河市人民政府 |\n| 标题 | {n}{y}{o}决算公开 |",
    "flattened": "{n} {y} {o}决算 （目录） 第一部分 {n}概况 一、主要职责",
    "year_behind": "{n}{o}决算（{y}）",
    "year_in_front": "（{y}）{n}{o}决算",
    "year_inside": "{n}（{y}）{o}决算",
    "book": "《{n}{y}{o}决算》",
    "three_public": "{n}{y}{o}决算及“三公”经费决算公开",
    "contents_behind": "{n}{y}{o}决算公开目录",
    "markdown": "# {n}{y}{o}决算",
    "cover_year": "{y}\n{n}{o}决算",
    "cover_name": "{n}\n{y}{o}决算",
    "cover_three": "{n}\n{y}\n{o}决算",
    "cover_three_year": "{y}\n{n}\n{o}决算公开",
    "cover_printed": "{n}\n{y}{o}决算\n二〇二五年八月",
    "cover_labels": "{y}{o}决算\n单位名称：{n}\n报送日期：2025年8月20日",
    "broken_name": "{six}\n{rest}{y}{o}决算公开",
    "spaced": "{apart}\n{y} {o} 决 算",
    "dated": "{n}{y}{o}决算公开\n发布日期：2025-08-20 10:00 来源：清河市财政局 浏览次数：12",
    "site": "清河市人民政府门户网站 2025年9月1日\n首页 机构概况 信息公开\n{n}{y}{o}决算",
    "body_above": "清河市人民政府\n{n}{y}{o}决算\n第一部分 {n}概况",
    "behind_dash": "{y}{o}决算公开——{n}",
    "behind_bracket": "{y}{o}决算公开（{n}）",
    "headings": "目录\n第一部分 {n}概况\n第二部分 {n}{y}{o}决算表\n第三部分 {n}{y}{o}决算情况说明",
    "headings_broken": "{y}{o}决算\n第一部分\n{n}概况\n第二部分\n{y}{o}决算表",
    "numbered": "一、{n}概况\n二、{n}{y}{o}决算表\n三、{n}{y}{o}决算情况说明",
    "caption": "{y}{o}决算公开表\n部门：{n}          {y}          金额单位：万元",
    "sheets": "{y}{o}决算表\n编制单位：{n}\t\t\t单位：万元",
    "titled_twice": "{n}{y}{o}决算\n索引号：0001\n{n}{y}{o}决算\n目 录",
    "next_page": "{n}{y}{o}决算\n— 1 —\n目录\n一、概况………1\n二、决算表………3",
    "publisher": "发布机构：清河市政府办公室\n{n}{y}{o}决算公开\n责任部门：清河市财政局",
    "notice": "{n}{y}{o}决算公开\n根据清河市财政局关于批复2021年决算的通知，现将{y}决算公开如下：",
    "brackets_of_site": "【决算公开】{n}{y}{o}决算公开",
    "appendix": "{n}{y}{o}决算公开附表",
}

TABLE = """支出决算表
公开03表
项目 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
功能分类科目编码 科目名称
栏次 1 2 3 4 5 6
合计 120.00 100.00 20.00
201 一般公共服务支出 120.00 100.00 20.00
20103 政府办公厅（室）及相关机构事务 120.00 100.00 20.00
2010301 行政运行 100.00 100.00
2010302 一般行政管理事务 20.00 20.00
"""


@dataclass(frozen=True)
class Head:
    """A head and what it says: `owner` and `scope` are None where it says nothing of them."""

    layout: str
    head: str
    organization: str
    owner: str | None
    year: int
    scope: str | None

    @property
    def text(self) -> str:
        """The head and a table below it, as a text file has them."""
        return f"{self.head}\n{TABLE}"


def heads() -> Iterator[Head]:
    """Every layout in every writing of a year and with 部门, 单位 or neither; bodies in turn."""
    bodies = cycle(BODIES)
    for layout, template in LAYOUTS.items():
        for written, year in YEARS:
            for owner in OWNERS:
                name, bracket = next(bodies)
                printed = name + bracket
                text = template.format(
                    n=printed, y=written, o=owner,
                    six=printed[:6], rest=printed[6:], apart=" ".join(printed),
                )  # fmt: skip
                yield Head(layout, text, name, owner or None, year, SCOPES[bracket])


def verdict(column: str, wanted: object, told: object, doubts: Iterable[str]) -> str:
    """right; said: nothing is told, or a problem names the matter; else wrong."""
    if told == wanted:
        return "right"
    spoken = {"organization_kind": "organization", "fiscal_year": "year"}.get(column, column)
    return "said" if told is None or any(spoken in kind for kind in doubts) else "wrong"
