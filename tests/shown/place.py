"""The folder in which the pages' examples are run: what a reader has after the README's command."""

import contextlib
import shutil
from pathlib import Path
from random import Random

from juesuan.corpus.build import build
from juesuan.lab import example_pair
from tests.conftest import HANYANG
from tests.factory import Layout, misprint, print_text, random_account
from tests.factory.pdf import PdfLayout, print_pdf


def make_place(folder: Path) -> None:
    """A clone after its first build, with a document of the reader's own and one of each kind.

    `my.pdf` has a misprinted figure, `my.txt` another account; `2023/` is a folder of two;
    `budget.html` and `account.html` are the pair that ships.
    """
    raw = folder / "data" / "raw"
    raw.mkdir(parents=True)
    shutil.copy(HANYANG, raw)
    account = random_account(Random(24), classes=(2, 2), unit=("万元", 2), three_public=True)
    wrong, _ = misprint(account, Random(24))
    (folder / "my.pdf").write_bytes(print_pdf(wrong, Layout(), PdfLayout()))
    for name, path in zip(("budget", "account"), example_pair(), strict=True):
        shutil.copy(path, folder / f"{name}.html")
    (folder / "2023").mkdir()
    for seed, name in ((1, "my.txt"), (2, "2023/first.txt"), (3, "2023/second.txt")):
        other = random_account(Random(seed), classes=(1, 1), full_lists=False)
        (folder / name).write_text(print_text(other, Layout()), encoding="utf-8")
    with contextlib.chdir(folder):  # by the same names as the commands: they find it unchanged
        build(["data/raw"], Path("data/clean"), jobs=1)
