"""Each fact has one owner: the owners themselves, and that nothing stands beside them."""

import ast
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.catalogue import CHECKED, FRAMES, classification, dictionary, frames, tables, wording
from juesuan.catalogue.layouts import layouts
from juesuan.catalogue.levels import (
    DIGITS,
    MARKS,
    WORDS,
    joined_parts,
    level_of,
    parent_of,
    parts_of,
    path_of,
)
from juesuan.catalogue.terms import (
    EMPTY,
    LEVELS,
    MOST_URGENT,
    PLACEMENTS,
    PRINTED,
    STATUSES,
    VERDICTS,
)
from juesuan.identities.judgement import NO_REASON, REASONS
from juesuan.identities.ladder import ladder
from juesuan.money import FEN_OF_WAN, FEN_OF_YUAN
from juesuan.schema.candidates import Candidate, candidates, joined, parted
from juesuan.schema.types import TYPES
from juesuan.show.official_layout import lay_out
from tests.rooms import PACKAGE

KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
CANDIDATES = KEYS.map(Candidate) | st.builds(
    Candidate, KEYS, KEYS | st.just(""), st.none() | st.sampled_from(["income", "expenditure"])
)


@given(st.lists(CANDIDATES, min_size=1, max_size=5))
def test_candidates_are_parsed_as_they_were_written(cells):
    assert list(candidates(joined(cells))) == cells


def test_a_list_that_is_empty_is_na():
    assert joined([]) is None
    assert parted(None) == parted(float("nan")) == list(candidates(None)) == []


@pytest.mark.parametrize("name", TYPES)
def test_a_type_of_columns_is_the_same_wherever_columns_go(name):
    kind = TYPES[name]
    words, numbers = ["b", None, "a"], [2, None, 1]
    own = {"money": [2, 3, 1], "truth": [True, None, False]}
    values = words if kind.is_words else own.get(name, numbers)
    series = pd.Series(kind.made(values))
    assert kind.pandas in (str(series.dtype), series.dtype.name) or name == "text"
    stored = pa.chunked_array([pa.array(series, from_pandas=True).cast(kind.arrow)])
    pd.testing.assert_series_equal(pd.Series(kind.back(stored)), series)
    pd.testing.assert_series_equal(pd.Series(kind.back(stored.cast(kind.plain))), series)
    held = pa.table({"x": stored})  # noqa: F841 - DuckDB finds it by its name
    asked = duckdb.sql(f"SELECT CAST(x AS {kind.sql}) FROM held")  # noqa: S608 - a type of the map
    assert [row[0] for row in asked.fetchall()] == values
    assert kind.cell in ("text", "number", "whole number", "truth")


def test_the_map_of_types_has_every_type_of_the_dictionary():
    assert set(TYPES) == set(dictionary.TYPES)


def test_a_code_has_one_level_and_its_parents_above_it():
    for system in ("functional", "economic"):
        for code in classification(system).entries:
            assert len(code) == DIGITS[level_of(code)]
            assert path_of(code)[-1] == code
            assert parent_of(code) == "".join(path_of(code)[-2:-1])
            assert joined_parts(parts_of(code)) == code
            assert joined_parts([part.lstrip("0") for part in parts_of(code)]) == code
    assert (WORDS, MARKS) == ("类款项", ("(类)", "(款)", "(项)"))


whole = st.integers(-(10**6), 10**6)
width = st.integers(0, 10**6)


@given(st.lists(st.tuples(whole, width, width), min_size=1, max_size=20), st.booleans())
def test_the_ladder_is_that_of_the_intervals(rows, bound):
    residual, wide, narrow = (np.array(part, dtype=np.int64) for part in zip(*rows, strict=True))
    ended = ladder(residual, wide, narrow, bound=bound)
    for (off, loose, tight), verdict, reason in zip(
        rows, ended.verdict_words, ended.reason_words, strict=True
    ):
        short = max(-off, 0) if bound else abs(off)
        within = [2 * short <= each for each in (tight, loose)]
        expected = "exact" if short == 0 else "rounding" if any(within) else "inconsistent"
        assert verdict == expected
        fewer = expected == "rounding" and not within[0]
        assert reason == ("fewer_decimals" if fewer else None)
    assert set(ended.reason.tolist()) <= {NO_REASON, list(REASONS).index("fewer_decimals")}


