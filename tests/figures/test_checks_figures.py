"""The matrix of identities and tables."""

import pytest

import juesuan
from juesuan import figures

KINDS = ["row", "levels", "lines", "tables", "bound"]


def cells(figure):
    heat = figure.data[0]
    rows, columns = figure.layout.yaxis.ticktext, figure.layout.xaxis.ticktext
    return {
        (row, column): heat.text[y][x]
        for y, row in enumerate(rows)
        for x, column in enumerate(columns)
        if heat.text[y][x]
    }


@pytest.fixture(scope="module")
def tables_only(hanyang):
    return hanyang.verdicts[hanyang.verdicts["kind"].isin(KINDS)]


def test_a_cell_counts_the_checks_that_hold(tables_only):
    found = cells(figures.checks(tables_only, by="kind"))
    assert found[("各栏相加", "支出")] == "✓ 22/22"
    assert found[("部分不超过整体", "支出")] == "✓ 48/48"
    assert found[("各栏相加", "国有资本经营预算支出")] == "–"


def test_identities_are_called_by_their_formulas(tables_only):
    found = cells(figures.checks(tables_only, by="identity"))
    assert found[("总计（收入）= 总计（支出）", "收入支出")] == "✓ 1/1"


def test_a_wrong_figure_colours_its_cell_and_stands_first(hanyang_path):
    text = hanyang_path.read_text(encoding="utf-8").replace("269.02", "296.02", 1)
    wrong = juesuan.read(text.encode(), name="wrong.txt")
    verdicts = wrong.verdicts[wrong.verdicts["kind"].isin(KINDS)]
    figure = figures.checks(verdicts, by="kind")
    found = cells(figure)
    assert found[("各栏相加", "收入")] == "✗ 21/22"
    first = figure.layout.yaxis.ticktext[0]
    assert any(sign.startswith("✗") for (row, _), sign in found.items() if row == first)


def test_a_check_without_a_table_stands_under_the_prose(tables_only):
    prose = tables_only.head(3).assign(table=None, identity="prose.share", kind="prose")
    found = cells(figures.checks(prose, by="identity"))
    assert {column for _, column in found} == {"正文"}


def test_verdicts_stand_with_what_does_not_hold_first(hanyang_path):
    text = hanyang_path.read_text(encoding="utf-8").replace("269.02", "296.02", 1)
    verdict = juesuan.read(text.encode(), name="wrong.txt").verdicts["verdict"].tolist()
    order = ["inconsistent", "not_checked", "rounding", "exact"]
    assert verdict == sorted(verdict, key=order.index)
    assert verdict[0] == "inconsistent"
