"""Departments side by side, years one after the other."""

import pandas as pd
import pytest

import juesuan
from juesuan import figures
from juesuan.catalogue import classification
from juesuan.figures.theme_file import theme


@pytest.fixture(scope="module")
def two(hanyang):
    """The document and, under another name and year, the same with 一般公共服务支出 alone."""
    other = hanyang.amounts[hanyang.amounts["code"].str.startswith("201")]
    other = other.assign(document_id="某局-2023-决算-00000000")
    return pd.concat([hanyang.amounts, other], ignore_index=True)


def test_each_document_is_a_bar_of_its_shares(two):
    figure = figures.departments(two)
    assert list(figure.layout.yaxis.ticktext) == [
        "武汉市汉阳区总工会 2022  533.26",
        "某局 2023  441.16",
    ]
    shares = {trace.name: [round(x, 1) for x in trace.x] for trace in figure.data}
    assert shares["201 一般公共服务支出"] == [82.7, 100]
    assert shares["208 社会保障和就业支出"] == [6.3, 0]


def test_years_are_columns_of_amounts(two, hanyang):
    ids = ["某局-2023-决算-00000000"]
    documents = pd.concat(
        [hanyang.documents, hanyang.documents.assign(document_id=ids, fiscal_year=2023)],
        ignore_index=True,
    )
    figure = figures.years(two, documents)
    assert list(figure.layout.xaxis.ticktext) == ["2022年（1份）", "2023年（1份）"]
    assert list(figure.data[0].y) == [441.16, 441.16]
    assert list(figure.data[1].y) == [33.47, 0]


def test_of_many_documents_the_largest_are_drawn_and_the_others_counted(hanyang):
    amounts = hanyang.amounts.query("table == 'expenditure' and level == 'class'")
    many = pd.concat(
        [
            amounts.assign(
                document_id=f"局{number}-2022-决算-00000000",
                amount_fen=amounts["amount_fen"] + number,
            )
            for number in range(1000)
        ],
        ignore_index=True,
    )
    figure = figures.departments(many)
    rows = figure.layout.yaxis.ticktext
    assert (len(rows), rows[0]) == (40, "局999 2022  533.26")
    assert "共 1000 项，画最大的 40 项" in figure.layout.title.subtitle.text


def test_a_class_has_one_colour_in_every_figure(two, hanyang):
    shares = {trace.name[:3]: trace.marker.color for trace in figures.departments(two).data}
    (tree,) = hanyang.figures.structure().data
    areas = dict(zip(tree.ids, tree.marker.colors, strict=True))
    (flow,) = hanyang.figures.flow().data
    nodes = dict(zip((label[:3] for label in flow.node.label), flow.node.color, strict=True))
    for code, shade in shares.items():
        assert areas[code] == nodes[code] == shade
    assert len(set(shares.values())) == len(shares)


def test_every_class_of_the_classification_has_a_colour_of_its_own():
    classes = [code for code in classification("functional").entries if len(code) == 3]
    assert set(theme().classes) <= set(classes)
    assert len(set(theme().classes.values())) == len(theme().classes)


def test_one_year_stands_beside_the_year_before_as_its_change_tells(hanyang):
    figure = hanyang.figures.years()
    assert list(figure.layout.xaxis.ticktext) == ["2021年（按文中所述增减推算）", "2022年（1份）"]
    assert sum(trace.y[0] for trace in figure.data) == pytest.approx(533.26 - 61.42)
    assert sum(trace.y[1] for trace in figure.data) == pytest.approx(533.26)
    assert "比 2021 年多 61.42 万元" in figure.layout.title.text


def test_years_count_the_documents_that_are_drawn(two, hanyang):
    ids = ["某局-2023-决算-00000000", "无表-2023-决算-11111111"]
    others = [hanyang.documents.assign(document_id=each, fiscal_year=2023) for each in ids]
    documents = pd.concat([hanyang.documents, *others], ignore_index=True)
    figure = figures.years(two, documents)
    assert list(figure.layout.xaxis.ticktext) == ["2022年（1份）", "2023年（1份）"]


def test_one_year_without_a_stated_change_is_nothing_to_compare(hanyang):
    with pytest.raises(juesuan.NothingToDraw, match="只有一个年度"):
        figures.years(hanyang.amounts, hanyang.documents)


def test_of_one_year_the_documents_that_tell_their_change_are_drawn(hanyang):
    ids = [hanyang.document_id, "某局-2022-决算-00000000"]
    amounts = pd.concat([hanyang.amounts.assign(document_id=each) for each in ids])
    documents = pd.concat([hanyang.documents.assign(document_id=each) for each in ids])
    figure = figures.years(amounts, documents, hanyang.headline)
    assert list(figure.layout.xaxis.ticktext)[-1] == "2022年（1份）"
    assert "另有 1 份没有说明比上年的增减" in figure.layout.title.subtitle.text


def test_a_bar_of_a_year_has_its_amount_above(hanyang):
    said = [note.text for note in hanyang.figures.years().layout.annotations]
    assert said == ["471.84", "533.26"]


def test_the_classes_of_a_tree_are_listed_with_amount_and_share(hanyang):
    said = [note.text for note in hanyang.figures.structure().layout.annotations]
    assert len(said) == 5
    assert said[-1].endswith("213 农林水支出 5.00 · 0.9%")


def test_a_source_is_the_table_as_the_document_prints_it(hanyang):
    assert "来源：2022年度支出决算表" in hanyang.figures.structure().layout.title.subtitle.text
