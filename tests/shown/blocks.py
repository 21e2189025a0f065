"""The fenced blocks of the pages, which tests run from top to bottom.

In a block of `python` a line that ends in `# → value` must come to that value, and one that ends in
`# raises Name` must raise it; what follows the value in brackets is for the reader. In a block of
`sh` each line is a command; `# ends with 1` tells its exit code. A block of `text` behind it holds
lines of what the commands printed, in their order. A `title` is the name of a file to write.
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from tests.rooms import ROOT

# Made from data (tests/shown/rendered.py, juesuan.schema.render): they show nothing to run.
RENDERED = ("frames.md", "problems.md", "identities.md", "disclosure.md")
_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<kind>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^ *```$",
    re.DOTALL | re.MULTILINE,
)
_TOLD = re.compile(r"# (?P<how>→|raises) (?P<what>.+?)(?: \(.*\))?$")


def pages() -> list[Path]:
    """The READMEs and every page of the site that is written by hand."""
    written = sorted(page for page in (ROOT / "docs").rglob("*.md") if page.name not in RENDERED)
    return [ROOT / "README.md", ROOT / "README.zh-CN.md", *written]


@dataclass(frozen=True)
class Block:
    """A fenced block: its kind, the file that it is, its text, and the line it stands at."""

    kind: str
    title: str | None
    text: str
    line: int


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page that have a kind."""
    source = page.read_text(encoding="utf-8")
    return [
        Block(
            match["kind"],
            match["title"],
            re.sub(f"^{match['indent']}", "", match["text"], flags=re.MULTILINE),
            source[: match.start("text")].count("\n") + 1,
        )
        for match in _BLOCK.finditer(source)
    ]


@dataclass(frozen=True)
class Step:
    """A statement of a block of Python, with what is told of it: a value, or the error's name."""

    node: ast.stmt
    value: str | None
    error: str | None


def steps(block: Block) -> list[Step]:
    """The statements of a block, each with what its last line tells."""
    lines = block.text.splitlines()
    found = []
    for node in ast.parse(block.text).body:
        whole = isinstance(node, ast.Expr)
        told = _TOLD.search(lines[(node.end_lineno or node.lineno) - 1]) if whole else None
        how, what = (told["how"], told["what"]) if told else ("", None)
        found.append(Step(node, what if how == "→" else None, what if how == "raises" else None))
    return found
