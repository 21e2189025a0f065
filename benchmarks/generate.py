"""Makes N distinct valid documents with known content.

`python -m benchmarks.generate N FOLDER [--medium text|pdf] [--seed 1]`

FOLDER/documents/000/000000.txt … are the documents, FOLDER/truth/ is a Parquet dataset of what they
print: one row an amount. The same seed gives the same documents, whatever the number of processes.
"""

import argparse
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter

import pyarrow as pa
import pyarrow.parquet as pq

from tests.factory import Account, Layout, print_text, random_account

A_FOLDER = 1_000
WORDS = {
    "city": ("江", "临", "东", "南", "北", "柳", "云", "青", "金", "石", "白", "长", "安", "平"),
    "of": ("阳", "海", "州", "原", "山", "河", "川", "宁", "溪", "泉", "湖", "岭", "港", "源"),
    "district": ("柳河", "新安", "永和", "清泉", "长岭", "白沙", "石桥", "兴宁", "望江", "锦屏"),
    "department": (
        *("总工会", "财政局", "民政局", "水务局", "教育局", "图书馆"),
        *("档案馆", "司法局", "统计局", "审计局", "商务局", "体育局"),
    ),
}
YEARS = range(2019, 2026)
TRUTH = pa.schema(
    {
        "document": pa.string(),
        "organization": pa.string(),
        "fiscal_year": pa.int32(),
        "table": pa.string(),
        "side": pa.string(),
        "key": pa.string(),
        "measure": pa.string(),
        "amount_fen": pa.int64(),
    }
)


def owner(number: int) -> tuple[str, int]:
    """Organization and year of a document: no two of the first 160,000 are the same."""
    number, year = divmod(number, len(YEARS))
    parts = []
    for words in WORDS.values():
        number, at = divmod(number, len(words))
        parts.append(words[at])
    again = "" if not number else f"第{'〇一二三四五六七八九'[number % 10]}"
    city, of, district, department = parts
    return f"{city}{of}市{district}区{again}{department}", YEARS[year]


def text_layout(rng: Random) -> Layout:
    """A layout that real producers use."""
    return Layout(
        line_numbers=rng.random() < 0.5,
        code_style=rng.choice(("joined", "split")),
        name_width=rng.choice((None, 8, 12)),
        name_style=rng.choice(("inline", "own_lines", "broken", "tail")),
        thousands=rng.random() < 0.5,
        page_break_every=rng.choice((None, 20, 40)),
        page_numbers=rng.choice(("none", "dashes")),
        notes=rng.choice(("none", "plain", "formulas")),
        title_style=rng.choice(("plain", "year_number", "form_number", "numeral")),
        contents=rng.choice(("none", "plain", "dotted")),
        total_row=rng.choice(("first", "last")),
        header=rng.choice(("lines", "mixed", "heap")),
        three_public=rng.choice(("blocks", "pairs", "listed")),
        wording=rng.choice((0, 1, 2)),
    )


def ruled_layout(rng: Random) -> Layout:
    """The options of a layout that a ruled table can show."""
    return Layout(
        line_numbers=rng.random() < 0.5,
        thousands=rng.random() < 0.5,
        notes=rng.choice(("none", "plain", "formulas")),
        title_style=rng.choice(("plain", "year_number", "form_number", "numeral")),
        total_row=rng.choice(("first", "last")),
        three_public=rng.choice(("blocks", "pairs", "listed")),
        wording=rng.choice((0, 1, 2)),
    )


def made(number: int, seed: int) -> tuple[Account, Random]:
    """The account of a document."""
    rng = Random(f"{seed}/{number}")
    account = random_account(rng)
    organization, year = owner(number)
    return replace(account, organization=organization, year=year), rng


def printed(number: int, seed: int, medium: str) -> tuple[Account, bytes]:
    """The account of a document and its bytes."""
    account, rng = made(number, seed)
    if medium == "text":
        return account, print_text(account, text_layout(rng)).encode()
    from tests.factory.pdf import PdfLayout, print_pdf

    pdf = PdfLayout(
        borders=rng.choice(("lines", "thin_rectangles", "cell_rectangles", "open_sides")),
        backgrounds=rng.random() < 0.5,
        form=rng.random() < 0.3,
        bold=rng.random() < 0.3,
        rows_a_page=rng.choice((None, 20, 30)),
        repeated_header=rng.random() < 0.5,
    )
    return account, print_pdf(account, ruled_layout(rng), pdf)


def rows(name: str, account: Account) -> Iterator[tuple[object, ...]]:
    """What a document prints, a row an amount."""
    for (table, side, key, measure), figure in account.figures.items():
        about = (name, account.organization, account.year, table, side, key, measure)
        yield (*about, figure * account.fen)


def make_folder(first: int, stop: int, folder: Path, seed: int, medium: str) -> int:
    """One folder of documents and its part of the truth."""
    into = folder / "documents" / f"{first // A_FOLDER:03d}"
    into.mkdir(parents=True, exist_ok=True)
    truth: list[tuple[object, ...]] = []
    suffix = {"text": "txt", "pdf": "pdf"}[medium]
    for number in range(first, stop):
        account, data = printed(number, seed, medium)
        name = f"{number:06d}.{suffix}"
        (into / name).write_bytes(data)
        truth += rows(name, account)
    columns = zip(*truth, strict=True)
    arrays = [pa.array(c, field.type) for c, field in zip(columns, TRUTH, strict=True)]
    (folder / "truth").mkdir(exist_ok=True)
    pq.write_table(
        pa.table(arrays, schema=TRUTH), folder / "truth" / f"{first // A_FOLDER:03d}.parquet"
    )
    return stop - first


def generate(count: int, folder: Path, *, seed: int = 1, medium: str = "text") -> None:
    """All documents, in parallel."""
    folder.mkdir(parents=True, exist_ok=True)
    firsts = range(0, count, A_FOLDER)
    stops = [min(first + A_FOLDER, count) for first in firsts]
    work = partial(make_folder, folder=folder, seed=seed, medium=medium)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        done = sum(pool.map(work, firsts, stops))
    assert done == count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--medium", choices=("text", "pdf"), default="text")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    start = perf_counter()
    generate(given.count, given.folder, seed=given.seed, medium=given.medium)
    seconds = perf_counter() - start
    print(f"{given.count:,} documents in {seconds:.1f} s, {given.count / seconds:,.0f} a second")


if __name__ == "__main__":
    main()
