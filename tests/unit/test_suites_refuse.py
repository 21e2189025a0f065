"""What no dictionary has is refused in a suite, with file, identity, key and the nearest word."""

import copy
import json
import re

import msgspec
import pytest

from juesuan.corpus.spanning import spanning_types
from juesuan.errors import SuiteError
from juesuan.identities.identity import types
from juesuan.identities.suites import identities_in, identity_of, suite_folder

ALL_TYPES = types() | spanning_types()
# Patterns are no words of a dictionary: what they must be is tested apart.
PATTERNS = (
    *("against", "both", "above", "drop", "budget", "but", "like", "subjects", "more", "moves"),
    *("funds", "about", "of", "whole", "beyond"),
)


def written():
    """Every suite that ships, as (file, suite as it is written)."""
    for folder in (suite_folder(), suite_folder() / "across"):
        for path in sorted(folder.iterdir(), key=lambda path: path.name):
            if path.name.endswith(".json"):
                yield path.name, json.loads(path.read_text(encoding="utf-8"))


ENTRIES = {
    entry["meta"]["identity"]: (file, suite["name"], entry)
    for file, suite in written()
    for entry in suite["expectations"]
}


def read(name, entry):
    file, suite, _ = ENTRIES[name]
    return identity_of(suite, entry, ALL_TYPES, file)


def refusal(name, entry):
    """What is said of a spoilt entry; it names file and identity."""
    file, _, _ = ENTRIES[name]
    with pytest.raises(SuiteError) as refused:
        read(name, entry)
    said = str(refused.value)
    assert said.startswith(f"{file}, {name}: "), said
    return said


