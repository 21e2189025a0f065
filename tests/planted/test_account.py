"""Faults planted in a made account: each is said by all the checks and problems that it breaks."""

import tomllib
from random import Random

import pytest

import juesuan
from tests.factory import Layout, print_text, random_account

from .account import FIXTURES, planted, said

FAULTS = tomllib.loads((FIXTURES / "planted_account.toml").read_text(encoding="utf-8"))["planted"]


@pytest.fixture(scope="module")
def before():
    return said(planted({"swap": []}))


def test_the_account_as_it_was_made_has_no_finding_but_what_it_does_not_disclose(before):
    assert {name.partition(".")[0] for name in before} == {"disclosure"}


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["what"] for fault in FAULTS])
def test_a_fault_of_the_account_is_said(fault, before):
    found = said(planted(fault)) - before
    assert set(fault["found"]) <= set(found), found


def test_a_search_that_is_cut_short_is_said(monkeypatch):
    monkeypatch.setattr("juesuan.tables.search._MOST_SUMS", 1)
    text = print_text(random_account(Random(5), zeros="blank"), Layout())
    found = said(juesuan.read(text.encode(), name="made.txt"))
    assert found["search_cut_short"]
