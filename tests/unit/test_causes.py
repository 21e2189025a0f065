"""Checks and problems of one cause are one finding."""

from random import Random

import pytest

import juesuan
from juesuan.identities.causes import causes
from juesuan.identities.misprint import misprinted
from juesuan.identities.misstated import misprint_of
from juesuan.identities.stated_figures import Figures, Stated
from tests.factory import Layout, misprint, print_text, random_account

ROW = {"identity": "expenditure.row", "kind": "row", "table": "expenditure", "row": 5}
RESTATED = {"identity": "prose.restates_expenditure", "kind": "restated", "table": "expenditure"}
SHARE = {"identity": "prose.share_of_expenditure", "kind": "percent", "name": "基本支出"}
NAME = {"identity": "labels.item_section", "kind": "label"}


def stated(*amounts, row=16):
    """What the one paragraph of a row states; each amount stands there alone."""
    own = {7: [Stated(fen, 10_000, {"row": row}) for fen in amounts]}
    return Figures({(None, row): 7}, own, times=dict.fromkeys(amounts, 1))


def groups(*verdicts, problems=(), figures=None):
    return causes(verdicts, problems, figures or Figures())


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


def test_checks_of_one_printed_percent_are_one():
    both = [SHARE | {"name": name, "row": 5, "reported": 185.27} for name in ("合同金额", "占总额")]
    other = both[0] | {"reported": 12.5}
    assert groups(*both, other | {"name": "人数"}) == [([0, 1], []), ([2], [])]


def test_one_wrong_name_is_one_wherever_it_stands():
    wrong = NAME | {"reported_text": "住房保障支出", "computed_text": "住房改革支出"}
    assert groups(wrong | {"row": 1}, wrong | {"row": 9}, NAME | {"reported_text": "x"}) == [
        ([0, 1], []),
        ([2], []),
    ]


SUM = {"identity": "prose.budgets", "kind": "records", "residual_fen": 500_000_000, "row": 11}
BESIDE = stated(421_900_000, 890_000_000)
RATE = {"identity": "prose.completion", "kind": "percent", "name": "行政运行", "row": 16}
WORD = {"identity": "prose.directions", "kind": "direction", "name": "行政运行", "row": 16}


def test_a_percent_and_its_word_join_the_sum_that_the_same_misprint_breaks():
    """921.90 is printed as 421.90: 890.00 is 96.54 % of the one and 210.95 % of the other."""
    rate = RATE | {"reported": 96.54, "computed": 89000 / 421.9}
    assert groups(SUM, rate, WORD, figures=BESIDE) == [([0, 1, 2], [])]
    assert groups(SUM | {"residual_fen": 70_000}, rate, figures=BESIDE) == [([0], []), ([1], [])]


def test_the_misprint_of_a_cause_is_told_with_its_place():
    rate = RATE | {"reported": 96.54, "computed": 89000 / 421.9}
    found = misprint_of([SUM, rate], BESIDE)
    assert (found.printed, found.true, found.place) == (421_900_000, 921_900_000, {"row": 16})
    assert misprint_of([rate], stated(421_900_000)) is None


def test_placeholders_of_one_document_are_one():
    left = [{"kind": "placeholder", "message": text, "row": row} for row, text in enumerate("ab")]
    twice = [{"kind": "mark_twice", "message": text, "row": row} for row, text in enumerate("ab")]
    assert groups(problems=(*left, *twice)) == [([], [0, 1]), ([], [2]), ([], [3])]


def test_defects_of_one_kind_on_one_line_are_one():
    left = [
        {"kind": "both_words", "message": text, "row": row}
        for text, row in zip("abc", (3, 3, 9), strict=True)
    ]
    assert groups(problems=left) == [([], [0, 1]), ([], [2])]
    elsewhere = left[0] | {"kind": "mark_twice"}
    assert groups(problems=(left[0], elsewhere)) == [([], [0]), ([], [1])]


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


def test_shares_that_add_up_to_more_than_100_join_the_share_that_is_off_by_as_much():
    """33.5 is printed as 36.5: 178.52 ÷ 533.26 is 33.48 %, and the shares come to 103."""
    share = SHARE | {"reported": 36.5, "computed": 33.48, "residual": 3.02, "unit": "%", "row": 16}
    shares = {"identity": "prose.split_expenditure", "kind": "records", "unit": "%", "row": 16}
    assert groups(share, shares | {"residual": 3.0}, figures=stated(1)) == [([0, 1], [])]
    assert groups(share, shares | {"residual": 8.0}, figures=stated(1)) == [([0], []), ([1], [])]


def test_what_a_project_says_in_two_ways_joins_the_check_of_the_project():
    rate = RATE | {"name": "工会活动", "unit": "%", "reported": 91.6, "computed": 98.58}
    differs = {"kind": "performance", "found": "工会活动经费", "message": "m"}
    assert groups(rate, problems=(differs,)) == [([0], [0])]
    assert groups(rate | {"name": "培训"}, problems=(differs,)) == [([0], []), ([], [0])]


def test_an_amount_that_is_told_by_itself_is_put_right_where_it_stands():
    """27.40, which stands elsewhere too, is printed as 29.40: 17.40 is 63.5 % of it."""
    figures = stated(29_400_000, 17_400_000)
    figures = Figures(figures.paragraphs, figures.amounts, {}, {**figures.times, 27_400_000: 2})
    rate = RATE | {"reported": 63.5, "computed": 100 * 17.4 / 29.4}
    found = misprint_of([rate], figures)
    assert (found.printed, found.true, found.place) == (29_400_000, 27_400_000, {"row": 16})


def test_a_percent_joins_no_sum_that_a_sentence_elsewhere_explains():
    rate = RATE | {"reported": 96.54, "computed": 89000 / 421.9}
    restated = RESTATED | {"residual_fen": 500_000_000, "row": 30, "cells": "a"}
    assert groups(SUM, restated, rate, figures=BESIDE) == [([0, 1], []), ([2], [])]
