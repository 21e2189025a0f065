"""Made accounts as scans: how many amounts are right, wrong or missing, and how many confirmed.

`python -m benchmarks.scans PAGES [--seed N] [--kept FOLDER]`

Accounts are printed as PDF in the ways of several producers and turned into pictures of three
resolutions and three qualities, until there are PAGES pages. It prints a line for each resolution
and quality, names every confirmed amount that is wrong, and ends with 1 where there is one. What
was recognised is kept in FOLDER, so that a second run need not recognise it again.
"""

import argparse
import pickle
import sys
from collections import Counter
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random
from time import process_time

from msgspec import structs

from juesuan.readers import Source, read_source
from tests.factory import Account, Layout, random_account
from tests.factory.pdf import FONT, PdfLayout, print_pdf
from tests.factory.scans import Scanner, print_scan, scanned_pages
from tests.scans import fates_of

DPI = (150, 200, 300)
QUALITIES = {
    "clean": Scanner(skew=0.4, noise=3, quality=90),
    "usual": Scanner(skew=1.5, noise=10, blur=0.6, quality=75, ground=25, stamps=1),
    "poor": Scanner(skew=2.5, noise=22, blur=1.1, quality=50, ground=60, stamps=2, grey=True),
}
BORDERS = ("lines", "thin_rectangles", "cell_rectangles", "open_sides", "none")
UNITS = (("万元", 2), ("万元", 2), ("元", 2), ("万元", 4))


def made(rng: Random) -> tuple[Account, bytes]:
    """An account and its PDF, as wide as paper."""
    account = random_account(
        rng, classes=(1, 4), unit=rng.choice(UNITS), full_lists=rng.random() < 0.3
    )
    pdf = PdfLayout(
        borders=rng.choice(BORDERS),
        turned=rng.choice(("no", "no", "sideways")),
        digits=rng.choice((FONT, "Helvetica", "Times-Roman")),
        rows_a_page=rng.choice((None, 25)),
        repeated_header=True,
        name_width=rng.choice((200, 120)),
    )
    return account, print_pdf(account, Layout(thousands=rng.random() < 0.5), pdf)


def recognised(number: int, seed: int, folder: Path | None) -> tuple[str, Account, Source, float]:
    """A document's resolution and quality, its account, what was read, the seconds it took."""
    rng = Random(f"{seed} {number}")
    account, pdf = made(rng)
    names = list(QUALITIES)
    dpi, quality = DPI[number % len(DPI)], names[number // len(DPI) % len(names)]
    scanner = replace(QUALITIES[quality], dpi=dpi, quarters=rng.choice((0, 0, 0, 1, 2, 3)))
    kept = folder / f"{seed}-{number}.pickle" if folder else None
    if kept and kept.exists():
        source, seconds = pickle.loads(kept.read_bytes())  # noqa: S301 - its own
    else:
        scan = print_scan(scanned_pages(pdf, scanner, rng), scanner)
        start = process_time()
        source = structs.replace(read_source(scan, f"{number}.pdf"), data=b"")
        seconds = process_time() - start
        if kept:
            kept.write_bytes(pickle.dumps((source, seconds)))
    return f"{dpi} {quality}", account, source, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kept", type=Path)
    given = parser.parse_args()
    fates: dict[str, Counter[str]] = {}
    pages = 0
    for number in count():
        if pages >= given.pages:
            break
        kind, account, source, seconds = recognised(number, given.seed, given.kept)
        pages += source.pages or 0
        found, wrong = fates_of(account, source)
        found |= {"pages": source.pages or 0, "seconds": round(seconds)}
        fates.setdefault(kind, Counter()).update(found)
        print(number, kind, dict(found), *wrong, flush=True)
    for kind, own in sorted(fates.items()):
        print(kind, dict(own))
    sys.exit(any(own["confirmed_wrong"] for own in fates.values()))


if __name__ == "__main__":
    main()
