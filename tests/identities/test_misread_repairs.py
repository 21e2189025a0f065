"""A misread digit is the repair that is proposed, with both readings, and is not put in."""

from random import Random

import pytest

from juesuan.catalogue.confusions import confusions
from juesuan.document import document_of
from tests.factory import Layout, random_account
from tests.factory.pdf import PdfLayout, print_pdf
from tests.misread import read_misread


@pytest.fixture(scope="module")
def pdf():
    account = random_account(Random(4), classes=(2, 2), unit=("万元", 2), full_lists=False)
    return print_pdf(account, Layout(), PdfLayout(digits="Helvetica"))


def misread_once(pdf, change):
    """The document with the total of 支出决算表 misread, its amount as printed and as read."""
    plain = document_of([read_misread(pdf, str)]).expenditure
    total = f"{plain['total'].iloc[0]:.2f}"
    wrong = change(total)
    left = [wrong]
    source = read_misread(pdf, lambda text: left.pop() if text == total and left else text)
    return document_of([source]), total, wrong


def first_digit(total):
    return confusions().alike(total[0]).replace("0", "")[0] + total[1:]


@pytest.mark.parametrize("change", [first_digit, lambda total: total.replace(".", "")])
def test_a_misreading_is_the_first_repair_and_is_not_put_in(pdf, change):
    doc, total, wrong = misread_once(pdf, change)
    suspect = doc.suspects.iloc[0]
    assert suspect["misread"]
    assert suspect["amount"] == float(wrong)
    assert suspect["repair"] == float(total)
    assert f"{float(wrong):,.2f}" in suspect["hint"]
    assert f"{float(total):,.2f}" in suspect["hint"]
    read = doc.amounts
    assert float(wrong) in read["amount"].tolist()
    assert not read["confirmed"][read["amount"].eq(float(wrong))].any()
    assert read["corrected_fen"].isna().all()
