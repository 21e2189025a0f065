"""The house is as docs/architecture.md and the import contracts say."""

import ast
import re
from collections import Counter
from statistics import median

import pytest

from tests.rooms import PACKAGE, PAGE, drawing, drawn, floors

MODULES = sorted(PACKAGE.rglob("*.py"))


def length(path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_the_drawing_is_that_of_the_contract():
    assert drawn() == drawing()


def test_every_room_stands_in_the_contract_and_says_what_it_does():
    rooms = {path.stem for path in PACKAGE.glob("*.py")} | {
        path.parent.name for path in PACKAGE.glob("*/__init__.py")
    }
    named = [room for floor in floors() for room in floor]
    assert set(named) == rooms - {"__init__"}
    # `_version` is one line, and `__main__` starts the command line.
    silent = [
        line for line in drawing().splitlines() if line.endswith("|  |") and "_" not in line[:4]
    ]
    assert not silent


def test_few_modules_stand_outside_of_a_room():
    assert len(list(PACKAGE.glob("*.py"))) <= 9


def test_the_name_of_a_file_is_a_noun_of_its_own():
    names = Counter(path.name for path in MODULES if path.name != "__init__.py")
    assert [name for name, count in names.items() if count > 1] == []


def test_files_are_short():
    assert max(map(length, MODULES)) <= 500
    assert median(length(path) for path in MODULES if path.name != "__init__.py") <= 110


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_inside_imports_the_package_root(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    roots = [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Import) and any(name.name == "juesuan" for name in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module == "juesuan" and _takes_names(node))
    ]
    assert roots == []


def _takes_names(node: ast.ImportFrom) -> bool:
    """`from juesuan import figures` takes a room, `from juesuan import __version__` a name."""
    return any(not (PACKAGE / name.name).is_dir() for name in node.names)


def test_the_figure_that_the_page_follows_is_read_as_it_says(hanyang, hanyang_path):
    page = PAGE.read_text(encoding="utf-8")
    lines = hanyang_path.read_text(encoding="utf-8").split("\n")
    assert lines[330].strip() == "2012901 行政运行 269.02 269.02"
    assert lines[330].strip() in page
    assert "Line 331" in page
    amounts = hanyang.amounts.query("table == 'expenditure' and code == '2012901'")
    assert amounts["measure"].tolist() == ["total", "basic"]
    assert amounts["amount_fen"].tolist() == [269_020_000] * 2
    assert amounts["precision_fen"].tolist() == [10_000] * 2
    assert set(amounts["placement"]) == {"solved"}
    deciders = amounts["evidence"].iloc[0].split(",")
    assert deciders == ["expenditure.row", "expenditure.section_from_items"]
    assert all(f"`{name}`" in page for name in deciders)
    verdicts = hanyang.verdicts.query("identity == 'expenditure.row' and code == '2012901'")
    assert verdicts["verdict"].tolist() == ["exact"]
    assert verdicts["residual_fen"].tolist() == [0]


def test_every_file_that_the_page_names_is_there():
    page = PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:\w+/)+[\w.]*\w+\.(?:py|toml))`", page))
    assert len(named) > 5
    assert [name for name in named if not (PACKAGE / name).exists()
            and not (PACKAGE.parents[1] / name).exists()] == []  # fmt: skip
