"""What is said of problems is data: complete, in two languages, and all of it in use."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import juesuan
from juesuan.catalogue import problems, remarks, strict
from juesuan.catalogue.problems import problem, problem_texts
from juesuan.catalogue.remarks import remark
from juesuan.errors import CatalogueError
from juesuan.schema.render import problems_markdown

PACKAGE = Path(juesuan.__file__).parent
DOCS = PACKAGE.parents[1] / "docs"
SENTENCE = re.compile(r"[^\W\d_]\s+[^\W\d_]|[\u3400-\u9fff]")


@cache
def calls() -> tuple[tuple[str, str, ast.Call, ast.AST], ...]:
    """Every call of `problem` and `remark` in the package: the file, which, the call, its scope."""
    return tuple(found for path in sorted(PACKAGE.rglob("*.py")) for found in _calls(path))


def _calls(path: Path) -> Iterator[tuple[str, str, ast.Call, ast.AST]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    scopes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("problem", "remark"):
            own = [scope for scope in scopes if node in ast.walk(scope)]
            yield str(path.relative_to(PACKAGE)), node.func.id, node, own[-1] if own else tree


def names(call: ast.Call, scope: ast.AST) -> list[str]:
    """The names that the first argument may have: a literal, or a variable that is a choice."""
    first = call.args[0]
    if isinstance(first, ast.Name):
        (first,) = [
            node.value
            for node in ast.walk(scope)
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == first.id
        ]
    choices = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
    return [ast.literal_eval(choice) for choice in choices]


def needed(which: str, name: str) -> frozenset[str]:
    if which == "problem":
        return problem_texts()[name].placeholders
    return remarks.placeholders(remarks.remarks()[name].text)


def test_every_problem_and_remark_in_the_code_is_in_the_data_with_its_values():
    assert len(calls()) > 90
    for file, which, call, scope in calls():
        assert len(call.args) == 1, (file, call.lineno)
        given = {keyword.arg for keyword in call.keywords}
        for name in names(call, scope):
            assert given == needed(which, name), (file, call.lineno, name)


def test_every_problem_and_remark_in_the_data_is_in_the_code():
    used = {(which, name) for _, which, call, scope in calls() for name in names(call, scope)}
    assert used == {
        *(("problem", name) for name in problem_texts()),
        *(("remark", name) for name in remarks.remarks()),
    }


def test_no_value_of_a_problem_or_remark_is_a_sentence():
    for file, _, call, _ in calls():
        for keyword in call.keywords:
            for node in ast.walk(keyword.value):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    assert not SENTENCE.search(node.value), (file, node.lineno, node.value)


def test_every_text_can_be_said_in_both_languages():
    for name, text in problem_texts().items():
        found = problem(name, **dict.fromkeys(text.placeholders, 2))
        assert (found.message and found.said("zh") != found.message) or text.meaning
        assert (found.hint is None) == (found.advised("zh") is None)
    for name in remarks.remarks():
        found = remark(name, **dict.fromkeys(needed("remark", name), 2))
        assert "{" not in str(found) + found.said("zh")


def test_what_is_counted_is_said_for_one_and_for_several():
    one, two = (problem("unplaced.column_without_heading", count=count) for count in (1, 2))
    assert "1 figure without" in one.message
    assert "2 figures without" in two.message


def test_a_remark_in_a_remark_is_said_in_the_same_language():
    found = problem("unplaced", reason=remark("row_without_label"))
    assert (found.kind, found.severity) == ("unplaced", "error")
    assert (found.message, found.said("zh")) == ("its row has no label", "所在行没有名称")
    both = remarks.together(remark("unmapped"), remark("overprinted"))
    assert str(both) == (
        "a character has no Unicode map; different characters are printed on one spot"
    )
    assert both.said("zh") == "有字符没有 Unicode 对照；同一位置有不同字符重叠"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (problem("unplacd", reason="x"), "'unplacd'; did you mean 'unplaced'"),
        (problem("unplaced"), "reason"),
        (problem("unplaced", reason="x", count=1), "count"),
        (problem("unplaced", reason=remark("in_margins")), "did you mean 'in_margin'"),
        (problem("unplaced", reason=remark("row_unknown")), "'row_unknown' has other values"),
    ],
)
def test_an_unknown_name_and_other_values_are_refused(made, said):
    with pytest.raises(CatalogueError, match=said):
        _ = made.message


WRONG = [
    ({"severity": "grave"}, "there is no severity 'grave'"),
    ({"message_zh": "共 {number} 个"}, "only one language has {count}, {number}"),
    ({"hint_zh": None}, "its hint is given in one language alone"),
    ({"hint_zh": "见 {place}"}, "only one language has {place}"),
    ({"mesage": "x"}, "there is no key 'mesage'; did you mean 'message'"),
    ({"message": "{count}", "message_zh": "{count}"}, "a meaning belongs to"),
    ({"message": "{count"}, "expected '}'"),
]


@pytest.mark.parametrize(("change", "said"), WRONG)
def test_a_wrong_entry_is_refused_with_its_file_and_name(monkeypatch, change, said):
    right = {
        "severity": "note",
        "message": "{count} of them",
        "message_zh": "{count} 个",
        "hint": "Look.",
        "hint_zh": "请看。",
    }
    wrong = {key: value for key, value in (right | change).items() if value is not None}
    monkeypatch.setattr(strict, "toml", lambda *_: {"odd_kind": wrong})
    with pytest.raises(CatalogueError) as refused:
        problems.problem_texts.__wrapped__()
    assert str(refused.value).startswith("problems.toml: odd_kind: ")
    assert said in str(refused.value)


def test_the_printed_page_is_made_of_the_data():
    assert (DOCS / "problems.md").read_text(encoding="utf-8") == problems_markdown()
