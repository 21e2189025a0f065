"""What the README and the site show is run, page by page and from top to bottom."""

import ast
import json
import os
import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

import juesuan
from juesuan.cli import app
from tests.rooms import ROOT
from tests.shown.blocks import blocks, pages, steps
from tests.shown.place import make_place

EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "optional-dependencies"
]
# A bucket that stands in an example and is not here; a folder plays its part.
BUCKET = "s3://accounts"
_ENDS = re.compile(r"\s+# ends with (\d)$")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("place")
    make_place(folder)
    return folder


@pytest.fixture
def place(made, tmp_path, monkeypatch):
    """A copy of the place, entered."""
    copy = tmp_path / "place"
    shutil.copytree(made, copy)
    monkeypatch.chdir(copy)
    return copy


@pytest.fixture
def speak():
    """A function that chooses the language; afterwards it is what it was."""
    before = os.environ["JUESUAN_LANGUAGE"]

    def choose(language):
        juesuan.options.language = language
        os.environ["JUESUAN_LANGUAGE"] = language

    yield choose
    os.environ["JUESUAN_LANGUAGE"] = before
    juesuan.options.language = None


def is_chinese(page):
    return page.name == "README.zh-CN.md" or "zh" in page.relative_to(ROOT).parts


def called(page):
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", pages(), ids=called)
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_what_a_page_shows_is_so(page, place, speak):
    speak("zh" if is_chinese(page) else "en")
    names, printed = {}, ""
    for block in blocks(page):
        at = f"{called(page)}, line {block.line}"
        if block.title:
            (place / block.title).write_text(block.text, encoding="utf-8")
        if block.kind == "python":
            run_python(block, names, at)
        elif block.kind == "sh":
            printed = "".join(run_command(line, at) for line in block.text.splitlines())
        elif block.kind == "text" and printed:
            assert_printed(block.text, printed, at)
            printed = ""
        elif block.kind == "toml":
            tomllib.loads(block.text)
        elif block.kind == "json":
            json.loads(block.text)


def played(text):
    return text.replace(BUCKET, f"file://{Path.cwd().as_posix()}")


def run_python(block, names, at):
    for step in steps(block):
        code = played(ast.unparse(step.node))
        if step.error:
            with pytest.raises(getattr(juesuan, step.error)):
                exec(code, names)  # noqa: S102 - it is the page's own
        elif step.value:
            assert told(eval(code, names)) == step.value, f"{at}: {code}"  # noqa: S307
        else:
            exec(code, names)  # noqa: S102


def told(value):
    return str(round(value, 6)) if isinstance(value, float) else str(value)


def run_command(line, at):
    """What a command prints; of an installation only the extras' names are looked at."""
    ends = _ENDS.search(line)
    line = _ENDS.sub("", line)
    installing = re.match(r"python -m pip install (.*?)(?: && (.*))?$", line)
    if installing:
        for extras in re.findall(r"\[(.*?)\]", installing[1]):
            assert set(extras.split(",")) <= EXTRAS.keys(), f"{at}: {line}"
        line = installing[2] or "python -m pytest"
    if line in ("juesuan lab", "python -m pytest"):
        return ""
    words = re.fullmatch(r"(?:python -m )?juesuan (.*)", line)
    assert words, f"{at}: no test runs {line!r}"
    run = CliRunner().invoke(app, shlex.split(played(words[1])))
    assert run.exit_code == int(ends[1] if ends else 0), f"{at}: {line}\n{run.output}"
    return run.output


def assert_printed(shown, printed, at):
    rest = " ".join(printed.split())
    for line in shown.splitlines():
        words = " ".join(line.split())
        if words == "…":
            continue
        before, found, rest = rest.partition(words)
        assert found, f"{at}: {words!r} was not printed, but {before!r}"
