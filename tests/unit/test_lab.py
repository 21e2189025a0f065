"""`juesuan lab` and what ships with it."""

import json
import re
import subprocess
import sys

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from typer.testing import CliRunner

import juesuan
from juesuan import lab
from juesuan.cli import commands as cli
from juesuan.lab import notebooks


@pytest.fixture(autouse=True)
def signatures(tmp_path, monkeypatch):
    """Signatures of trusted notebooks go to a folder of the test."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))


def test_the_example_is_the_first_document(hanyang):
    assert juesuan.read(juesuan.example()).document_id == hanyang.document_id


def test_eight_notebooks_ship_in_their_order():
    assert [path.name[:3] for path in notebooks()] == [f"0{number}_" for number in range(1, 9)]


def test_notebooks_are_copied_once_and_a_changed_one_is_kept(tmp_path):
    folder = tmp_path / "notebooks"
    assert set(lab.copy_notebooks(folder).values()) == {"copied"}
    changed = folder / notebooks()[1].name
    changed.write_text("mine", encoding="utf-8")
    again = lab.copy_notebooks(folder)
    assert again.pop(changed) == "kept"
    assert set(again.values()) == {"there"}
    assert changed.read_text(encoding="utf-8") == "mine"


def test_copies_are_trusted_and_their_charts_are_live(tmp_path):
    for path in lab.copy_notebooks(tmp_path / "notebooks"):
        notebook = nbformat.read(path, as_version=4)
        assert NotebookNotary().check_signature(notebook), path.name
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        kinds = [set(output.get("data", {})) for output in outputs]
        assert not any("image/png" in each for each in kinds), path.name


def test_the_command_starts_jupyterlab_where_the_notebooks_are(tmp_path, monkeypatch):
    started = []

    def run(command, **_):
        started.append(command)
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(lab.subprocess, "run", run)
    folder = tmp_path / "mine"
    done = CliRunner().invoke(cli.app, ["lab", "--folder", str(folder), "--port", "8901"])
    (command,) = started
    assert done.exit_code == 3
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={tmp_path}" in command
    assert "--LabApp.default_url=/lab/tree/mine/01_start_here.ipynb" in command
    assert command[-2:] == ["--port", "8901"]
    assert "copied" in done.output


def test_a_folder_that_cannot_be_written_is_a_wrong_usage(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = CliRunner().invoke(cli.app, ["lab", "--folder", str(tmp_path / "file" / "notebooks")])
    assert done.exit_code == 2


def cells():
    for path in notebooks():
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            yield path.name, cell


def test_cells_have_at_most_five_lines():
    for name, cell in cells():
        if cell["cell_type"] == "code":
            lines = "".join(cell["source"]).splitlines()
            assert len([line for line in lines if line.strip()]) <= 5, (name, lines)


def test_every_chart_is_stored_with_a_small_picture():
    charts = 0
    for name, cell in cells():
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "application/vnd.plotly.v1+json" in data:
                charts += 1
                assert len(data["image/png"]) * 3 / 4 < 65_000, name
    assert charts >= 15


def test_stored_notebooks_hold_no_times_and_no_paths_of_a_machine():
    for name, cell in cells():
        assert "execution" not in cell["metadata"], name
        said = [output.get("text", output.get("data")) for output in cell.get("outputs", [])]
        assert not re.search(r"[\\\"' (]/\w+/\w+", json.dumps([cell["source"], said])), name


def test_readers_cells_hold_no_asserts():
    """What a notebook says of the example is tested; its cells run on any document."""
    assert not [name for name, cell in cells() if "assert " in "".join(cell["source"])]


def test_a_new_notebook_runs_and_is_never_overwritten(tmp_path, hanyang_path):
    path = tmp_path / "我的分析.ipynb"
    done = CliRunner().invoke(cli.app, ["lab", "--new", str(path)])
    assert done.exit_code == 0, done.output
    made = json.loads(path.read_text(encoding="utf-8"))
    names = {}
    for cell in made["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)  # noqa: S102 - a cell of ours
    assert names["doc"].document_id == juesuan.read(hanyang_path).document_id
    again = CliRunner().invoke(cli.app, ["lab", "--new", str(path)])
    assert again.exit_code == 2
    assert json.loads(path.read_text(encoding="utf-8")) == made


def test_the_identity_that_a_notebook_shows_can_be_loaded():
    from juesuan.identities.suites import identity_of

    (source,) = (
        "".join(cell["source"])
        for name, cell in cells()
        if name.startswith("04") and "```json" in "".join(cell["source"])
    )
    entry = json.loads(source.split("```json")[1].split("```")[0])
    assert identity_of("mine", entry).name == "mine.death_benefits"
