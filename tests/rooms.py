"""The drawing of the rooms in docs/architecture.md: `python -m tests.rooms` draws it anew.

It is made from the import contract in pyproject.toml, which the imports are held to, and from the
first line of each room's docstring.
"""

import ast
import re
import tomllib
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "analysis" / "juesuan"
PAGE = ROOT / "docs" / "architecture.md"
_DRAWING = re.compile(r"(?<=<!-- rooms: begin -->\n).*?(?=<!-- rooms: end -->)", re.DOTALL)


def floors() -> list[list[str]]:
    """The rooms by floor, from the first that data passes to the last."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    return [layer.split(" | ") for layer in reversed(contract["layers"])]


def purpose(room: str) -> str:
    """What a room says of itself."""
    path = PACKAGE / room
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    said = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    return said.partition("\n")[0]


def _shown(room: str) -> str:
    return f"{room}/" if (PACKAGE / room).is_dir() else room


def drawing() -> str:
    """The rooms as a drawing and as a list, in Markdown."""
    rooms = floors()
    named = [" & ".join(f"{room}[{_shown(room)}]" for room in floor) for floor in rooms]
    lines = ["```mermaid", "flowchart TB"]
    lines += [f"  {upper} --> {lower}" for upper, lower in pairwise(named)]
    lines += ["```", "", "| room | what it does |", "|---|---|"]
    lines += [f"| `{name}` | {purpose(name)} |" for floor in rooms for name in floor]
    return "\n".join(lines) + "\n"


def drawn() -> str:
    """The drawing that stands in the page."""
    found = _DRAWING.search(PAGE.read_text(encoding="utf-8"))
    return found[0] if found else ""


def main() -> None:
    """Draw the rooms anew."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_DRAWING.sub(lambda _: drawing(), page), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
