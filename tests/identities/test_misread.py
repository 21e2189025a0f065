"""Whatever a recogniser takes for another, surely and twice: what is confirmed of it is right."""

from random import Random

import pytest

from juesuan.catalogue.confusions import confusions
from juesuan.document import document_of
from juesuan.readers.numerals import ONES
from tests.factory import Layout, random_account
from tests.factory.pdf import PdfLayout, print_pdf
from tests.misread import merged, read_misread, shifted
from tests.scans import fates_of

DIGITS = "0123456789"


def is_code(text):
    return text.isdecimal() and len(text) in (3, 5, 7)


def is_amount(text):
    return bool(confusions().figure(text)) and not is_code(text)


def each_digit_of(rng):
    """One digit for another throughout, as in print that is too small."""
    wrong = rng.choice(DIGITS)
    right = rng.choice(confusions().digits[wrong])
    return lambda text: text.replace(right, wrong) if is_amount(text) else text


def some_digits(rng):
    def misread(text):
        if not is_amount(text):
            return text
        return "".join(
            rng.choice(confusions().digits[sign])
            if sign in DIGITS and rng.random() < 0.02
            else sign
            for sign in text
        )

    return misread


def some_codes(rng):
    """A digit of a code for another, in each table for itself."""

    def misread(text):
        if not is_code(text) or rng.random() > 0.2:
            return text
        at = rng.randrange(len(text))
        return text[:at] + rng.choice(DIGITS) + text[at + 1 :]

    return misread


def codes_alike(rng):
    """A digit of a code for another, in every table the same."""
    known = {}
    some = some_codes(rng)
    return lambda text: known.setdefault(text, some(text)) if is_code(text) else text


def some_points(rng):
    return lambda text: text.replace(".", "") if rng.random() < 0.1 else text


def some_names(rng):
    def misread(text):
        if not text or text[-1] in DIGITS or rng.random() > 0.1:
            return text
        at = rng.randrange(len(text))
        return text[:at] + rng.choice(ONES) + text[at + 1 :]

    return misread


def some_cells(rng):
    return lambda text: "" if rng.random() < 0.05 else text


def misreadings_of(figure):
    """What a recogniser makes of one figure: other digits, fewer signs, more, nothing."""
    yield from ("", figure.replace(".", ""), figure.replace(",", ""), f"-{figure}")
    for at, sign in enumerate(figure):
        before, behind = figure[:at], figure[at + 1 :]
        yield before + behind
        yield f"{before}{sign}{sign}{behind}"
        for other in confusions().alike(sign):
            yield f"{before}{other}{behind}"
            yield figure.replace(sign, other)


def some_figures(rng):
    """Some figures, in all of their prints the same."""
    known = {}

    def misread(text):
        if is_amount(text) and text not in known:
            known[text] = rng.choice([*misreadings_of(text)]) if rng.random() < 0.05 else text
        return known.get(text, text)

    return misread


KINDS = (
    some_figures, each_digit_of, some_digits, some_codes, codes_alike, some_points, some_names,
    some_cells,
)  # fmt: skip


@pytest.fixture(scope="module")
def accounts():
    made = []
    for seed, borders in enumerate(("lines", "none")):
        account = random_account(Random(seed), classes=(2, 3), unit=("万元", 2), full_lists=False)
        pdf = print_pdf(account, Layout(), PdfLayout(borders=borders, digits="Helvetica"))
        made.append((account, pdf))
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_is_confirmed_is_wrong(kind, accounts):
    for seed, (account, pdf) in enumerate(accounts):
        _, wrong = fates_of(account, read_misread(pdf, kind(Random(seed))))
        assert wrong == []


@pytest.mark.parametrize(("regrid", "share"), [(shifted, 0.01), (shifted, 0.1), (merged, 0.03)])
def test_nothing_that_stands_in_another_cell_is_confirmed(regrid, share, accounts):
    for seed, (account, pdf) in enumerate(accounts):
        rng = Random(f"{seed} {share}")
        source = read_misread(pdf, regrid=lambda grid: regrid(grid, rng, share))  # noqa: B023
        fates, wrong = fates_of(account, source)
        assert wrong == []
        assert fates["right"] < fates["printed"]


def test_of_one_figure_that_is_misread_nothing_is_confirmed(accounts):
    account, pdf = accounts[0]
    rng = Random(1)
    figures = {str(cell.text) for grid in read_misread(pdf).grids for cell in grid.cells}
    for figure in rng.sample(sorted(filter(is_amount, figures)), 5):
        other = rng.choice([*misreadings_of(figure)])
        source = read_misread(pdf, lambda text: other if text == figure else text)  # noqa: B023
        _, wrong = fates_of(account, source)
        assert wrong == []


def test_what_is_read_rightly_is_confirmed_for_the_most_part(accounts):
    # Without rulings only rows that are filled have certain columns; a 0 beside a blank has none.
    for share, (account, pdf) in zip((0.4, 0.2), accounts, strict=True):
        fates, wrong = fates_of(account, read_misread(pdf))
        assert wrong == []
        assert fates["confirmed"] >= share * fates["printed"]
        assert fates["right"] == fates["printed"]


def test_a_code_whose_name_others_have_needs_the_code_above_it(accounts):
    _, pdf = accounts[0]
    source = read_misread(pdf)
    amounts = document_of([source]).amounts
    item = amounts[amounts["level"].eq("item") & amounts["confirmed"]].iloc[0]["code"]
    other = f"{item[:3]}{(int(item[3:5]) + 1) % 100:02d}{item[5:]}"
    misread = read_misread(pdf, lambda text: other if text == item else text)
    found = document_of([misread]).amounts
    assert not found["confirmed"][found["code"].eq(other)].any()
