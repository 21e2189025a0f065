"""Departments side by side, years one after the other."""

import pandas as pd
import pytest

from juesuan import figures


@pytest.fixture(scope="module")
def two(hanyang):
    """The document and, under another name and year, the same with 一般公共服务支出 alone."""
    other = hanyang.amounts[hanyang.amounts["code"].str.startswith("201")]
    other = other.assign(document_id="某局-2023-决算-00000000")
    return pd.concat([hanyang.amounts, other], ignore_index=True)


def test_each_document_is_a_bar_of_its_shares(two):
    figure = figures.departments(two)
    assert list(figure.layout.yaxis.ticktext) == ["武汉市汉阳区总工会 2022", "某局 2023"]
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
    assert (len(rows), rows[0]) == (40, "局999 2022")
    assert "共 1000 项，画最大的 40 项" in figure.layout.title.subtitle.text
