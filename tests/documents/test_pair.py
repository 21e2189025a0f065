"""The budget and account that ship: what notebook 08 shows of them; the factory made them."""

import pytest

import juesuan
from juesuan.lab import notebooks
from tests.documents.test_notebooks import run, sources
from tests.factory.example_pair import made


@pytest.fixture(scope="module")
def names():
    """What the cells of the notebook make, but for those that build a corpus of the pair."""
    found = {}
    for source in sources(notebooks()[7]):
        if "corpus" not in source:
            run(source, found)
    return found


def test_the_pair_is_what_the_factory_makes():
    assert tuple(path.read_bytes() for path in juesuan.example_pair()) == made()


def test_every_item_has_both_amounts_and_their_deviation(names):
    mine = names["mine"].query("level == 'item'").set_index("code")
    amounts = mine[["budget", "actual", "deviation"]].round(2).astype("float64")
    assert amounts.T.to_dict("list") == {
        "2040604": [25.91, 26.17, 0.26],
        "2040607": [117.68, 105.85, -11.83],
        "2080501": [121.09, 100.08, -21.01],
        "2080502": [0.52, 0.43, -0.09],
        "2081199": [1279.79, 1132.56, -147.23],
        "2120399": [0, 583, 583],
    }
    assert mine["rate"].isna().to_list() == [False] * 5 + [True]  # nothing was planned of it
    assert mine["reason"].notna().all()


def test_the_misquoted_item_is_found_and_no_other(names):
    (row,) = names["misquoted"].to_dict("records")
    assert (row["code"], row["budget"], row["stated_budget"]) == ("2040607", 117.68, 117.78)


def test_the_plan_is_that_of_the_prose(names):
    plan = names["budget"].plan.set_index("code")
    assert plan.loc["2081199", ["budget", "prior", "growth"]].tolist() == [1279.79, 1599.73, -20.0]
    assert set(plan["prior_kind"]) == {"执行数"}


def test_both_documents_hold_but_for_the_quote(names):
    for document in (names["budget"], names["account"]):
        assert not document.findings["severity"].isin(["error", "warning"]).any()
        assert document.tables["unplaced"].sum() == 0
