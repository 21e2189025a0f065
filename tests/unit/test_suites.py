import json

import pytest

from juesuan.errors import SuiteError
from juesuan.identities import suites
from juesuan.identities.suites import identities, suite_folder


def test_every_expectation_of_every_file_is_an_identity():
    entries = [
        entry["meta"]["identity"]
        for path in suite_folder().iterdir()
        if path.name.endswith(".json")
        for entry in json.loads(path.read_text(encoding="utf-8"))["expectations"]
    ]
    assert len(entries) > 60
    assert sorted(entries) == sorted(identity.name for identity in identities())


def test_the_files_are_great_expectations_suites():
    for path in suite_folder().iterdir():
        if path.name.endswith(".json"):
            suite = json.loads(path.read_text(encoding="utf-8"))
            assert set(suite) == {"name", "expectations", "meta"}
            assert suite["name"] == path.name.removesuffix(".json")
            for entry in suite["expectations"]:
                assert set(entry) == {"type", "kwargs", "meta"}
                assert entry["type"].startswith("expect_")
                assert set(entry["meta"]) == {"identity", "formula", "source"}


def test_the_row_identity_of_expenditure_is_the_forms_own():
    row = next(identity for identity in identities() if identity.name == "expenditure.row")
    assert row.by == "row"
    assert row.total.measures == ("total",)
    assert [part.measures for part in row.parts] == [
        ("basic",),
        ("project",),
        ("superior_remittance",),
        ("operating",),
        ("affiliate_subsidy",),
        # of budgets
        ("contingency_reserve",),
        ("carryover_next_year",),
    ]
    assert row.source == "form note: 1栏各行＝（2＋3＋4＋5＋6）栏各行"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"type": "expect_nothing", "kwargs": {}}, "unknown type 'expect_nothing'"),
        (
            {
                "type": "expect_row_to_add_up",
                "kwargs": {"table": "income", "total": "total", "parts": {}, "tolerance": 0.1},
            },
            "no key 'tolerance'",
        ),
        (
            {
                "type": "expect_lines_to_add_up",
                "kwargs": {"table": "income", "total": {"line": "x"}, "parts": []},
            },
            "no key 'line'; did you mean 'lines'",
        ),
    ],
)
def test_what_this_version_does_not_know_is_an_error(tmp_path, monkeypatch, entry, message):
    meta = {"identity": "x", "formula": "", "source": ""}
    suite = {"name": "x", "expectations": [entry | {"meta": meta}], "meta": {}}
    (tmp_path / "x.json").write_text(json.dumps(suite), encoding="utf-8")
    monkeypatch.setattr(suites, "suite_folder", lambda: tmp_path)
    with pytest.raises(SuiteError, match=message):
        suites.identities.__wrapped__()
