"""Whether several files can be the parts of one account."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from juesuan.catalogue.faults import fault
from juesuan.errors import PartsDiffer
from juesuan.origin.describe import Origin, describe
from juesuan.readers.characters import compact, plain, unquoted
from juesuan.readers.source import Source

# What the parts of one account say alike, as far as they say it.
_ALIKE = ("organization", "fiscal_year", "kind", "organization_kind", "scope")


def refuse_strangers(parts: Sequence[Source]) -> None:
    """Raise `PartsDiffer` where two parts name two organizations, years, kinds or scopes.

    A part that does not say one of them fits any other; of a name, a shorter form does too.
    """
    told = [(part, describe(part)) for part in parts] if len(parts) > 1 else []
    for (one, first), (other, second) in combinations(told, 2):
        for column in _ALIKE:
            if not _agree(column, first, second):
                raise PartsDiffer(
                    fault(
                        "parts_of_two",
                        what=column,
                        first=getattr(first, column),
                        one=one.name,
                        second=getattr(second, column),
                        other=other.name,
                    ),
                    source=other.name,
                )


def _agree(column: str, one: Origin, other: Origin) -> bool:
    first, second = getattr(one, column), getattr(other, column)
    if first is None or second is None or first == second:
        return True
    if column != "organization":
        return False
    short, long = sorted((_key(first), _key(second)), key=len)
    return long.endswith(short)


def _key(name: str) -> str:
    return unquoted(compact(plain(name)))