def places(value, path=()):
    """The path of every key, and of every text that is no pattern, anywhere in an entry."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key), "key"
            if key not in PATTERNS:
                yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from places(inner, (*path, at))
    elif isinstance(value, str):
        yield path, "word"


def spoilt(entry, path, new):
    """A copy of an entry in which `new` changes what holds the last step of a path."""
    changed = copy.deepcopy(entry)
    within = changed["kwargs"]
    for step in path[:-1]:
        within = within[step]
    new(within, path[-1])
    return changed


def set_to(value):
    def change(within, step):
        within[step] = value

    return change


def renamed(within, key):
    within[f"{key}x"] = within.pop(key)


def test_the_suites_that_ship_have_every_type():
    assert {entry["type"] for _, _, entry in ENTRIES.values()} == set(ALL_TYPES)
    for name, (_, _, entry) in ENTRIES.items():
        assert read(name, entry).name == name


@pytest.mark.parametrize("name", ENTRIES)
def test_no_key_of_a_suite_can_be_misspelt(name):
    _, _, entry = ENTRIES[name]
    keys = [path for path, what in places(entry["kwargs"]) if what == "key"]
    assert keys
    for path in keys:
        said = refusal(name, spoilt(entry, path, renamed))
        assert f"{path[-1]}x" in said
        assert f"did you mean {path[-1]!r}?" in said or "there are" in said, said


@pytest.mark.parametrize("name", ENTRIES)
def test_no_word_of_a_suite_can_be_one_that_no_dictionary_has(name):
    _, _, entry = ENTRIES[name]
    for path, what in places(entry["kwargs"]):
        if what == "word":
            said = refusal(name, spoilt(entry, path, set_to("not_a_word")))
            # A column under another name is missed where records are grouped.
            keys = [step for step in (*path, "by") if isinstance(step, str)]
            assert "'not_a_word'" in said or any(f"{key}: " in said for key in keys), said


@pytest.mark.parametrize("name", ENTRIES)
def test_no_argument_that_a_type_needs_can_be_left_out(name):
    _, _, entry = ENTRIES[name]
    fields = msgspec.structs.fields(ALL_TYPES[entry["type"]])
    needed = [field.encode_name for field in fields if field.required]
    assert needed
    for key in needed:
        kwargs = {other: value for other, value in entry["kwargs"].items() if other != key}
        said = refusal(name, entry | {"kwargs": kwargs})
        assert f"the key {key!r} is missing" in said


# identity, where in its arguments, what is planted there, what the error says
PLANTED = [
    ("between_tables.expenditure_classes", ("by",), "codes", "by: … 'codes'; did you mean 'code'?"),
    ("between_tables.income_other", ("by",), "row", "by: … there are document, code"),
    (
        "between_tables.income_other",
        ("by",),
        "code",
        "by: … that have no code",
    ),
    ("income.row", ("table",), "incom", "table: there is no table 'incom'; did you mean 'income'?"),
    (
        "income.row",
        ("total",),
        "totl",
        "measure of income 'totl'; did you mean 'total'?",
    ),
    ("income.row", ("parts", "othr"), 1, "measure of income 'othr'; did you mean 'other'?"),
    ("income.row", ("parts", "other"), 0, "weight"),
    ("income.row", ("parts", "other"), "1", "Expected `int`, got `str`"),
    ("income.row", ("parts",), {}, "parts: there are none"),
    ("income.row", ("side",), "income", "income has no sides"),
    ("appropriation_summary.row", ("side",), "expense", "side: … did you mean 'expenditure'?"),
    ("appropriation_summary.row", ("side",), "income", "measure of appropriation_summary (income)"),
    ("income.total_from_classes", ("total_level",), "totl", "did you mean 'total'?"),
    ("income.total_from_classes", ("part_level",), "item", "level below total 'item'"),
    ("general_budget_basic.class_from_sections", ("total_level",), "section", "with parts"),
    ("income.total_from_classes", ("table",), "three_public", "rows of three_public have no codes"),
    (
        "three_public.total",
        ("total", "lines"),
        ["totals"],
        "'totals'; did you mean 'total'?",
    ),
    ("three_public.total", ("parts", 0, "lines", 0), "abroads", "did you mean 'abroad'?"),
    ("three_public.total", ("total", "weight"), 2, "weight is of parts only"),
    ("three_public.total", ("total", "measure"), "actual", "all parts name a measure"),
    ("three_public.total", ("total", "codes"), ["301"], "rows of three_public have no codes"),
    ("three_public.total", ("total", "table"), "income", "no key 'table'"),
    ("three_public.total", ("parts", 0), {}, "no lines, no codes and no level"),
    ("three_public.total", ("parts",), [], "parts: there are none"),
    ("income_expenditure_summary.total_expenditure", ("parts", 0, "lines", 0), "clas_*", "class_"),
    ("income_expenditure_summary.total_income", ("total", "side"), "expenditure", "total_income"),
    ("general_budget_basic.personnel", ("parts", 0, "codes", 0), "399x", "did you mean '399'?"),
    ("between_tables.income_other", ("total", "level"), "items", "level: … did you mean 'item'?"),
    ("prose.completion", ("quantity",), "completion", "did you mean 'completion_rate'?"),
    ("prose.completion", ("words",), {"增加": 1}, "words: a completion_rate has no it"),
    ("prose.directions", ("against",), "(预", "the expression '(预' is broken"),
    ("prose.growth", ("words", "增家"), 1, "direction '增家'; did you mean '增加'?"),
    ("prose.growth", ("words", "增加"), -1, "the sign of 增加 is 1"),
    ("prose.share_of_income", ("part",), None, "part: it and whole belong together"),
    ("prose.general_budget_share", ("part", "measures", 0), "totel", "did you mean 'total'?"),
    ("prose.share_of_three_public", ("whole", "line"), "totl", "did you mean 'total'?"),
    ("prose.directions", ("against",), "[", "is broken"),
    ("prose.budgets", ("total", "frame"), "executions", "frame: … did you mean 'execution'?"),
    ("prose.budgets", ("total", "column"), "budget_fn", "column: … did you mean 'budget_fen'?"),
    ("prose.budgets", ("total", "column"), "reason", "reason holds no figures"),
    ("prose.budgets", ("total", "where", "level"), "totl", "where.level: … did you mean 'total'?"),
    ("prose.budgets", ("by", 0), "document", "document_id has to be in it"),
    ("plan.growth", ("base",), "prior", "base: … 'prior'; did you mean 'prior_fen'?"),
    ("plan.reasons", ("moves", "增家"), "经费增加$", "moves: … '增家'; did you mean '增加'?"),
    ("plan.reasons", ("moves", "增加"), "(经", "the expression '(经' is broken"),
    ("prose.budgets", ("unit",), "万", "unit: … '万'"),
    ("prose.budgets", ("unit",), "分", "万元 is the unit of columns in _fen"),
    ("prose.budgets", ("relation",), "withn", "did you mean 'within'?"),
    ("prose.budgets", ("total", "needed"), True, "needed is of parts only"),
    ("prose.reasons", ("total", "where"), {}, "signs: where has to choose directions"),
    ("prose.procurement", ("total", "where", "item"), "总数", "item '总数'"),
    ("prose.procurement", ("parts", 0, "where", "quantity"), "amounts", "did you mean 'amount'?"),
    ("prose.procurement", ("parts", 0, "once", 0), "items", "once: … did you mean 'item'?"),
    ("performance.evaluation_rate", ("rate", "column"), "actual_fen", "a rate is no money"),
    ("performance.evaluation_score", ("frame",), "execution", "frame with scores"),
    ("labels.document_income", ("with",), "documents", "with: … did you mean 'document'?"),
    ("labels.item_class", ("level",), "total", "there are class, section, item"),
    ("labels.expenses", ("measure",), "amounts", "did you mean 'amount'?"),
    ("labels.fiscal_year", ("mention",), "year", "mention: … did you mean 'fiscal_year'?"),
    ("labels.fiscal_year", ("column",), "fiscalyear", "column: … did you mean 'fiscal_year'?"),
    ("codes.belong_income", ("table",), "three_public", "rows of three_public have no codes"),
    ("completeness.state_capital", ("since",), "2021", "Expected `int | null`, got `str`"),
    (
        "across.carried_over",
        ("opening", "line"),
        "opening_balances",
        "did you mean 'opening_balance'?",
    ),
    ("across.carried_over", ("opening", "side"), "expenditure", "no line of income_expenditure"),
    ("across.units_basic", ("total", "measure"), "basics", "did you mean 'basic'?"),
    ("across.year_before", ("words", "减少"), 1, "the sign of 减少 is -1"),
]


@pytest.mark.parametrize(("name", "path", "value", "message"), PLANTED)
def test_a_planted_error_is_said_with_its_key_and_the_nearest_word(name, path, value, message):
    _, _, entry = ENTRIES[name]
    said = refusal(name, spoilt(entry, path, set_to(value)))
    pattern = ".*".join(map(re.escape, message.split(" … ")))
    assert re.search(pattern, said), said


def suite_of(folder, file, *entries, **changes):
    suite = {"name": file, "expectations": list(entries), "meta": {"title": file}} | changes
    (folder / f"{file}.json").write_text(json.dumps(suite), encoding="utf-8")


def row(**changes):
    _, _, entry = ENTRIES["income.row"]
    return copy.deepcopy(entry) | changes


def test_a_suite_that_says_nothing_wrong_is_read(tmp_path):
    suite_of(tmp_path, "mine", row())
    assert [each.name for each in identities_in(tmp_path, types())] == ["income.row"]


def test_two_identities_of_one_name_are_said_with_both_files(tmp_path):
    suite_of(tmp_path, "first", row())
    suite_of(tmp_path, "second", row())
    with pytest.raises(SuiteError, match=r"second\.json: .*called income\.row.*first\.json"):
        identities_in(tmp_path, types())


META = {"identity": "mine.row", "formula": "a = b", "source": "mine"}


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (row(type="expect_rows_to_add_up"), "income.row: type: .*did you mean 'expect_row_to_add"),
        (row(type="expect_units_to_add_up"), "income.row: type: unknown type"),
        (row(meta=META | {"sauce": "x"}), "mine.row: meta: .*'sauce'; did you mean 'source'"),
        (
            row(meta={"identity": "mine.row", "formula": ""}),
            "mine.row: meta: the key 'source' is missing",
        ),
        (row(meta={"identiti": "x"}), "meta: .*did you mean 'identity'"),
        (row(kwarg={}), "income.row: .*'kwarg'; did you mean 'kwargs'"),
        (row(kwargs=[]), "income.row: kwargs: Expected `object`, got `array`"),
        ({"type": "expect_row_to_add_up"}, "the key 'kwargs' is missing"),
    ],
)
def test_an_entry_of_another_shape_is_refused(tmp_path, entry, message):
    suite_of(tmp_path, "mine", entry)
    with pytest.raises(SuiteError, match=f"mine.json.*{message}"):
        identities_in(tmp_path, types())


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"expectation": []}, ".*'expectation'; did you mean 'expectations'"),
        ({"meta": {"titel": "x"}}, "meta: .*'titel'; did you mean 'title'"),
        ({"name": "other"}, "the suite calls itself 'other'"),
        ({"expectations": {}}, "expectations: Expected `array`"),
    ],
)
def test_a_suite_of_another_shape_is_refused(tmp_path, changes, message):
    suite_of(tmp_path, "mine", **changes)
    with pytest.raises(SuiteError, match=f"mine.json: {message}"):
        identities_in(tmp_path, types())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"name": "mine", "name": "mine"}', "the key 'name' stands twice"),
        ("{", "this is no suite"),
        ("[]", "Expected `object`, got `array`"),
    ],
)
def test_a_file_that_is_no_suite_is_refused(tmp_path, text, message):
    (tmp_path / "mine.json").write_text(text, encoding="utf-8")
    with pytest.raises(SuiteError, match=f"mine.json: .*{message}"):
        identities_in(tmp_path, types())
