"""What an identity tells of recognised figures: nothing of digits that both sides share."""

import pytest

from juesuan.identities.confirmed import Evidence, confirmed
from juesuan.identities.equations_of import FAR, Equation


def equation(total, *parts, residual=0, high=0):
    weights = {total: 1} | dict.fromkeys(parts, -1)
    return Equation("made", 0, weights, residual, 0, high, violated=bool(residual))


def cells(**figures):
    return {name: Evidence(digits, is_sound=True) for name, digits in figures.items()}


def test_a_sum_of_other_digits_confirms_its_figures():
    known = cells(total="6555", one="1234", other="5321")
    assert confirmed([equation("total", "one", "other")], known, {}) == {"total", "one", "other"}


def test_equal_copies_say_nothing_of_each_other():
    known = cells(one="46108", copy="46108")
    assert confirmed([equation("one", "copy")], known, {}) == set()


def test_a_digit_on_both_sides_may_be_misread_in_both():
    # 13.00 + 0.20 = 13.20 holds as well where each 3 is an 8.
    known = cells(total="1320", one="1300", other="020")
    assert confirmed([equation("total", "one", "other")], known, {}) == set()


def test_a_copy_of_a_confirmed_figure_is_confirmed():
    known = cells(total="6555", one="1234", other="5321", copy="6555")
    sums = [equation("copy", "total"), equation("total", "one", "other")]
    assert confirmed(sums, known, {}) == set(known)


@pytest.mark.parametrize("change", [{"residual": 1}, {"high": FAR}])
def test_only_an_equality_that_holds_exactly_confirms(change):
    known = cells(total="6555", one="1234", other="5321")
    assert confirmed([equation("total", "one", "other", **change)], known, {}) == set()


def test_a_figure_that_is_read_in_two_ways_confirms_nothing():
    known = cells(total="6555", one="1234") | {"other": Evidence("5321", is_sound=False)}
    assert confirmed([equation("total", "one", "other")], known, {}) == set()


def test_what_stands_in_text_is_certain_and_confirms_its_copies():
    known = cells(copy="46108") | {"text": Evidence("46108", is_sound=False, is_text=True)}
    assert confirmed([equation("text", "copy")], known, {}) == {"copy"}


def test_a_figure_that_may_stand_in_the_blank_cell_beside_it_is_not_confirmed():
    known = cells(total="6555", one="1234", other="5321")
    across = equation("total", "one", "other", "blank")
    beside = {"one": ["blank"], "total": ["blank"]}
    assert confirmed([across], known, beside) == {"total", "other"}
    # An identity that the blank cell is no part of says that it does not stand there.
    down = equation("above", "one", "next")
    known |= cells(above="9876", next="8642")
    assert "one" in confirmed([across, down], known, beside)


def test_a_figure_of_0_may_stand_in_any_blank_cell_beside_it():
    known = cells(total="6555", one="6555", other="000")
    sums = [equation("total", "one", "other"), equation("other", "copy")]
    known |= {
        "copy": Evidence("000", is_sound=True),
        "one": Evidence("6555", is_sound=True, is_text=True),
    }
    assert "other" in confirmed(sums, known, {})
    assert "other" not in confirmed(sums, known, {"other": ["blank"]})


def test_what_another_identity_contradicts_is_not_confirmed():
    known = cells(total="6555", one="1234", other="5321", copy="6565")
    sums = [equation("total", "one", "other"), equation("copy", "total", residual=10)]
    assert confirmed(sums, known, {}) == {"one", "other"}
