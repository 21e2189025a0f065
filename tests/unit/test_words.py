"""Chinese words for people stand in data files, and code says them by name."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import juesuan
from juesuan import errors
from juesuan.catalogue import lexicon as lexicon_module
from juesuan.catalogue.lexicon import lexicon
from juesuan.errors import CatalogueError
from juesuan.figures.theme import phrase, words
from juesuan.figures.theme_file import theme

PACKAGE = Path(juesuan.__file__).parent
IDEOGRAPH = re.compile(
    r"[\u2e80-\u2fff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Of a pattern: a range of all Chinese characters and the name of a group are no words.
PATTERN = re.compile(r"[\u2e80\u3400\u4e00]-[\u9fa5\u9fff\uffef]|\(\?P<\w+>")
# Signs that are no ideographs, such as 、 and （; alone they separate or are a character class.
SIGN = re.compile(r"[\u3001-\u3020\uff01-\uffee]")
WORD = re.compile(r"[A-Za-z]{2} |[A-Za-z]{4}")

# What stands in code all the same: the file or folder, the characters, and why.
ALLOWED = {
    "readers/numerals.py": ("一二三四五六七八九十", "digits, whose order is their value"),
    "readers/excel/number_format.py": ("通用格式年月日", "codes of Excel's number formats"),
    "lab.py": (
        "武汉市汉阳区总工会2022年度部门决算江城青山司法局3预",
        "the names of files of this repository",
    ),
    "frames/wide.py": ("万元", "a docstring that is made when the module is read"),
    "catalogue/wording.py": ("表", "part of a pattern that is put together from the data"),
}
# Errors of the package's own data files are in English; some name a table or a unit in Chinese.
ERRORS = {name for name in vars(errors) if isinstance(getattr(errors, name), type)}
# Errors for the authors of data files, and of what is no value of Python: in English, in code.
FOR_AUTHORS = {
    "CatalogueError",
    "SuiteError",
    "ValueError",
    "TypeError",
    "AttributeError",
    "KeyError",
}
# The log of a build is for whoever looks after it, in English.
LOGGED = ("log.info", "log.warning")
# A phrase: two words of more than one letter beside each other, the first of which is no name.
SENTENCE = re.compile(r"(?<![\w`./-])[A-Za-z]{2,} [a-z]{2,}")
# Phrases that are nobody's words, and why.
PHRASES = {
    "bold red": "a style of the console",
    "middle right": "a place in a figure",
    '<span style="color:': "markup of a figure's text",
    "whole number": "a type of a cell, in the errors of `shown.toml` as such",
    "line of three_public": "a fault of the package's own data",
    "no official table": "a label on a picture, whose letters are Latin",
    " of all documents": "a docstring",
    "table.notna() and severity != 'note'": "an expression",
}
# Sentences that stand in code all the same, by file, and why.
SPOKEN = {
    "catalogue/": "what the loaders tell the authors of data files",
    "identities/": "what the loaders tell the authors of suites",
    "frames/wide.py": "a docstring that is made when the module is read",
    "corpus/stage.py": "a fault of this package, which no person meets",
    "corpus/sql.py": "SQL",
    "schema/render.py": "the pages of docs/, which are in English",
    "readers/": "what a package reports, looked for in its words",
    "language.py": "the error of the option itself, before there is a language",
}


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """The string literals of a file, but for docstrings and what errors say, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(node.value)
        if isinstance(node, ast.Raise) or (
            isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ERRORS
        ):
            passed.update(ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in passed:
            yield node.lineno, node.value


def files() -> list[str]:
    return [str(path.relative_to(PACKAGE)) for path in sorted(PACKAGE.rglob("*.py"))]


@pytest.mark.parametrize("file", files())
def test_no_chinese_word_stands_in_code(file):
    allowed = {
        sign for place, (own, _) in ALLOWED.items() if file.startswith(place) for sign in own
    }
    for line, text in texts(PACKAGE / file):
        plain = PATTERN.sub("", text)
        found = set(IDEOGRAPH.findall(plain)) - allowed
        assert not found, f"{file}:{line}: {text!r} belongs into the catalogue"
        assert not (SIGN.search(plain) and WORD.search(plain)), f"{file}:{line}: {text!r}"


def test_what_is_allowed_is_still_there():
    for place, (characters, why) in ALLOWED.items():
        inside = [PACKAGE / file for file in files() if file.startswith(place)]
        said = {sign for path in inside for _, text in texts(path) for sign in text}
        assert why
        assert set(characters) <= said, place


def test_every_phrase_of_the_figures_is_in_use_and_can_be_said():
    used = {"balance", "saved", "unknown_column", "other_funds"} | {"source", "source_lines"}
    for path in (PACKAGE / "figures").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "phrase":
                literals = [n for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)]
                parts = [n.value for n in literals if isinstance(n.value, str)]
                used |= set(parts)
                given = {each.arg: 2 for each in node.keywords}
                if None not in given:
                    assert all(phrase(name, **given) for name in parts)
    assert used == set(theme().phrases["zh"].__struct_fields__)


def test_a_phrase_holds_the_words_of_the_theme(monkeypatch):
    monkeypatch.setattr(juesuan.options, "_language", "zh")
    assert phrase("waterfall") == f"从{words().budget}到{words().actual}"


def test_a_wrong_word_file_is_refused(monkeypatch):
    monkeypatch.setattr("juesuan.catalogue.strict.toml", lambda *_: {"totel": "x", "money": "y"})
    with pytest.raises(CatalogueError, match=r"lexicon\.toml.*'totel'; did you mean 'total'"):
        lexicon_module.lexicon.__wrapped__()


def test_who_reports_is_the_department_or_a_unit():
    assert lexicon().organizations.kinds == ("部门", "单位")


def test_every_phrase_that_may_stand_in_code_does():
    said = {text for file in files() for _, text in texts(PACKAGE / file)}
    assert said >= set(PHRASES)


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """English sentences in code but for docstrings and errors for authors, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(node.value)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in (*FOR_AUTHORS, *LOGGED):
            passed.update(ast.walk(node))
    for node in ast.walk(tree):
        said = node.value if isinstance(node, ast.Constant) and node not in passed else None
        if isinstance(said, str) and said not in PHRASES and SENTENCE.search(said):
            yield node.lineno, said


@pytest.mark.parametrize("file", files())
def test_no_english_sentence_for_people_stands_in_code(file):
    if file.startswith(tuple(SPOKEN)):
        return
    assert list(sentences(PACKAGE / file)) == []
