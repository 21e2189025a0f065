"""`juesuan lab`: the notebooks, copied to where a person works, in JupyterLab."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from juesuan.shipped import notebooks

# JupyterLab asks the network for news and versions unless it is told not to.
_OFFLINE = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)


def copy_notebooks(folder: Path) -> dict[Path, str]:
    """Copy the notebooks that are not in the folder yet; nothing is overwritten.

    Returns what became of each: copied, there (the same), or kept (a person changed it, or it is
    of another version).
    """
    folder.mkdir(parents=True, exist_ok=True)
    return {folder / source.name: _copy(source, folder / source.name) for source in notebooks()}


def _copy(source: Path, target: Path) -> str:
    if not target.exists():
        shutil.copyfile(source, target)
        return "copied"
    return "there" if target.read_bytes() == source.read_bytes() else "kept"


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
