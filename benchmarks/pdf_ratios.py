"""How long PDFs take, against pdfium alone and against pdfplumber.

`python benchmarks/pdf_ratios.py FILE ...` prints a line a file: milliseconds of processor time,
the best of several runs taken in turn. The floor is pdfium's load and text page of every page;
`ruled` is the ruled cells alone, as pdfplumber's, `cells` these and all other text.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pdfplumber
import pypdfium2

import juesuan
from juesuan.readers import read_source
from juesuan.readers.pdf.edges import page_edges
from juesuan.readers.pdf.glyphs import upright
from juesuan.readers.pdf.ruled_cells import fill
from juesuan.readers.pdf.rulings import ruled_tables
from juesuan.readers.pdf.unprinted import is_recognised, unprinted
from juesuan.tables.read_tables import read_tables

ROUNDS = 7


def floor(path: Path) -> None:
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    for page in pdf:
        text = page.get_textpage()
        text.close()
        page.close()
    pdf.close()


def ruled(path: Path) -> None:
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    for page in pdf:
        with upright(page) as text:
            width, height = page.get_size()
            edges = page_edges(page.raw, text.turn, width * height)
            if odd := unprinted(edges, text.turn, text.size, is_scan=is_recognised(edges)):
                text.leave_out(odd)
            ruling = ruled_tables(edges)
            if ruling.tables:
                fill(text, ruling)
        page.close()
    pdf.close()


def cells(path: Path) -> None:
    read_source(path.read_bytes(), path.name)


def tables(path: Path) -> None:
    read_tables(read_source(path.read_bytes(), path.name))


def everything(path: Path) -> None:
    document = juesuan.read(path)
    for name in juesuan.FRAMES:
        document.frame(name)


def plumber(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.find_tables():
                table.extract()


def best(work: dict[str, Callable[[Path], None]], path: Path) -> dict[str, float]:
    """The least processor time of each, in milliseconds."""
    least = dict.fromkeys(work, float("inf"))
    for at in range(ROUNDS):
        for name, do in work.items():
            if name == "pdfplumber" and at > 0:
                continue
            start = time.process_time()
            with suppress(juesuan.NotAFinalAccount):  # a budget: its cells are read all the same
                do(path)
            least[name] = min(least[name], 1000 * (time.process_time() - start))
    return least


def main(paths: list[Path]) -> None:
    """Print the table."""
    work = {
        "floor": floor,
        "ruled": ruled,
        "cells": cells,
        "tables": tables,
        "everything": everything,
        "pdfplumber": plumber,
    }
    print("| file | " + " | ".join(work) + " | pdfplumber / ruled | pdfplumber / cells |")
    print("|---" * (len(work) + 3) + "|")
    for path in paths:
        found = best(work, path)
        shown = [
            f"{value:.0f} ({value / found['floor']:.1f}×)" if name != "floor" else f"{value:.0f}"
            for name, value in found.items()
        ]
        shown += [f"{found['pdfplumber'] / found[name]:.0f}" for name in ("ruled", "cells")]
        print(f"| {path.stem} | " + " | ".join(shown) + " |")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
