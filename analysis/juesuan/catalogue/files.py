"""Reading the data files that ship beside the code."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def text(name: str) -> str:
    """The text of `catalogue/data/NAME`, UTF-8."""
    return (files("juesuan.catalogue") / "data" / name).read_text(encoding="utf-8")


def toml(name: str) -> dict[str, Any]:
    """A TOML data file as a dictionary."""
    return tomllib.loads(text(name))
