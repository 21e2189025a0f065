"""Which recognised codes the classification tells apart from every other code."""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

import pandas as pd

from juesuan.catalogue import classification, tables
from juesuan.catalogue.files import once
from juesuan.catalogue.levels import parent_of
from juesuan.catalogue.plain_names import plain_name
from juesuan.catalogue.terms import SYSTEMS

CodeRow: TypeAlias = "tuple[str, int, str]"  # table, row, code


def certain_codes(rows: pd.DataFrame) -> set[CodeRow]:
    """The rows of the frame `rows` whose code can be no other.

    Its name is its own and that of no other code as long; or it is its own, and the code above it
    stands above it and is certain too: 行政运行 is an item of many sections.
    """
    found: set[CodeRow] = set()
    # The codes above a row, shortest first, each with whether it is certain.
    above: dict[str, list[tuple[str, bool]]] = {}
    columns = rows.loc[rows["code"].ne(""), ["table", "row", "code", "name"]].astype(object)
    for table, row, code, name in columns.itertuples(index=False):
        path = [each for each in above.get(table, ()) if len(each[0]) < len(code)]
        under = bool(path) and path[-1] == (parent_of(code), True)
        is_certain = _is_named(tables()[table].codes or SYSTEMS[0], code, name, under=under)
        above[table] = [*path, (code, is_certain)]
        if is_certain:
            found.add((table, row, code))
    return found


def _is_named(system: str, code: str, name: object, *, under: bool) -> bool:
    plain = plain_name(name) if isinstance(name, str) else ""
    if plain not in map(plain_name, classification(system).names(code)):
        return False
    return under or _named(system)[len(code), plain] == 1


@once
def _named(system: str) -> Counter[tuple[int, str]]:
    """How many codes of so many digits have or had a name."""
    entries = classification(system).entries
    return Counter(
        key
        for code, names in entries.items()
        for key in {(len(code), plain_name(each.name)) for each in names}
    )
