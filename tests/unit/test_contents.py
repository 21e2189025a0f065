"""Real lists of tables of many places and years: each title is the table that it is."""

import tomllib
from pathlib import Path

import pytest

from juesuan.catalogue import wording
from juesuan.readers.characters import bare
from juesuan.readers.source import Line
from juesuan.tables.titles import is_other, table_titled

CONTENTS = Path(__file__).resolve().parents[1] / "fixtures" / "contents.toml"
ACCOUNTS = tomllib.loads(CONTENTS.read_text(encoding="utf-8"))["accounts"]
TITLES = [(each["place"], *table) for each in ACCOUNTS for table in each["tables"]]


def test_the_lists_are_of_many_places():
    assert len({each["place"] for each in ACCOUNTS}) >= 15


@pytest.mark.parametrize(("place", "title", "key"), TITLES)
def test_a_title_of_a_real_list_is_the_table_that_it_is(place, title, key):
    is_kept = is_other(Line(1, None, title)) or wording().titles.unknown.fullmatch(bare(title))
    assert table_titled(title) == (None if key == "other" else key), place
    assert key != "other" or is_kept
