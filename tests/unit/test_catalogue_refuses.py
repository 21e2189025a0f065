"""A wrong word in a data file is an error that names the file, the entry and the right word."""

import copy
import tomllib
from functools import partial
from importlib.resources import files as folder_of
from pathlib import Path

import pytest

from juesuan.catalogue import classification, columns, files, forms, frames, strict, tables, wording
from juesuan.catalogue.command_help import commands
from juesuan.catalogue.confusions import confusions
from juesuan.catalogue.corpus_words import corpus_rules
from juesuan.catalogue.defects import defects
from juesuan.catalogue.detail_wording import detail_wording
from juesuan.catalogue.disclosure import ledger
from juesuan.catalogue.faults import fault_texts
from juesuan.catalogue.grammar import grammar
from juesuan.catalogue.headline_wording import headline_wording
from juesuan.catalogue.layouts import layouts
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.measures import measures
from juesuan.catalogue.mention_wording import mention_wording
from juesuan.catalogue.new_notebook import new_notebook
from juesuan.catalogue.number_kinds import number_kinds
from juesuan.catalogue.origin_wording import origin_wording
from juesuan.catalogue.performance_wording import performance_wording
from juesuan.catalogue.phrases import phrases
from juesuan.catalogue.printed_signs import signs
from juesuan.catalogue.problems import problem_texts
from juesuan.catalogue.prose_lists import prose_lists
from juesuan.catalogue.remarks import remarks
from juesuan.catalogue.restates import budget_restates, restates
from juesuan.catalogue.sayings import shown
from juesuan.catalogue.stated_wording import stated_wording
from juesuan.catalogue.traditional import traditional
from juesuan.catalogue.value_words import value_words
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.errors import CatalogueError
from juesuan.figures.theme_file import theme
from juesuan.workbook.vocabulary import vocabulary

LOADERS = {
    "columns.toml": columns,
    "commands.toml": commands,
    "confusions.toml": confusions,
    "corpus.toml": corpus_rules,
    "defects.toml": defects,
    "details.toml": detail_wording,
    "disclosure.toml": ledger,
    "economic.csv": lambda: classification("economic"),
    "errors.toml": fault_texts,
    "frames.toml": frames,
    "headline.toml": headline_wording,
    "measures.toml": measures,
    "new_notebook.toml": new_notebook,
    "values.toml": value_words,
    "functional.csv": lambda: classification("functional"),
    "layouts.toml": layouts,
    "lexicon.toml": lexicon,
    "budget_lines.toml": tables,
    "budget_restates.toml": budget_restates,
    "budget_tables.toml": tables,
    "lines.toml": tables,
    "mentions.toml": mention_wording,
    "numbers.toml": number_kinds,
    "origin.toml": origin_wording,
    "performance.toml": performance_wording,
    "grammar.toml": grammar,
    "phrases.toml": phrases,
    "problems.toml": problem_texts,
    "prose_lists.toml": prose_lists,
    "remarks.toml": remarks,
    "restates.toml": restates,
    "shared.toml": strict.shared,
    "shown.toml": shown,
    "signs.toml": signs,
    "stated.toml": stated_wording,
    "tables.toml": tables,
    "text.toml": wording,
    "theme.toml": theme,
    "traditional.txt": traditional,
    "verdict_words.toml": verdict_words,
    "vocabulary.toml": vocabulary,
}
ROOMS = {"theme.toml": "figures", "vocabulary.toml": "workbook"}

TYPOS = tomllib.loads(
    (Path(__file__).resolve().parents[1] / "fixtures" / "typos.toml").read_text(encoding="utf-8")
)

# Dictionaries whose keys are words of their own, which no other dictionary could refuse.
FREE = {
    ("budget_tables.toml",),  # an account has not all of them
    ("columns.toml",),
    ("commands.toml",),  # what is no command or option, or says nothing of one: see test_language
    *(("commands.toml", name, "options") for name in commands()),
    ("confusions.toml", "words"),  # each stands for itself
    ("errors.toml",),  # who says an error that is none is refused
    ("frames.toml",),
    ("grammar.toml", "figures", "budgets"),
    ("grammar.toml", "worded", "digits"),
    ("numbers.toml",),
    ("restates.toml", "alike"),  # signs of names, each stands for another
    ("phrases.toml", "execution", "parts"),
    ("phrases.toml", "execution", "table_rows"),
    ("values.toml", "words", "code_from"),
    ("values.toml", "words", "subject_from"),
    ("values.toml", "words", "organization_from"),
    ("values.toml", "words", "mentions.kind"),
    ("problems.toml",),  # who says a problem or a remark that is none is refused
    ("remarks.toml",),
    ("shown.toml",),
    ("tables.toml",),
    ("text.toml", "notes", "axes"),
    ("text.toml", "units"),
    ("verdict_words.toml", "advice"),  # `causes` refuses what is no identity: see below
    ("verdict_words.toml", "together"),  # the same
    ("verdict_words.toml", "called"),  # the same
    ("verdict_words.toml", "claims"),  # a type without its claim is refused
    ("verdict_words.toml", "kinds"),
    ("verdict_words.toml", "reasons"),
    ("verdict_words.toml", "sentences"),
    ("verdict_words.toml", "suites"),  # test_rule_names
}


