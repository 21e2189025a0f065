"""A new type of identity is one file and a claim: suites, checks, Great Expectations know it."""

import json
import sys
from pathlib import Path

import pytest

import juesuan.identities.types
from juesuan import SuiteError, check_frames, load_suites
from juesuan.catalogue.remarks import Said
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.identities import suites
from juesuan.identities.identity import types, types_in
from juesuan.identities.verdicts import counts

NAME = "expect_amounts_to_be_below"
FILE = "amounts_below"
LIMIT = 100_000_000  # 100 万元 in 分

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::PendingDeprecationWarning", "ignore::FutureWarning"
)


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """A suite with an identity of the new type, whose file stands beside those of the others."""
    folder = Path(__file__).resolve().parents[1] / "fixtures" / "types"
    path = [*juesuan.identities.types.__path__, str(folder)]
    monkeypatch.setattr(juesuan.identities.types, "__path__", path)
    monkeypatch.setattr(suites, "suite_folder", lambda: tmp_path)
    entry = {
        "type": NAME,
        "kwargs": {"table": "expenditure", "limit": LIMIT},
        "meta": {"identity": "mine.small", "formula": "amount < 1", "source": "mine"},
    }
    suite = {"name": "mine", "expectations": [entry], "meta": {}}
    (tmp_path / "mine.json").write_text(json.dumps(suite), encoding="utf-8")
    claim = Said(text="No amount of {table} is {limit} or more", text_zh="{table}金额均低于{limit}")
    monkeypatch.setitem(verdict_words().claims, NAME, claim)
    types_in.cache_clear()
    yield tmp_path / "mine.json"
    types_in.cache_clear()
    sys.modules.pop(f"juesuan.identities.types.{FILE}", None)
    if "great_expectations" in sys.modules:
        from great_expectations.expectations import registry

        registry._registered_expectations.pop(NAME, None)


def test_the_file_alone_makes_the_type_known_to_suites_and_checks(mine, hanyang):
    assert NAME in types()
    (identity,) = suites.identities_in(suites.suite_folder(), types())
    assert (identity.kind, identity.arguments.limit) == ("bound", LIMIT)
    found = check_frames({"amounts": hanyang.amounts}, [identity])
    own = hanyang.amounts[hanyang.amounts["table"] == "expenditure"]
    large = own["amount_fen"] >= LIMIT
    assert counts(found)["inconsistent"] == large.sum() > 0
    assert counts(found)["exact"] == (~large).sum() > 0
    assert set(found["kind"]) == {"bound"}
    absent = check_frames({"documents": hanyang.documents}, [identity])
    assert absent["reason"].tolist() == ["frame_missing"]
    mine.write_text(mine.read_text().replace('"expenditure"', '"expenditures"'))
    with pytest.raises(SuiteError, match=r"mine\.small: table: .*did you mean 'expenditure'"):
        suites.identities_in(suites.suite_folder(), types())


@pytest.mark.usefixtures("mine")
def test_the_file_alone_makes_its_great_expectations_class(hanyang):
    from juesuan.identities.gx.expectations import ExpectAmountsToBeBelow
    from juesuan.identities.gx.sentences import prescribed
    from juesuan.identities.gx.validate import ephemeral_context, outcomes_of, run_suites

    (suite,) = load_suites()
    assert [type(each) for each in suite.expectations] == [ExpectAmountsToBeBelow]
    outcomes = outcomes_of(run_suites(ephemeral_context(), hanyang.amounts))
    (identity,) = suites.identities_in(suites.suite_folder(), types())
    ours = counts(check_frames({"amounts": hanyang.amounts}, [identity]))
    assert outcomes[list(ours)].to_dict("records") == [ours]
    said = prescribed(ExpectAmountsToBeBelow.claim, {"table": "expenditure", "limit": 5}, {})
    assert said == "No amount of 支出决算表 is 5 or more."
    with pytest.raises(Exception, match="limits"):
        ExpectAmountsToBeBelow(table="expenditure", limits=5)


def test_a_type_that_is_gone_again_is_unknown():
    assert NAME not in types()
