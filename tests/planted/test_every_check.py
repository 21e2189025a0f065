"""No check and no kind of problem without a planted fault that it finds."""

import ast
import tomllib
from functools import cache
from pathlib import Path

import pytest

from juesuan.catalogue.disclosure import ledger
from juesuan.catalogue.problems import kind_of, problem_texts
from juesuan.corpus.spanning import spanning
from juesuan.identities.suites import identities

from . import test_across, test_records, test_sums, test_tables
from .account import FIXTURES
from .test_account import FAULTS

TESTS = Path(__file__).resolve().parents[1]


def fixture(name):
    return tomllib.loads((FIXTURES / name).read_text(encoding="utf-8"))


@cache
def planted():
    """The identities and the kinds of problems of which a test that plants a fault asks."""
    sentences = [fixture("contradictions.toml"), fixture("prose_kinds.toml")]
    prose = [
        each["found"]["identity"]
        for given in sentences
        for prose in given["prose"]
        for each in prose.get("planted", ())
    ]
    defects = [kind for given in sentences for kind in given["defects"].values()]
    twice = [each["kind"] for each in fixture("prose_kinds.toml")["twice"]]
    first = [name for each in fixture("planted.toml")["planted"] for name in each["found"]]
    account = [name for fault in FAULTS for name in fault["found"]]
    made = [*test_sums.SUMS, *test_tables.CHECKS, *test_records.PLANTED, *test_across.CHECKS]
    cut = [f"disclosure.{item.group}" for item in ledger().items]
    return {*prose, *defects, *twice, *first, *account, *made, *cut}


@cache
def asserted():
    """The words that other tests hold."""
    files = (ast.parse(path.read_text(encoding="utf-8")) for path in TESTS.rglob("test_*.py"))
    nodes = (node for tree in files for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant)}


@pytest.mark.parametrize("name", [each.name for each in (*identities(), *spanning())])
def test_every_identity_is_seen_to_fail(name):
    assert name in planted() | asserted()


@pytest.mark.parametrize("name", problem_texts())
def test_every_kind_of_problem_is_seen(name):
    assert name in planted() or kind_of(name) in asserted()