def test_the_vocabularies_are_those_of_the_contract():
    assert LEVELS == ("total", "class", "section", "item", "line")
    assert DIGITS == {"class": 3, "section": 5, "item": 7}
    assert PLACEMENTS == ("printed", "solved", "ambiguous")
    assert VERDICTS == ("exact", "rounding", "inconsistent", "not_checked")
    assert MOST_URGENT == ("inconsistent", "not_checked", "rounding", "exact")
    assert PRINTED == ("found", "declared_empty", "blank")
    assert EMPTY == ("declared_empty", "blank")


def test_a_printed_unit_is_that_of_the_frames():
    assert wording().units["万元"] == FEN_OF_WAN
    assert wording().units["元"] == FEN_OF_YUAN


def test_frames_that_are_checked_are_frames_in_their_order():
    assert tuple(frames()) == FRAMES
    assert [name for name in FRAMES if name in CHECKED] == list(CHECKED)
    assert {"documents", "tables", "rows", "amounts", "claims"} <= set(CHECKED)
    assert not {"verdicts", "suspects", "problems", "paragraphs"} & set(CHECKED)


def rows_of(document, table):
    mine = document.rows[document.rows["table"].eq(table)].reset_index(drop=True)
    plain = mine.astype(object).where(mine.notna(), None)
    return list(enumerate(plain.to_dict("records")))


@pytest.mark.parametrize(
    "table", [k for k, form in tables().items() if k != "three_public" and not form.optional]
)
def test_both_styles_have_a_place_for_the_same_cells(hanyang, table):
    """Every cell of the form stands in exactly one place, printed and on a sheet."""
    (measures,) = hanyang.tables.loc[hanyang.tables["table"].eq(table), "measures"].map(parted)
    placed = []
    for style in (layouts().printed, layouts().sheet):
        layout = lay_out(style, table, measures, rows_of(hanyang, table))
        cells = [slot.cell for line in layout.body for slot in line if slot and slot.cell]
        assert all(len(line) == len(layout.columns) for line in layout.body)
        assert len(set(cells)) == len(cells)
        placed.append(set(cells))
    assert placed[0] == placed[1]
    assert {at for at, _ in placed[0]} == {at for at, _ in rows_of(hanyang, table)}


def test_headings_cover_every_column_once(hanyang):
    for style in (layouts().printed, layouts().sheet):
        for key, table in tables().items():
            layout = lay_out(style, key, table.measures, rows_of(hanyang, key))
            covered = [
                (row, column)
                for heading in layout.headings
                for row in range(heading.row, heading.last_row + 1)
                for column in range(heading.column, heading.last_column + 1)
            ]
            assert len(set(covered)) == len(covered)
            assert set(covered) == {
                (row, column)
                for row in range(layout.depth)
                for column in range(len(layout.columns))
            }


# What one literal may not hold outside of its owner: so many of these words or numbers.
OWNER = "catalogue/terms.py"
OWNED = [
    ({3, 5, 7}, 3, {OWNER}),
    (set(DIGITS), 3, {OWNER}),
    (set(VERDICTS), 3, {OWNER}),
    (set(STATUSES), 3, {OWNER}),
    # Colours of a picture, not the vocabulary.
    (set(PLACEMENTS), 3, {OWNER, "show/page_picture.py"}),
    (set(TYPES), 4, {"schema/types.py", "catalogue/dictionary.py"}),
    # How each frame is made, by its name; `DocumentFrames` lists those of the catalogue. The
    # summary names the frames that it is made from, so that no others are built for it.
    (set(FRAMES), 12, {"frames/document_frames.py", "show/summary.py"}),
]


def literals(path: Path):
    """The constants of each tuple, list, set and dictionary of a file, and where it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            inner = node.elts
        elif isinstance(node, ast.Dict):
            inner = list(ast.iter_child_nodes(node))
        else:
            continue
        found = {each.value for each in inner if isinstance(each, ast.Constant)}
        yield {each for each in found if isinstance(each, str | int)}, node.lineno


@pytest.mark.parametrize(("words", "most", "owners"), OWNED, ids=[str(min(w)) for w, _, _ in OWNED])
def test_no_module_keeps_a_vocabulary_beside_its_owner(words, most, owners):
    second = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for held, line in literals(path)
        if len(held & words) >= most and str(path.relative_to(PACKAGE)) not in owners
    ]
    assert not second


def test_one_module_knows_how_candidates_are_written():
    """Others ask for them; `identities/places.py` and the like once cut the text themselves."""
    cutting = [
        str(path.relative_to(PACKAGE))
        for path in sorted(PACKAGE.rglob("*.py"))
        if "candidates" in (text := path.read_text(encoding="utf-8")) and 'split(",")' in text
    ]
    assert not cutting
