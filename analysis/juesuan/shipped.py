"""What ships with the package besides its code: an example document, the notebooks."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from juesuan.errors import JuesuanError

_EXAMPLE = "武汉市汉阳区总工会2022年度部门决算.txt"
_CLONE = Path(__file__).resolve().parents[2]


def example() -> Path:
    """The path of a published final account that comes with juesuan, a text of 60 KB."""
    return _shipped("example", "data/raw") / _EXAMPLE


def notebooks() -> list[Path]:
    """The notebooks that come with juesuan, in their order."""
    return sorted(_shipped("notebooks", "notebooks").glob("*.ipynb"))


def _shipped(packaged: str, in_clone: str) -> Path:
    """A folder inside an installed package, or where a working copy has it."""
    for folder in (Path(str(files("juesuan"))) / packaged, _CLONE / in_clone):
        if folder.is_dir():
            return folder
    raise JuesuanError(f"the folder {packaged} is missing", hint="Install juesuan again.")
