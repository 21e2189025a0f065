"""How long reading takes: `pytest benchmarks --benchmark-only`."""

import random
import subprocess
import sys
import time
from pathlib import Path

import juesuan
from juesuan.money import Money
from juesuan.narrative.claims import claims
from juesuan.narrative.paragraphs import Paragraph
from juesuan.narrative.prose import passages
from juesuan.tables.readings import readings
from juesuan.tables.search import Constraint, search

DOCUMENT = Path(__file__).parents[1] / "data/raw/武汉市汉阳区总工会2022年度部门决算.txt"


def test_read_the_first_document(benchmark):
    """Target: under 40 ms, the amounts frame included."""
    assert len(benchmark(lambda: juesuan.read(DOCUMENT).amounts)) == 183


def test_read_with_every_frame_and_verdict(benchmark):
    def everything():
        document = juesuan.read(DOCUMENT)
        return [document.frame(name) for name in juesuan.FRAMES]

    assert len(benchmark(everything)) == len(juesuan.FRAMES)


def _tree(rng: random.Random, columns: int):
    """About 300 rows of a table: 合计, 20 类, 60 款, 220 项; two or three columns filled."""
    filled = sorted(rng.sample(range(1, columns), 3))
    items, sections, classes = [], [], []
    for _ in range(20):
        group = []
        for _ in range(3):
            parts = []
            for _ in range(rng.randint(3, 4)):
                row = [0] * columns
                for column in rng.sample(filled, rng.choice([1, 1, 2])):
                    row[column] = rng.randint(100, 10**7)
                row[0] = sum(row)
                parts.append(row)
            items.append(parts)
            group.append([sum(values) for values in zip(*parts, strict=True)])
        sections.append(group)
        classes.append([sum(values) for values in zip(*group, strict=True)])
    total = [sum(values) for values in zip(*classes, strict=True)]
    return total, classes, sections, items


def _network(seed: int, columns: int = 7):
    total, classes, sections, items = _tree(random.Random(seed), columns)
    rows, constraints = [], []

    def add(values):
        printed = [Money(value, 1) for value in values if value]
        own = [
            reading
            for reading in readings(printed, columns)
            if abs(2 * reading.values[0][0] - sum(fen for fen, _ in reading.values)) * 2
            <= len(printed)
        ]
        rows.append(own)
        return len(rows) - 1

    def adds_up(parent, children):
        sums = tuple(
            ((parent, column, -1), *((child, column, 1) for child in children))
            for column in range(columns)
        )
        constraints.append(Constraint("levels", sums, bound=False))

    top = add(total)
    rows[top] = [
        reading for reading in rows[top] if [fen for fen, _ in reading.values] == total
    ]  # as the summary table decides it
    tops, position = [], 0
    for own, group in zip(classes, sections, strict=True):
        at, below = add(own), []
        for section in group:
            here = add(section)
            adds_up(here, [add(item) for item in items[position]])
            below.append(here)
            position += 1
        adds_up(at, below)
        tops.append(at)
    adds_up(top, tops)
    return rows, constraints


def test_search_the_columns_of_300_rows(benchmark):
    """Target: well under a second for 300 rows by 7 columns."""
    rows, constraints = _network(1)
    assert 280 < len(rows) < 320
    solution = benchmark.pedantic(lambda: search(rows, constraints), rounds=3)
    assert not solution.violated


def _seconds_to_import(module: str) -> float:
    code = (
        "import time, pandas; start = time.perf_counter(); "
        f"import {module}; print(time.perf_counter() - start)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def test_import_beyond_pandas(benchmark):
    """Target: at most 0.1 s beyond pandas. The figure in extra_info is the one to read."""
    benchmark.extra_info["seconds"] = benchmark.pedantic(
        lambda: _seconds_to_import("juesuan"), rounds=5
    )
    print(f"\nimport juesuan beyond pandas: {benchmark.extra_info['seconds']:.3f} s")


PROSE = [
    name
    for name in juesuan.FRAMES
    if name
    not in (
        "documents",
        "tables",
        "rows",
        "amounts",
        "three_public",
        "problems",
        "verdicts",
        "suspects",
        # from all of the document, or from what is checked
        "other_cells",
        "form_notes",
        "numbers",
        "disclosure",
        "findings",
    )
]


def test_read_the_prose_of_the_first_document(benchmark):
    """All frames of the prose, the tables being read already.

    Target: at most one and a half times what it took before sentences were read by a grammar.
    """

    def fresh():
        return (juesuan.read(DOCUMENT),), {}

    def prose(document):
        return [document.frame(name) for name in PROSE]

    assert len(benchmark.pedantic(prose, setup=fresh, rounds=20)) == 16


def _seconds_of_prose(sentences: int) -> float:
    """Processor time of the claims of one paragraph, the best of five."""
    text = "办公费支出1.20万元，比上年增加0.20万元，增长20.00%，主要原因是人员增加；" * sentences
    paragraph = Paragraph((), None, text, None, 1)
    times = []
    for _ in range(5):
        start = time.process_time()
        list(claims(passages([paragraph])))
        times.append(time.process_time() - start)
    return min(times)


def test_time_is_proportional_to_the_length_of_a_paragraph(benchmark):
    """Target: eight times the length takes eight times as long, within a third."""
    seconds = benchmark.pedantic(lambda: [_seconds_of_prose(n) for n in (250, 2000)], rounds=1)
    assert seconds[1] / seconds[0] < 8 * 4 / 3
