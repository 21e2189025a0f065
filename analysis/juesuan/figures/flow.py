"""Where the money came from and went to: income source → 类 → basic or project → economic 类."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from juesuan.catalogue import tables, wording
from juesuan.catalogue.faults import fault
from juesuan.figures.economic import groups
from juesuan.figures.frame_rows import some, source
from juesuan.figures.table_titles import Titles, title_of, topic
from juesuan.figures.theme import (
    Figure,
    class_colour,
    colour,
    draw,
    money,
    percent,
    phrase,
    plain,
    words,
)
from juesuan.figures.tree import code_names, order_of_classes, tree
from juesuan.money import in_wan

# What the tables do not tell, by the theme's names of it.
_NOT_TOLD = ("balance", "saved", "unknown_column", "other_funds")

# The tables that are drawn; how much of a column's height stands between its nodes.
_TABLES = ("income", "expenditure", "general_budget_basic")
_GAP = 0.35
_KINDS = ("basic", "project")

Links = list[tuple[str, str, int, str]]


def flow(amounts: pd.DataFrame, *, subject: str = "", titles: Titles | None = None) -> Figure:
    """A Sankey diagram of 收入决算表, 支出决算表 and 基本支出决算明细表, in 万元.

    What income and expenditure of a 类 differ by comes from or goes into balances; what has no
    economic classification in the document ends as 分类未公开. Nothing is apportioned.
    Amounts of several documents are added. Raises `NothingToDraw` where a table has no amounts.
    """
    names = code_names(amounts[amounts["table"].isin(["income", "expenditure"])])
    income, spent = (_by_class(amounts, table) for table in ("income", "expenditure"))
    links: Links = []
    for code in sorted({*income.index, *spent.index}):
        links += _of_class(code, _node(code, names), income, spent)
    links += _economic(amounts, spent)
    links = [link for link in links if link[2] > 0]
    place = order_of_classes(tree(amounts, "expenditure", "total").nodes)
    shade = {_node(code, names): class_colour(code) for code in place}
    nodes = sorted(dict.fromkeys(name for link in links for name in link[:2]), key=_rank)
    sources = [nodes.index(link[0]) for link in links]
    targets = [nodes.index(link[1]) for link in links]
    across, down = _places(nodes, links)
    trace = go.Sankey(
        arrangement="fixed",
        node={
            "x": across,
            "y": down,
            "label": _labels(nodes, links),
            "color": [_colour(node, shade) for node in nodes],
            "pad": 32,
            "thickness": 14,
            "customdata": _labels(nodes, links),
            "hovertemplate": "%{customdata}<extra></extra>",
            "line": {"width": 0},
        },
        link={
            "source": sources,
            "target": targets,
            "value": [in_wan(link[2]) for link in links],
            "color": [_pale(shade.get(link[3], colour("before"))) for link in links],
            "customdata": [
                f"{plain(link[0])} → {plain(link[1])}<br>{money(link[2])} {words().unit}"
                f"<br>{plain(link[3])}"
                for link in links
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    )
    # The taller column sets the height: the 类, or where the money ended.
    ends = len(set(targets) - set(sources))
    return draw(
        [trace],
        title=_seen(spent, names),
        subject=subject,
        notes=[phrase("flow"), words().unit],
        source=source(
            amounts[amounts["table"].isin(_TABLES)],
            "、".join(title_of(table, titles) for table in _TABLES),
        ),
        rows=max(14, *(2 * count for count in (len(place), ends))),
        layout={"margin": {"l": 16, "r": 16, "b": 24}},
    )


def _seen(spent: pd.DataFrame, names: dict[str, str]) -> str:
    """The title: the expenditure and the 类 that took most of it."""
    whole = int(spent["total"].sum())
    code = str(spent["total"].idxmax())
    share = percent(int(spent["total"].max()) / whole if whole else 0)
    return phrase("flow_seen", amount=money(whole), name=names.get(code, code), share=share)


def _places(nodes: list[str], links: Links) -> tuple[list[float], list[float]]:
    """Where each node stands: by its column, and within it in the order of the nodes."""
    column: dict[str, int] = {}
    for _ in nodes:
        for origin, target, _, _ in links:
            column[target] = max(column.get(target, 0), column.setdefault(origin, 0) + 1)
    last = max(column.values())
    targets = {link[0] for link in links}
    column = {name: at if name in targets else last for name, at in column.items()}
    flows = {
        name: max(sum(link[2] for link in links if link[end] == name) for end in (0, 1))
        for name in nodes
    }
    found: dict[str, tuple[float, float]] = {}
    for at in range(last + 1):
        own = [name for name in nodes if column[name] == at]
        whole = sum(flows[name] for name in own)
        # What is left between the nodes of the column.
        gap = _GAP / max(len(own) - 1, 1)
        top = 0.0
        for name in own:
            high = (1 - _GAP) * flows[name] / whole if whole else 0
            found[name] = (at / last, top + high / 2)
            top += high + gap
    # plotly takes 0 and 1 for no place.
    inside = [tuple(min(max(each, 0.001), 0.999) for each in found[name]) for name in nodes]
    return [at for at, _ in inside], [at for _, at in inside]


def _rank(node: str) -> int:
    """The place of a node in its column: what 基本支出 went to above what 项目支出 went to.

    Columns of the tables stand in their order, below them what the tables do not tell.
    """
    spent, came = (
        [entry.headings[measure][0] for measure in entry.forms[0].columns]
        for entry in (tables()[name] for name in ("expenditure", "income"))
    )
    basic, project = (tables()["expenditure"].headings[name][0] for name in _KINDS)
    if node in (basic, project):
        return (basic, project).index(node)
    if node.endswith(phrase("other_funds")):
        return len(_KINDS) + 1
    order = [*spent, *came]
    if node in order:
        return len(_KINDS) + 2 + order.index(node)
    return 100 if node.endswith(tuple(map(phrase, _NOT_TOLD))) else len(_KINDS)


def _node(code: str, names: dict[str, str]) -> str:
    return f"{code} {names.get(code, code)}"


def _labels(nodes: list[str], links: Links) -> list[str]:
    """Name and amount; in two lines where the money ends, whose labels run into the diagram."""
    sources = {link[0] for link in links}
    labels = []
    for node in nodes:
        out, into = (sum(link[2] for link in links if link[end] == node) for end in (0, 1))
        labels.append(f"{plain(node)}{' ' if node in sources else '<br>'}{money(max(out, into))}")
    return labels


def _colour(node: str, shade: dict[str, str]) -> str:
    unknown = node.endswith(tuple(map(phrase, _NOT_TOLD)))
    return shade.get(node, colour("unknown" if unknown else "total"))


def _by_class(amounts: pd.DataFrame, table: str) -> pd.DataFrame:
    """分 by 类 (rows) and measure (columns), summed over documents; 0 where blank."""
    entry = tables()[table]
    mine = amounts[
        (amounts["table"] == table) & amounts["measure"].notna() & (amounts["level"] == "class")
    ]
    some(mine, fault("no_amount_by_class", title=topic(table)))
    mine = mine.drop_duplicates(["document_id", "code", "measure"])
    wide = mine.pivot_table(
        index="code", columns="measure", values="amount_fen", aggfunc="sum", observed=True
    )
    return wide.reindex(columns=list(entry.measures)).fillna(0).astype("int64")


def _of_class(code: str, node: str, income: pd.DataFrame, spent: pd.DataFrame) -> Links:
    """The links of one 类: its sources, its balance, basic, project and the other columns."""
    came, came_total = _columns(code, "income", income)
    went, went_total = _columns(code, "expenditure", spent)
    links = [(source, node, fen, node) for source, fen in came.items()]
    links += [(node, target, fen, node) for target, fen in went.items()]
    over = went_total - came_total
    if over > 0:
        return [*links, (phrase("balance"), node, over, node)]
    return [*links, (node, phrase("saved"), -over, node)]


def _columns(code: str, table: str, frame: pd.DataFrame) -> tuple[dict[str, int], int]:
    """The 类's columns by heading and the total; what the columns leave of it has no column."""
    entry = tables()[table]
    if code not in frame.index:
        return {}, 0
    row = dict(zip(frame.columns, frame.loc[[code]].to_numpy()[0].tolist(), strict=True))
    parts = {
        entry.headings[measure][0]: row[measure]
        for measure in entry.forms[0].columns
        if measure != "total"
    }
    total = max(row["total"], sum(parts.values()))
    side = wording().side_words[table]
    return parts | {side + phrase("unknown_column"): total - sum(parts.values())}, total


def _economic(amounts: pd.DataFrame, spent: pd.DataFrame) -> Links:
    """基本支出 → economic 类; what the economic table does not tell is unknown."""
    headings = tables()["expenditure"].headings
    basic, project = (headings[measure][0] for measure in _KINDS)
    table = amounts[
        (amounts["table"] == "general_budget_basic")
        & (amounts["level"] == "class")
        & amounts["measure"].notna()
    ].drop_duplicates(["document_id", "code"])
    sums = table.groupby("code")["amount_fen"].sum()
    names = code_names(table)
    links: Links = []
    for group, codes in groups().items():
        mine = [code for code in sums.index if code in codes]
        links += [(basic, _node(code, names), int(sums[code]), group) for code in mine]
    told = sum(link[2] for link in links)
    for kind, fen in (
        (basic, int(spent["basic"].sum()) - told),
        (project, int(spent["project"].sum())),
    ):
        links.append((kind, phrase("heading", title=kind, what=phrase("other_funds")), fen, kind))
    return links


def _pale(colour: str) -> str:
    """The colour, see-through."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.4)"
