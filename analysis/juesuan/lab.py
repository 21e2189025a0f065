"""What ships besides code, an example and notebooks; `juesuan lab` opens copies in JupyterLab."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

from juesuan.catalogue.extras import optional_packages
from juesuan.catalogue.faults import fault
from juesuan.catalogue.new_notebook import new_cells
from juesuan.errors import JuesuanError

_EXAMPLE = "武汉市汉阳区总工会2022年度部门决算.txt"
_PAIR = ("江城市青山区司法局2023年部门预算.html", "江城市青山区司法局2023年度部门决算.html")
_CLONE = Path(__file__).resolve().parents[2]
_CHART = "application/vnd.plotly.v1+json"
# JupyterLab asks the network for news and versions unless it is told not to.
_OFFLINE = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)


def example() -> Path:
    """The path of a published final account that comes with juesuan, a text of 60 KB."""
    return _shipped("example", "data/raw") / _EXAMPLE


def example_pair() -> tuple[Path, Path]:
    """The paths of a budget and of the final account of its year: two web pages, both invented."""
    folder = _shipped("example", "data/pair")
    budget, account = _PAIR
    return folder / budget, folder / account


def notebooks() -> list[Path]:
    """The notebooks that come with juesuan, in their order."""
    return sorted(_shipped("notebooks", "notebooks").glob("*.ipynb"))


def refuse_without_lab() -> None:
    """Raise `MissingExtra` where JupyterLab, or what the notebooks draw with, is not installed."""
    with optional_packages():
        import_module("jupyterlab")
        import_module("plotly")


def copy_notebooks(folder: Path) -> dict[Path, str]:
    """Copy the notebooks that are not in the folder yet; nothing is overwritten.

    The copies are trusted, and have no pictures of the charts: JupyterLab would show these, wide
    or not, until a mouse is over them. Returns what became of each: copied, there (the same), or
    kept (a person changed it, or it is of another version).
    """
    folder.mkdir(parents=True, exist_ok=True)
    return {folder / source.name: _copy(source, folder / source.name) for source in notebooks()}


def _copy(source: Path, target: Path) -> str:
    live = _live(source)
    if target.exists():
        return "there" if target.read_bytes() == live else "kept"
    target.write_bytes(live)
    _trust(target)
    return "copied"


def _live(source: Path) -> bytes:
    """A notebook without the pictures that stand beside charts for readers that draw none."""
    notebook = json.loads(source.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if _CHART in output.get("data", {}):
                output["data"].pop("image/png", None)
    return _written(notebook)


def _written(notebook: dict[str, Any]) -> bytes:
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _trust(path: Path) -> None:
    """Sign a notebook as `jupyter trust` does."""
    nbformat, sign = (import_module(name) for name in ("nbformat", "nbformat.sign"))
    notary = sign.NotebookNotary()
    notary.sign(nbformat.read(path, as_version=4))
    notary.store.close()


def new_notebook(path: Path) -> None:
    """Write a notebook to begin with: a document, its findings, its figures.

    Raises FileExistsError where there is one, and OSError where it cannot be written.
    """
    cells: list[dict[str, Any]] = [
        {
            "cell_type": cell.kind,
            "id": f"cell-{number}",
            "metadata": {},
            "source": cell.said,
            **({"execution_count": None, "outputs": []} if cell.kind == "code" else {}),
        }
        for number, cell in enumerate(new_cells())
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4}
    with path.open("xb") as file:
        file.write(_written(notebook | {"nbformat_minor": 5}))


def start(folder: Path, options: Iterable[str] = ()) -> int:
    """Run JupyterLab in the folder's parent until it is stopped; its exit code."""
    first = Path(folder.resolve().name) / notebooks()[0].name
    command: Sequence[str] = [
        *(sys.executable, "-m", "jupyterlab"),
        f"--ServerApp.root_dir={folder.resolve().parent}",
        f"--LabApp.default_url=/lab/tree/{first.as_posix()}",
        *_OFFLINE,
        *options,
    ]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - this Python's own lab


def _shipped(packaged: str, in_clone: str) -> Path:
    """A folder inside an installed package, or where a working copy has it."""
    for folder in (Path(str(files("juesuan"))) / packaged, _CLONE / in_clone):
        if folder.is_dir():
            return folder
    raise JuesuanError(fault("folder_missing", name=packaged))
