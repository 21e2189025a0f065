"""Every recipe of CONTRIBUTING.md is carried out on a copy of the package."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_RECIPE = re.compile(
    r"^### (?P<title>.+?)\n.*?^```diff\n(?P<diff>.*?)^```\n.*?^```python\n(?P<check>.*?)^```\n",
    re.DOTALL | re.MULTILINE,
)
RECIPES = [(match["title"], match["diff"], match["check"]) for match in _RECIPE.finditer(PAGE)]


def test_there_is_a_recipe_for_whatever_is_added_most():
    titles = " ".join(title for title, _, _ in RECIPES)
    for what in ("title", "heading", "line", "wording", "identity", "type", "problem", "medium"):
        assert what in titles


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("recipes")
    for part in ("analysis/juesuan", "expectations", "data/raw"):
        shutil.copytree(
            ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.pyc")
        )
    return folder


@pytest.mark.parametrize(("title", "diff", "check"), RECIPES, ids=[each[0] for each in RECIPES])
def test_the_recipe_does_what_it_says(title, diff, check, package, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(package, copy)
    # A number of no file's name: git takes the folder for its own.
    applied = run(["git", "apply", "-p0", "--unidiff-zero", "-"], copy, diff)
    near = "a line beside this recipe's has changed: bring its diff in CONTRIBUTING.md up to date"
    assert applied.returncode == 0, f"{title}: {near}\n{applied.stderr}"
    shown = run([sys.executable, "-X", "utf8", "-c", check], copy)
    assert shown.returncode == 0, f"{title}: {shown.stderr}"
    before = run([sys.executable, "-X", "utf8", "-c", check], package)
    assert before.returncode != 0, f"{title}: what it shows was so before"


def run(command, folder, given="") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PYTHONPATH": str(folder / "analysis"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "GIT_CEILING_DIRECTORIES": str(folder.parent),
    }
    return subprocess.run(
        command,
        input=given,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
