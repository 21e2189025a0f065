"""Figures of many documents."""

import warnings

import pytest

from juesuan import options
from juesuan.corpus.counted import CountedTwice
from tests.corpus.conftest import DEPARTMENT, OTHER


@pytest.fixture(autouse=True)
def in_chinese():
    with options.spoken("zh"):
        yield


def test_a_department_and_its_units_together_are_warned_of(corpus):
    with pytest.warns(CountedTwice, match=f"{DEPARTMENT}-202.*leave them out"):
        figures = corpus.figures
    assert "12 份文件" in repr(figures)


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
    assert len(chosen.figures.departments(year=2022).layout.yaxis.ticktext) == 2


def test_one_organization_has_its_years(corpus):
    figure = corpus.select(organization=OTHER).figures.years()
    assert [str(label)[:4] for label in figure.layout.xaxis.ticktext] == ["2021", "2022", "2023"]


def test_figures_that_add_leave_out_units_and_other_years(corpus):
    with pytest.warns(CountedTwice):
        figures = corpus.figures
    figure = figures.structure()
    said = figure.layout.title.subtitle.text
    assert "2023 年（各年度不相加）" in said
    assert "已含在其部门决算中" in said
    alone = corpus.select(organization_kind="部门", fiscal_year=2023)
    amounts = alone.frame(
        "amounts", where={"table": "expenditure", "measure": "total", "level": "total"}
    )
    areas = dict(zip(figure.data[0].ids, figure.data[0].customdata, strict=True))
    assert areas["合计"][1] == f"{amounts['amount'].sum():,.2f}"