@pytest.fixture(autouse=True)
def forgetful():
    yield
    files.forget()


def _load(file):
    files.forget()
    return LOADERS[file]()


def test_every_data_file_is_tried_here():
    data = folder_of("juesuan.catalogue") / "data"
    there = {each.name for each in data.iterdir() if not each.name.startswith("_")} | set(ROOMS)
    assert there == set(LOADERS) == set(TYPOS)


@pytest.mark.parametrize(
    ("file", "there", "planted", "said"),
    [(file, *typo.values()) for file, typos in TYPOS.items() for typo in typos],
)
def test_a_typo_is_refused_with_file_entry_and_the_right_word(
    monkeypatch, file, there, planted, said
):
    read = files.text
    assert there in read(file, ROOMS.get(file, "catalogue/data"))

    def changed(name, *room):
        text = read(name, *room)
        return text.replace(there, planted, 1) if name == file else text

    monkeypatch.setattr(files, "text", changed)
    monkeypatch.setattr("juesuan.catalogue.traditional.text", changed)
    with pytest.raises(CatalogueError, match=said) as refused:
        _load(file)
    assert refused.value.source == file


def test_a_file_that_is_no_toml_is_refused(monkeypatch):
    monkeypatch.setattr(files, "text", lambda *_: "[titles")
    with pytest.raises(CatalogueError, match=r"text\.toml"):
        _load("text.toml")


def test_an_advice_about_an_identity_that_is_none_is_refused(monkeypatch):
    from juesuan.identities.causes import known_identities

    read = files.text
    monkeypatch.setattr(
        files, "text", lambda *name: read(*name).replace("labels.expenses", "labels.expense")
    )
    files.forget()
    with pytest.raises(CatalogueError, match=r"verdict_words.toml.*did you mean 'labels.expenses'"):
        known_identities.__wrapped__()


@pytest.mark.parametrize(
    ("there", "planted", "said"),
    [
        ("[kinds.levels]", "[kinds.level]", r"no \[kinds\.levels\]; did you mean 'level'"),
        (
            "[claims.expect_row_to_",
            "[claims.expect_rows_to_",
            r"verdict_words\.toml: there is no \[claims\.expect_row_to_add",
        ),
    ],
)
def test_a_type_of_identity_without_its_kind_or_claim_is_refused(monkeypatch, there, planted, said):
    from juesuan.identities.identity import types_in

    read = files.text
    monkeypatch.setattr(files, "text", lambda *name: read(*name).replace(there, planted))
    files.forget()
    with pytest.raises(CatalogueError, match=said):
        types_in.__wrapped__("juesuan.identities.types")


def _keys(data, place=()):
    """Every key with the place where it stands; entries of one shape once."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield place, key
            yield from _keys(value, (*place, key))
    elif isinstance(data, list):
        shapes = set()
        for at, value in enumerate(data):
            shape = tuple(value) if isinstance(value, dict) else type(value)
            if shape not in shapes:
                shapes.add(shape)
                yield from _keys(value, (*place, at))


def _misspelt(data, place, key):
    """The data with another letter at the end of one key."""
    changed = copy.deepcopy(data)
    here = changed
    for step in place:
        here = here[step]
    entries = list(here.items())
    here.clear()
    other = key[:-1] + ("q" if key[-1] != "q" else "p")
    here.update((other if name == key else name, value) for name, value in entries)
    return changed


@pytest.mark.parametrize("file", [file for file in LOADERS if file.endswith(".toml")])
def test_no_key_of_a_file_can_be_misspelt(monkeypatch, file):
    load = LOADERS[file].__wrapped__
    if file.endswith("tables.toml"):
        load = partial(forms.written_tables.__wrapped__, file)
    elif file.endswith("lines.toml"):
        beside = file.replace("lines", "tables")
        load = partial(forms.written_lines.__wrapped__, file, beside)
    data = files.toml(file, ROOMS.get(file, "catalogue/data"))
    _load(file)  # the other files are as they are, and kept
    passed, sources = [], set()
    for place, key in _keys(data):
        if (file, *place) in FREE:
            continue
        changed = _misspelt(data, place, key)
        monkeypatch.setattr(strict, "toml", lambda *_, changed=changed: copy.deepcopy(changed))
        try:
            load()
        except CatalogueError as refused:
            sources.add(refused.source)
        else:
            passed.append((*place, key))
    assert not passed
    assert sources == {file}


def test_the_free_dictionaries_are_there():
    for file, *place in FREE:
        here = files.toml(file)
        for step in place:
            here = here[step]
        assert here
