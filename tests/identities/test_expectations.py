import json
import re
import shutil

import pandas as pd
import pytest

import juesuan
from juesuan import SuiteError, load_suites, stack_frames
from juesuan.cli import app
from juesuan.identities import suites
from juesuan.identities.gx.validate import outcomes_of, validate
from juesuan.identities.identity import types
from juesuan.identities.suites import identities
from juesuan.identities.verdicts import counts, verdicts

# Importing Great Expectations, and running it, warns of what it will change itself.
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::PendingDeprecationWarning", "ignore::FutureWarning"
)


def context_of_an_analyst():
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.enable_analytics(enable=False)
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def batch_of(frame):
    context = context_of_an_analyst()
    asset = context.data_sources.add_pandas("mine").add_dataframe_asset("accounts")
    return asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})


def test_a_class_stands_for_each_type_and_no_other():
    from great_expectations.expectations import registry

    from juesuan.identities.gx import expectations

    for name in types():
        made = getattr(expectations, "".join(word.capitalize() for word in name.split("_")))
        assert made.expectation_type == name
    registered = set(registry.list_registered_expectation_implementations())
    assert registered >= set(types())
    assert "identity_expectation" not in registered


def test_every_expectation_of_every_file_is_loaded():
    loaded = load_suites()
    written = {
        path.name.removesuffix(".json"): json.loads(path.read_text(encoding="utf-8"))
        for path in suites.suite_folder().iterdir()
        if path.name.endswith(".json")
    }
    assert [suite.name for suite in loaded] == sorted(written)
    for suite in loaded:
        entries = written[suite.name]["expectations"]
        for entry, each in zip(entries, suite.expectations, strict=True):
            loaded_entry = each.entry()
            given = {key: value for key, value in entry["kwargs"].items() if value is not None}
            usual = {"parts_required": False, "where_printed": False, "where_listed": False}
            unsaid = {key: value for key, value in usual.items() if key in loaded_entry["kwargs"]}
            assert loaded_entry["kwargs"] == unsaid | given
            assert (loaded_entry["type"], loaded_entry["meta"]) == (entry["type"], entry["meta"])
    assert sum(len(suite.expectations) for suite in loaded) == len(identities())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the suite of the income table, to be spoilt."""
    shutil.copy(str(suites.suite_folder() / "income.json"), tmp_path)
    monkeypatch.setattr(suites, "suite_folder", lambda: tmp_path)
    return tmp_path


def spoil(folder, **changes):
    path = folder / "income.json"
    suite = json.loads(path.read_text(encoding="utf-8"))
    suite["expectations"][0] |= changes
    path.write_text(json.dumps(suite), encoding="utf-8")


def test_an_unknown_type_is_an_error(folder):
    assert len(load_suites()[0].expectations) == 6
    spoil(folder, type="expect_rows_to_be_pretty")
    with pytest.raises(SuiteError, match="unknown type 'expect_rows_to_be_pretty'"):
        load_suites()


@pytest.mark.usefixtures("folder")
def test_an_expectation_that_is_dropped_in_silence_is_an_error(monkeypatch):
    from great_expectations.expectations import registry

    assert len(load_suites()[0].expectations) == 6
    monkeypatch.delitem(registry._registered_expectations, "expect_levels_to_add_up")
    with pytest.raises(SuiteError, match="6 expectations in its file and 3 loaded"):
        load_suites()


def test_an_analysts_own_context_gives_our_verdicts_expectation_by_expectation(stacked_frames):
    import great_expectations as gx

    context = context_of_an_analyst()
    asset = context.data_sources.add_pandas("mine").add_dataframe_asset("accounts")
    batch = asset.add_batch_definition_whole_dataframe("all")
    checks = [
        context.validation_definitions.add(
            gx.ValidationDefinition(name=suite.name, data=batch, suite=context.suites.add(suite))
        )
        for suite in load_suites()
    ]
    checkpoint = context.checkpoints.add(gx.Checkpoint(name="all", validation_definitions=checks))
    outcomes = outcomes_of(checkpoint.run({"dataframe": stack_frames(stacked_frames)}))

    ours = verdicts(stacked_frames)
    expected = {
        identity.name: counts(ours[ours["identity"] == identity.name]) for identity in identities()
    }
    found = outcomes.set_index("identity")[["exact", "rounding", "inconsistent", "not_checked"]]
    assert found.to_dict("index") == expected
    assert outcomes.set_index("identity")["success"].to_dict() == {
        name: not each["inconsistent"] for name, each in expected.items()
    }
    assert 0 < outcomes["success"].sum() < len(outcomes)


def test_an_analysts_own_expectation_needs_no_suite(hanyang):
    from juesuan.identities.gx.expectations import ExpectRowToAddUp

    own = ExpectRowToAddUp(table="expenditure", total="total", parts={"basic": 1})
    found = batch_of(hanyang.amounts).validate(own)
    projects = hanyang.expenditure["project"].fillna(0).ne(0)
    assert (projects.sum(), len(projects)) == (10, 22)
    assert not found.success
    assert found.result["element_count"] == 22
    assert found.result["unexpected_count"] == 10
    assert found.result["unexpected_percent"] == pytest.approx(100 * 10 / 22)
    with pytest.raises(Exception, match="tolerance"):
        ExpectRowToAddUp(table="income", total="total", parts={}, tolerance=1)


def test_a_suite_whose_frames_are_missing_does_not_hold(hanyang):
    batch = batch_of(stack_frames({"amounts": hanyang.amounts, "tables": hanyang.tables}))
    (suite,) = [each for each in load_suites() if each.name == "prose"]
    result = batch.validate(suite)
    assert result.statistics["successful_expectations"] == 0
    reasons = [each.result["details"]["reasons"] for each in result.results]
    assert all(set(each) == {"frame_missing"} for each in reasons)


def test_what_cannot_be_evaluated_is_an_error_and_not_a_success():
    from juesuan.identities.gx.expectations import ExpectCodesToBelong

    batch = batch_of(pd.DataFrame({"amount": [1.0]}))
    found = batch.validate(ExpectCodesToBelong(table="income"))
    assert not found.success
    assert "lacks the columns" in json.dumps(found.exception_info)


def page_text(path):
    text = re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8"))
    return re.sub(r"\s+", " ", text)


def test_validate_writes_data_docs_that_read_as_sentences(corpus):
    found = validate(corpus)
    assert len(found.outcomes) == len(identities())
    assert not found.success
    assert found.index == corpus / "data_docs" / "index.html"
    assert "expenditure" in page_text(found.index)
    (page,) = (corpus / "data_docs" / "validations" / "expenditure").rglob("*.html")
    text = page_text(page)
    assert (
        "In each row of 支出决算表 the columns add up to their total: 本年支出合计 = 基本支出 + "
        "项目支出 + 上缴上级支出 + 经营支出 + 对附属单位补助支出 (source: form note: "
        "1栏各行＝（2＋3＋4＋5＋6）栏各行)." in text
    )
    assert "In 支出决算表 each 类 is the sum of the 款 below it: 类 = Σ款" in text
    ours = pd.read_parquet(corpus / "verdicts")
    for name, each in found.outcomes.set_index("identity").iterrows():
        own = ours[ours["identity"] == name]
        assert counts(own) == each[["exact", "rounding", "inconsistent", "not_checked"]].to_dict()
    for row in ours[ours["verdict"] == "inconsistent"].itertuples():
        suite = found.outcomes.set_index("identity").loc[row.identity, "suite"]
        (page,) = (corpus / "data_docs" / "validations" / suite).rglob("*.html")
        assert re.sub(r"\s+", " ", row.message) in page_text(page)


def test_text_of_documents_is_escaped_in_data_docs():
    from great_expectations.render.view import DefaultJinjaPageView

    from juesuan.identities.gx.expectation import _text

    cell = _text("<script>alert($x)</script>").to_json_dict()
    shown = DefaultJinjaPageView().render_string_template(cell["string_template"])
    assert "<script>" not in str(shown)
    assert "alert($x)" in str(shown)


def test_the_command_ends_with_two_where_nothing_was_built(tmp_path):
    from typer.testing import CliRunner

    done = CliRunner().invoke(app, ["validate", str(tmp_path)])
    assert done.exit_code == 2
    assert "no built corpus" in done.output.replace("\n", " ")


def test_the_command_says_what_does_not_hold_and_ends_with_one(corpus):
    from typer.testing import CliRunner

    done = CliRunner().invoke(app, ["validate", str(corpus)])
    assert done.exit_code == 1, done.output
    assert "does not hold" in done.output
    assert "index.html" in done.output.replace("\n", "")


def test_load_suites_is_there_without_great_expectations_being_loaded():
    assert juesuan.load_suites is load_suites
