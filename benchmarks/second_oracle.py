"""The ruled cells of PDFs as tablers finds them, page by page: a second oracle beside pdfplumber.

    pip install tablers
    python benchmarks/second_oracle.py FILE ...

For each file: how many pages have ruled cells, on how many the filled ones differ (their texts
without spaces), and for those which texts only one of the two has.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from tablers import Document, find_tables

from juesuan.readers import read_source

SHOWN = 4


def ours(path: Path) -> dict[int, Counter[str]]:
    """The texts of the ruled cells by page (1-based), as juesuan reads them."""
    found: dict[int, Counter[str]] = {}
    for grid in read_source(path.read_bytes(), path.name).grids:
        texts = found.setdefault(grid.page or 0, Counter())
        texts.update(_plain(cell.text for cell in grid.cells))
    return found


def theirs(path: Path) -> dict[int, Counter[str]]:
    """The same as tablers reads them; tables of one cell are frames around text."""
    found: dict[int, Counter[str]] = {}
    for number, page in enumerate(Document(str(path)).pages(), start=1):
        tables = find_tables(page, extract_text=True)
        for table in (each for each in tables if len(each.cells) > 1):
            texts = found.setdefault(number, Counter())
            texts.update(_plain(cell.text for cell in table.cells))
    return found


def _plain(texts) -> list[str]:
    return [word for text in texts if (word := "".join((text or "").split()))]


def main(paths: list[Path]) -> int:
    """Print a line a file and one for each page that differs; 1 where one does."""
    differs = 0
    for path in paths:
        mine, other = ours(path), theirs(path)
        pages = sorted(
            page for page in mine.keys() | other.keys() if mine.get(page) or other.get(page)
        )
        odd = [page for page in pages if mine.get(page) != other.get(page)]
        cells = sum(sum(texts.values()) for texts in mine.values())
        print(f"{path.stem}: {len(pages)} pages, {cells} filled cells, {len(odd)} pages differ")
        for page in odd:
            alone = mine.get(page, Counter()), other.get(page, Counter())
            for name, one, two in (("juesuan", *alone), ("tablers", *alone[::-1])):
                if only := list((one - two).elements()):
                    print(f"  page {page}, only {name}: {len(only)} cells: {only[:SHOWN]}")
        differs += len(odd)
    return int(differs > 0)


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
