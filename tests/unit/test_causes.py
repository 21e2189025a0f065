"""Checks and problems of one cause are one finding."""

from random import Random

import pytest

import juesuan
from juesuan.identities.causes import causes
from juesuan.identities.misprint import misprinted
from juesuan.identities.misstated import misprint_of
from tests.factory import Layout, misprint, print_text, random_account

ROW = {"identity": "expenditure.row", "kind": "row", "table": "expenditure", "row": 5}
RESTATED = {"identity": "prose.restates_expenditure", "kind": "restated", "table": "expenditure"}
SHARE = {"identity": "prose.share_of_expenditure", "kind": "percent", "name": "基本支出"}
NAME = {"identity": "labels.item_section", "kind": "label"}


def groups(*verdicts, problems=(), paragraphs=None, stated=None):
    return causes(verdicts, problems, paragraphs or {}, stated or {})


def test_checks_that_share_a_suspect_are_one_and_others_are_not():
    levels = {"identity": "expenditure.levels", "kind": "levels", "suspect": "a; b"}
    other = {"identity": "expenditure.levels", "kind": "levels", "suspect": "c"}
    assert groups(ROW | {"suspect": "a"}, levels, other) == [([0, 1], []), ([2], [])]


def test_a_problem_of_the_row_belongs_to_its_check():
    problem = {"kind": "row_does_not_add_up", "table": "expenditure", "row": 5, "message": "m"}
    elsewhere = problem | {"row": 6}
    assert groups(ROW, problems=(problem, elsewhere)) == [([0], [0]), ([], [1])]


def test_restatements_off_by_one_amount_are_one():
    both = [RESTATED | {"residual_fen": 12_890_000, "cells": cell} for cell in ("a", "b")]
    third = RESTATED | {"residual_fen": 1, "cells": "c"}
    assert groups(*both, third) == [([0, 1], []), ([2], [])]


def test_a_percent_joins_its_subjects_amount_only_where_that_is_wrong():
    amount = RESTATED | {"residual_fen": 5, "cells": "a", "name": "基本支出"}
    assert groups(amount, SHARE) == [([0, 1], [])]
    assert groups(SHARE, SHARE | {"name": "项目支出"}) == [([0], []), ([1], [])]


def test_one_wrong_name_is_one_wherever_it_stands():
    wrong = NAME | {"reported_text": "住房保障支出", "computed_text": "住房改革支出"}
    assert groups(wrong | {"row": 1}, wrong | {"row": 9}, NAME | {"reported_text": "x"}) == [
        ([0, 1], []),
        ([2], []),
    ]


SUM = {"identity": "prose.budgets", "kind": "records", "residual_fen": 5_000_000, "row": 11}
RATE = {"identity": "prose.completion", "kind": "percent", "name": "行政运行", "row": 16}
WORD = {"identity": "prose.directions", "kind": "direction", "name": "行政运行", "row": 16}


def test_a_percent_and_its_word_join_the_sum_that_the_same_misprint_breaks():
    """921.90 is printed as 421.90: 890.00 is 96.54 % of the one and 210.95 % of the other."""
    rate = RATE | {"reported": 96.54, "computed": 210.95}
    places = {"paragraphs": {(None, 16): 7}, "stated": {7: [4_219_000, 8_900_000]}}
    assert groups(SUM, rate, WORD, **places) == [([0, 1, 2], [])]
    assert groups(SUM | {"residual_fen": 70_000}, rate, **places) == [([0], []), ([1], [])]


def test_the_misprint_of_a_cause_is_told_with_its_place():
    rate = RATE | {"reported": 96.54, "computed": 210.95}
    found = misprint_of([SUM, rate], {(None, 16): 7}, {7: [4_219_000, 8_900_000]})
    assert (found.printed, found.true, found.place) == (4_219_000, 9_219_000, rate)
    assert misprint_of([rate], {(None, 16): 7}, {7: [4_219_000]}) is None


def test_placeholders_of_one_document_are_one():
    left = [{"kind": "placeholder", "message": text, "row": row} for row, text in enumerate("ab")]
    twice = [{"kind": "mark_twice", "message": text, "row": row} for row, text in enumerate("ab")]
    assert groups(problems=(*left, *twice)) == [([], [0, 1]), ([], [2]), ([], [3])]


def test_a_year_that_a_check_tells_too_is_one():
    year = {"identity": "labels.fiscal_year", "kind": "label", "reported_text": "2021"}
    differs = {"kind": "year_differs", "message": "2022; 2021"}
    assert groups(year, problems=(differs,)) == [([0], [0])]
    assert groups(NAME, problems=(differs,)) == [([0], []), ([], [0])]


@pytest.mark.parametrize("seed", range(6))
def test_one_misprinted_cell_is_one_error_that_names_it(seed):
    account, cell = misprint(random_account(Random(3)), Random(seed))
    text = print_text(account, Layout(code_style="joined"))
    found = juesuan.read(text.encode(), name="a.txt").findings
    errors = found[found["severity"].eq("error")]
    assert len(errors) == 1, errors[["title", "message"]].to_string()
    assert all(str(part) in errors["cells"].iloc[0] for part in cell if part), cell


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [(34.74, 44.74, True), (17.4, 27.4, True), (178.52, 533.26, False), (5, 6, False)],
)
def test_figures_that_may_be_misprints_of_each_other(one, other, holds):
    assert misprinted(one, other) is holds
