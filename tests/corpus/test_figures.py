"""Figures of many documents."""

import warnings

import pytest

from juesuan.corpus.counted import CountedTwice
from tests.corpus.conftest import DEPARTMENT, OTHER


def test_a_department_and_its_units_together_are_warned_of(corpus):
    with pytest.warns(CountedTwice, match=f"{DEPARTMENT}-2021.*counted together"):
        figures = corpus.figures
    assert "12 份决算" in repr(figures)


def test_departments_alone_are_drawn_without_a_warning(corpus):
    chosen = corpus.select(organization_kind="部门")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = chosen.figures.years()
        shares = chosen.figures.departments()
    assert list(figure.layout.xaxis.ticktext) == ["2021年（2份）", "2022年（2份）", "2023年（2份）"]
    amounts = chosen.frame(
        "amounts",
        where={"table": "expenditure", "measure": "total", "level": "class", "fiscal_year": 2022},
    )
    drawn = sum(trace.y[1] for trace in figure.data)
    assert drawn == pytest.approx(amounts["amount"].sum())
    assert len(shares.layout.yaxis.ticktext) == 6


def test_one_organization_has_its_years(corpus):
    figure = corpus.select(organization=OTHER).figures.years()
    assert [str(label)[:4] for label in figure.layout.xaxis.ticktext] == ["2021", "2022", "2023"]
