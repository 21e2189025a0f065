"""Tolerance comes from printed precision alone, in one module."""

import ast
from pathlib import Path

import pytest

import juesuan

PACKAGE = Path(juesuan.__file__).parent
ROOMS = ("graph", "tables", "identities")


@pytest.mark.parametrize(
    "path",
    sorted(p for room in ROOMS for p in (PACKAGE / room).rglob("*.py")),
    ids=lambda p: p.name,
)
def test_no_float_is_written_where_amounts_are_compared(path):
    floats = [
        (node.lineno, node.value)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    assert not floats
