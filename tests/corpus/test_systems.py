"""What can be said of Windows and macOS from here: names, encodings, line ends, files in use."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from juesuan.catalogue import FRAMES
from juesuan.corpus import stage
from juesuan.corpus.build import build
from juesuan.corpus.stage import patiently, write_json
from juesuan.document import read
from juesuan.origin.describe import Origin, document_id

from .made import assert_coherent, documents, entries, text

ROOT = Path(__file__).parents[2]
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$")


# Characters of the longest name in Chinese of a workbook.
LONGEST = 90


def origin(organization):
    fields = dict.fromkeys(Origin.__struct_fields__)
    return Origin(**fields | {"organization": organization, "kind": "决算", "fiscal_year": 2022})


@pytest.mark.parametrize(
    "organization",
    [
        "CON",
        "nul",
        "COM1.txt",
        "LPT9 ",
        "a:b",
        "局. ",
        "..",
        "a/b\\c",
        "x" * 400,
        "局" * 400,
        "a\nb",
    ],
)
def test_a_document_s_name_is_the_name_of_a_file_on_every_system(organization):
    name = f"{document_id(origin(organization), 'ab' * 32)}.xlsx"
    assert not RESERVED.match(name)
    assert not re.search(r'[\x00-\x1f<>:"/\\|?*]', name)
    assert not name.startswith((" ", ".")) or name.startswith("_")
    assert not Path(name).stem.endswith((" ", "."))
    assert len(name.encode()) <= 255
    assert len(name) <= LONGEST or name.isascii() or "x" in name


def test_no_file_of_a_corpus_has_a_path_too_long_for_windows(tmp_path):
    documents(tmp_path / "raw", 1)
    build([tmp_path / "raw"], tmp_path / "out")
    every = (path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*"))
    longest = max(len(str(path)) for path in every)
    parts = (".build", "work", "0123456789ab-abcdefgh", "workbooks", "")
    working = len("/".join(parts)) + LONGEST
    # Beside the path of the folder itself.
    assert max(longest, working) + 120 <= 260


def test_names_that_differ_in_case_only_are_no_two_files(tmp_path):
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for number, name in enumerate(("ABC中心", "abc中心")):
        printed = read(text(1).encode(), name="x.txt").documents["organization"].iloc[0]
        words = text(1).replace(printed, name)
        (raw / f"{number}.txt").write_text(words, encoding="utf-8")
    build([raw], out)
    names = [path.name.casefold() for path in (out / "workbooks").iterdir()]
    assert len(names) == len(set(names)) == 2
    for name in FRAMES:
        assert all(path.name == path.name.casefold() for path in (out / name).iterdir())


def test_no_file_is_read_or_written_in_the_encoding_of_the_system(tmp_path):
    documents(tmp_path / "raw", 1)
    (tmp_path / "corrections.toml").write_text("corrections = []", encoding="utf-8")
    script = """
import sys, warnings
warnings.filterwarnings("error", category=EncodingWarning, module=r"juesuan(\\.|$)")
from pathlib import Path
from typer.testing import CliRunner
import juesuan
from juesuan.cli import app
from juesuan.corpus.build import build
raw, out, folder = sys.argv[1:]
assert build([raw], Path(out)).read == 1
corpus = juesuan.open_corpus(out)
repr(corpus), corpus.across, corpus.sql("select 1 a")
fixed = juesuan.read(f"{raw}/000.txt", corrections=f"{folder}/corrections.toml")
fixed.to_excel(f"{folder}/a.xlsx"), juesuan.read_workbook(f"{folder}/a.xlsx")
export = ["export", out, "-o", f"{folder}/b.xlsx"]
for words in (["check", raw], ["show", f"{raw}/000.txt"], export):
    done = CliRunner().invoke(app, words)
    assert done.exit_code in (0, 1), (words, done.output, done.exception)
"""
    done = subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-c", script]
        + [str(tmp_path / each) for each in ("raw", "out", "")],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_other_line_ends_read_the_same(ending):
    words = text(3)
    plain = read(words.encode(), name="a.txt")
    other = read(words.replace("\n", ending).encode(), name="a.txt")
    for name in ("amounts", "verdicts", "paragraphs", "tables"):
        mine, theirs = (each.frame(name).drop(columns="document_id") for each in (plain, other))
        assert mine.equals(theirs), name


def test_a_manifest_has_the_same_line_ends_everywhere(tmp_path):
    documents(tmp_path / "raw", 1)
    build([tmp_path / "raw"], tmp_path / "out", workbooks=False)
    assert b"\r" not in (tmp_path / "out" / "manifest.jsonl").read_bytes()


def test_a_file_that_is_in_use_for_a_moment_is_tried_again(tmp_path, monkeypatch):
    monkeypatch.setattr(stage, "_PAUSE", 0.001)
    replace, rename, unlink = Path.replace, Path.rename, Path.unlink
    refused = []

    def in_use(act):
        def acting(path, *arguments, **options):
            # Every operation is refused twice, as by a program that looks at new files.
            if refused.count((act, path)) < 2:
                refused.append((act, path))
                raise PermissionError(13, "in use")
            return act(path, *arguments, **options)

        return acting

    raw, out = tmp_path / "raw", tmp_path / "out"
    documents(raw, 2)
    build([raw], out, workbooks=False)
    (raw / "001.txt").write_text(text(50), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", in_use(replace))
        patch.setattr(Path, "rename", in_use(rename))
        patch.setattr("juesuan.corpus.publish._removed", in_use(unlink))
        build([raw], out, workbooks=False)
    assert {act for act, _ in refused} == {replace, rename, unlink}
    assert_coherent(out)
    assert len(entries(out)) == 2


def test_what_stays_in_use_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(stage, "_PAUSE", 0.001)
    tried = []

    def in_use():
        tried.append(1)
        raise PermissionError(13, "in use")

    with pytest.raises(PermissionError, match="in use"):
        patiently(in_use)
    assert len(tried) == stage._TRIES
    monkeypatch.setattr(Path, "replace", lambda *_: in_use())
    with pytest.raises(PermissionError, match="in use"):
        write_json(tmp_path / "a.json", {})


def test_the_workflow_runs_the_commands_of_the_readme_on_three_systems_and_four_versions():
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python -m pip install .*$", readme, re.MULTILINE)[:2]
    assert len(commands) == 2
    for command in commands:
        assert command in workflow
    systems = ("ubuntu-latest", "windows-latest", "macos-latest")
    for word in (*systems, *(f'"3.{minor}"' for minor in range(11, 15))):
        assert word in workflow
    assert "secrets" not in workflow
    lowest = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert lowest["requires-python"] == ">=3.11"
