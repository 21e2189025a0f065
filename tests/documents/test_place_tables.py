"""Documents in the forms of single places, in all media: every amount in its cell."""

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

import juesuan
from juesuan.catalogue import tables_of
from juesuan.tables.signs import printed_numbers
from tests.factory import Layout
from tests.factory.account import Account
from tests.factory.figures import Cell
from tests.factory.place_forms import forms, places
from tests.factory.place_sheets import PlaceTable, place_account
from tests.factory.printers import PRINTERS

LAYOUT = Layout(nine=False, contents="plain")
# The page's frame prints a number of no kind.
UNPLACED = {"page": 1}


@cache
def made(place: str, seed: int = 18, zero: str = "") -> tuple[Account, list[PlaceTable]]:
    return place_account(places()[place], seed, zero)


@cache
def printed(place: str, medium: str) -> juesuan.Document:
    account, _ = made(place, zero="0.00" if medium == "text" else "")
    return juesuan.read(PRINTERS[medium](account, LAYOUT))


def expected(place: str, medium: str) -> dict[Cell, int]:
    account, tables = made(place, zero="0.00" if medium == "text" else "")
    return {cell: n * account.fen for table in tables for cell, n in table.cells.items()}


def amounts(document: juesuan.Document) -> dict[Cell, list[int]]:
    """Each amount by its table, side, code, line or unit, and measure."""
    found: dict[Cell, list[int]] = {}
    frame = document.amounts.astype(object)
    for row in frame.where(frame.notna(), None).to_dict("records"):
        total = "total" if row["level"] == "total" else None
        total = None if row["table"].endswith("summary") else total
        key = row["code"] or total or row["line_key"] or row["unit_name"] or row["name"]
        cell = (row["table"], row["side"], key, row["measure"])
        found.setdefault(cell, []).append(row["amount_fen"])
    return found


def kept(document: juesuan.Document) -> Counter[tuple[str, str, str, int]]:
    """The amounts of tables that no form knows, with title, label of the row and heading."""
    cells = document.other_cells.astype({"text": object})
    labels = cells.sort_values("column").groupby(["table_title", "row"])["text"].transform("first")
    own = cells.assign(label=labels).dropna(subset=["amount_fen"])
    return Counter(own[["table_title", "label", "heading", "amount_fen"]].itertuples(index=False))


def wrong(document: juesuan.Document) -> list[str]:
    """What does not hold; that sections of the prose are lacking is true of these documents."""
    found = document.verdicts.query("verdict == 'inconsistent'")
    return found.loc[~found["identity"].str.startswith("disclosure."), "message"].tolist()


def crossed(place: str) -> set[str]:
    """Tables by both classifications."""
    own = (forms()[table.form] for table in places()[place].tables if table.form in forms())
    return {form.key for form in own if form.across}


@pytest.mark.parametrize("medium", PRINTERS)
@pytest.mark.parametrize("place", places())
def test_every_amount_of_a_place_s_forms_stands_in_its_cell(place, medium):
    document, truth = printed(place, medium), expected(place, medium)
    known = {cell: [fen] for cell, fen in truth.items() if cell[0]}
    others = Counter((*cell[1:], fen) for cell, fen in truth.items() if not cell[0])
    assert amounts(document) == known
    assert not others - kept(document)
    assert wrong(document) == []
    counts = document.numbers.set_index("kind")["count"]
    assert counts["unplaced"] == UNPLACED.get(medium, 0)
    lines = document._frames.reading.lines
    assert counts.sum() == sum(len(list(printed_numbers(line.plain))) for line in lines)


def test_the_forms_are_those_of_ten_places_and_all_tables_of_accounts():
    printed_forms = [table.form for place in places().values() for table in place.tables]
    keys = {forms()[form].key if form in forms() else form for form in printed_forms}
    assert len(places()) == 10
    assert keys - {""} == set(tables_of("决算"))
    assert "" in keys


def test_amounts_of_a_matrix_have_both_codes_and_those_by_unit_its_name():
    frame = printed("四川", "workbook").amounts
    matrix = frame[frame["table"].eq("general_budget_detail")]
    both = matrix[matrix["measure"].ne("total")]
    assert both["economic_code"].astype(str).equals(both["measure"].astype(str))
    assert matrix.loc[matrix["measure"].eq("total"), "economic_code"].isna().all()
    rest = frame[~frame["table"].isin(crossed("四川"))]
    assert rest[["economic_code", "unit_name"]].isna().all(axis=None)
    frame = printed("浙江", "workbook").amounts
    units = frame[frame["table"].eq("expenditure_by_unit")]
    assert units["unit_name"].nunique() == 3
    assert set(units.loc[units["unit_name"].isna(), "level"]) == {"total"}


@pytest.mark.parametrize("medium", ["text", "workbook", "page"])
@pytest.mark.parametrize("place", places())
def test_the_empty_template_of_each_form_gives_no_amount_and_no_finding(place, medium):
    account, tables = made(place)
    sheets = tuple(table.empty for table in tables)
    nothing = replace(account, further=sheets, figures={})
    document = juesuan.read(PRINTERS[medium](nothing, LAYOUT))
    assert document.amounts.empty
    assert document.other_cells["amount_fen"].isna().all()
    assert wrong(document) == []
